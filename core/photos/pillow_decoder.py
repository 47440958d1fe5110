"""Every format but plain JPEG, through Pillow and pi-heif: one plugin a format, opened by name, checked, then decoded.

The plugins are used directly and not through `Image.open`, which would try formats that run other programs, and would
check sizes against a limit shared by the whole process.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray
from pi_heif.as_plugin import HeifImageFile
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    PsdImagePlugin,
    QoiImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from core.errors import PhotoError, PhotoErrorCode
from core.photos.kinds import Kind
from core.photos.limits import (
    MAX_DECODED_BYTES,
    MAX_SLOW_PIXELS,
    MAX_WORKING_BYTES,
    corrupt,
    too_large,
    truncated,
    unsupported,
)
from core.photos.memory import GATE, whole_file
from core.photos.orientation import ORIENTATION_TAG, UPRIGHT, valid_orientation
from core.photos.pixels import to_upright_rgb
from core.photos.preflight import cut_short, ends_early, essential_png, gif_extent, late_png_orientation, preflight
from core.photos.quiet import QUIET
from core.photos.reduction import reduced
from core.photos.source import PhotoSource, error_of

Result = TypeVar("Result")

_PLUGINS: dict[Kind, Callable[[BinaryIO], ImageFile.ImageFile]] = {
    Kind.PNG: PngImagePlugin.PngImageFile,
    Kind.GIF: GifImagePlugin.GifImageFile,
    Kind.BMP: BmpImagePlugin.BmpImageFile,
    Kind.TIFF: TiffImagePlugin.TiffImageFile,
    Kind.WEBP: WebPImagePlugin.WebPImageFile,
    Kind.HEIF: HeifImageFile,
    Kind.AVIF: AvifImagePlugin.AvifImageFile,
    Kind.JPEG2000: Jpeg2KImagePlugin.Jpeg2KImageFile,
    Kind.PSD: PsdImagePlugin.PsdImageFile,
    Kind.PPM: PpmImagePlugin.PpmImageFile,
    Kind.QOI: QoiImagePlugin.QoiImageFile,
}

_DECODER_BYTES_A_PIXEL: dict[Kind, int] = {Kind.WEBP: 12, Kind.HEIF: 9, Kind.AVIF: 8, Kind.JPEG2000: 16, Kind.QOI: 4}
"""What a decoder holds beside Pillow's own picture: planes, canvases, and the copy it hands over."""

_MOST_PIXELS_A_BYTE: dict[Kind, int] = {Kind.PNG: 8 * 1032, Kind.BMP: 8 * 128}
"""How far a format can compress at its best; a file with fewer bytes lies about its size."""

_BEYOND_PILLOW = ("unsupported", "not supported", "unknown pixel mode", "unrecognized")
_PYTHON_DECODERS = {"ppm", "ppm_plain", "qoi", "bmp_rle"}
_PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
_DNG_VERSION = 50706
_SUBFILE_TYPE, _SUB_DIRECTORIES = 254, 330
_BITS, _SAMPLES = 258, 277
_TILE_WIDTH, _TILE_LENGTH = 322, 323
_MAX_TILED_BYTES = 4 * MAX_DECODED_BYTES
"""all tiles together: some seconds of decoding"""


def decode_with_pillow(
    source: PhotoSource, kind: Kind, shorter_side: int | None, oversampling: float
) -> NDArray[np.uint8] | PhotoError:
    """Decode the first (or primary) frame of a file to upright sRGB [h, w, 3].

    It is decoded at full size and then reduced, before others may decode: who asked may hold several pictures at once.
    """

    def attempt(source: PhotoSource, kind: Kind) -> NDArray[np.uint8] | PhotoError:
        return _decode(source, kind, shorter_side, oversampling)

    return tolerant(source, kind, attempt)


def tolerant(
    source: PhotoSource, kind: Kind, attempt: Callable[[PhotoSource, Kind], Result | PhotoError]
) -> Result | PhotoError:
    """Run `attempt` inside `QUIET`; where a PNG is corrupt, once more without its notes and profiles.

    A broken note is no reason not to see the picture.
    """
    with QUIET:
        result = attempt(source, kind)
        if kind is Kind.PNG and isinstance(result, PhotoError) and result.code is PhotoErrorCode.CORRUPT:
            with whole_file(source.size):
                essential = essential_png(source.read_all())
                if len(essential) < source.size:
                    with PhotoSource(source.head, io.BytesIO(essential), len(essential)) as again:
                        return attempt(again, kind)
        return result


def _decode(
    source: PhotoSource, kind: Kind, shorter_side: int | None, oversampling: float
) -> NDArray[np.uint8] | PhotoError:
    image = open_checked(source, kind)
    if isinstance(image, PhotoError):
        return image
    try:
        with image, GATE.hold(_working_bytes(image, source, kind)):
            image.load()
            # Some formats tell their true size only now.
            refusal = _refuse_size(image, source, kind)
            if refusal is not None:
                return refusal
            # Asked only now: a PNG may say it after its pixels, and Pillow has turned a TIFF already.
            upright = to_upright_rgb(image, _orientation(image), image.info.get("icc_profile"))
            return reduced(upright, shorter_side, oversampling)
    except Exception as error:  # decoders of damaged data raise whatever comes
        return cut_short(kind, str(error)) if ends_early(source, kind) else failure(error, kind, image.size)


