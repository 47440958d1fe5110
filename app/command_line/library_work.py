"""The work of `breedlens library`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from app.command_line import library_arguments
from app.command_line.library_arguments import library_file, open_to_read
from app.command_line.outcome import OK, WrongUse
from app.command_line.output import standard_output
from core.errors import BreedLensError
from core.files import shown
from core.library.backups import Backup, Backups
from core.library.restoring import OPEN_ELSEWHERE, restore


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


def restore_library(name: str | None, wanted: str | None = None, *, as_json: bool) -> int:
    """Put a backup in the place of the library, by default the latest that is whole.

    Raises:
        WrongUse: there is neither library nor backup, or another window or command has the library open.
        BreedLensError: no backup is whole, or the disk refuses.
    """
    path = library_file(name)
    if not path.exists() and not Backups(path).all():
        raise WrongUse(f"There is no library {shown(str(path))}, and no backup of it.")
    try:
        backup, replaced = restore(path, _named(path, wanted), wait_s=library_arguments.WAIT_S)
    except BreedLensError as error:
        if error.code == OPEN_ELSEWHERE:
            raise WrongUse(error.message) from error
        raise
    if as_json:
        _print(_row(path, backup) | {"replaced": None if replaced is None else str(replaced)})
    else:
        before = "" if replaced is None else f" What was there before is {shown(str(replaced))}."
        _say(f"{shown(str(path))} is as it was in the backup of {backup.day}.{before}")
    return OK


def _named(path: Path, wanted: str | None) -> Backup | None:
    if wanted is None:
        return None
    backups = Backups(path).all()
    for backup in backups:
        if os.path.abspath(wanted) == os.path.abspath(backup.path) or wanted == backup.path.name:
            return backup
    known = ", ".join(backup.path.name for backup in backups) or "none"
    raise WrongUse(f"{shown(wanted)} is no backup of {shown(str(path))}. Its backups: {known}.")


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
