"""The photo that a person looks at: its picture, its prediction, and where the network looked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QImage

from app.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import Task, TaskContext
from app.widgets.picture import Picture, picture_of
from core.errors import PhotoError

if TYPE_CHECKING:
    from core.inference.classifier import Examination

SCREEN_SIDE = 1440
"""shorter side that is loaded at first: enough for most screens, much faster than all of a large photo"""
_PICTURE_BYTES = 64 << 20
"""pictures kept for going back and forth: some of the size of the screen, or one with all detail"""
_EXAMINATIONS_KEPT = 16


@dataclass(frozen=True, slots=True)
class Layer:
    """A heat map ready to be shown, and the part of the photo that the network saw, in fractions."""

    class_index: int
    image: QImage
    seen: QRectF


class Examiner(QObject):
    """Looks at one photo at a time; what belongs to an earlier one never arrives.

    Signals:
        picture_ready: path, Picture or PhotoError.
        examined: path, Examination or PhotoError.
        layer_ready: path, Layer.
        failed: the exception, where the model itself gave no answer.
        layer_failed: the exception, where the model cannot say where it looked.
    """

    picture_ready = Signal(object, object)
    examined = Signal(object, object)
    layer_ready = Signal(object, object)
    failed = Signal(object)
    layer_failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = services.tasks
        self._path: str | None = None
        self._following: str | None = None
        self._under_way: dict[str, Task[Any]] = {}
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._examinations: OrderedDict[str, Examination] = OrderedDict()

    def look_at(self, path: str | None, model: ModelInUse | None) -> None:
        """Show another photo; `model` None leaves it at the picture."""
        self.stop()
        self._path = path
        self._following = None
        if path is None:
            return
        known = self._examinations.get(path)
        if known is not None:
            self.examined.emit(path, known)
        elif model is not None:
            self._start("examination", partial(_examine, model, path), self._on_examined)
        picture = self._pictures.get(path)
        if picture is not None:
            self.picture_ready.emit(path, picture)
        else:
            self._start("picture", partial(_load, path, SCREEN_SIDE), self._on_picture)

    def load_all_detail(self) -> None:
        """The photo is looked at closely: load every pixel."""
        if self._path is not None and "detail" not in self._under_way:
            self._start("detail", partial(_load, self._path, None), self._on_picture)

    def show_heat_map(self, class_index: int) -> None:
        """Make the layer for a breed, once the photo has been examined."""
        examination = self._examinations.get(self._path or "")
        if examination is not None:
            work = partial(_layer, examination, class_index)
            self._start("layer", work, self._on_layer, self.layer_failed.emit)

    def prefetch(self, path: str) -> None:
        """The next photo is likely to be looked at: load its picture, once that of the present one is there."""
        self._following = path
        if self._path in self._pictures:
            self._load_following()

    def stop(self) -> None:
        """End what is under way."""
        for task in self._under_way.values():
            task.drop()
        self._under_way.clear()

    def forget(self, *, pictures: bool = False) -> None:
        """Another model looks at the photos now (or other photos are open)."""
        self.stop()
        self._examinations.clear()
        if pictures:
            self._pictures.clear()

    def _load_following(self) -> None:
        path, self._following = self._following, None
        if path is not None and path not in self._pictures:
            self._start("ahead", partial(_load, path, SCREEN_SIDE), partial(self._keep_picture, path))

    def _start(
        self,
        name: str,
        work: Callable[[TaskContext], Any],
        on_result: Callable[[Any], None],
        on_error: Callable[[BaseException], None] | None = None,
    ) -> None:
        earlier = self._under_way.pop(name, None)
        if earlier is not None:
            earlier.drop()
        self._under_way[name] = self._tasks.run(
            work, on_result=on_result, on_error=on_error or self.failed.emit, pool="quick", owner=self
        )

    def _on_picture(self, picture: Picture | PhotoError) -> None:
        if self._path is not None:
            self._keep_picture(self._path, picture)
            self.picture_ready.emit(self._path, picture)
            self._load_following()

    def _keep_picture(self, path: str, picture: Picture | PhotoError) -> None:
        if isinstance(picture, Picture):
            self._pictures[path] = picture
            self._pictures.move_to_end(path)
            while len(self._pictures) > 1 and sum(kept.size_bytes for kept in self._pictures.values()) > _PICTURE_BYTES:
                self._pictures.popitem(last=False)

    def _on_examined(self, examination: Examination | PhotoError) -> None:
        if self._path is None:
            return
        if not isinstance(examination, PhotoError):
            self._examinations[self._path] = examination
            while len(self._examinations) > _EXAMINATIONS_KEPT:
                self._examinations.popitem(last=False)
        self.examined.emit(self._path, examination)

    def _on_layer(self, layer: Layer) -> None:
        if self._path is not None:
            self.layer_ready.emit(self._path, layer)


def _load(path: str, side: int | None, context: TaskContext) -> Picture | PhotoError:
    from core.photos.loader import load_photo
    from core.photos.probe import probe_photo

    pixels = load_photo(path, side)
    context.control.checkpoint()
    if isinstance(pixels, PhotoError):
        return pixels
    height, width = pixels.shape[:2]
    full_size = QSize(width, height)
    header = None if side is None else probe_photo(path)
    if header is not None and not isinstance(header, PhotoError):
        full_size = QSize(header.width, header.height)
    return picture_of(pixels, full_size)


def _examine(model: ModelInUse, path: str, context: TaskContext) -> Examination | PhotoError:
    from core.photos.loader import load_photo

    classifier = model.get()
    pixels = load_photo(path, classifier.decode_side)
    context.control.checkpoint()
    return pixels if isinstance(pixels, PhotoError) else classifier.examine(pixels)


def _layer(examination: Examination, class_index: int, context: TaskContext) -> Layer:
    from app.widgets.picture import overlay_of

    heat_map = examination.heat_map(class_index)
    context.control.checkpoint()
    seen = examination.seen
    return Layer(class_index, overlay_of(heat_map), QRectF(seen.x, seen.y, seen.width, seen.height))
