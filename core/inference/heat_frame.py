"""Heat maps of views, brought into the frame of the whole photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.inference.grad_cam import normalised
from core.inference.views import View


def empty_map(width: int, height: int, longer_side: int) -> NDArray[np.float32]:
    """A map of zeros in the proportions of a photo, its longer side as given, the other at least 1."""
    scale = longer_side / max(width, height)
    return np.zeros((max(1, round(height * scale)), max(1, round(width * scale))), np.float32)


def lay(canvas: NDArray[np.float32], heat: NDArray[np.float32], view: View) -> None:
    """Add the map of a view to that of the whole photo, each view's hottest place as 1; what lies in padding is lost.

    Args:
        canvas: [H, W] of the whole photo, added to.
        heat: [h, w] of the view, not negative.
        view: says which part of the photo the map is of, and whether it is mirrored.
    """
    rows, columns = canvas.shape
    region = view.region
    # at least one pixel, also where a long photo leaves less than that of the region
    left, top = min(round(region.x * columns), columns - 1), min(round(region.y * rows), rows - 1)
    right = max(round((region.x + region.width) * columns), left + 1)
    bottom = max(round((region.y + region.height) * rows), top + 1)
    upright = np.ascontiguousarray(heat[:, ::-1]) if view.mirrored else heat
    scaled = cv2.resize(normalised(upright), (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    x, y = slice(max(left, 0), min(right, columns)), slice(max(top, 0), min(bottom, rows))
    canvas[y, x] += np.maximum(scaled[y.start - top : y.stop - top, x.start - left : x.stop - left], 0)
