"""A photo as the large view shows it, and the layer that goes over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SMALLEST = 256


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo at falling sizes, each about half the one before: scaling down on the screen then stays clean."""

    levels: tuple[QImage, ...]
    full_size: QSize
    """size of the whole photo; the first level may be smaller"""

    @property
    def is_complete(self) -> bool:
        """Every pixel of the photo is here."""
        return self.levels[0].width() >= self.full_size.width()

    @property
    def size_bytes(self) -> int:
        """Memory that the picture takes."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level_for(self, scale: float) -> QImage:
        """The smallest level that is not scaled up when the photo is shown at `scale` (device pixels a pixel)."""
        wanted = self.full_size.width() * scale
        fitting = [level for level in self.levels if level.width() >= wanted]
        return fitting[-1] if fitting else self.levels[0]


def picture_of(pixels: NDArray[np.uint8], full_size: QSize) -> Picture:
    """[h, w, 3] RGB as a picture; meant for a worker thread."""
    import cv2

    from app.item_models.thumbnail_maker import to_image

    levels = [to_image(pixels)]
    while max(pixels.shape[:2]) >= 2 * _SMALLEST:
        height, width = pixels.shape[:2]
        halved = cv2.resize(pixels, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
        pixels = halved  # type: ignore[assignment]
        levels.append(to_image(pixels))
    return Picture(tuple(levels), full_size)


def overlay_of(heat_map: NDArray[np.float32]) -> QImage:
    """A heat map ([h, w] in 0..1) as a layer: clear where it is cold, in the colours of saved overlays where not.

    Shown at an opacity over the photo, it looks as `core.inference.overlays.blend` with that opacity.
    """
    import cv2
    import numpy as np

    from core.inference.overlays import colour_map

    height, width = heat_map.shape
    scale = max(1.0, _SMALLEST / max(height, width))
    size = (round(width * scale), round(height * scale))
    heat = np.clip(cv2.resize(heat_map, size, interpolation=cv2.INTER_LINEAR), 0, 1)
    image = QImage(size[0], size[1], QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(size[1], image.bytesPerLine())[:, : 4 * size[0]]
    layer = pixels.reshape(size[1], size[0], 4)
    layer[..., :3] = colour_map()[np.rint(heat * 255).astype(np.uint8)]
    layer[..., 3] = np.rint(255 * np.sqrt(heat))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
