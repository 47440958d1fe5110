"""Which part of a photo a network is shown, and how that part becomes a square."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Photo = NDArray[np.uint8]
"""[height, width, 3] RGB, upright"""
Box = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax in pixels of the photo it comes with"""

CROP, SQUEEZE, PAD = "crop", "squeeze", "pad"
MODES = (CROP, SQUEEZE, PAD)

AREA = "area"
_INTERPOLATIONS = {
    "nearest": cv2.INTER_NEAREST_EXACT,
    "bilinear": cv2.INTER_LINEAR,
    "bicubic": cv2.INTER_CUBIC,
    "lanczos": cv2.INTER_LANCZOS4,
}
INTERPOLATIONS = (AREA, *_INTERPOLATIONS)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a photo, in fractions of its width and height; what lies outside 0..1 is padding."""

    x: float
    y: float
    width: float
    height: float


WHOLE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """A rectangle of whole pixels that lies inside a photo."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def whole(cls, photo: Photo) -> Cut:
        """All of a photo."""
        return cls(0, 0, photo.shape[1], photo.shape[0])

    def of(self, photo: Photo) -> Photo:
        """The pixels, as a view into the photo."""
        return photo[self.top : self.top + self.height, self.left : self.left + self.width]

    def region(self, photo: Photo) -> Region:
        """The same rectangle in fractions of the photo."""
        height, width = photo.shape[:2]
        return Region(self.left / width, self.top / height, self.width / width, self.height / height)

    def square(self, left: float, top: float, side: float) -> Cut:
        """The square of about `side` pixels inside this cut with its corner nearest to `left`, `top` of the photo."""
        whole_side = max(1, min(round(side), self.height, self.width))
        x = min(max(self.left, round(left)), self.left + self.width - whole_side)
        y = min(max(self.top, round(top)), self.top + self.height - whole_side)
        return Cut(x, y, whole_side, whole_side)

    def middle_square(self, fraction: float) -> Cut:
        """The square in the middle, `fraction` of the shorter side."""
        side = min(self.height, self.width) * fraction
        return self.square(self.left + (self.width - side) / 2, self.top + (self.height - side) / 2, side)

    def middle(self, fraction: float) -> Cut:
        """The part in the middle with the same proportions, `fraction` of each side."""
        width, height = max(1, round(self.width * fraction)), max(1, round(self.height * fraction))
        return Cut(self.left + (self.width - width) // 2, self.top + (self.height - height) // 2, width, height)

    def around(self, box: Box, margin: float) -> Cut:
        """The smallest part that holds a box grown on each side by `margin` of its own side; at least a pixel."""
        xmin, ymin, xmax, ymax = box
        across, down = (xmax - xmin) * margin, (ymax - ymin) * margin
        right, bottom = self.left + self.width, self.top + self.height
        left = int(min(max(np.floor(xmin - across), self.left), right - 1))
        top = int(min(max(np.floor(ymin - down), self.top), bottom - 1))
        right = int(min(max(np.ceil(xmax + across), left + 1), right))
        bottom = int(min(max(np.ceil(ymax + down), top + 1), bottom))
        return Cut(left, top, right - left, bottom - top)


def resized(pixels: Photo, width: int, height: int, interpolation: str = AREA) -> Photo:
    """Pixels [h, w, 3] brought to [height, width, 3].

    `area` averages what shrinks and interpolates linearly what grows. The others are OpenCV's, which look at a few
    neighbours only: what shrinks to less than half is first averaged by a whole factor, so that no detail turns into a
    false pattern. `nearest` takes single pixels as they are, as Keras' `flow_from_dataframe` does.
    """
    if interpolation == AREA:
        # OpenCV averages or interpolates, not one of them along each side
        if pixels.shape[0] > height or pixels.shape[1] > width:
            pixels = _scaled(pixels, min(pixels.shape[1], width), min(pixels.shape[0], height), cv2.INTER_AREA)
        return _scaled(pixels, width, height, cv2.INTER_LINEAR)
    if interpolation != "nearest":
        across, down = max(1, pixels.shape[1] // width), max(1, pixels.shape[0] // height)
        if across > 1 or down > 1:
            pixels = _scaled(pixels, -(-pixels.shape[1] // across), -(-pixels.shape[0] // down), cv2.INTER_AREA)
    return _scaled(pixels, width, height, _INTERPOLATIONS[interpolation])


def _scaled(pixels: Photo, width: int, height: int, interpolation: int) -> Photo:
    if pixels.shape[:2] == (height, width):
        return np.ascontiguousarray(pixels)
    return cv2.resize(pixels, (width, height), interpolation=interpolation).astype(np.uint8, copy=False)


def padded(pixels: Photo, size: int, interpolation: str, fill: int) -> Photo:
    """The whole of some pixels in the middle of a square [size, size, 3], the rest filled with a grey level."""
    left, top, width, height = _place(pixels.shape[1], pixels.shape[0], size)
    square = np.full((size, size, 3), fill, np.uint8)
    square[top : top + height, left : left + width] = resized(pixels, width, height, interpolation)
    return square


def padded_region(cut: Cut, photo: Photo, size: int) -> Region:
    """The part of the photo, and of what lies around it, that a square made by `padded` shows."""
    left, top, width, height = _place(cut.width, cut.height, size)
    rows, columns = photo.shape[:2]
    across, down = cut.width / width / columns, cut.height / height / rows
    return Region(cut.left / columns - left * across, cut.top / rows - top * down, size * across, size * down)


def _place(width: int, height: int, size: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of something of this size in the middle of a square, as large as fits."""
    scale = size / max(width, height)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    return (size - columns) // 2, (size - rows) // 2, columns, rows
