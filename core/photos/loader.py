"""Any photo file to upright RGB pixels: the one way in which BreedLens reads photos."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError, PhotoErrorCode
from core.photos.jpeg import OVERSAMPLING, decode_jpeg
from core.photos.kinds import Kind, sniff
from core.photos.limits import corrupt
from core.photos.memory import whole_file
from core.photos.source import PhotoSource, error_of, open_source, source_of


def load_photo(
    path: str, shorter_side: int | None = None, *, oversampling: float = OVERSAMPLING
) -> NDArray[np.uint8] | PhotoError:
    """Load a photo file.

    Args:
        path: any legal file name (`os.fsdecode`d).
        shorter_side: the picture may be reduced as long as its shorter side stays at least this; None for the full
            size. A JPEG is decoded reduced, and one too large to be held at full size is reduced in any case.
        oversampling: how many times `shorter_side` a reduced picture keeps at least. The default is for networks, whose
            answers must not depend on it; for thumbnails 1 will do, and is faster.

    Returns:
        uint8 [height, width, 3] sRGB, upright, alpha over white, the first frame; or why there is none.
        A bad file never raises.
    """
    source = open_source(path)
    return source if isinstance(source, PhotoError) else _load(source, shorter_side, oversampling)


def load_photo_bytes(
    data: bytes, shorter_side: int | None = None, *, oversampling: float = OVERSAMPLING
) -> NDArray[np.uint8] | PhotoError:
    """Load a photo from memory; otherwise as `load_photo`."""
    source = source_of(data)
    return source if isinstance(source, PhotoError) else _load(source, shorter_side, oversampling)


def _load(source: PhotoSource, shorter_side: int | None, oversampling: float) -> NDArray[np.uint8] | PhotoError:
    with source:
        try:
            kind = sniff(source.head)
            if isinstance(kind, PhotoError):
                return kind
            if kind is Kind.JPEG:
                with whole_file(source.size):
                    return decode_jpeg(source.read_all(), shorter_side, oversampling)
            # Imported here: most folders hold JPEG alone, and the first answer should not wait for Pillow.
            from core.photos.pillow_decoder import decode_with_pillow

            return decode_with_pillow(source, kind, shorter_side, oversampling)
        except MemoryError as error:
            return PhotoError(PhotoErrorCode.TOO_LARGE, {"width": "?", "height": "?"}, str(error))
        except OSError as error:
            return error_of(error)
        except Exception as error:  # a decoder may raise anything on damaged data; the file is at fault
            return corrupt(f"{type(error).__name__}: {error}")
