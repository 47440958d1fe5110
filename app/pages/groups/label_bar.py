"""What can be said of the current group: buttons for what the keys do, and the field for any breed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.item_models.prediction_model import percent
from app.pages.groups.cell_painter import CaptionWords
from app.widgets.breed_edit import BreedEdit
from app.widgets.named import call, named

BREEDS = 5


class LabelBar(QWidget):
    """Signals:
    accepted: what the group suggests is right.
    breed_taken: a place among the likeliest breeds, from 0 on.
    said: "not_a_dog", "unknown" or "mixed".
    skipped: the next group.
    """

    accepted = Signal()
    breed_taken = Signal(int)
    said = Signal(str)
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = named(BreedEdit(), "groupBreedEdit")
        self.edit.setMinimumWidth(130)
        self._accept = named(_ElidedButton(), "groupAcceptButton")
        self._accept.setProperty("primary", True)
        self._accept.clicked.connect(partial(call, self.accepted.emit))
        self._breeds = [named(_ElidedButton(), f"groupBreedButton{i + 1}") for i in range(BREEDS)]
        for i, button in enumerate(self._breeds):
            button.clicked.connect(partial(call, partial(self.breed_taken.emit, i)))
        self._others = {
            status: named(QPushButton(), name)
            for status, name in (
                ("not_a_dog", "groupNotADogButton"),
                ("unknown", "groupUnknownButton"),
                ("mixed", "groupMixedButton"),
            )
        }
        for status, other in self._others.items():
            other.clicked.connect(partial(call, partial(self.said.emit, status)))
        self._skip = named(QPushButton(), "groupSkipButton")
        self._skip.clicked.connect(partial(call, self.skipped.emit))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(6)
        for button in self._breeds:
            first.addWidget(button, 1)
        second.addWidget(self._accept, 3)
        second.addWidget(self.edit, 2)
        for last in (*self._others.values(), self._skip):
            second.addWidget(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        self._retranslate()

    def show_group(self, accept: CaptionWords, likeliest: Sequence[tuple[str, float]]) -> None:
        """The words of the accept button, and names and probabilities of the likeliest breeds."""
        self._accept.set_words(accept.words, accept.figure)
        for i, button in enumerate(self._breeds):
            known = likeliest[i] if i < len(likeliest) else None
            button.setVisible(known is not None)
            if known is not None:
                button.set_words(f"{i + 1}  {known[0]}", percent(known[1]))

    def set_usable(self, on: bool) -> None:
        """Whether labels can be given; going on to the next group always can."""
        for widget in (self._accept, self.edit, *self._breeds, *self._others.values()):
            widget.setEnabled(on)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._accept.setToolTip(self.tr("All photos of the group that were not taken out (Enter)"))
        for i, button in enumerate(self._breeds):
            button.setToolTip(self.tr("Label the group with this breed ({key})").format(key=i + 1))
        words = {
            "not_a_dog": (self.tr("Not a dog"), "X"),
            "unknown": (self.tr("Unknown breed"), "U"),
            "mixed": (self.tr("Mixed breed"), "M"),
        }
        for status, (text, key) in words.items():
            self._others[status].setText(f"{key}  {text}")
            self._others[status].setToolTip(self.tr("Label the group so ({key})").format(key=key))
        skip = self.tr("Skip")
        self._skip.setText(f"S  {skip}")
        self._skip.setToolTip(self.tr("Leave the group as it is and go on to the next ({key})").format(key="S"))


class _ElidedButton(QPushButton):
    """Its words end in an ellipsis where there is no room; a figure after them stays."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._figure = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, figure: str = "") -> None:
        self._words, self._figure = words, figure
        self.setAccessibleName(f"{words} {figure}".strip())
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(60, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        figure = f"  {self._figure}" if self._figure else ""
        metrics = self.fontMetrics()
        room = self.width() - 30 - metrics.horizontalAdvance(figure)
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 20))
        self.setText((words + figure).replace("&", "&&"))
