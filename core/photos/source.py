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

# Each system has some of these: bytes as they are, no waiting for a pipe's other end, nothing for child processes.
_FLAG_NAMES = ("O_BINARY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOINHERIT")
_OPEN_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _FLAG_NAMES)
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


_READS, _BYTES_A_READ = 200_000, 256


class _ReadsBudget:
    """Ends a decoder that reads in ever so many small steps: that is minutes in Python, and no honest file needs it."""

    def __init__(self, size: int) -> None:
        self._left = _READS + size // _BYTES_A_READ

    def spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ValueError("the file consists of too many small parts")


class _Memory(io.BytesIO):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._budget = _ReadsBudget(len(data))

    def read(self, size: int | None = -1, /) -> bytes:
        self._budget.spend()
        return super().read(size)


class _File(io.BufferedReader):
    def __init__(self, descriptor: int, size: int) -> None:
        super().__init__(io.FileIO(descriptor, "rb"))
        self._budget = _ReadsBudget(size)

    def read(self, size: int | None = -1, /) -> bytes:
        self._budget.spend()
        return super().read(size)


@dataclass(slots=True)
class PhotoSource:
    """The bytes of one photo: `head` for a look at what it is, `stream` for the decoder, `size` in bytes."""

    head: bytes
    stream: BinaryIO
    size: int

    @property
    def resident_bytes(self) -> int:
        """What the file itself takes of the memory."""
        return self.size if isinstance(self.stream, io.BytesIO) else 0

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
    return PhotoSource(data[:HEAD_BYTES], _Memory(data), len(data))


def open_source(path: str, *, in_memory: int = IN_MEMORY_BYTES) -> PhotoSource | PhotoError:
    """Open a photo file, or say why it cannot be read. Close the result (it is a context manager).

    A file of up to `in_memory` bytes is read at once; a larger one from the disk as its decoder asks.
    """
    try:
        refusal = _refuse_kind(os.stat(path))
        if refusal is not None:
            return refusal
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        return error_of(error)
    except ValueError as error:  # a NUL in the name: no such file can exist
        return PhotoError(PhotoErrorCode.NOT_FOUND, details=str(error))
    try:
        source = _read(descriptor, in_memory)
    except OSError as error:
        source = error_of(error)
    if not (isinstance(source, PhotoSource) and isinstance(source.stream, _File)):
        os.close(descriptor)
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


def _read(descriptor: int, in_memory: int) -> PhotoSource | PhotoError:
    # Asked again of the open file: another may have taken its place since.
    status = os.fstat(descriptor)
    refusal = _refuse_kind(status)
    if refusal is not None:
        return refusal
    if status.st_size > in_memory:
        head = os.read(descriptor, HEAD_BYTES)
        os.lseek(descriptor, 0, os.SEEK_SET)
        return PhotoSource(head, _File(descriptor, status.st_size), status.st_size)
    # One byte more than there should be: a file may grow while it is read, but not without end.
    parts = []
    left = in_memory + 1
    while left > 0 and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return source_of(b"".join(parts))


def _file_too_large(size: int) -> PhotoError:
    what = f"{size / 1e9:.1f} GB, more than a photo can have"
    return PhotoError(PhotoErrorCode.UNSUPPORTED, {"what": what}, f"{size} bytes")
