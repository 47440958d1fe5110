"""JPEG to pixels: straight through libjpeg-turbo (OpenCV), reduced where the wanted size allows it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError
from core.photos.jpeg_header import JpegHeader, count_scans, parse_jpeg
from core.photos.limits import MAX_DECODED_BYTES, MAX_WORKING_BYTES, too_large, truncated
from core.photos.memory import GATE
from core.photos.orientation import turn_upright
from core.photos.reduction import REDUCTIONS, reduction_for

OVERSAMPLING = 4.0
"""A reduced decode keeps the shorter side at least this many times the wanted one. Measured with Lite0 on enlarged
copies of real photos, all of them reduced: at 4 one doubtful photo of 85 changed its first answer, at 2 four of 170, at
1.4 seven. Most of the time that can be gained is gained by the first halving."""

MAX_CODED_PIXELS = 1_000_000_000
"""Beyond this even a reduced decode takes too long."""
MAX_SCANNED_BLOCKS = 150_000_000
"""Blocks times scans: an honest picture of 100 megapixels has a fifth of that."""

_FLAGS = {
    1: cv2.IMREAD_COLOR_BGR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_BAND_ROWS = 512
_BLOCK_BYTES = 128
_LEAST_BITS_A_BLOCK = 1


def decode_jpeg(
    data: bytes, shorter_side: int | None, oversampling: float = OVERSAMPLING
) -> NDArray[np.uint8] | PhotoError:
    """Decode a JPEG to upright sRGB.

    Args:
        data: the whole file.
        shorter_side: the picture may be reduced by 2, 4 or 8 while its shorter side stays at least `oversampling`
            times this; None for full size (reduced all the same where the full size would be over the limit).
        oversampling: at least 1.
    """
    header = parse_jpeg(data)
    if isinstance(header, PhotoError):
        return header
    reduction = plan_reduction(header, len(data), shorter_side, oversampling)
    refusal = _refuse(header, data)
    if refusal is not None:
        return refusal
    with GATE.hold(_working_bytes(header, len(data), reduction)):
        if header.components != 4 and not header.arithmetic:
            decoded = cv2.imdecode(np.frombuffer(data, np.uint8), _FLAGS[reduction] | cv2.IMREAD_IGNORE_ORIENTATION)
            if decoded is not None:
                return _finish(np.asarray(decoded, np.uint8), header)
        # CMYK, or a file that ends too early: Pillow reads the first and says what is missing of the second.
        from core.photos.jpeg_fallback import decode_odd_jpeg

        return decode_odd_jpeg(data, header, reduction)


def plan_reduction(
    header: JpegHeader, file_bytes: int, shorter_side: int | None, oversampling: float = OVERSAMPLING
) -> int:
    """How many times smaller a side is decoded: 1, 2, 4 or 8."""
    reduction = reduction_for(min(header.width, header.height), shorter_side, oversampling)
    while reduction < 8 and not _fits(header, file_bytes, reduction):
        reduction *= 2
    return reduction


def _working_bytes(header: JpegHeader, file_bytes: int, reduction: int) -> int:
    """What decoding takes at its worst moment."""
    pixels = -(-header.width // reduction) * -(-header.height // reduction)
    # CMYK is held beside its RGB; OpenCV hands over a copy, and turning upright makes one.
    a_pixel = 4 + 3 if header.components == 4 else 3 + 3
    return file_bytes + _coefficient_bytes(header) + pixels * a_pixel


def _coefficient_bytes(header: JpegHeader) -> int:
    return header.blocks * _BLOCK_BYTES if header.buffered else 0


def _fits(header: JpegHeader, file_bytes: int, reduction: int) -> bool:
    decoded = -(-header.width // reduction) * -(-header.height // reduction) * (4 if header.components == 4 else 3)
    return (
        max(decoded, _coefficient_bytes(header)) <= MAX_DECODED_BYTES
        and _working_bytes(header, file_bytes, reduction) <= MAX_WORKING_BYTES
    )


def refuse_size(header: JpegHeader, file_bytes: int) -> PhotoError | None:
    """Refuse what would take too much memory or time at any reduction."""
    width, height = header.width, header.height
    if width * height > MAX_CODED_PIXELS or not _fits(header, file_bytes, REDUCTIONS[-1]):
        return too_large(width, height)
    return None


def _refuse(header: JpegHeader, data: bytes) -> PhotoError | None:
    """Refuse, before any pixel is decoded, what would take too much memory or time, and a size that lies."""
    refusal = refuse_size(header, len(data))
    if refusal is not None:
        return refusal
    if (len(data) - header.scan_start) * 8 < header.blocks * _LEAST_BITS_A_BLOCK and not header.arithmetic:
        return truncated("less data than the size needs")
    if header.buffered and count_scans(data, header) * header.blocks > MAX_SCANNED_BLOCKS:
        return too_large(header.width, header.height, "too many scans")
    return None


def _finish(decoded: NDArray[np.uint8], header: JpegHeader) -> NDArray[np.uint8]:
    # In bands, because OpenCV makes a copy of what it converts in place. (It cannot decode reduced RGB, only BGR.)
    for top in range(0, len(decoded), _BAND_ROWS):
        band = decoded[top : top + _BAND_ROWS]
        cv2.cvtColor(band, cv2.COLOR_BGR2RGB, dst=band)
    if header.icc:
        from core.photos.colour import convert_pixels

        decoded = convert_pixels(decoded, header.icc)
    return turn_upright(decoded, header.orientation)
