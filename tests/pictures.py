"""Pictures that tests draw themselves, and the files made of them."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ORIENTATION_TAG = 0x0112

Rgb = NDArray[np.uint8]


def draw(width: int = 60, height: int = 40, seed: int = 0) -> Rgb:
    """A smooth colour picture [height, width, 3] without any symmetry, so that a wrong turn shows."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    u, v = x / max(1, width - 1), y / max(1, height - 1)
    red = 40 + 200 * u
    green = 230 - 190 * v * v
    blue = 128 + 100 * np.sin(3.1 * u + 2.3 * v + seed)
    return np.rint(np.stack([red, green, blue], axis=-1)).clip(0, 255).astype(np.uint8)


def encode(pixels: NDArray[Any], format: str = "JPEG", *, orientation: int | None = None, **options: Any) -> bytes:
    """A file with these pixels; `orientation` is written as EXIF."""
    return encode_image(Image.fromarray(pixels), format, orientation=orientation, **options)


def encode_image(image: Image.Image, format: str = "JPEG", *, orientation: int | None = None, **options: Any) -> bytes:
    """A file with a Pillow picture."""
    if orientation is not None:
        options["exif"] = exif_of(orientation)
    if format == "JPEG":
        options = {"quality": 95, "subsampling": 0, **options}
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def exif_of(orientation: int) -> bytes:
    """An EXIF block with an orientation, as Pillow's `exif` option takes it."""
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    return exif.tobytes()


def difference(first: NDArray[Any], second: NDArray[Any]) -> float:
    """The mean absolute difference of two pictures in levels; infinite where their shapes differ."""
    if first.shape != second.shape:
        return float("inf")
    return float(np.abs(first.astype(np.float64) - second).mean())
