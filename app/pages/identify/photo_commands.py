"""What a person can do with the photo on show: show its file, copy it, save it as shown, look closer."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.options import LAST_EXPORT_FOLDER
from app.pages.identify.actions import PageActions
from app.pages.identify.file_actions import copy_path, copy_picture, save_picture, show_in_file_manager
from app.pages.identify.photo_desk import PhotoDesk
from app.pages.identify.view import IdentifyView
from app.services import Services
from app.translation import printable
from app.widgets.named import call
from app.widgets.photo_view import STEP


class PhotoCommands(QObject):
    """Carries out the actions that concern one photo, and shows them in a context menu.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(self, services: Services, desk: PhotoDesk, view: IdentifyView, actions: PageActions) -> None:
        super().__init__(actions)
        self._services = services
        self._desk = desk
        self._view = view
        self._actions = actions
        photo, grid = view.pane.view, view.grid
        acts: list[tuple[QAction, Callable[[], None]]] = [
            (actions.copy_path, lambda: copy_path(desk.path or "")),
            (actions.show_file, lambda: show_in_file_manager(desk.path or "", self.said.emit)),
            (actions.copy_image, lambda: copy_picture(photo.rendered())),
            (actions.save_image, self._save_picture),
            (actions.zoom_in, lambda: photo.zoom_by(STEP)),
            (actions.zoom_out, lambda: photo.zoom_by(1 / STEP)),
            (actions.fit, photo.fit),
            (actions.actual_size, lambda: photo.zoom_to(1.0)),
            (actions.larger, lambda: grid.step_side(1)),
            (actions.smaller, lambda: grid.step_side(-1)),
            (actions.find, self._find),
            *((action, partial(view.panel.choose, row)) for row, action in enumerate(actions.breeds)),
        ]
        for action, act in acts:
            action.triggered.connect(partial(call, act))
        actions.large.toggled.connect(view.set_large)
        actions.heat_map.toggled.connect(view.panel.show_overlay)
        view.panel.overlay_toggled.connect(actions.heat_map.setChecked)
        view.grid.opened.connect(partial(actions.large.setChecked, True))
        view.pane.view.closed.connect(partial(actions.large.setChecked, False))
        # as Space in the grid leads to the large photo, it leads back
        back = QShortcut(QKeySequence(Qt.Key.Key_Space), photo, context=Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(partial(actions.large.setChecked, False))
        for widget, origin in ((grid, grid.viewport()), (photo, photo)):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(partial(self._show_menu, origin))

    def _save_picture(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        path = self._desk.path
        if path is None:
            return
        stem = os.path.splitext(printable(os.path.basename(path)))[0]
        folder = self._services.settings.get(LAST_EXPORT_FOLDER) or os.path.dirname(path)
        target, _ = QFileDialog.getSaveFileName(
            self._view.pane,
            self.tr("Save the picture as shown"),
            os.path.join(folder, self.tr("{name} heat map").format(name=stem) + ".png"),
            self.tr("Pictures (*.png *.jpg)"),
        )
        if target:
            target = target if os.path.splitext(target)[1] else f"{target}.png"
            self._services.tasks.run(
                partial(save_picture, self._view.pane.view.rendered(), target),
                on_result=self._on_saved,
                pool="quick",
            )

    def _on_saved(self, path: str) -> None:
        self.said.emit(self.tr("Saved as {path}").format(path=printable(path)))

    def _find(self) -> None:
        self._actions.large.setChecked(False)
        self._view.filter_bar.focus()

    def _show_menu(self, origin: QWidget, place: QPoint) -> None:
        from PySide6.QtWidgets import QMenu

        if self._desk.path is None:
            return
        actions, menu = self._actions, QMenu(origin)
        menu.setObjectName("photoMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([actions.large, actions.heat_map])
        menu.addSeparator()
        menu.addActions([actions.show_file, actions.copy_path])
        menu.addSeparator()
        menu.addActions([actions.copy_image, actions.save_image])
        menu.popup(origin.mapToGlobal(place))
