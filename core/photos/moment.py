"""When and with which camera a photo was taken, as its EXIF says.

Source: Exif 2.32, tags 0x9003 (DateTimeOriginal), 0x9291 (SubSecTimeOriginal), 0x010F and 0x0110 (make and model).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from core.photos.quiet import QUIET

_MAKE, _MODEL, _EXIF_IFD, _TAKEN, _FRACTION = 0x010F, 0x0110, 0x8769, 0x9003, 0x9291


class Moment(NamedTuple):
    """`camera` is make and model; `seconds` count from 1970 by the camera's own clock, of no known time zone."""

    camera: str
    seconds: float


def moment_of(exif: bytes) -> Moment | None:
    """The moment that an EXIF block tells, with or without "Exif" before its TIFF header; None where it tells none."""
    if not exif:
        return None
    from PIL import Image

    try:
        with QUIET:
            tags = Image.Exif()
            tags.load(exif)
            details = tags.get_ifd(_EXIF_IFD)
            taken = datetime.strptime(_text(details.get(_TAKEN)), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
            digits = _text(details.get(_FRACTION))
            camera = " ".join(filter(None, (_text(tags.get(_MAKE)), _text(tags.get(_MODEL)))))
    except Exception:  # broken metadata may raise anything, and tells nothing
        return None
    fraction = float(f"0.{digits}") if digits.isdecimal() and digits.isascii() else 0.0
    return Moment(camera, taken.timestamp() + fraction) if camera else None


def _text(value: object) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return text.strip(" \0")
