"""The photos that a model got wrong, and where it looked for what it said and for what it should have said."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.item_models.mistake_model import Mistake, MistakeModel
from app.looks import Looked, look_twice
from app.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import Task
from app.translation import printable, translate_error
from app.widgets.layered_photo import LayeredPhoto
from app.widgets.named import named


class MistakesView(QWidget):
    """A list, and the chosen photo twice."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = services.tasks
        self._model = ModelInUse("", "default")
        self._name: Callable[[str], str] = str
        self._task: Task[Any] | None = None
        self._mistakes = MistakeModel(self)
        self._list = named(QListView(), "mistakesList")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setModel(self._mistakes)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._pictures = (LayeredPhoto(), LayeredPhoto())
        self._captions = tuple(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(2))
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "mistakesNote")
        self._note.setProperty("role", "muted")
        pictures = QHBoxLayout()
        pictures.setSpacing(10)
        for picture, caption in zip(self._pictures, self._captions, strict=True):
            column = QVBoxLayout()
            column.addWidget(caption)
            column.addWidget(picture, 1)
            pictures.addLayout(column, 1)
        right = QVBoxLayout()
        right.addLayout(pictures, 1)
        right.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._list, 2)
        row.addLayout(right, 3)
        self._retranslate()

    def show_mistakes(self, mistakes: Sequence[Mistake], model: str, name: Callable[[str], str]) -> None:
        """List these of a model, which is loaded once; `name` says what a breed is called."""
        self._name = name
        self._model = ModelInUse(model, "default")
        self._mistakes.set_mistakes(mistakes, name)
        for widget in (self._list, *self._pictures, *self._captions):
            widget.setVisible(bool(mistakes))
        self._clear("" if mistakes else self.tr("There is no mistake among the photos that were looked at."))
        if mistakes and self.isVisible():
            self._go_to(0)

    def choose(self, breed: str, predicted: str) -> None:
        """Go to the first photo of a breed that was called another one."""
        row = self._mistakes.first_of(breed, predicted)
        if row is not None:
            self._go_to(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first."""
        super().showEvent(event)
        if not self._list.currentIndex().isValid():
            self._go_to(0)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _go_to(self, row: int) -> None:
        self._list.setCurrentIndex(self._mistakes.index(row))

    def _on_current(self, current: QModelIndex) -> None:
        if self._task is not None:
            self._task.drop()
        mistake = self._mistakes.at(current.row())
        if mistake is None:
            return
        self._clear(printable(os.path.basename(str(mistake["path"]))))
        work = partial(look_twice, self._model, str(mistake["path"]), str(mistake["predicted"]), str(mistake["breed"]))
        self._task = self._tasks.run(
            work, on_result=partial(self._show, mistake), on_error=self._on_error, pool="quick", owner=self
        )

    def _show(self, mistake: Mistake, looked: Looked) -> None:
        texts = (
            self.tr("It said: {breed}").format(breed=self._name(mistake["predicted"])),
            self.tr("It is: {breed}").format(breed=self._name(mistake["breed"])),
        )
        for picture, caption, text, layer in zip(
            self._pictures, self._captions, texts, (looked.predicted, looked.true), strict=True
        ):
            caption.setText(text)
            picture.show_picture(looked.photo, layer, looked.seen, text)

    def _on_error(self, error: BaseException) -> None:
        self._clear(translate_error(error))

    def _clear(self, note: str) -> None:
        self._note.setText(note)
        for picture, caption in zip(self._pictures, self._captions, strict=True):
            caption.clear()
            picture.show_picture(None, None, QRectF(), "")

    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Photos that the model got wrong"))
