"""The photos that a model got wrong, and where it looked for what it said and for what it should have said."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.item_models.mistake_model import Mistake, MistakeModel
from app.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import printable, translate_error
from app.widgets.named import named

_SIDE = 480
_STRENGTH = 0.5


@dataclass(frozen=True, slots=True)
class Looked:
    """A photo and the layers over it; a layer is None where the model has no such class or keeps no map."""

    photo: QImage
    seen: QRectF
    predicted: QImage | None
    true: QImage | None


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
        self._pictures = (_Layered(), _Layered())
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
        work = partial(_look, self._model, str(mistake["path"]), str(mistake["predicted"]), str(mistake["breed"]))
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


def _look(model: ModelInUse, path: str, predicted: str, true: str, context: TaskContext) -> Looked:
    """Raises BreedLensError where the photo or the model is gone."""
    from app.item_models.thumbnail_maker import to_image
    from app.widgets.picture import overlay_of
    from core.errors import BreedLensError, PhotoError
    from core.photos.loader import load_photo

    photo = load_photo(path, _SIDE)
    if isinstance(photo, PhotoError):
        raise BreedLensError("photo_unreadable", "This photo cannot be shown any more.", details=photo.message)
    context.control.checkpoint()
    classifier = model.get()
    examination = classifier.examine(photo)
    names = list(classifier.class_names)
    layers = []
    for breed in (predicted, true):
        context.control.checkpoint()
        try:
            layers.append(overlay_of(examination.heat_map(names.index(breed))) if breed in names else None)
        except BreedLensError:
            layers.append(None)
    seen = examination.seen
    return Looked(to_image(photo), QRectF(seen.x, seen.y, seen.width, seen.height), layers[0], layers[1])


class _Layered(QWidget):
    """A photo with a layer over the part that the network saw."""

    def __init__(self) -> None:
        super().__init__()
        self._photo: QImage | None = None
        self._layer: QImage | None = None
        self._seen = QRectF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 90)

    def sizeHint(self) -> QSize:
        """Comfortable to look at."""
        return QSize(220, 220)

    def show_picture(self, photo: QImage | None, layer: QImage | None, seen: QRectF, name: str) -> None:
        """Show, or nothing."""
        self._photo, self._layer, self._seen = photo, layer, seen
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fitted into the room there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._photo is None:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
            return
        size = self._photo.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.drawImage(place, self._photo)
        if self._layer is not None:
            painter.setOpacity(_STRENGTH)
            seen = QRectF(
                place.x() + self._seen.x() * place.width(),
                place.y() + self._seen.y() * place.height(),
                self._seen.width() * place.width(),
                self._seen.height() * place.height(),
            )
            painter.drawImage(seen, self._layer)
