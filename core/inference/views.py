"""The square views of a photo that a network is shown, each prepared as the model's card declares.

- `single`: what the declared steps make of the photo: the square in the middle for most models.
- `flip`: that and its mirror image.
- `zoom`: both, the whole photo squeezed into a square (where the first view does not show all of it already), and the
  part with the dog (found through the class activation map of the view of everything) with its mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.preprocessing.geometry import Cut, Photo, Region
from core.preprocessing.pipeline import Pipeline, Shown

SINGLE, FLIP, ZOOM = "single", "flip", "zoom"
VIEW_NAMES = (SINGLE, FLIP, ZOOM)

ZOOM_HEAT = 0.35
"""share of the map's maximum from which a place counts as dog"""
ZOOM_MARGIN = 1.1
ZOOM_SMALLEST = 0.4
"""the zoom never shows less than this share of the shorter side"""
ZOOM_MAP_SIDE = 256
"""longer side in pixels at which hot places are looked for"""


@dataclass(frozen=True, slots=True)
class View:
    """What the network is shown: `pixels` [size, size, 3], showing `region`, perhaps mirrored left to right."""

    pixels: Photo
    region: Region
    mirrored: bool = False

    def mirror(self) -> View:
        """The same view seen in a mirror."""
        return View(np.ascontiguousarray(self.pixels[:, ::-1]), self.region, not self.mirrored)


def prepared(photo: Photo, size: int, pipeline: Pipeline) -> View:
    """What the declared steps make of a photo [h, w, 3]."""
    return _view(pipeline.show(photo, size))


def squeezed(photo: Photo, size: int, pipeline: Pipeline) -> View:
    """The whole photo squeezed into the square, whatever its proportions."""
    return _view(pipeline.show_cut(photo, Cut.whole(photo), size))


def zoomed(photo: Photo, heat_map: NDArray[np.float32], size: int, pipeline: Pipeline) -> View:
    """The square around the hot places of a map [H, W] (0..1) of the whole photo; the middle where none is hot."""
    height, width = photo.shape[:2]
    scale = min(1.0, ZOOM_MAP_SIDE / max(height, width))
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    hot = cv2.resize(heat_map, (columns, rows), interpolation=cv2.INTER_LINEAR) > ZOOM_HEAT
    if not hot.any():
        return _view(pipeline.show_cut(photo, Cut.whole(photo).middle_square(1.0), size))
    (top, bottom), (left, right) = (np.flatnonzero(hot.any(axis=axis))[[0, -1]] + (0, 1) for axis in (1, 0))
    y0, y1, x0, x1 = top / rows * height, bottom / rows * height, left / columns * width, right / columns * width
    shorter = min(height, width)
    side = min(max(max(x1 - x0, y1 - y0) * ZOOM_MARGIN, shorter * ZOOM_SMALLEST), shorter)
    cut = Cut.whole(photo).square((x0 + x1 - side) / 2, (y0 + y1 - side) / 2, side)
    return _view(pipeline.show_cut(photo, cut, size))


def _view(shown: Shown) -> View:
    return View(shown.pixels, shown.region)
