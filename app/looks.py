"""Where a model looked in one photo for two breeds. For worker threads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from app.model_in_use import ModelInUse
from app.task_runner import TaskContext

_SIDE = 480


@dataclass(frozen=True, slots=True)
class Looked:
    """A photo and the layers over it; a layer is None where the model has no such class or keeps no map."""

    photo: QImage
    seen: QRectF
    predicted: QImage | None
    true: QImage | None


def look_twice(model: ModelInUse, path: str, predicted: str, true: str, context: TaskContext) -> Looked:
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
