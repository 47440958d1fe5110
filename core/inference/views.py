"""The square views of a photo that a network is shown.

- `single`: the centre crop: the square in the middle, `crop_fraction` of the photo's shorter side.
- `flip`: the centre crop and its mirror image.
- `zoom`: both, the whole photo squeezed into a square, and the part with the dog (found through the class activation
  map of the squeezed photo) with its mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Photo = NDArray[np.uint8]

SINGLE, FLIP, ZOOM = "single", "flip", "zoom"
VIEW_NAMES = (SINGLE, FLIP, ZOOM)

ZOOM_HEAT = 0.35
"""share of the map's maximum from which a place counts as dog"""
ZOOM_MARGIN = 1.1
ZOOM_SMALLEST = 0.4
"""the zoom never shows less than this share of the shorter side"""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a photo, in fractions of its width and height."""

    x: float
    y: float
    width: float
    height: float


WHOLE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class View:
    """What the network is shown: `pixels` [size, size, 3], cut from `region`, perhaps mirrored left to right."""

    pixels: Photo
    region: Region
    mirrored: bool = False

    def mirror(self) -> View:
        """The same view seen in a mirror."""
        return View(np.ascontiguousarray(self.pixels[:, ::-1]), self.region, not self.mirrored)


def _resized(pixels: Photo, size: int) -> Photo:
    height, width = pixels.shape[:2]
    # what shrinks is averaged, what grows is interpolated; OpenCV does only one of them at a time
    if height > size or width > size:
        pixels = _scaled(pixels, min(width, size), min(height, size), cv2.INTER_AREA)
    return _scaled(pixels, size, size, cv2.INTER_LINEAR)


def _scaled(pixels: Photo, width: int, height: int, interpolation: int) -> Photo:
    if pixels.shape[:2] == (height, width):
        return np.ascontiguousarray(pixels)
    return cv2.resize(pixels, (width, height), interpolation=interpolation).astype(np.uint8, copy=False)


def _square(photo: Photo, left: float, top: float, side: float, size: int) -> View:
    height, width = photo.shape[:2]
    whole_side = max(1, min(round(side), height, width))
    x = min(max(0, round(left)), width - whole_side)
    y = min(max(0, round(top)), height - whole_side)
    region = Region(x / width, y / height, whole_side / width, whole_side / height)
    return View(_resized(photo[y : y + whole_side, x : x + whole_side], size), region)


def centre_crop(photo: Photo, size: int, crop_fraction: float) -> View:
    """The square in the middle, `crop_fraction` of the shorter side."""
    height, width = photo.shape[:2]
    side = min(height, width) * crop_fraction
    return _square(photo, (width - side) / 2, (height - side) / 2, side, size)


def squeezed(photo: Photo, size: int) -> View:
    """The whole photo squeezed into the square, whatever its proportions."""
    return View(_resized(photo, size), WHOLE)


def zoomed(photo: Photo, heat_map: NDArray[np.float32], size: int) -> View:
    """The square around the hot places of a map [H, W] (0..1) of the whole photo; the middle where none is hot."""
    height, width = photo.shape[:2]
    scale = min(1.0, 256 / max(height, width))
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    hot = cv2.resize(heat_map, (columns, rows), interpolation=cv2.INTER_LINEAR) > ZOOM_HEAT
    if not hot.any():
        return centre_crop(photo, size, 1.0)
    (top, bottom), (left, right) = (np.flatnonzero(hot.any(axis=axis))[[0, -1]] + (0, 1) for axis in (1, 0))
    y0, y1, x0, x1 = top / rows * height, bottom / rows * height, left / columns * width, right / columns * width
    shorter = min(height, width)
    side = min(max(max(x1 - x0, y1 - y0) * ZOOM_MARGIN, shorter * ZOOM_SMALLEST), shorter)
    return _square(photo, (x0 + x1 - side) / 2, (y0 + y1 - side) / 2, side, size)