def open_checked(source: PhotoSource, kind: Kind) -> ImageFile.ImageFile | PhotoError:
    """Read a header and refuse what is too large; call it inside `QUIET`."""
    refusal = preflight(source, kind)
    if refusal is not None:
        return refusal
    source.stream.seek(0)
    try:
        image = _PLUGINS[kind](source.stream)
        refusal = _refuse_tiff(image) or _refuse_size(image, source, kind)
        if refusal is None:
            return image
        image.close()
        return refusal
    except Exception as error:  # as above
        if ends_early(source, kind):
            return cut_short(kind, str(error))
        return failure(error, kind, gif_extent(source.head) if kind is Kind.GIF else None)


def failure(error: Exception, kind: Kind, size: tuple[int, int] | None = None) -> PhotoError:
    """The sentence for what a decoder raised, for a picture of this size."""
    details = f"{type(error).__name__}: {error}"
    if isinstance(error, MemoryError | Image.DecompressionBombError):
        width, height = size or ("?", "?")
        return too_large(width, height, details)
    if isinstance(error, OSError) and error.errno is not None:
        return error_of(error)
    if isinstance(error, EOFError | struct.error) or "truncat" in details.lower():
        return truncated(details)
    if kind is not Kind.BMP and any(word in details.lower() for word in _BEYOND_PILLOW):
        return unsupported(kind.value, details)
    return corrupt(details)


def _orientation(image: ImageFile.ImageFile) -> int:
    try:
        return valid_orientation(image.getexif().get(ORIENTATION_TAG))
    except Exception:  # broken metadata: the picture as it is stored
        return UPRIGHT


def _working_bytes(image: ImageFile.ImageFile, source: PhotoSource, kind: Kind) -> int:
    """What decoding takes at its worst moment."""
    a_pixel = _PIXEL_BYTES.get(image.mode, 4) + _DECODER_BYTES_A_PIXEL.get(kind, 0) + 3
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        a_pixel += _tiff_pixel_bytes(image)
    return source.resident_bytes + image.width * image.height * a_pixel + _tile_bytes(image)


def _refuse_size(image: ImageFile.ImageFile, source: PhotoSource, kind: Kind) -> PhotoError | None:
    width, height = image.size
    pixels = width * height
    if pixels <= 0:
        return corrupt("a picture without a size")
    native = 4 if image.mode in ("I", "F") else len(image.getbands())
    if pixels * max(3, native) > MAX_DECODED_BYTES or _working_bytes(image, source, kind) > MAX_WORKING_BYTES:
        return too_large(width, height)
    if pixels > MAX_SLOW_PIXELS and any(tile[0] in _PYTHON_DECODERS for tile in image.tile):
        return too_large(width, height, "no fast decoder for this kind")
    if source.size < pixels // _MOST_PIXELS_A_BYTE.get(kind, pixels):
        return truncated("less data than the size needs")
    return None


def _tiff_pixel_bytes(image: TiffImagePlugin.TiffImageFile) -> int:
    """Bytes a pixel that a TIFF takes besides: a strip in the file's own depth (it may be the whole picture), and the
    copy that Pillow turns upright."""
    strip = _stored_pixel_bytes(image) if any(tile[0] == "libtiff" for tile in image.tile) else 0
    upright = image.tag_v2.get(ORIENTATION_TAG, UPRIGHT) == UPRIGHT
    return strip + (0 if upright else _PIXEL_BYTES.get(image.mode, 4))


def _stored_pixel_bytes(image: TiffImagePlugin.TiffImageFile) -> int:
    bits = image.tag_v2.get(_BITS, (8,))
    deepest = max(bits) if isinstance(bits, tuple) and bits else 8
    return max(1, -(-int(image.tag_v2.get(_SAMPLES, 1)) * int(deepest) // 8))


def _tile_bytes(image: ImageFile.ImageFile) -> int:
    """Bytes of a tile of a TIFF, which is decoded whole however little of it lies within the picture; 0 for others."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return 0
    tags = image.tag_v2
    return int(tags.get(_TILE_WIDTH, 0)) * int(tags.get(_TILE_LENGTH, 0)) * _stored_pixel_bytes(image)


def _refuse_tiff(image: ImageFile.ImageFile) -> PhotoError | None:
    """Camera raw files, which are TIFF files whose first picture is a thumbnail, and tiles that dwarf the picture."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return None
    tags = image.tag_v2
    if _DNG_VERSION in tags or (tags.get(_SUBFILE_TYPE) == 1 and _SUB_DIRECTORIES in tags):
        return unsupported("camera raw")
    tile = _tile_bytes(image)
    if tile:
        tiles = -(-image.width // int(tags[_TILE_WIDTH])) * -(-image.height // int(tags[_TILE_LENGTH]))
        if tile > MAX_DECODED_BYTES or tiles * tile > _MAX_TILED_BYTES:
            return corrupt(f"{tiles} TIFF tiles of {tile} bytes")
    return None


def header_orientation(image: ImageFile.ImageFile, stream: BinaryIO) -> int:
    """The EXIF orientation of a picture that was not decoded; `stream` is its file."""
    try:
        # Not `image.getexif()`: for a PNG without EXIF before its pixels it would decode them.
        found = Image.Image.getexif(image).get(ORIENTATION_TAG)
        if found is None and isinstance(image, PngImagePlugin.PngImageFile):
            found = late_png_orientation(stream)
        return valid_orientation(found)
    except Exception:  # broken metadata: the picture as it is stored
        return UPRIGHT
