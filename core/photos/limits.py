"""How large a photo may be: what is refused from its header alone, before any pixel is decoded."""

from __future__ import annotations

from core.errors import PhotoError, PhotoErrorCode

MAX_FILE_BYTES = 400_000_000
"""A file above this is not read: its pixels would be larger still, or it is no photo."""

MAX_DECODED_BYTES = 400_000_000
"""What one picture may take as RGB, and what its decoder may hold of it in its own form."""

MAX_WORKING_BYTES = 850_000_000
"""What one picture may take at the worst moment: file, decoder and RGB together (with the program, under 1 GB)."""

MAX_SLOW_PIXELS = 4_000_000
"""Where Pillow's decoder is written in Python: about four seconds."""


def too_large(width: int | str, height: int | str, details: str = "") -> PhotoError:
    """The refusal of a picture of this size."""
    parameters = {"width": str(width), "height": str(height)}
    return PhotoError(PhotoErrorCode.TOO_LARGE, parameters, details)


def unsupported(what: str, details: str = "") -> PhotoError:
    """The refusal of a kind of picture that is known but not read."""
    return PhotoError(PhotoErrorCode.UNSUPPORTED, {"what": what}, details)


def corrupt(details: str) -> PhotoError:
    """A damaged file."""
    return PhotoError(PhotoErrorCode.CORRUPT, details=details)


def truncated(details: str) -> PhotoError:
    """A file that ends before its picture does."""
    return PhotoError(PhotoErrorCode.TRUNCATED, details=details)
