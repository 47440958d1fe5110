"""What is looked at in a file before Pillow opens it, because Pillow would take memory or time already at opening."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from core.errors import PhotoError
from core.photos.kinds import Kind
from core.photos.limits import MAX_DECODED_BYTES, corrupt, too_large, truncated
from core.photos.orientation import orientation_of_exif
from core.photos.source import PhotoSource

MAX_TIFF_VALUES = 500_000
"""Values in one tag (strips or tiles, mostly): each becomes a Python object."""

_MAX_CHUNKS = 50_000
_TIFF_WIDE_TYPES = {3, 4, 5, 8, 9, 10, 11, 12, 13, 16, 17, 18}
_PNG_ESSENTIAL = {b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND"}


def preflight(source: PhotoSource, kind: Kind) -> PhotoError | None:
    """Why a file must not even be opened by Pillow; None if it may."""
    if kind is Kind.WEBP:
        # Its decoder allocates two canvases at once.
        width, height = _webp_size(source.head)
        return too_large(width, height) if width * height * 4 > MAX_DECODED_BYTES else None
    if kind is Kind.TIFF and _most_tiff_values(source) > MAX_TIFF_VALUES:
        return corrupt("a TIFF tag with too many values")
    return None


def ends_early(source: PhotoSource, kind: Kind) -> bool:
    """Whether a file that could not be decoded is shorter than it says itself."""
    if kind is Kind.WEBP:
        return int.from_bytes(source.head[4:8], "little") + 8 > source.size
    if kind in (Kind.HEIF, Kind.AVIF, Kind.JPEG2000):
        return _boxes_end(source) > source.size
    return False


def cut_short(kind: Kind, details: str) -> PhotoError:
    """The refusal of a file that ends early."""
    return truncated(f"{kind.value} file is shorter than it says. {details}")


def gif_extent(head: bytes) -> tuple[int, int]:
    """Where the first frame of a GIF ends, which may be far outside of its screen."""

    def number(at: int) -> int:
        return int.from_bytes(head[at : at + 2], "little")

    at = 13 + (3 << (head[10] & 7) + 1 if len(head) > 10 and head[10] & 0x80 else 0)
    while head[at : at + 1] == b"!":  # extensions: a label, then blocks up to an empty one
        at += 2
        while head[at : at + 1] not in (b"", b"\x00"):
            at += head[at] + 1
        at += 1
    if head[at : at + 1] != b",":
        return number(6), number(8)
    return number(at + 1) + number(at + 5), number(at + 3) + number(at + 7)


def late_png_orientation(stream: BinaryIO) -> int | None:
    """Look for an eXIf chunk anywhere in a PNG, leaping over the pixels."""
    at = 8
    for _ in range(_MAX_CHUNKS):
        stream.seek(at)
        start = stream.read(8)
        length = int.from_bytes(start[:4], "big")
        if len(start) < 8 or start[4:] == b"IEND":
            return None
        if start[4:] == b"eXIf":
            return orientation_of_exif(stream.read(length))
        at += length + 12
    return None


def essential_png(data: bytes) -> bytes:
    """A PNG without the chunks that are not needed to see it, which may be what is broken in it."""
    view = memoryview(data)  # slices of which are no copies
    kept = [view[:8]]
    at = 8
    for _ in range(_MAX_CHUNKS):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        needed = name in _PNG_ESSENTIAL
        if needed and name == b"eXIf":
            needed = zlib.crc32(view[at + 4 : end - 4]) == int.from_bytes(data[end - 4 : end], "big")
        if needed:
            kept.append(view[at:end])
        if name == b"IEND" or end >= len(data):
            break
        at = end
    return b"".join(kept)


def _webp_size(head: bytes) -> tuple[int, int]:
    """The canvas of an extended WebP; (0, 0) for the simple ones, which have at most 14 bits a side and one canvas."""
    if head[12:16] != b"VP8X" or len(head) < 30:
        return 0, 0
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1


def _most_tiff_values(source: PhotoSource) -> int:
    """The largest count among the entries of the first directory."""
    order = "<" if source.head[:2] == b"II" else ">"
    big = source.head[2:4] in (b"+\x00", b"\x00+")
    entry = struct.Struct(order + ("HHQ8x" if big else "HHL4x"))
    try:
        (start,) = struct.unpack_from(order + ("Q" if big else "L"), source.head, 8 if big else 4)
        source.stream.seek(start)
        (entries,) = struct.unpack(order + ("Q" if big else "H"), source.stream.read(8 if big else 2))
        directory = source.stream.read(min(entries, _MAX_CHUNKS * 2) * entry.size)
    except (struct.error, ValueError, OverflowError, OSError):  # Pillow says what is wrong with it
        return 0
    whole = len(directory) - len(directory) % entry.size
    return max(
        (count for _, kind, count in entry.iter_unpack(directory[:whole]) if kind in _TIFF_WIDE_TYPES), default=0
    )


def _boxes_end(source: PhotoSource) -> int:
    """Where the last top-level box of an ISO media file says that it ends."""
    at = 0
    for _ in range(_MAX_CHUNKS):
        source.stream.seek(at)
        start = source.stream.read(16)
        if len(start) < 8:
            break
        length = int.from_bytes(start[:4], "big")
        if length == 1:
            length = int.from_bytes(start[8:16], "big")
        if length < 8:  # 0: up to the end of the file
            break
        at += length
        if at > source.size:
            break
    return at
