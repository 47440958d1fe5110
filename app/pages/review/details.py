"""One photo under review: where the model looked for what it says and for the label, and what can be said of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.item_models.prediction_model import percent
from app.looks import Looked, look_twice
from app.model_in_use import ModelInUse
from app.pages.review.actions import ReviewActions
from app.pages.review.sentences import ReviewSentences
from app.pages.review.study import NEIGHBOURS, Alike
from app.services import Services
from app.task_runner import Task
from app.translation import printable, translate_error
from app.widgets.breed_edit import BreedEdit
from app.widgets.figures import percent_text
from app.widgets.layered_photo import LayeredPhoto
from app.widgets.named import named
from app.widgets.photo_strip import PhotoStrip
from app.widgets.share_bars import ShareBar, ShareBars

if TYPE_CHECKING:
    from core.review.table import ReviewRow, ReviewTable

_LINES = 4
_SIGNS = {"Return": "⏎"}
_BUTTON_SIDES = 30
"""what the frame of a button and a bold font take"""
_PROPORTION = 0.78
"""height of a photo for its width, nearly always at most"""
_SETTLE_MS = 60
"""a photo that is only passed by is not looked at"""


class ReviewDetails(QWidget):
    """Beside the list."""

    def __init__(
        self,
        services: Services,
        actions: ReviewActions,
        thumbnail: Callable[[str], QPixmap | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._tasks = services, services.tasks
        self._task: Task[Any] | None = None
        self._shown: tuple[ReviewRow, ReviewTable, ModelInUse] | None = None
        self._sentences = ReviewSentences(services, self)
        self._name = named(QLabel(textFormat=Qt.TextFormat.PlainText), "reviewFile")
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._figures = named(QLabel(textFormat=Qt.TextFormat.PlainText), "reviewFigures")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "reviewNote")
        for label in (self._figures, self._note):
            label.setProperty("role", "muted")
        self._pictures = (named(LayeredPhoto(), "predictedMap"), named(LayeredPhoto(), "givenMap"))
        self._both = QWidget()
        self._captions = tuple(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(2))
        self._bars = named(ShareBars(_LINES), "reviewShares")
        self._alike = named(PhotoStrip(NEIGHBOURS, thumbnail), "nearestPhotos")
        self._alike_title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._alike_title.setProperty("role", "muted")
        self.edit = named(BreedEdit(), "labelEdit")
        names = ("acceptButton", "labelRightButton", "unknownButton", "notADogButton", "mixedButton")
        acts = (actions.take, actions.verify, actions.unknown, actions.no_dog, actions.mixed)
        self._buttons = [(named(QPushButton(), name), action) for name, action in zip(names, acts, strict=True)]
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._look)
        self._lay_out()
        self._retranslate()

    def show_photo(self, row: ReviewRow | None, table: ReviewTable | None, model: ModelInUse) -> None:
        """Show a photo of a table, or nothing."""
        before = self._shown
        self._shown = None if row is None or table is None else (row, table, model)
        self.show_said()
        if before is not None and self._shown is not None and _same_look(before, self._shown):
            return
        if self._task is not None:
            self._task.drop()
        self._clear_pictures()
        self._alike_title.hide()
        self._alike.hide()
        if self._shown is not None:
            self._settled.start()

    def show_alike(self, path: str, alike: Sequence[Alike]) -> None:
        """The photos that are most like the one on show, where it is still the one."""
        if self._shown is None or self._shown[0].path != path:
            return
        self._alike_title.setVisible(bool(alike))
        self._alike.setVisible(bool(alike))
        self._alike.set_photos([(one.path, self._sentences.breed(one.breed), self._hint(one)) for one in alike])

    def refresh_alike(self) -> None:
        """Thumbnails have arrived."""
        self._alike.update()

    def _hint(self, one: Alike) -> str:
        words = self.tr("{breed}, like this photo: {share}").format(
            breed=self._sentences.breed(one.breed), share=percent_text(max(0.0, one.likeness), 0)
        )
        return f"{words}\n{printable(one.path)}"

    def show_said(self) -> None:
        """Words and figures of the photo, anew."""
        if self._shown is None:
            self._name.clear()
            self._figures.clear()
            self._note.clear()
            self._bars.set_bars([])
            return
        row, table, _ = self._shown
        self._name.setText(printable(os.path.basename(row.path)))
        self._name.setToolTip(printable(row.path))
        self._figures.setText(self._sentences.figures_of(row))
        label = table.labels[int(table.truths[row.index])] if row.given.counts else ""
        bars = [
            ShareBar(self._sentences.breed(breed), share, percent(share), breed == label)
            for breed, share in table.top(row.index, _LINES)
        ]
        if row.is_known and row.given_probability is not None and not any(bar.is_marked for bar in bars):
            share = row.given_probability
            bars[-1:] = [ShareBar(self._sentences.breed(label), share, percent(share), True)]
        self._bars.set_bars(bars)

    def speak(self, sentences: ReviewSentences) -> None:
        """Another language, or other breeds."""
        self._sentences = sentences
        self.edit.set_breeds(self._services.breeds, self._services.labelling.steps.breeds, sentences.language)
        self.show_said()

    def stop(self) -> None:
        """The window closes."""
        self._settled.stop()
        if self._task is not None:
            self._task.drop()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _look(self) -> None:
        if self._shown is None:
            return
        row, table, model = self._shown
        label = table.labels[int(table.truths[row.index])] if row.given.counts else ""
        work = partial(look_twice, model, row.path, row.predicted, label)
        self._task = self._tasks.run(
            work, on_result=partial(self._show_look, self._shown), on_error=self._on_error, pool="quick", owner=self
        )

    def _show_look(self, shown: tuple[ReviewRow, ReviewTable, ModelInUse], looked: Looked) -> None:
        row = shown[0]
        said = self.tr("Model: {breed} ({share})").format(
            breed=self._sentences.breed(row.predicted), share=percent(row.confidence)
        )
        words = self._sentences.label(row.given)
        if row.given_probability is not None:
            words = self.tr("{breed} ({share})").format(breed=words, share=percent(row.given_probability))
        is_right = row.is_known and not row.is_mistake
        label = self.tr("Label: {breed}").format(breed=words)
        layers = (looked.predicted, looked.true)
        self._note.setText(self.tr("Model and label agree.") if is_right else "")
        for picture, caption, text, layer in zip(self._pictures, self._captions, (said, label), layers, strict=True):
            caption.setText(text)
            picture.show_picture(looked.photo, layer, looked.seen, text)
        if layers == (None, None):
            self._note.setText(self.tr("This model keeps no map of the photo, so there is no heat map."))
        elif row.given.counts and not row.is_known:
            self._note.setText(
                self.tr("The model does not know the breed of the label, so there is no heat map for it.")
            )

    def _on_error(self, error: BaseException) -> None:
        self._note.setText(translate_error(error))

    def _clear_pictures(self) -> None:
        self._note.clear()
        for picture, caption in zip(self._pictures, self._captions, strict=True):
            caption.clear()
            picture.show_picture(None, None, QRectF(), "")

    def _lay_out(self) -> None:
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        pictures = QGridLayout(self._both)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setHorizontalSpacing(10)
        pictures.setVerticalSpacing(4)
        pictures.setRowStretch(1, 1)
        for number, (picture, caption) in enumerate(zip(self._pictures, self._captions, strict=True)):
            pictures.addWidget(caption, 0, number, Qt.AlignmentFlag.AlignBottom)
            pictures.addWidget(picture, 1, number)
            pictures.setColumnStretch(number, 1)
        first = QHBoxLayout()
        first.addWidget(self._name, 1)
        first.addWidget(self._figures)
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, (button, action) in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(action.trigger)
            action.changed.connect(partial(self._follow, button, action))
            # two wide ones above three
            row, place = divmod(number + (number > 1), 3)
            grid.addWidget(button, row, 3 * place if not row else 2 * place, 1, 2 if row else 3)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        self._buttons[0][0].setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 12, 8)
        column.setSpacing(7)
        column.addLayout(first)
        column.addWidget(self._both, 100)
        for widget in (self._note, self._bars):
            column.addWidget(widget)
        column.addWidget(self._alike_title)
        column.addWidget(self._alike)
        column.addStretch(1)
        column.addLayout(grid)
        column.addWidget(self.edit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that have no room are cut; pictures take no more room than a photo of usual proportions needs."""
        super().resizeEvent(event)
        captions = 2 * self.fontMetrics().lineSpacing()
        self._both.setMaximumHeight(captions + round(self.width() / 2 * _PROPORTION))
        for button, action in self._buttons:
            self._follow(button, action)

    def _follow(self, button: QPushButton, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = f"{action.iconText()} ({_SIGNS.get(action.shortcut().toString(), keys)})"
        room = max(40, button.width() - _BUTTON_SIDES)
        button.setEnabled(action.isEnabled())
        button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room).replace("&", "&&"))
        button.setToolTip(f"{action.text()} ({keys})")
        button.setAccessibleName(action.text())

    def _retranslate(self) -> None:
        for button, action in self._buttons:
            self._follow(button, action)
        self._alike_title.setText(self.tr("Most like it, of the photos that the model gets right:"))
        self.edit.setPlaceholderText(self.tr("Another breed (R)"))
        self.edit.setAccessibleName(self.tr("Breed of the chosen photos"))
        self.show_said()


def _same_look(
    one: tuple[ReviewRow, ReviewTable, ModelInUse], other: tuple[ReviewRow, ReviewTable, ModelInUse]
) -> bool:
    same_photo = (one[0].path, one[0].given, one[0].predicted) == (other[0].path, other[0].given, other[0].predicted)
    return same_photo and one[2] is other[2]
