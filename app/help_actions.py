"""What the frame offers to someone who wants to know more: the guide, the sample, keys, the log, what this is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.icons import set_icon
from app.open_elsewhere import open_elsewhere, open_own_folder
from app.services import Services
from app.shipped import guide_page, sample_folder
from app.translation import current_language, translate_error
from app.widgets.named import call, named
from core.errors import BreedLensError


class HelpActions(QObject):
    """Belongs to the window.

    Signals:
        said: a sentence for the status bar.
        sample_wanted: show this folder of drawn dogs; its path.
    """

    said = Signal(str)
    sample_wanted = Signal(str)

    def __init__(
        self,
        services: Services,
        window: QWidget,
        show_keys: Callable[[], object],
        show_about: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self.guide = self._action("userGuideAction", "help", "Shift+F1")
        self.sample = self._action("sampleAction", "photos")
        self.shortcuts = self._action("shortcutsAction", "keyboard", "F1")
        self.logs = self._action("logFolderAction", "log")
        self.about = self._action("aboutAction", "info")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.guide.triggered.connect(self.open_guide)
        self.sample.triggered.connect(self.open_sample)
        self.shortcuts.triggered.connect(partial(call, show_keys))
        self.logs.triggered.connect(self._open_logs)
        self.about.triggered.connect(partial(call, show_about))
        self.retranslate()

    def before(self) -> list[QAction]:
        """What the menu of help begins with."""
        return [self.guide, self.sample, self.shortcuts]

    def after(self) -> list[QAction | None]:
        """What it ends with; None is a separator."""
        return [None, self.logs, self.about]

    def open_guide(self) -> None:
        """Open the user guide in the language in force, in the browser."""
        page = guide_page(current_language(self._services.settings))
        if page is None:
            self.said.emit(self.tr("This installation has no user guide. F1 shows all keys."))
        else:
            self._open(open_elsewhere, page)

    def open_sample(self) -> None:
        """Show the drawn dogs that come with the program."""
        folder = sample_folder()
        if folder is None:
            self.said.emit(self.tr("The sample is missing from this installation."))
        else:
            self.sample_wanted.emit(str(folder))

    def retranslate(self) -> None:
        """In the language in force."""
        self.guide.setText(self.tr("&User guide"))
        self.sample.setText(self.tr("Open the &sample"))
        self.sample.setToolTip(self.tr("Drawn dogs that come with BreedLens, to try it without photos"))
        self.shortcuts.setText(self.tr("&Keyboard shortcuts"))
        self.logs.setText(self.tr("Open &log folder"))
        self.about.setText(self.tr("&About BreedLens"))

    def _open_logs(self) -> None:
        self._open(open_own_folder, self._services.folders.logs)

    def _open(self, how: Callable[[Path], None], path: Path) -> None:
        try:
            how(path)
        except BreedLensError as error:
            self.said.emit(translate_error(error))

    def _action(self, name: str, icon: str, key: str = "") -> QAction:
        action = named(QAction(self._window), name)
        set_icon(action, icon)
        if key:
            action.setShortcut(QKeySequence(key))
        return action
