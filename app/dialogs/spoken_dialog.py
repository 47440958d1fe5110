"""Dialogs that stay open while the language changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget


class SpokenDialog(QDialog):
    """A dialog without anything to type in: its content is simply made anew in the new language.

    A subclass calls `rebuild` at the end of its constructor.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        # Later, because some content is read from other widgets, which may hear of the new language after this one.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.rebuild)

    def content(self) -> QWidget:
        """Everything in the dialog, in the language in force; sets the title too."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Show the content in the language in force."""
        if self._content is not None:
            self._place.removeWidget(self._content)
            self._content.setParent(None)
            self._content.deleteLater()
        self._content = self.content()
        self._place.addWidget(self._content)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._later.start()
