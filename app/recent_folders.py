"""The folders opened last, as a menu."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.options import RECENT_FOLDERS
from app.settings import Settings
from app.shipped import sample_folder
from app.task_runner import TaskContext, TaskRunner
from app.translation import folder_label, printable

MOST = 10


class RecentFolders(QObject):
    """Keeps at most ten folders, the latest first. Disks are asked in a worker thread: one may be asleep or away.

    Signals:
        chosen: a folder of the menu that is there.
        status: a sentence for the status bar.
    """

    chosen = Signal(str)
    status = Signal(str)

    def __init__(self, settings: Settings, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self.menu = QMenu(parent)
        self.menu.setObjectName("recentMenu")
        self.menu.aboutToShow.connect(self.fill)
        settings.changed.connect(self._on_setting)
        self.menu.menuAction().setEnabled(bool(self.latest()))

    def latest(self) -> str:
        """The folder opened last, empty if there is none."""
        folders = self._settings.get(RECENT_FOLDERS)
        return folders[0] if folders else ""

    def start(self, current: str) -> str:
        """Where a dialog for other photos begins: where the person is or was, else where the system keeps pictures."""
        sample = sample_folder()
        own = "" if sample is not None and current == str(sample) else current
        kept = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return own or self.latest() or (kept if os.path.isdir(kept) else os.path.expanduser("~"))

    def remember(self, paths: list[str]) -> None:
        """Put the folders among `paths` at the head of the list, as soon as the disk has said which they are."""
        candidates = [os.path.abspath(path) for path in paths[:MOST]]

        def folders_of(_context: TaskContext) -> list[str]:
            return [path for path in candidates if os.path.isdir(path)]

        self._tasks.run(folders_of, on_result=self._put_first, pool="quick", owner=self)

    def fill(self) -> None:
        """Build the menu."""
        self.menu.clear()
        for folder in self._settings.get(RECENT_FOLDERS):
            action = self.menu.addAction(folder_label(folder))
            action.triggered.connect(lambda _checked=False, folder=folder: self.choose(folder))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("&Clear this list")).triggered.connect(self._clear)

    def choose(self, folder: str) -> None:
        """Open a folder of the list, or take it off and say so if it is gone."""

        def is_there(_context: TaskContext) -> bool:
            return os.path.isdir(folder)

        def open_or_drop(there: bool) -> None:
            if there:
                self.chosen.emit(folder)
                return
            left = [other for other in self._settings.get(RECENT_FOLDERS) if other != folder]
            self._settings.set(RECENT_FOLDERS, left)
            name = printable(os.path.basename(folder)) or folder
            self.status.emit(self.tr("“{name}” is not there any more; it was taken off the list.").format(name=name))

        self._tasks.run(is_there, on_result=open_or_drop, pool="quick", owner=self)

    def _put_first(self, folders: list[str]) -> None:
        if folders:
            others = [folder for folder in self._settings.get(RECENT_FOLDERS) if folder not in folders]
            self._settings.set(RECENT_FOLDERS, [*folders, *others][:MOST])

    def _clear(self) -> None:
        self._settings.set(RECENT_FOLDERS, [])

    def _on_setting(self, key: str) -> None:
        if key == RECENT_FOLDERS.key:
            self.menu.menuAction().setEnabled(bool(self.latest()))
