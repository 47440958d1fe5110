"""RandAugment: a few random operations of one common strength.

Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", NeurIPS 2020
(arXiv:1909.13719). The fourteen operations and their ranges are those of torchvision, whose scale ends at 30.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from core.preprocessing.geometry import Photo

MOST_OPERATIONS = 10
HIGHEST_MAGNITUDE = 30.0

_SHEAR, _SHIFT, _TURN, _ENHANCE = 0.3, 150 / 331, 30.0, 0.9
_FEWEST_BITS = 4

Operation = Callable[[Photo, float, float], Photo]
"""pixels [h, w, 3], strength in 0..1, sign (1 or -1)"""


def rand_augmented(pixels: Photo, operations: int, magnitude: float, rng: np.random.Generator) -> Photo:
    """Change a photo by some random operations.

    Args:
        pixels: uint8 [h, w, 3] RGB.
        operations: how many, one after the other.
        magnitude: 0 (hardly any change) to 30.
        rng: where all randomness comes from.

    Returns:
        uint8 [h, w, 3] RGB.
    """
    kinds = list(OPERATIONS.values())
    for _ in range(operations):
        operation = kinds[int(rng.integers(len(kinds)))]
        sign = 1.0 if rng.random() < 0.5 else -1.0
        pixels = operation(pixels, magnitude / HIGHEST_MAGNITUDE, sign)
    return pixels


def autocontrasted(pixels: Photo) -> Photo:
    """Each colour stretched so that its darkest level is 0 and its brightest 255."""
    planes = []
    for plane in cv2.split(pixels):
        low, high = int(plane.min()), int(plane.max())
        if high > low:
            scale = 255.0 / (high - low)
            levels = np.clip(np.arange(256) * scale - low * scale, 0, 255).astype(np.uint8)
            plane = cv2.LUT(plane, levels)  # noqa: PLW2901
        planes.append(plane)
    return np.asarray(cv2.merge(planes), np.uint8)


def equalised(pixels: Photo) -> Photo:
    """The histogram of each colour equalised on its own."""
    return np.asarray(cv2.merge([cv2.equalizeHist(plane) for plane in cv2.split(pixels)]), np.uint8)


def coloured(pixels: Photo, factor: float) -> Photo:
    """Saturation: 0 is grey, 1 no change."""
    grey = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return _blend(np.asarray(grey, np.uint8), pixels, factor)


def contrasted(pixels: Photo, factor: float) -> Photo:
    """Contrast: 0 is the photo's mean grey everywhere, 1 no change."""
    mean = math.floor(float(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).mean()) + 0.5)
    levels = np.arange(256, dtype=np.float32)
    return _by_table(pixels, mean + factor * (levels - mean))


def sharpened(pixels: Photo, factor: float) -> Photo:
    """Sharpness: 0 is smoothed by a 3x3 kernel with 5 in the middle, 1 no change; the border stays as it is."""
    kernel = np.array([[1, 1, 1], [1, 5, 1], [1, 1, 1]], np.float32) / 13
    smooth = pixels.copy()
    smooth[1:-1, 1:-1] = cv2.filter2D(pixels, -1, kernel)[1:-1, 1:-1]
    return _blend(smooth, pixels, factor)


def posterised(pixels: Photo, bits: int) -> Photo:
    """The highest bits of each level alone."""
    return np.bitwise_and(pixels, 256 - (1 << (8 - bits)), dtype=np.uint8)


def solarised(pixels: Photo, threshold: float) -> Photo:
    """Levels from a threshold on turned round."""
    levels = np.arange(256)
    return _by_table(pixels, np.where(levels >= threshold, 255 - levels, levels))


def _brightened(pixels: Photo, strength: float, sign: float) -> Photo:
    return _by_table(pixels, np.arange(256, dtype=np.float32) * np.float32(1 + sign * strength * _ENHANCE))


def _affine(pixels: Photo, matrix: NDArray[np.float64]) -> Photo:
    """Pixels from where the matrix [2, 2] about the centre says; black from outside."""
    height, width = pixels.shape[:2]
    centre = np.array([(width - 1) / 2, (height - 1) / 2])
    offset = centre - matrix[:, :2] @ centre + matrix[:, 2]
    return np.asarray(
        cv2.warpAffine(
            pixels,
            np.column_stack([matrix[:, :2], offset]),
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
        ),
        np.uint8,
    )


def _shear_x(pixels: Photo, strength: float, sign: float) -> Photo:
    return _affine(pixels, np.array([[1.0, sign * strength * _SHEAR, 0], [0, 1, 0]]))


def _shear_y(pixels: Photo, strength: float, sign: float) -> Photo:
    return _affine(pixels, np.array([[1.0, 0, 0], [sign * strength * _SHEAR, 1, 0]]))


def _shift_x(pixels: Photo, strength: float, sign: float) -> Photo:
    return _affine(pixels, np.array([[1.0, 0, sign * strength * _SHIFT * pixels.shape[1]], [0, 1, 0]]))


def _shift_y(pixels: Photo, strength: float, sign: float) -> Photo:
    return _affine(pixels, np.array([[1.0, 0, 0], [0, 1, sign * strength * _SHIFT * pixels.shape[0]]]))


def _turn(pixels: Photo, strength: float, sign: float) -> Photo:
    angle = math.radians(sign * strength * _TURN)
    cosine, sine = math.cos(angle), math.sin(angle)
    return _affine(pixels, np.array([[cosine, -sine, 0], [sine, cosine, 0]]))


def _blend(flat: Photo, pixels: Photo, factor: float) -> Photo:
    return np.asarray(cv2.addWeighted(pixels, factor, flat, 1 - factor, 0), np.uint8)


def _by_table(pixels: Photo, levels: NDArray[np.generic]) -> Photo:
    return np.asarray(cv2.LUT(pixels, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


OPERATIONS: dict[str, Operation] = {
    "identity": lambda pixels, _strength, _sign: pixels,
    "shear_x": _shear_x,
    "shear_y": _shear_y,
    "shift_x": _shift_x,
    "shift_y": _shift_y,
    "turn": _turn,
    "brightness": _brightened,
    "colour": lambda pixels, strength, sign: coloured(pixels, 1 + sign * strength * _ENHANCE),
    "contrast": lambda pixels, strength, sign: contrasted(pixels, 1 + sign * strength * _ENHANCE),
    "sharpness": lambda pixels, strength, sign: sharpened(pixels, 1 + sign * strength * _ENHANCE),
    "posterise": lambda pixels, strength, _sign: posterised(pixels, 8 - round(strength * _FEWEST_BITS)),
    "solarise": lambda pixels, strength, _sign: solarised(pixels, 255.0 * (1 - strength)),
    "autocontrast": lambda pixels, _strength, _sign: autocontrasted(pixels),
    "equalise": lambda pixels, _strength, _sign: equalised(pixels),
}
