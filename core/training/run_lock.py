"""Who owns a run: a lock in its folder, which the system frees when the owner's process ends, however it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import BreedLensError
from core.training.durable import run_write_failure
from core.training.run_info import run_not_found

LOCK = "run.lock"
_LOOK_S = 0.004
_OWNER_WAIT_S = 2.0
"""longer than anyone who only looks holds the lock"""


@contextlib.contextmanager
def own_run(folder: Path) -> Iterator[None]:
    """Own the run in a folder for a while.

    Raises:
        BreedLensError: `run_owned`: someone else does; or the folder is not there or may not be written.
    """
    if not folder.is_dir():
        raise run_not_found(folder)
    lock = FileLock(folder / LOCK, timeout=_OWNER_WAIT_S)
    try:
        lock.acquire()
    except Timeout as error:
        raise BreedLensError("run_owned", "This run is in training already, by another window or command.") from error
    except OSError as error:
        raise run_write_failure(error, folder) from error
    try:
        yield
    finally:
        lock.release()


def is_run_owned(folder: Path) -> bool:
    """Somebody owns the run in that folder right now."""
    if not (folder / LOCK).exists():
        return False
    # not at once: another who only looks holds it too, for some microseconds
    lock = FileLock(folder / LOCK, timeout=_LOOK_S)
    try:
        lock.acquire(poll_interval=_LOOK_S / 2)
    except Timeout:
        return True
    except OSError:  # may be read, but not written: nobody can train it here
        return False
    lock.release()
    return False
