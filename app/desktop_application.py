"""The application object: what the desktop asks of a program that is running already."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

TOGETHER_MS = 50
"""macOS tells of every file by itself; those that come within this time were opened together"""


class DesktopApplication(QApplication):
    """Opens what the desktop hands over: macOS names files and folders neither as arguments nor to a new process.

    Signals:
        files_opened: paths of files and folders, at least one.
    """

    files_opened = Signal(list)

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._opened: list[str] = []

    def event(self, event: QEvent) -> bool:
        """Notice files; they are told of once no more of them come."""
        if isinstance(event, QFileOpenEvent) and event.file():
            if not self._opened:
                QTimer.singleShot(TOGETHER_MS, self, self._tell)
            self._opened.append(event.file())
            return True
        return super().event(event)

    def _tell(self) -> None:
        paths, self._opened = self._opened, []
        self.files_opened.emit(paths)
