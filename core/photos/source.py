"""Opening a photo file safely: by descriptor, whatever its name, and never a pipe, a device or a folder."""

from __future__ import annotations

import errno
import io
import os
import stat
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO

from core.errors import PhotoError, PhotoErrorCode
from core.photos.limits import MAX_FILE_BYTES

HEAD_BYTES = 4096
IN_MEMORY_BYTES = 32_000_000
"""Up to here a file is read at once; above it the decoder reads from the disk (but for JPEG)."""

_OPEN_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | os.O_CLOEXEC
    if hasattr(os, "O_CLOEXEC")
    else os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
)
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


@dataclass(slots=True)
class PhotoSource:
    """The bytes of one photo: `head` for a look at what it is, `stream` for the decoder, `size` in bytes."""

    head: bytes
    stream: BinaryIO
    size: int

    def read_all(self) -> bytes:
        """The whole content."""
        if isinstance(self.stream, io.BytesIO):
            return self.stream.getvalue()
        self.stream.seek(0)
        return self.stream.read(MAX_FILE_BYTES)

    def __enter__(self) -> PhotoSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stream.close()


def source_of(data: bytes) -> PhotoSource | PhotoError:
    """A photo that is in memory already."""
    if not data:
        return PhotoError(PhotoErrorCode.EMPTY)
    if len(data) > MAX_FILE_BYTES:
        return _file_too_large(len(data))
    return PhotoSource(data[:HEAD_BYTES], io.BytesIO(data), len(data))


def open_source(path: str) -> PhotoSource | PhotoError:
    """Open a photo file, or say why it cannot be read. Close the result (it is a context manager)."""
    try:
        refusal = _refuse_kind(os.stat(path))
        if refusal is not None:
            return refusal
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        return error_of(error)
    except ValueError as error:  # a NUL in the name: no such file can exist
        return PhotoError(PhotoErrorCode.NOT_FOUND, details=str(error))
    stream = os.fdopen(descriptor, "rb")
    try:
        source = _read(stream)
    except OSError as error:
        source = error_of(error)
    if not isinstance(source, PhotoSource) or source.stream is not stream:
        stream.close()
    return source


def error_of(error: OSError) -> PhotoError:
    """The sentence for what the operating system said."""
    # Only the system's own words: the full text holds the path, which may not be printable.
    reason = error.strerror or type(error).__name__
    if error.errno in _MISSING:
        return PhotoError(PhotoErrorCode.NOT_FOUND, details=reason)
    if error.errno in _FORBIDDEN:
        return PhotoError(PhotoErrorCode.NO_PERMISSION, details=reason)
    if error.errno == errno.EISDIR:
        return PhotoError(PhotoErrorCode.IS_FOLDER, details=reason)
    if error.errno == errno.ENXIO:  # a socket, or a device without hardware
        return PhotoError(PhotoErrorCode.NOT_A_FILE, details=reason)
    return PhotoError(PhotoErrorCode.READ_FAILED, {"what": reason}, reason)


def _refuse_kind(status: os.stat_result) -> PhotoError | None:
    if stat.S_ISDIR(status.st_mode):
        return PhotoError(PhotoErrorCode.IS_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        return PhotoError(PhotoErrorCode.NOT_A_FILE)
    if status.st_size > MAX_FILE_BYTES:
        return _file_too_large(status.st_size)
    return None


def _read(stream: BinaryIO) -> PhotoSource | PhotoError:
    # Asked again of the open file: another may have taken its place since.
    status = os.fstat(stream.fileno())
    refusal = _refuse_kind(status)
    if refusal is not None:
        return refusal
    if status.st_size > IN_MEMORY_BYTES:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        return PhotoSource(head, stream, status.st_size)
    return source_of(stream.read(IN_MEMORY_BYTES + 1))


def _file_too_large(size: int) -> PhotoError:
    what = f"{size / 1e9:.1f} GB, more than a photo can have"
    return PhotoError(PhotoErrorCode.UNSUPPORTED, {"what": what}, f"{size} bytes")
