"""The work of `breedlens library`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app.command_line import library_arguments
from app.command_line.library_arguments import library_file, open_to_read
from app.command_line.outcome import OK, WrongUse
from app.command_line.output import standard_output
from core.errors import BreedLensError
from core.files import shown, write_failure
from core.library.backups import Backup, Backups
from core.library.connection import LOCK_SUFFIX


def check_library(name: str | None, *, as_json: bool) -> int:
    """Say whether the library is whole.

    Raises:
        WrongUse: there is none.
        BreedLensError: it is damaged, newer, or no library; as JSON, this is said on the standard output too.
    """
    path = library_file(name)
    try:
        with open_to_read(path) as library:
            library.check()
            labels = len(library.labels())
    except BreedLensError as error:
        if as_json:
            _print(_state(path, None, error))
        raise
    if as_json:
        _print(_state(path, labels, None))
    else:
        _say(f"{shown(str(path))} is whole. Labels: {labels}. Backups: {len(Backups(path).all())}.")
    return OK


def back_up_library(name: str | None, *, as_json: bool) -> int:
    """Make a backup.

    Raises:
        WrongUse: there is no library.
        BreedLensError: it cannot be opened, or the backup not be written.
    """
    path = library_file(name)
    before = Backups(path).all()[:1]
    with open_to_read(path) as library:
        # the first to open a library on a day makes a backup; a second one would push an older one out
        latest = Backups(path).all()[:1]
        backup = latest[0] if latest != before else library.back_up()
    if as_json:
        _print(_row(path, backup))
    else:
        _say(f"The backup is {shown(str(backup.path))}.")
    return OK


def restore_library(name: str | None, *, as_json: bool) -> int:
    """Put the latest whole backup in the place of the library.

    Raises:
        WrongUse: there is neither library nor backup, or another window or command has the library open.
        BreedLensError: no backup is whole, or the disk refuses.
    """
    path = library_file(name)
    backups = Backups(path)
    if not path.exists() and not backups.all():
        raise WrongUse(f"There is no library {shown(str(path))}, and no backup of it.")
    with _alone(path):
        backup, replaced = backups.restore()
    if as_json:
        _print(_row(path, backup) | {"replaced": None if replaced is None else str(replaced)})
    else:
        before = "" if replaced is None else f" What was there before is {shown(str(replaced))}."
        _say(f"{shown(str(path))} is as it was in the backup of {backup.day}.{before}")
    return OK


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of whoever writes to the library: none can open it meanwhile."""
    lock = FileLock(f"{path}{LOCK_SUFFIX}", timeout=library_arguments.WAIT_S)
    try:
        lock.acquire()
    except Timeout as error:
        raise WrongUse(
            f"{shown(str(path))} is open in another window or command; close that first, then restore it."
        ) from error
    except OSError as error:
        raise write_failure(error) from error
    try:
        yield
    finally:
        lock.release()


def _state(path: Path, labels: int | None, error: BreedLensError | None) -> dict[str, Any]:
    return {
        "library": str(path),
        "ok": error is None,
        "labels": labels,
        "backups": [str(backup.path) for backup in Backups(path).all()],
        "error": None if error is None else {"code": error.code, "message": error.message},
    }


def _row(path: Path, backup: Backup) -> dict[str, Any]:
    return {"library": str(path), "ok": True, "backup": str(backup.path), "day": backup.day}


def _print(row: dict[str, Any]) -> None:
    standard_output()(json.dumps(row) + "\n")


def _say(sentence: str) -> None:
    standard_output()(sentence + "\n")
