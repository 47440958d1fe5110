"""Random changes of training photos, from a given generator alone, so that a run can be repeated."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError
from core.preprocessing.geometry import Box, Cut, Photo
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.rand_augment import HIGHEST_MAGNITUDE, MOST_OPERATIONS, rand_augmented

_PHOTO_STREAM = 1
_CROP_TRIES = 10
_CROP_ASPECT = math.log(4 / 3)


def _require(name: str, value: Any, lowest: float, highest: float) -> None:
    if not (isinstance(value, int | float) and lowest <= value <= highest):
        raise BreedLensError(
            "augmentation_invalid",
            "The augmentation {name} must lie between {lowest} and {highest}, not be {value}.",
            name=name,
            lowest=f"{lowest:g}",
            highest=f"{highest:g}",
            value=str(value),
        )


def _pair(name: str, value: Any) -> tuple[Any, Any]:
    if not (isinstance(value, tuple | list) and len(value) == 2):
        raise BreedLensError(
            "augmentation_invalid",
            "The augmentation {name} takes two numbers, not {value}.",
            name=name,
            value=str(value),
        )
    return value[0], value[1]


@dataclass(frozen=True, slots=True)
class Augmentation:
    """What may happen to a training photo; nothing by default.

    The first seven are those of Keras' `ImageDataGenerator`, with its distributions and "nearest" fill.
    """

    rotation_degrees: float = 0.0
    """up to this to either side"""
    shift_x: float = 0.0
    """up to this share of the width to either side"""
    shift_y: float = 0.0
    shear: float = 0.0
    """up to this many degrees to either side"""
    zoom: float = 0.0
    """each side of what is seen is multiplied by 1 - zoom to 1 + zoom, on its own"""
    horizontal_flip: bool = False
    brightness: tuple[float, float] | None = None
    """levels are multiplied by a number between these"""
    random_resized_crop: tuple[float, float] | None = None
    """show a part with this share of the area and proportions of 3:4 to 4:3, in place of the declared crop"""
    rand_augment: tuple[int, float] | None = None
    """operations a photo, and their magnitude in 0..30: see `core.preprocessing.rand_augment`"""
    mixup_alpha: float = 0.0
    """each batch is mixed with itself, see `mix`; 0 for never"""

    def __post_init__(self) -> None:
        """
        Raises:
            BreedLensError: `augmentation_invalid`.
        """
        for name, lowest, highest in _LIMITS:
            _require(name, getattr(self, name), lowest, highest)
        for name, highest in (("brightness", 10.0), ("random_resized_crop", 1.0)):
            pair = getattr(self, name)
            if pair is not None:
                low, high = _pair(name, pair)
                _require(name, low, 0.0, highest)
                _require(name, high, max(low, 1e-3), highest)
                object.__setattr__(self, name, (low, high))
        if self.rand_augment is not None:
            operations, magnitude = _pair("rand_augment", self.rand_augment)
            _require("rand_augment", operations, 0, MOST_OPERATIONS)
            _require("rand_augment", magnitude, 0, HIGHEST_MAGNITUDE)
            object.__setattr__(self, "rand_augment", (int(operations), magnitude))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Augmentation:
        """The augmentation that `to_dict` told; what is missing is off.

        Raises:
            BreedLensError: `augmentation_invalid`.
        """
        known = [entry.name for entry in fields(cls)]
        unknown = [name for name in values if name not in known]
        if unknown:
            raise BreedLensError(
                "augmentation_invalid",
                'There is no augmentation called "{name}". Known are: {known}.',
                name=str(unknown[0]),
                known=", ".join(known),
            )
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; every field."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @property
    def changes_photos(self) -> bool:
        """Whether `augmented` does anything; mixing is the batch's."""
        return any(getattr(self, entry.name) != entry.default for entry in fields(self) if entry.name != "mixup_alpha")

    @property
    def detail(self) -> float:
        """How many times larger than otherwise a photo should be loaded, because only a part of it may be shown."""
        return 1.0 / math.sqrt(max(self.random_resized_crop[0], 0.04)) if self.random_resized_crop else 1.0


_LIMITS = (
    ("rotation_degrees", 0.0, 180.0),
    ("shift_x", 0.0, 1.0),
    ("shift_y", 0.0, 1.0),
    ("shear", 0.0, 80.0),
    ("zoom", 0.0, 0.95),
    ("horizontal_flip", False, True),
    ("mixup_alpha", 0.0, 10.0),
)

UNCHANGED = Augmentation()

PUBLISHED: Mapping[str, Augmentation] = {
    "000-transfer": Augmentation(30.0, 0.1, 0.1, 0.01, 0.1, True, (0.5, 1.5)),
    "000-scratch": Augmentation(20.0, 0.1, 0.1, 0.01, 0.1, True, (0.5, 1.5)),
    "001": Augmentation(40.0, 0.2, 0.2, 0.2, 0.2, True),
}
"""the parameter sets of the published systems, by the first digits of the document; 004 uses those of 000"""


def photo_rng(seed: int, epoch: int, index: int) -> np.random.Generator:
    """The generator of one photo in one epoch: equal numbers give equal changes, others give unrelated ones."""
    return np.random.default_rng((_PHOTO_STREAM, seed, epoch, index))


