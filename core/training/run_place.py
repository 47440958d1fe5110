"""The name of a run, which is one of a folder and of a model too, and the place of its folder."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from core.bundles.names import folder_name, numbered
from core.training.run_lock import LOCK


def run_name(wanted: str) -> str:
    """A name for a folder that is as near to the wanted one as every disk allows; "run" where nothing is left."""
    return folder_name(wanted, "run")


def dated_name(recipe: str, now: datetime) -> str:
    """The name of a run that a person gave none: its recipe and the local time, to the minute."""
    return run_name(f"{recipe}-{now:%Y-%m-%d-%H%M}")


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
