"""The way back to a backup, while nobody else has the library open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import BreedLensError
from core.files import shown, write_failure
from core.library.backups import Backup, Backups
from core.library.connection import LOCK_SUFFIX

OPEN_ELSEWHERE = "library_open_elsewhere"


def restore(library: Path, backup: Backup | None = None, *, wait_s: float = 0.0) -> tuple[Backup, Path | None]:
    """Put a backup in the library's place, by default the latest that is whole; see `Backups.restore`.

    Raises:
        BreedLensError: `library_open_elsewhere`, `library_no_backup`, or the disk refuses; the library is as it was.
    """
    with _alone(library, wait_s):
        return Backups(library).restore(backup)


@contextlib.contextmanager
def _alone(library: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock of whoever writes to the library: none can open it meanwhile."""
    lock = FileLock(f"{library}{LOCK_SUFFIX}", timeout=wait_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise BreedLensError(
            OPEN_ELSEWHERE,
            "{path} is open in another window or command; close that first, then restore it.",
            path=shown(str(library)),
        ) from error
    except OSError as error:
        raise write_failure(error) from error
    try:
        yield
    finally:
        lock.release()
