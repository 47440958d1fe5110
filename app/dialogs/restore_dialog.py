"""Which backup of the labels takes their place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.dialogs.spoken_dialog import SpokenDialog
from app.widgets.named import named
from core.library.backups import Backups


class RestoreDialog(SpokenDialog):
    """The backups of a library, the latest first.

    Signals:
        chosen: the `Backup` that the person chose.
    """

    chosen = Signal(object)

    def __init__(self, library: Path, why: str = "", parent: QWidget | None = None) -> None:
        """`why`: a sentence that says what happened to the library, "" where nothing did."""
        super().__init__(parent)
        self.setObjectName("restoreDialog")
        self._why = why
        backups = Backups(library)
        self._backups = [(backup, backups.labels_in(backup)) for backup in backups.all()]
        self.rebuild()

    def content(self) -> QWidget:
        """A sentence, the days, two buttons."""
        self.setWindowTitle(self.tr("Restore labels"))
        content = QWidget()
        words = self.tr(
            "The labels go back to what they were on that day. The file that is replaced is kept beside them."
        )
        if not self._backups:
            words = self.tr("There is no backup of these labels yet. One is made on each day on which they are opened.")
        text = QLabel(f"{self._why} {words}".strip(), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        text.setMinimumWidth(380)
        days = named(QListWidget(), "backupList")
        days.setAccessibleName(self.tr("Backups"))
        for backup, labels in self._backups:
            day = QLocale().toString(QDate.fromString(backup.day, Qt.DateFormat.ISODate), QLocale.FormatType.LongFormat)
            words = self.tr("damaged") if labels is None else self.tr("%Ln label(s)", "", labels)
            item = QListWidgetItem(f"{day} ({words})")
            item.setData(Qt.ItemDataRole.UserRole, backup)
            days.addItem(item)
        days.setCurrentRow(0)
        days.setVisible(bool(self._backups))
        buttons = QDialogButtonBox()
        if self._backups:
            restore = buttons.addButton(self.tr("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
            restore.setObjectName("restoreButton")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(lambda: self._on_accepted(days))
        buttons.rejected.connect(self.reject)
        days.itemActivated.connect(lambda: self._on_accepted(days))
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (text, days, buttons):
            column.addWidget(widget)
        return content

    def _on_accepted(self, days: QListWidget) -> None:
        self.chosen.emit(days.currentItem().data(Qt.ItemDataRole.UserRole))
        self.accept()
