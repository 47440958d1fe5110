"""What a JPEG says about itself before its first scan, read without decoding.

Source: ITU-T T.81 annex B (markers), Exif 2.32 (APP1), ICC.1 annex B.4 (APP2), Adobe TN 5116 (APP14).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.errors import PhotoError
from core.photos.limits import corrupt, truncated, unsupported
from core.photos.orientation import UPRIGHT, orientation_of_exif, orientation_of_xmp, valid_orientation

_MARKER = re.compile(rb"\xff([^\x00\xff])", re.DOTALL)
_MAX_SEGMENTS = 10_000
_BASELINE, _EXTENDED, _PROGRESSIVE = 0xC0, 0xC1, 0xC2
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_LOSSLESS_OR_HIERARCHICAL = _FRAMES - {0xC0, 0xC1, 0xC2, 0xC9, 0xCA}
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_ALONE = {0x01, *range(0xD0, 0xD9)}
_APP1, _APP2, _APP14 = 0xE1, 0xE2, 0xEE
_EXIF, _XMP, _ICC = b"Exif\x00\x00", b"http://ns.adobe.com/xap/", b"ICC_PROFILE\x00"


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """Size as stored, colour and orientation; `scan_start` is where the compressed picture begins."""

    width: int
    height: int
    components: int
    blocks: int
    """8 x 8 blocks of all components together"""
    buffered: bool
    """whether the decoder must hold every coefficient (progressive, or components in scans of their own)"""
    arithmetic: bool
    orientation: int
    icc: bytes | None
    scan_start: int
    exif: bytes = field(default=b"", repr=False)
    """from its TIFF header on; empty where there is none"""


@dataclass(slots=True)
class _Frame:
    marker: int
    width: int
    height: int
    components: int
    blocks: int


def is_complete(data: bytes, header: JpegHeader) -> bool:
    """Whether an end-of-image marker follows the picture (anything may come after it)."""
    return data.find(b"\xff\xd9", header.scan_start) >= 0


def count_scans(data: bytes, header: JpegHeader) -> int:
    """The number of scans: each one is a pass over the whole picture."""
    return data.count(b"\xff\xda", header.scan_start - 2)


def parse_jpeg(data: bytes) -> JpegHeader | PhotoError:
    """Read the header of a JPEG of any size; 12-bit, lossless and hierarchical ones are refused."""
    frame: _Frame | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    profile: dict[int, bytes] = {}
    at = 2
    for _ in range(_MAX_SEGMENTS):
        marker, at = _next_marker(data, at)
        if marker is None or (marker == _END_OF_IMAGE):
            return truncated("no picture in the JPEG") if marker is None else corrupt("no picture in the JPEG")
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        body = data[at + 2 : at + length]
        if at + max(2, length) > len(data):
            return truncated("a JPEG segment is cut")
        if length < 2:
            return corrupt("a JPEG segment has no length")
        if marker in _FRAMES and frame is None:
            parsed = _parse_frame(marker, body)
            if isinstance(parsed, PhotoError):
                return parsed
            frame = parsed
        elif marker == _APP1 and exif is None and body.startswith(_EXIF):
            exif = body[len(_EXIF) :]
        elif marker == _APP1 and xmp is None and body.startswith(_XMP):
            xmp = body
        elif marker == _APP2 and body.startswith(_ICC) and len(body) > 14:
            profile[body[12]] = body[14:]
        elif marker == _START_OF_SCAN:
            if frame is None:
                return corrupt("a JPEG scan without a frame")
            return _finish(frame, body, at, (exif, xmp), profile)
        at += length
    return corrupt("too many JPEG segments")


def _next_marker(data: bytes, at: int) -> tuple[int | None, int]:
    """The next marker, over any junk, and where its segment begins."""
    found = _MARKER.search(data, at)
    return (found[1][0], found.end()) if found else (None, len(data))


def _parse_frame(marker: int, body: bytes) -> _Frame | PhotoError:
    if len(body) < 6 or len(body) < 6 + 3 * body[5]:
        return corrupt("a short JPEG frame")
    if marker in _LOSSLESS_OR_HIERARCHICAL:
        return unsupported("lossless or hierarchical JPEG")
    if body[0] != 8:
        return unsupported(f"JPEG with {body[0]} bits a sample")
    height, width, components = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big"), body[5]
    if not width or not height:
        return corrupt("a JPEG without a size")
    if components not in (1, 3, 4):
        return unsupported(f"JPEG with {components} colour components")
    sampling = [(body[7 + 3 * index] >> 4, body[7 + 3 * index] & 15) for index in range(components)]
    widest, tallest = max(h for h, _ in sampling), max(v for _, v in sampling)
    if not all(1 <= h <= 4 and 1 <= v <= 4 for h, v in sampling):
        return corrupt("impossible JPEG sampling")
    blocks = sum(-(-width * h // (8 * widest)) * -(-height * v // (8 * tallest)) for h, v in sampling)
    return _Frame(marker, width, height, components, blocks)


def _orientation(exif: bytes | None, xmp: bytes | None) -> int:
    found = orientation_of_exif(exif) if exif is not None else None
    if found is None and xmp is not None:
        found = orientation_of_xmp(xmp)
    return valid_orientation(UPRIGHT if found is None else found)


def _finish(
    frame: _Frame, scan: bytes, scan_start: int, metadata: tuple[bytes | None, bytes | None], profile: dict[int, bytes]
) -> JpegHeader:
    exif, xmp = metadata
    return JpegHeader(
        width=frame.width,
        height=frame.height,
        components=frame.components,
        blocks=frame.blocks,
        buffered=frame.marker in (_PROGRESSIVE, 0xCA) or not scan or scan[0] < frame.components,
        arithmetic=frame.marker >= 0xC9,
        orientation=_orientation(exif, xmp),
        icc=b"".join(profile[index] for index in sorted(profile)) or None,
        scan_start=scan_start,
        exif=exif or b"",
    )
