"""Writing files so that nothing is ever half written, lost or written over by accident.

Paths are `str` and may hold lone surrogates (names that are not valid UTF-8).
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from core.errors import BreedLensError

PART_SUFFIX = ".breedlens-part"
_NEW_FILE = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EACCES}


@contextlib.contextmanager
def temporary_beside(path: str) -> Iterator[str]:
    """A new, empty file in the folder of `path`, for its content; removed at the end if it is still there.

    Raises:
        OSError: the folder is missing or nothing can be written there.
    """
    # Not tempfile: its files are readable by their owner alone, and a finished file gets the rights of any new one.
    temporary = os.path.join(os.path.dirname(path), f".{secrets.token_hex(8)}{PART_SUFFIX}")
    os.close(os.open(temporary, _NEW_FILE, 0o666))
    try:
        yield temporary
    finally:
        Path(temporary).unlink(missing_ok=True)


def replace(temporary: str, path: str) -> None:
    """Put a finished temporary file in the place of `path`.

    Raises:
        OSError: the system refuses.
    """
    Path(temporary).replace(path)


def publish(temporary: str, path: str) -> None:
    """Give a finished temporary file its name, which must be free; never writes over anything.

    Raises:
        FileExistsError: the name was taken, possibly a moment ago.
        OSError: the system refuses.
    """
    if os.name == "nt":
        Path(temporary).rename(path)  # refuses an existing name there
        return
    try:
        Path(path).hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # FAT, exFAT and many network drives have no hard links: reserve the name, then replace our own reservation.
        os.close(os.open(path, _NEW_FILE, 0o666))
        try:
            Path(temporary).replace(path)
        except OSError:
            Path(path).unlink()
            raise
    else:
        Path(temporary).unlink()


def write_bytes(path: str, data: bytes | memoryview) -> None:
    """Write a whole file: it has the old content or the new one, never a part.

    Raises:
        OSError: the folder is missing, full, or may not be written.
    """
    with temporary_beside(path) as temporary:
        with open(temporary, "wb") as file:
            file.write(data)
        replace(temporary, path)


def write_failure(error: OSError) -> BreedLensError:
    """Why a file could not be written, for a person: `disk_full`, `no_permission`, `no_folder`, `is_folder`,
    `name_taken`, `name_too_long` or `write_failed`."""
    details = str(error)
    if is_disk_full(error):
        return BreedLensError("disk_full", "The disk is full. Make some room, then try again.", details=details)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _not_allowed(error, details)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return BreedLensError("no_folder", "The folder to write to is not there.", details=details)
    if isinstance(error, IsADirectoryError):
        return BreedLensError("is_folder", "There is a folder of that name.", details=details)
    if isinstance(error, FileExistsError):
        return BreedLensError("name_taken", "A file of that name is in the way.", details=details)
    if error.errno == errno.ENAMETOOLONG:
        return BreedLensError("name_too_long", "The name is too long for this disk.", details=details)
    reason = error.strerror or type(error).__name__
    return BreedLensError("write_failed", "The disk refused to write ({reason}).", reason=reason, details=details)


def _not_allowed(error: OSError, details: str) -> BreedLensError:
    """Names the file that may not be changed, or the folder in which none may be made, where the system says which."""
    if not isinstance(error.filename, str | bytes):
        return BreedLensError("no_permission", "You are not allowed to write there.", details=details)
    path = os.fsdecode(error.filename)
    place = path if os.path.lexists(path) else os.path.dirname(os.path.abspath(path))
    return BreedLensError(
        "no_permission", "You are not allowed to write to {place}.", place=shown(place), details=details
    )


def no_room(needed: int, free: int) -> BreedLensError:
    """The disk would be full before the end; both in bytes."""
    return BreedLensError(
        "disk_full",
        "The disk has too little room: {needed} MB are needed, {free} MB are free.",
        needed=str(needed // 1_000_000 + 1),
        free=str(free // 1_000_000),
    )


def is_disk_full(error: OSError) -> bool:
    """Nothing more can be written to that disk."""
    return error.errno in _NO_SPACE


def shown(path: str) -> str:
    """A path that can be printed anywhere: what is not valid UTF-8, and control characters, as escapes."""
    text = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
