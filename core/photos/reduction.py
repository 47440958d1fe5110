"""How far a picture is reduced where a small one is wanted, and the reducing of what no decoder reduces by itself."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

REDUCTIONS = (1, 2, 4, 8)


def reduction_for(shorter: int, shorter_side: int | None, oversampling: float) -> int:
    """How many times smaller a side may become: 1, 2, 4 or 8.

    Args:
        shorter: the picture's shorter side.
        shorter_side: what is wanted; None for full size.
        oversampling: how many times `shorter_side` must be left, at least 1.
    """
    if shorter_side is None:
        return 1
    wanted = max(1, shorter_side) * max(1.0, oversampling)
    return max((by for by in REDUCTIONS if -(-shorter // by) >= wanted), default=1)


def reduced(picture: NDArray[np.uint8], shorter_side: int | None, oversampling: float) -> NDArray[np.uint8]:
    """A picture [h, w, 3] reduced as far as it may be, each pixel the mean of its area; itself where it may not."""
    height, width = picture.shape[:2]
    by = reduction_for(min(height, width), shorter_side, oversampling)
    if by == 1:
        return picture
    return np.asarray(cv2.resize(picture, (-(-width // by), -(-height // by)), interpolation=cv2.INTER_AREA), np.uint8)
