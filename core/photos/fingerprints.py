"""What identifies a photo: its content, whatever its name, and the cheap stamp that says a file did not change."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass

from core.errors import PhotoError
from core.photos.source import error_of, open_source

DIGEST_BYTES = 16
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Size in bytes and time of the last change in nanoseconds: equal stamps mean an unchanged file."""

    size: int
    mtime_ns: int


def content_fingerprint(path: str) -> str | PhotoError:
    """BLAKE2b-128 of the whole content, 32 hexadecimal digits; or why the file cannot be read."""
    source = open_source(path, in_memory=0)
    if isinstance(source, PhotoError):
        return source
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    with source:
        try:
            while chunk := source.stream.read(_CHUNK_BYTES):
                digest.update(chunk)
        except OSError as error:
            return error_of(error)
    return digest.hexdigest()


def file_stamp(path: str) -> FileStamp | PhotoError:
    """The stamp of a file; or why it cannot be asked."""
    try:
        status = os.stat(path)
    except OSError as error:
        return error_of(error)
    except ValueError as error:  # a NUL in the name
        return error_of(FileNotFoundError(2, str(error)))
    return FileStamp(status.st_size, status.st_mtime_ns)
