"""How a model's accuracy suffers when its photos do: blur, noise, brightness, rotation, crop, JPEG compression.

The kinds of change are those of Hendrycks and Dietterich, "Benchmarking Neural Network Robustness to Common
Corruptions and Perturbations", ICLR 2019 (arXiv:1903.12261), at strengths that people's own photos have. Each is made
on the photo reduced to what the network is about to see, so that a blur of 2 pixels means the same for every camera.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from core.control import Control, OnProgress, Progress
from core.errors import PhotoError
from core.evaluation.evaluate import Evaluation
from core.evaluation.metrics import Proportion
from core.inference.classifier import Classifier
from core.photos.loader import load_photo
from core.thread_priority import usable_cores

Photo = NDArray[np.uint8]
Apply = Callable[[Photo, np.random.Generator], Photo]
MOST_PHOTOS = 400
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """One way to spoil a photo, at one strength: `apply` takes RGB [h, w, 3] and its own random numbers."""

    name: str
    strength: str
    apply: Apply
    reframes: bool = False
    """made on the photo as it was decoded: who steps closer loses no detail"""


@dataclass(frozen=True, slots=True)
class RobustnessRow:
    """The accuracy under one change."""

    change: str
    strength: str
    accuracy: Proportion


def blurred(photo: Photo, sigma: float) -> Photo:
    """Out of focus: a Gaussian of `sigma` pixels."""
    return np.asarray(cv2.GaussianBlur(photo, (0, 0), sigma), np.uint8)


def noisy(photo: Photo, sigma: float, rng: np.random.Generator) -> Photo:
    """Taken in the dark: normal noise of `sigma` levels on every channel."""
    noise = rng.standard_normal(photo.shape, np.float32) * np.float32(sigma)
    return np.asarray(np.clip(np.rint(photo + noise), 0, 255), np.uint8)


def brightened(photo: Photo, factor: float) -> Photo:
    """Exposed wrongly: every level times `factor`."""
    return np.asarray(np.clip(np.rint(photo * np.float32(factor)), 0, 255), np.uint8)


def rotated(photo: Photo, degrees: float) -> Photo:
    """Held askew: turned about its middle, counter-clockwise; the corners repeat the edge."""
    height, width = photo.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), degrees, 1.0)
    result = cv2.warpAffine(photo, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(result, np.uint8)


def cropped(photo: Photo, share: float) -> Photo:
    """Framed too closely: the middle `share` of both sides."""
    height, width = photo.shape[:2]
    rows, columns = max(1, round(height * share)), max(1, round(width * share))
    top, left = (height - rows) // 2, (width - columns) // 2
    part: Photo = photo[top : top + rows, left : left + columns]
    return part.copy()


def compressed(photo: Photo, quality: float) -> Photo:
    """Sent through a messenger: a JPEG of this quality (1 to 100), read again."""
    _, data = cv2.imencode(".jpg", photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, round(quality)])
    return np.ascontiguousarray(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)[..., ::-1])


def _fixed(function: Callable[[Photo, float], Photo], strength: float) -> Apply:
    return lambda photo, _rng: function(photo, strength)


def _random(function: Callable[[Photo, float, np.random.Generator], Photo], strength: float) -> Apply:
    return lambda photo, rng: function(photo, strength, rng)


CHANGES: tuple[Change, ...] = (
    *(Change("blur", f"{s:g} px", _fixed(blurred, s)) for s in (1.0, 2.0, 4.0)),
    *(Change("noise", f"{s:g} levels", _random(noisy, s)) for s in (10.0, 25.0, 50.0)),
    *(Change("brightness", f"times {f:g}", _fixed(brightened, f)) for f in (0.4, 0.7, 1.4, 1.8)),
    *(Change("rotation", f"{d:g} degrees", _fixed(rotated, d)) for d in (-30.0, -15.0, 15.0, 30.0)),
    *(Change("crop", f"middle {s:.0%}", _fixed(cropped, s), reframes=True) for s in (0.8, 0.6)),
    *(Change("JPEG", f"quality {q:g}", _fixed(compressed, q)) for q in (50.0, 20.0, 10.0)),
)


def measure_robustness(
    classifier: Classifier,
    evaluation: Evaluation,
    *,
    changes: tuple[Change, ...] = CHANGES,
    most_photos: int = MOST_PHOTOS,
    seed: int = 0,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> list[RobustnessRow]:
    """The accuracy under every change, on the same photos; the first row is that of the unchanged photos.

    Args:
        classifier: the model of the evaluation, loaded with one thread a call.
        evaluation: says which photos and breeds; those of breeds that the model does not know are left out.
        changes: what to measure.
        most_photos: of more, so many are drawn at random.
        seed: of the draw and of the noise.
        control: cancels, or stops after the photos done.
        on_progress: told the number of photos.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
    """
    control = control or Control()
    known = np.flatnonzero(evaluation.is_known)
    if len(known) > most_photos:
        known = np.sort(np.random.default_rng(seed).choice(known, most_photos, replace=False))
    every = (Change(UNCHANGED, "", lambda photo, _: photo), *changes)

    def look(index: int) -> list[bool] | None:
        if not control.checkpoint():
            return None
        photo = load_photo(evaluation.paths[index], shorter_side=classifier.decode_side)
        if isinstance(photo, PhotoError):
            return None
        small, truth = _reduced(photo, classifier.decode_side), evaluation.truths[index]
        answers = (
            classifier.classify(one.apply(photo if one.reframes else small, _rng(seed, index, one))) for one in every
        )
        return [int(answer.probabilities.argmax()) == truth for answer in answers]

    hits: Counter[int] = Counter()
    count = 0
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads or usable_cores(), "robustness") as pool:
        try:
            for done, right in enumerate(pool.map(look, map(int, known)), start=1):
                if right is not None:
                    count += 1
                    hits.update(place for place, is_right in enumerate(right) if is_right)
                if on_progress:
                    on_progress(Progress(done, len(known)))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [RobustnessRow(one.name, one.strength, Proportion.of(hits[place], count)) for place, one in enumerate(every)]


def _rng(seed: int, index: int, change: Change) -> np.random.Generator:
    """Random numbers that depend on photo and change alone, not on the order of the work."""
    return np.random.default_rng((seed, index, zlib.crc32(f"{change.name} {change.strength}".encode())))


def _reduced(photo: Photo, shorter_side: int) -> Photo:
    height, width = photo.shape[:2]
    scale = shorter_side / min(height, width)
    if scale >= 1:
        return photo
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
