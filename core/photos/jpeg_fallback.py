"""The JPEG files that OpenCV does not decode: CMYK and YCCK, arithmetic coding, and files that end too early."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import JpegImagePlugin

from core.errors import PhotoError
from core.photos.jpeg_header import JpegHeader, is_complete
from core.photos.kinds import Kind
from core.photos.limits import truncated
from core.photos.pillow_decoder import failure
from core.photos.pixels import to_upright_rgb
from core.photos.quiet import QUIET
from core.photos.source import IN_MEMORY_BYTES

ENOUGH_OF_THE_PICTURE = 0.9
"""A file that ends too early is still a picture if at least this share of its rows is there."""

_VISIBLE_CHANGE = 6.0
_END_OF_IMAGE = b"\xff\xd9"
_NOISE = bytes((index * 73 + index // 7 * 41) % 251 for index in range(1 << 15))


def decode_odd_jpeg(data: bytes, header: JpegHeader, reduction: int) -> NDArray[np.uint8] | PhotoError:
    """Decode with Pillow, at 1 / `reduction` of the size, to upright sRGB."""
    with QUIET:
        complete = is_complete(data, header)
        try:
            if not complete:
                if len(data) > IN_MEMORY_BYTES:  # looking for what is there takes two copies of the file
                    return truncated("a large file without an end")
                present = _share_present(data, header)
                if present < ENOUGH_OF_THE_PICTURE:
                    return truncated(f"{present:.0%} of the rows are there")
                data += _END_OF_IMAGE
            return _decode(data, header, reduction, header.orientation)
        except Exception as error:  # decoders of damaged data raise whatever comes
            return failure(error, Kind.JPEG, (header.width, header.height)) if complete else truncated(str(error))


def _decode(data: bytes, header: JpegHeader, reduction: int, orientation: int) -> NDArray[np.uint8]:
    with JpegImagePlugin.JpegImageFile(io.BytesIO(data)) as image:
        if reduction > 1:
            # Rounded down: Pillow reduces no further than to what it is asked for, and itself rounds up.
            image.draft(None, (max(1, header.width // reduction), max(1, header.height // reduction)))
        image.load()
        return to_upright_rgb(image, orientation, header.icc)


def _share_present(data: bytes, header: JpegHeader) -> float:
    """The share of rows that the file's own data decides, from the top.

    Two decodes, one with nothing and one with noise in place of what is missing, differ from the first missing row on.
    """
    plain = _decode(data + _END_OF_IMAGE, header, 8, 1)
    noisy = _decode(data + _NOISE + _END_OF_IMAGE, header, 8, 1)
    change = np.abs(plain.astype(np.int16) - noisy).mean(axis=(1, 2))
    missing = np.flatnonzero(change > _VISIBLE_CHANGE)
    return 1.0 if missing.size == 0 else float(missing[0]) / len(change)
