"""Photo file to small picture; runs in worker threads and imports OpenCV there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.item_models.thumbnail_cache import ThumbnailCache, thumbnail_key
from core.errors import PhotoError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_JPEG_QUALITY = 88


def make_thumbnail(path: str, side: int, cache: ThumbnailCache) -> QImage | None:
    """The photo within `side` x `side` pixels, from the cache or from the file; None if it cannot be read."""
    try:
        key = thumbnail_key(path, side)
    except (OSError, ValueError):
        return None
    kept = cache.get(key)
    if kept is not None:
        image = QImage.fromData(kept)
        if not image.isNull():
            return image
    from core.photos.loader import load_photo

    # The longer side decides how large it is shown: the shorter one needs no more than this for most photos.
    pixels = load_photo(path, side)
    if isinstance(pixels, PhotoError):
        return None
    small = shrink(pixels, side)
    cache.put(key, _encode(small))
    return to_image(small)


def shrink(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """[h, w, 3] scaled down to fit into `side` x `side`; smaller photos stay as they are."""
    import cv2

    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """[h, w, 3] RGB as a QImage that owns its pixels, in the format that Qt paints fastest."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError(f"a picture of {width} x {height} pixels")
    target = np.frombuffer(image.bits(), np.uint8).reshape(height, image.bytesPerLine())[:, : 4 * width]
    cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA, dst=target.reshape(height, width, 4))
    return image


def _encode(pixels: NDArray[np.uint8]) -> bytes:
    import cv2

    encoded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return encoded[1].tobytes()
