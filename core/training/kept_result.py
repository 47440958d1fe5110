"""What a run had come to before it was to train on, kept so that discarding the rest leaves the run as it was."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import asdict
from typing import Any

from core.training.durable import run_write_failure
from core.training.run_folder import RUN, RunFolder
from core.training.run_info import RunInfo, read_info

FOLDER = "before"
_CHECKPOINTS, _REPORT = "checkpoints", "report"
_STAYS = ("name", "state", "code", "message", "created", "duration", "pid", "digests", "extensions")
"""fields of `run.json` that an attempt that is discarded does not take back"""


def keep_result(run: RunFolder) -> None:
    """Keep the model, the report, the checkpoint and the figures of a run that has a model; for the owner of the run.

    What an attempt that was killed had kept stays.

    Raises:
        BreedLensError: nothing can be written there.
    """
    info, bundle = run.info(), run.bundle()
    place = run.path / FOLDER
    if bundle is None or not info.outcome or (place / RUN).is_file():
        return
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir()
        for folder in (bundle, run.checkpoints):
            if folder.is_dir():
                shutil.copytree(folder, place / folder.name, copy_function=_linked)  # these are replaced, never changed
        if run.report.is_dir():
            shutil.copytree(run.report, place / _REPORT)
        _linked(str(run.path / RUN), str(place / RUN))  # last: with it, all is there
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise run_write_failure(error, run.path) from error


def restore_result(run: RunFolder) -> RunInfo | None:
    """Put back what `keep_result` kept; None where there is nothing. For the owner of the run.

    Returns:
        What `run.json` said then, its state that with which the model was made.
    """
    place = run.path / FOLDER
    if not (place / RUN).is_file():
        return None
    info = read_info(place / RUN)
    for name in (info.bundle, _CHECKPOINTS, _REPORT):
        shutil.rmtree(run.path / name, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            (place / name).rename(run.path / name)
    forget_result(run)
    return info


def forget_result(run: RunFolder) -> None:
    """The attempt has come to a result of its own."""
    place = run.path / FOLDER
    with contextlib.suppress(OSError):
        (place / RUN).unlink(missing_ok=True)  # first: without it, nothing of the rest counts
    shutil.rmtree(place, ignore_errors=True)


def figures_of(info: RunInfo) -> dict[str, Any]:
    """The fields of `run.json` as they were, but for those that go on."""
    return {name: value for name, value in asdict(info).items() if name not in _STAYS}


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # a disk without links
        shutil.copy2(source, target)
    return target
