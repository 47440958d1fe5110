"""What SQLite says of a failing disk or file, in words for a person."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from core.errors import BreedLensError

DAMAGED = "library_damaged"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
"""the second: the index of the log, which reading needs too, could not be made as large as it has to be"""
_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def damaged(details: str) -> BreedLensError:
    """The file is not what it was when it was written."""
    return BreedLensError(
        DAMAGED,
        "The library of labels is damaged. It can be restored from its last backup.",
        details=details,
    )


def fault(error: sqlite3.Error) -> BreedLensError:
    """Why the library could not do something; what it held is as it was."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & 0xFF
    details = f"{type(error).__name__}: {error}"
    if code in _DAMAGE or isinstance(error, sqlite3.InterfaceError):
        return damaged(details)
    if extended in _FULL:
        return BreedLensError("disk_full", "The disk is full. Make some room, then try again.", details=details)
    if code in _REFUSED:
        return BreedLensError("no_permission", "You are not allowed to write there.", details=details)
    if code == sqlite3.SQLITE_BUSY:
        return BreedLensError(
            "library_busy", "Another program holds the library of labels. Try again in a moment.", details=details
        )
    return BreedLensError(
        "library_failed",
        "The library of labels could not be read or written ({what}).",
        what=str(error),
        details=details,
    )


@contextlib.contextmanager
def faults_told() -> Iterator[None]:
    """Raise SQLite's errors as sentences.

    Raises:
        BreedLensError: in the place of any `sqlite3.Error`.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise fault(error) from error
