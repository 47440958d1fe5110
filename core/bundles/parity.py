"""Whether an exported model answers as the program does: the photos that are asked, and the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import Bundle
from core.control import Control, OnProgress, Progress
from core.errors import PhotoError
from core.inference.calibration import softmax
from core.inference.network import Network
from core.inference.views import SINGLE
from core.photos.loader import load_photo

MOST_PHOTOS = 50
_DRAWN = 8
"""pictures where there are no photos"""


@dataclass(frozen=True, slots=True)
class Samples:
    """Squares as the network sees them, uint8 [N, size, size, 3], with the program's answers, [N, classes]."""

    pixels: NDArray[np.uint8]
    probabilities: NDArray[np.float32]
    photos: int
    """how many are of photos; 0: drawn pictures"""
    bad_photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParityReport:
    """An exported model beside the program."""

    model: str
    format: str
    file: str
    sha256: str
    bytes: int
    input: str
    """what the exported model takes in"""
    preprocessing: tuple[Mapping[str, Any], ...]
    """how a photo becomes that, as in the card"""
    classes: tuple[str, ...]
    """in the order of the probabilities"""
    photos: int
    """how many photos were asked of both; 0: drawn pictures"""
    bad_photos: tuple[str, ...]
    max_difference: float
    """largest of the differences between two probabilities"""
    top1_agreement: float
    """share of the photos for which both name the same breed"""

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        return asdict(self)


def make_samples(
    bundle: Bundle, photos: Sequence[str], control: Control, on_progress: OnProgress | None = None
) -> Samples:
    """Ask the program about up to 50 of the photos, spread over all of them, or about drawn pictures.

    Raises:
        BreedLensError: the bundle cannot be run.
        Cancelled: through `control`.
    """
    network = Network(bundle)
    every = max(1, len(photos) / MOST_PHOTOS)
    chosen = [photos[int(number * every)] for number in range(min(len(photos), MOST_PHOTOS))]
    pictures: list[NDArray[np.uint8]] = []
    answers: list[NDArray[np.float32]] = []
    bad: list[str] = []

    def ask(photo: NDArray[np.uint8]) -> None:
        (glimpse,) = network.look(photo, SINGLE)
        temperature = np.float32(bundle.card.calibration_for(SINGLE).temperature)
        pictures.append(glimpse.view.pixels)
        answers.append(softmax(network.evidence([glimpse]).class_logits / temperature))

    for done, path in enumerate(chosen, 1):
        control.checkpoint()
        photo = load_photo(path, network.decode_side)
        if isinstance(photo, PhotoError):
            bad.append(path)
        else:
            ask(photo)
        if on_progress:
            on_progress(Progress(done, len(chosen)))
    found = len(answers)
    if not found:
        for picture in _drawn(network.input_size):
            ask(picture)
    return Samples(np.stack(pictures), np.stack(answers), found, tuple(bad))


def _drawn(size: int) -> NDArray[np.uint8]:
    """Blots of colour [N, size, size, 3], coarse to fine: no two alike to a network."""
    rng = np.random.default_rng(0)
    rows = np.arange(size)
    pictures = []
    for number in range(_DRAWN):
        cells = 2 + 2 * number
        coarse = rng.integers(0, 256, (cells, cells, 3), np.uint8)
        place = rows * cells // size
        pictures.append(coarse[place[:, None], place[None, :]])
    return np.stack(pictures)


def compare(samples: Samples, found: NDArray[np.float32]) -> tuple[float, float]:
    """Largest difference of a probability, and the share of samples with the same first class."""
    expected = samples.probabilities
    same = found.argmax(axis=1) == expected.argmax(axis=1)
    return float(np.abs(found - expected).max()), float(same.mean())
