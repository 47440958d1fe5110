"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

from enum import StrEnum

from core.errors import PhotoError, PhotoErrorCode
from core.photos.limits import unsupported


class Kind(StrEnum):
    """The picture formats that are read."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    BMP = "BMP"
    TIFF = "TIFF"
    WEBP = "WebP"
    HEIF = "HEIF"
    AVIF = "AVIF"
    JPEG2000 = "JPEG 2000"
    PSD = "Photoshop"
    PPM = "PPM"
    QOI = "QOI"


_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", Kind.JPEG2000),
    (b"\xff\x4f\xff\x51", Kind.JPEG2000),
    (b"8BPS", Kind.PSD),
    (b"P5", Kind.PPM),
    (b"P6", Kind.PPM),
    (b"P4", Kind.PPM),
    (b"qoif", Kind.QOI),
)

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x00\x00\x01\x00", "icon"),
    (b"icns", "icon"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"%!PS", "PostScript"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"),
    (b"%PDF", "PDF"),
    (b"\xd7\xcd\xc6\x9a", "Windows metafile"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"#?RGBE", "Radiance HDR"),
    (b"\x76\x2f\x31\x01", "OpenEXR"),
    (b"/* XPM */", "XPM"),
    (b"\x01\xda", "SGI"),
    (b"P1", "plain-text PPM"),
    (b"P2", "plain-text PPM"),
    (b"P3", "plain-text PPM"),
    (b"DDS ", "DirectDraw surface"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"IIU\x00", "camera raw"),
    (b"IIRO", "camera raw"),
)

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}


def sniff(head: bytes) -> Kind | PhotoError:
    """The format of a file that starts with `head`, or why it is none that is read."""
    for magic, kind in _SIGNATURES:
        if head.startswith(magic):
            if kind is Kind.TIFF and head[8:10] == b"CR":
                return unsupported("camera raw")
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return _sniff_boxes(head)
    for magic, what in _REFUSED:
        if head.startswith(magic):
            return unsupported(what)
    if b"<svg" in head[:1024].lower():
        return unsupported("SVG drawing")
    return PhotoError(PhotoErrorCode.NOT_A_PHOTO)


def _sniff_boxes(head: bytes) -> Kind | PhotoError:
    """Tell HEIF, AVIF and video apart by the brands of their first box."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if brands[0] in _AVIF_BRANDS:
        return Kind.AVIF
    if brands[0] in _HEIF_BRANDS:
        coded_as_heif = any(brand in _HEIF_BRANDS - {b"mif1", b"msf1"} for brand in brands)
        return Kind.AVIF if not coded_as_heif and _AVIF_BRANDS.intersection(brands) else Kind.HEIF
    if brands[0] == b"crx ":
        return unsupported("camera raw")
    return PhotoError(PhotoErrorCode.NOT_A_PHOTO, details=f"brand {brands[0]!r}")
