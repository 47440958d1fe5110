"""Misclassified photos with the heat maps of the breed that was answered and of the true one, side by side."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.control import Control
from core.errors import PhotoError
from core.evaluation.evaluate import Evaluation
from core.inference.classifier import Classifier, Examination
from core.inference.overlays import blend
from core.photos.loader import load_photo

SIDE = 300
"""longer side of a thumbnail in pixels"""
_QUALITY = 80
_OPACITY = 0.6


@dataclass(frozen=True, slots=True)
class Picture:
    """A thumbnail as a data URI; `breed` is an index of the labels, and the model gave it this probability (None for a
    breed that it does not know)."""

    uri: str
    breed: int
    probability: float | None


@dataclass(frozen=True, slots=True)
class WrongPhoto:
    """A misclassified photo: the picture for the answer, then that for the true breed."""

    path: str
    answered: Picture
    true: Picture


def look_again(
    evaluation: Evaluation, classifier: Classifier, indices: Sequence[int], control: Control | None = None
) -> list[WrongPhoto]:
    """Examine photos once more and draw their heat maps; a photo that cannot be read any more is left out.

    Args:
        evaluation: holds paths and answers.
        classifier: the model that gave them; without heat maps the photos are shown plain.
        indices: which photos of the evaluation.
        control: asked before each photo.

    Raises:
        Cancelled: by `control`.
    """
    photos: list[WrongPhoto] = []
    for index in indices:
        if control and not control.checkpoint():
            break
        photo = load_photo(evaluation.paths[index], shorter_side=classifier.decode_side)
        if isinstance(photo, PhotoError):
            continue
        examination = classifier.examine(photo) if classifier.has_heat_maps else None
        answered, true = (
            _picture(evaluation, index, breed, _thumbnail(photo), examination)
            for breed in (int(evaluation.predicted[index]), int(evaluation.truths[index]))
        )
        photos.append(WrongPhoto(evaluation.paths[index], answered, true))
    return photos


def _picture(
    evaluation: Evaluation, index: int, breed: int, thumbnail: NDArray[np.uint8], examination: Examination | None
) -> Picture:
    if breed >= evaluation.classes:
        return Picture(_uri(thumbnail), breed, None)
    if examination:
        thumbnail = blend(thumbnail, examination.heat_map(breed), _OPACITY)
    return Picture(_uri(thumbnail), breed, float(evaluation.probabilities[index, breed]))


def _thumbnail(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = photo.shape[:2]
    scale = min(1.0, SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


def _uri(picture: NDArray[np.uint8]) -> str:
    """[h, w, 3] RGB as a JPEG in a URI."""
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode("ascii")
