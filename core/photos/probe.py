"""A photo's header: what it is and how large, without decoding a pixel."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import PhotoError, PhotoErrorCode
from core.photos.jpeg import refuse_size
from core.photos.jpeg_header import parse_jpeg
from core.photos.kinds import Kind, sniff
from core.photos.limits import corrupt
from core.photos.moment import Moment, moment_of
from core.photos.orientation import upright_size
from core.photos.source import PhotoSource, error_of, open_source

_FIRST_READ = 1 << 16
"""Enough for the header of nearly every JPEG; large previews and profiles take more."""


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """What a header says; `width` and `height` are in pixels of the upright picture."""

    format: str
    """JPEG, PNG, HEIF ..., told from the content"""
    width: int
    height: int
    orientation: int
    """EXIF orientation, 1 to 8, of the stored picture"""
    frames: int
    """pictures in the file; where the header gives no count (GIF, TIFF), 2 stands for more than one"""
    exif: bytes = field(default=b"", repr=False)
    """as it is stored; empty where there is none"""

    @property
    def moment(self) -> Moment | None:
        """When it was taken, where the header says so."""
        return moment_of(self.exif)


def probe_photo(path: str) -> PhotoHeader | PhotoError:
    """Read the header of a photo file; never raises for a bad file.

    A size that `load_photo` would refuse is refused here too, but for what only decoding can show.
    """
    source = open_source(path, in_memory=0)
    if isinstance(source, PhotoError):
        return source
    with source:
        try:
            kind = sniff(source.head)
            if isinstance(kind, PhotoError):
                return kind
            return _probe_jpeg(source) if kind is Kind.JPEG else _probe_other(source, kind)
        except MemoryError as error:
            return PhotoError(PhotoErrorCode.TOO_LARGE, {"width": "?", "height": "?"}, str(error))
        except OSError as error:
            return error_of(error)
        except Exception as error:  # damaged metadata may raise anything; the file is at fault
            return corrupt(f"{type(error).__name__}: {error}")


def _probe_jpeg(source: PhotoSource) -> PhotoHeader | PhotoError:
    length = _FIRST_READ
    header = parse_jpeg(source.stream.read(length))
    while isinstance(header, PhotoError) and header.code is PhotoErrorCode.TRUNCATED and length < source.size:
        length *= 8
        source.stream.seek(0)
        header = parse_jpeg(source.stream.read(length))
    if isinstance(header, PhotoError):
        return header
    refusal = refuse_size(header, source.size)
    if refusal is not None:
        return refusal
    width, height = upright_size(header.width, header.height, header.orientation)
    return PhotoHeader(Kind.JPEG.value, width, height, header.orientation, 1, header.exif)


def _probe_other(source: PhotoSource, kind: Kind) -> PhotoHeader | PhotoError:
    from core.photos.pillow_decoder import header_orientation, open_checked, tolerant

    def attempt(source: PhotoSource, kind: Kind) -> PhotoHeader | PhotoError:
        image = open_checked(source, kind)
        if isinstance(image, PhotoError):
            return image
        with image:
            orientation = header_orientation(image, source.stream)
            width, height = image.size
            if kind is not Kind.TIFF:  # of which Pillow tells the upright size
                width, height = upright_size(width, height, orientation)
            # Counting the frames of a GIF or a TIFF means walking the whole file: only whether there is a second one.
            if kind in (Kind.GIF, Kind.TIFF):
                frames = 2 if getattr(image, "is_animated", False) else 1
            else:
                frames = int(getattr(image, "n_frames", 1))
            return PhotoHeader(kind.value, width, height, orientation, frames, image.info.get("exif", b""))

    return tolerant(source, kind, attempt)
