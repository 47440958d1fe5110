"""What a person said of the photo on show, and the buttons to say it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.widgets.breed_edit import BreedEdit
from app.widgets.named import named

_GAP = 6


class LabelBox(QWidget):
    """Below the breeds of the model. Buttons carry out the actions that the keys carry out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "labelText")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "labelNote")
        self._note.setProperty("role", "muted")
        self.edit = named(BreedEdit(), "labelEdit")
        self._accept = named(QPushButton(), "acceptButton")
        self._accept.setProperty("role", "primary")
        self._others = [named(QPushButton(), name) for name in ("notADogButton", "unknownButton", "mixedButton")]
        self._tips: list[tuple[QPushButton, QAction]] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._columns = 0
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(_GAP)
        for widget in (self._said, self._note, self._accept, self.edit):
            column_of_all.addWidget(widget)
        column_of_all.addLayout(self._grid)
        self._retranslate()
        self.show_said("", "")
        self._arrange()

    def connect_actions(self, accept: QAction, others: list[QAction]) -> None:
        """Have the buttons carry out these: accept; not a dog, unknown, mixed."""
        self._tips = list(zip((self._accept, *self._others), (accept, *others), strict=True))
        for button, action in self._tips:
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
        self._follow()

    def show_said(self, said: str, note: str) -> None:
        """What was said of the photo, and what there is to add."""
        self._said.setText(said or self.tr("Not labelled yet"))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_accept(self, words: str) -> None:
        """What the button accepts; "" where there is nothing to accept."""
        self._accept.setText(self.tr("Accept: {answer}").format(answer=words) if words else self.tr("Accept"))

    def set_writable(self, writable: bool) -> None:
        """Whether labels can be given."""
        self.edit.setEnabled(writable)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are longer in some languages take two lines of buttons."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._arrange()

    def _arrange(self) -> None:
        """As many buttons in a line as can show their words; the last one fills what is left of its line."""
        widest = max(button.sizeHint().width() for button in self._others)
        columns = max(1, min(len(self._others), (self.width() + _GAP) // (widest + _GAP)))
        if columns == self._columns:
            return
        self._columns = columns
        for button in self._others:
            self._grid.removeWidget(button)
        last = len(self._others) - 1
        for place, button in enumerate(self._others):
            line, column = divmod(place, columns)
            self._grid.addWidget(button, line, column, 1, columns - column if place == last else 1)
            self._grid.setColumnStretch(place, int(place < columns))

    def _follow(self) -> None:
        for button, action in self._tips:
            button.setEnabled(action.isEnabled())
            keys = ", ".join(key.toString(key.SequenceFormat.NativeText) for key in action.shortcuts()[:1])
            button.setToolTip(f"{action.text()} ({keys})")

    def _retranslate(self) -> None:
        self.edit.setPlaceholderText(self.tr("Another breed (R)"))
        self.edit.setAccessibleName(self.tr("Breed of this photo"))
        self.edit.setToolTip(self.tr("Type a breed in English or in French, or a new name of your own"))
        words = (self.tr("No dog"), self.tr("Unknown"), self.tr("Mixed"))
        for button, text in zip(self._others, words, strict=True):
            button.setText(text)
        self._follow()
