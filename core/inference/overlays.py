"""Heat map over photo, as pixels. The colours are those of `inferno`, which colour-blind people can read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_STRIP_ROWS = 256


def colour_map() -> NDArray[np.uint8]:
    """[256, 3] RGB: from near black (cold) over purple and orange to pale yellow (hot); lightness rises evenly."""
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    return np.ascontiguousarray(cv2.applyColorMap(ramp, cv2.COLORMAP_INFERNO)[:, 0, ::-1])


def stretched(heat_map: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """The heat map scaled smoothly to a photo's size, [height, width] in 0..1."""
    scaled = cv2.resize(heat_map, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(scaled, 0.0, 1.0, out=np.empty_like(scaled, np.float32))


def blend(
    photo: NDArray[np.uint8], heat_map: NDArray[np.float32], opacity: float, out: NDArray[np.uint8] | None = None
) -> NDArray[np.uint8]:
    """Lay a heat map over a photo; cold places stay as they are, hot ones take on the colour.

    Args:
        photo: [h, w, 3] RGB.
        heat_map: [H, W] in 0..1, of any resolution, in the frame of the whole photo.
        opacity: 0..1; how much of the photo the hottest place hides.
        out: where the result goes, which may be the photo itself; a new array where it is None.

    Returns:
        [h, w, 3] RGB.
    """
    height, width = photo.shape[:2]
    wide = stretched(heat_map, width, heat_map.shape[0])
    strength, colours = float(np.clip(opacity, 0.0, 1.0)), colour_map()
    blended = np.empty_like(photo) if out is None else out
    # in strips: the steps between take twelve times the memory of the photo
    for top in range(0, height, _STRIP_ROWS):
        strip = photo[top : top + _STRIP_ROWS]
        warmth = _stretched_rows(wide, height, top, top + len(strip))
        colour = colours[np.rint(warmth * 255).astype(np.uint8)].astype(np.float32)
        blended[top : top + _STRIP_ROWS] = np.rint(strip + (colour - strip) * (strength * np.sqrt(warmth))[..., None])
    return blended


def _stretched_rows(heat: NDArray[np.float32], height: int, top: int, bottom: int) -> NDArray[np.float32]:
    """Rows `top` to `bottom` of what `stretched` makes of a map that is to be `height` rows high."""
    last = heat.shape[0] - 1
    place = np.clip((np.arange(top, bottom, dtype=np.float32) + 0.5) * (last + 1) / height - 0.5, 0, last)
    above = place.astype(np.intp)
    weight = (place - above).astype(np.float32)[:, None]
    rows: NDArray[np.float32] = heat[above] * (1 - weight) + heat[np.minimum(above + 1, last)] * weight
    return rows
