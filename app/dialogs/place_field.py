"""A file or folder that is typed, or chosen in the system's dialog."""

from __future__ import annotations

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.widgets.named import named


class PlaceField(QWidget):
    """Names a file to write, a file to read, or a folder.

    Signals:
        changed: another place is named.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = named(QLineEdit(), name)
        self.button = named(QPushButton(self.tr("Browse…")), f"{name}Browse")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._browse)
        self.edit.textChanged.connect(self.changed)
        self._is_folder, self._is_new, self._filters = True, False, ""
        self._title = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)

    def ask_for(self, title: str, *, is_folder: bool, is_new: bool = False, filters: str = "") -> None:
        """What kind of place is wanted."""
        self._title, self._is_folder, self._is_new, self._filters = title, is_folder, is_new, filters
        self.edit.setAccessibleName(title)

    @property
    def path(self) -> str:
        """The place, "" where none is named."""
        text = self.edit.text()
        return os.path.expanduser(text) if text.strip() else ""

    def set_path(self, path: str) -> None:
        """Name a place."""
        self.edit.setText(path)

    def _browse(self) -> None:
        start = self.path or os.path.expanduser("~")
        dialog = QFileDialog(self, self._title, start if os.path.isdir(start) else os.path.dirname(start))
        if self._is_folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        elif self._is_new:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.selectFile(os.path.basename(start))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._filters and not self._is_folder:
            dialog.setNameFilters(self._filters.split(";;"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.set_path)
        dialog.open()
