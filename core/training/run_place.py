"""The name of a run, which is one of a folder and of a model too, and the place of its folder."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from core.training.run_lock import LOCK

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120
"""bytes: a disk allows 255, and a suffix and a number must find room"""


def run_name(wanted: str) -> str:
    """A name for a folder that is as near to the wanted one as every disk allows; "run" where nothing is left."""
    name = _NOT_IN_NAMES.sub("-", wanted)
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore").strip(" .-")
    if not name:
        return "run"
    return f"run-{name}" if _DEVICES.fullmatch(name) else name


def dated_name(recipe: str, now: datetime) -> str:
    """The name of a run that a person gave none: its recipe and the local time, to the minute."""
    return run_name(f"{recipe}-{now:%Y-%m-%d-%H%M}")


def numbered(name: str, number: int) -> str:
    """The name itself as number 1, then `name-2` and so on."""
    return name if number == 1 else f"{name}-{number}"


def new_folder(folder: Path, name: str, *, may_be_itself: bool) -> Path:
    """Make or take the folder of a new run; its lock's file says that it is taken.

    Args:
        folder: where runs are, or (`may_be_itself`) what becomes the run's own folder if it is new or empty.
        name: the wanted name inside; a number is added where it is taken.

    Raises:
        OSError: nothing can be made there.
    """
    folder = folder.absolute()
    if may_be_itself and (not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))):
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # by another that was quicker: then one inside
            (folder / LOCK).touch(exist_ok=False)
            return folder
    folder.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        path = folder / numbered(name, number)
        with contextlib.suppress(FileExistsError):
            path.mkdir()
            (path / LOCK).touch()
            return path
    raise AssertionError("numbers do not end")


@contextlib.contextmanager
def removed_on_failure(folder: Path, files: Sequence[str]) -> Iterator[None]:
    """Leave no half of a run behind: remove these files, and the folder if nothing else is in it."""
    try:
        yield
    except BaseException:
        for file in files:
            with contextlib.suppress(OSError):
                (folder / file).unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()
        raise
