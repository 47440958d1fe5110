"""Groups: photos that are alike, labelled at once."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QIcon, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.icons import themed_icon
from app.pages.groups.group_view import GroupView
from app.pages.page import Page
from app.services import Services

_IDENTIFY = "identifyPage"


class GroupsPage(Page):
    """Holds the view; photos are opened by the Identify page."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupsPage")
        self._open = services.open_photos
        self.view = GroupView(services)
        self.view.told.connect(self.status)
        self.view.photos_wanted.connect(partial(self.page_requested.emit, _IDENTIFY, []))
        self._open.changed.connect(self.title_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def page_title(self) -> str:
        """Name of the page."""
        return self.tr("Groups")

    def page_icon(self) -> QIcon:
        """Icon of the page."""
        return themed_icon("groups")

    def menu_actions(self) -> dict[str, list[QAction]]:
        """What can be done here."""
        return {"edit": self.view.actions_in_menu()}

    def other_keys(self) -> list[tuple[str, str]]:
        """Space, Enter, digits, arrows, the mouse."""
        return self.view.other_keys()

    def current_folder(self) -> str:
        """The folder of the photos that are open."""
        return os.path.dirname(self._open.paths[0]) if self._open.paths else ""

    def open_paths(self, paths: list[str]) -> None:
        """The Identify page opens them, and says when their breeds are known."""
        self.page_requested.emit(_IDENTIFY, paths)

    def open_image(self, image: QImage) -> None:
        """As `open_paths`."""
        self.page_requested.emit(_IDENTIFY, image)

    def shutdown(self) -> None:
        """End everything."""
        self.view.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.title_changed.emit()