def augmented(
    photo: Photo,
    pipeline: Pipeline,
    size: int,
    augmentation: Augmentation,
    rng: np.random.Generator,
    *,
    box: Box | None = None,
) -> Photo:
    """A photo prepared for the network as `Pipeline.prepare` does, with random changes.

    The changes come right behind the resizing and before the steps that follow it, as in Keras, which calls its
    `preprocessing_function` on the changed square.

    Args:
        photo: uint8 [h, w, 3] RGB, upright.
        pipeline: the declared steps.
        size: side of the network's square input.
        augmentation: what may happen.
        rng: where all randomness comes from.
        box: as in `Pipeline.prepare`.

    Returns:
        uint8 [size, size, 3] RGB.
    """
    if augmentation.random_resized_crop:
        cut = _random_cut(pipeline.area(photo, box), augmentation.random_resized_crop, rng)
        square = pipeline.squeezed(photo, cut, size)
    else:
        square = pipeline.square(photo, pipeline.cut(photo, box), size)
    square = moved(square, random_movement(augmentation, size, rng), _flips(augmentation, rng))
    if augmentation.brightness:
        square = brightened(square, rng.uniform(*augmentation.brightness))
    if augmentation.rand_augment:
        square = rand_augmented(square, *augmentation.rand_augment, rng)
    return pipeline.finished(square)


def random_movement(augmentation: Augmentation, size: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """A random turn, shift, shear and zoom of a square, as Keras' `ImageDataGenerator` composes them.

    Returns:
        [3, 3]: where in the given square (x, y, 1) a pixel of the changed one is taken from; the centre is the origin.
    """
    turn = math.radians(_either(augmentation.rotation_degrees, rng))
    right, down = _either(augmentation.shift_x, rng) * size, _either(augmentation.shift_y, rng) * size
    shear = math.radians(_either(augmentation.shear, rng))
    across, along = 1 + _either(augmentation.zoom, rng), 1 + _either(augmentation.zoom, rng)
    rotated = np.array([[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]])
    shifted = np.array([[1, 0, right], [0, 1, down], [0, 0, 1]])
    sheared = np.array([[1, -math.sin(shear), 0], [0, math.cos(shear), 0], [0, 0, 1]])
    return np.asarray(rotated @ shifted @ sheared @ np.diag([across, along, 1.0]), np.float64)


def moved(square: Photo, movement: NDArray[np.float64], flip: bool = False) -> Photo:
    """Take every pixel of a square [size, size, 3] from where `movement` says, in one interpolation.

    Args:
        square: uint8; its border pixels are repeated outside.
        movement: [3, 3] as `random_movement` returns it.
        flip: mirror the result left to right.
    """
    if np.array_equal(movement, np.eye(3)):
        return np.ascontiguousarray(square[:, ::-1]) if flip else square
    size = square.shape[0]
    middle = (size - 1) / 2
    to_middle = np.array([[-1.0 if flip else 1.0, 0, middle if flip else -middle], [0, 1, -middle], [0, 0, 1]])
    back = np.array([[1, 0, middle], [0, 1, middle], [0, 0, 1]])
    return np.asarray(
        cv2.warpAffine(
            square,
            (back @ movement @ to_middle)[:2],
            (size, size),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def brightened(pixels: Photo, factor: float) -> Photo:
    """Levels times a factor, cut off at 255 and rounded down, as Pillow's `ImageEnhance.Brightness` does."""
    levels = np.clip(np.arange(256, dtype=np.float32) * np.float32(factor), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(pixels, levels), np.uint8)


def mix(
    batch: NDArray[np.float32], one_hot: NDArray[np.float32], alpha: float, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mixup: each photo becomes a mean of itself and another of the batch, and so does its label.

    Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018 (arXiv:1710.09412).

    Args:
        batch: [n, ...].
        one_hot: [n, classes].
        alpha: the share of each photo is drawn once a batch from Beta(alpha, alpha); 0 changes nothing.
        rng: where all randomness comes from.

    Returns:
        New arrays of the same shapes; each row of labels still sums to 1.
    """
    if alpha <= 0:
        return batch, one_hot
    share = np.float32(rng.beta(alpha, alpha))
    partner = rng.permutation(len(batch))
    return share * batch + (1 - share) * batch[partner], share * one_hot + (1 - share) * one_hot[partner]


def previews(
    photo: Photo, pipeline: Pipeline, size: int, augmentation: Augmentation, *, seed: int = 0, count: int = 9
) -> NDArray[np.uint8]:
    """[count, size, size, 3]: what training may make of one photo; the same for the same seed."""
    return np.stack(
        [augmented(photo, pipeline, size, augmentation, photo_rng(seed, 0, index)) for index in range(count)]
    )


def _flips(augmentation: Augmentation, rng: np.random.Generator) -> bool:
    return augmentation.horizontal_flip and bool(rng.random() < 0.5)


def _either(most: float, rng: np.random.Generator) -> float:
    return float(rng.uniform(-most, most)) if most else 0.0


def _random_cut(area: Cut, shares: tuple[float, float], rng: np.random.Generator) -> Cut:
    """A random part of an area: Szegedy et al., "Going Deeper with Convolutions", CVPR 2015; see also torchvision."""
    for _ in range(_CROP_TRIES):
        pixels = area.width * area.height * rng.uniform(*shares)
        aspect = math.exp(rng.uniform(-_CROP_ASPECT, _CROP_ASPECT))
        width, height = round(math.sqrt(pixels * aspect)), round(math.sqrt(pixels / aspect))
        if 0 < width <= area.width and 0 < height <= area.height:
            left = area.left + int(rng.integers(area.width - width + 1))
            top = area.top + int(rng.integers(area.height - height + 1))
            return Cut(left, top, width, height)
    return area.middle_square(1.0)
