"""EXIF orientation: reading the tag from raw metadata, and turning pixels upright.

Source: Exif 2.32, tag 0x0112; values 1 to 8 say where row 0 and column 0 of the stored picture are.
"""

from __future__ import annotations

import re

import cv2
import numpy as np
from numpy.typing import NDArray

ORIENTATION_TAG = 0x0112
UPRIGHT = 1

_XMP_ORIENTATION = re.compile(rb"tiff:Orientation(?:=\"|>)([0-9])")
_SHORT, _LONG = 3, 4
_MAX_ENTRIES = 1000


def valid_orientation(value: object) -> int:
    """The value if it is one of 1 to 8, else 1."""
    return value if isinstance(value, int) and 1 <= value <= 8 else UPRIGHT


def orientation_of_exif(tiff: bytes) -> int | None:
    """Read the orientation from an EXIF block (from its TIFF header on); None where it has none."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return None

    def number(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], "little" if order == "little" else "big")

    directory = number(4, 4)
    for index in range(min(number(directory, 2), _MAX_ENTRIES)):
        entry = directory + 2 + 12 * index
        if entry + 12 > len(tiff):
            return None
        if number(entry, 2) == ORIENTATION_TAG:
            kind = number(entry + 2, 2)
            if kind in (_SHORT, _LONG) and number(entry + 4, 4) == 1:
                return number(entry + 8, 2 if kind == _SHORT else 4)
            return None
    return None


def orientation_of_xmp(packet: bytes) -> int | None:
    """Read `tiff:Orientation` from an XMP packet; it counts only where EXIF says nothing."""
    found = _XMP_ORIENTATION.search(packet)
    return int(found[1]) if found else None


def upright_size(width: int, height: int, orientation: int) -> tuple[int, int]:
    """Width and height of the upright picture."""
    return (height, width) if orientation >= 5 else (width, height)


def stored_view(upright: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """See an upright picture [h, w, 3] in its stored orientation: writing to the view turns pixels upright."""
    match orientation:
        case 2:
            return upright[:, ::-1]
        case 3:
            return upright[::-1, ::-1]
        case 4:
            return upright[::-1]
        case 5:
            return upright.transpose(1, 0, 2)
        case 6:
            return upright[:, ::-1].transpose(1, 0, 2)
        case 7:
            return upright[::-1, ::-1].transpose(1, 0, 2)
        case 8:
            return upright[::-1].transpose(1, 0, 2)
        case _:
            return upright


def turn_upright(stored: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """The upright copy of a stored picture [h, w, 3]; the picture itself where it is upright already."""
    if orientation == UPRIGHT:
        return stored
    match orientation:
        case 2:
            turned = cv2.flip(stored, 1)
        case 3:
            turned = cv2.rotate(stored, cv2.ROTATE_180)
        case 4:
            turned = cv2.flip(stored, 0)
        case 5:
            turned = cv2.transpose(stored)
        case 6:
            turned = cv2.rotate(stored, cv2.ROTATE_90_CLOCKWISE)
        case 7:
            turned = cv2.flip(cv2.rotate(stored, cv2.ROTATE_90_CLOCKWISE), 0)
        case _:
            turned = cv2.rotate(stored, cv2.ROTATE_90_COUNTERCLOCKWISE)
    return np.asarray(turned, np.uint8)
