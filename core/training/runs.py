"""The runs on this computer: listing, finding, resuming and deleting them."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.bundles.bundle import SUFFIX
from core.errors import BreedLensError
from core.files import PART_SUFFIX, shown, write_failure
from core.training.checkpoint import load_checkpoint
from core.training.kept_result import FOLDER, figures_of, restore_result
from core.training.run_folder import RUN, RunFolder, runs_folder
from core.training.run_info import CANCELLED, FAILED, FINISHED, QUEUED, STOPPED, RunInfo
from core.training.run_places import remembered_places

_FILES = (
    "recipe.toml",
    "split.csv",
    "command.json",
    "history.csv",
    "events.jsonl",
    "log.txt",
    "notes.txt",
    "mlflow.txt",
    "reserve.bin",
    "run.lock",
    "writing.lock",
)
_FOLDERS = ("tensorboard", "checkpoints", "report", FOLDER)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in a list."""

    run: RunFolder
    info: RunInfo
    notes: str
    model: str
    """as `RunFolder.model`"""


def list_runs(folder: Path | None = None) -> list[RunSummary]:
    """The runs in a folder, the newest first; the folder may be a run itself. One that is damaged is listed as failed.

    Args:
        folder: by default where runs are kept, and then also those that were made elsewhere and are still there.
    """
    summaries = [_summary(run) for run in (_all_runs() if folder is None else _runs_in(folder))]
    return sorted(summaries, key=lambda summary: (-summary.info.created, summary.run.path))


def find_run(name_or_path: str, folder: Path | None = None) -> RunFolder:
    """A run by its folder, by its name, or the newest one in a folder that holds runs.

    Raises:
        BreedLensError: `run_not_found`.
    """
    as_path = Path(name_or_path)
    if (as_path / RUN).is_file():
        return RunFolder(as_path)
    home = folder or runs_folder()
    if as_path.name == name_or_path and (home / name_or_path / RUN).is_file():
        return RunFolder(home / name_or_path)
    named = [summary.run for summary in list_runs(folder) if summary.info.name == name_or_path]
    inside = [summary.run for summary in list_runs(as_path)] if as_path.is_dir() else []
    if not named and not inside:
        raise BreedLensError(
            "run_not_found",
            'There is no run called "{name}". The command breedlens runs lists them.',
            name=shown(name_or_path),
        )
    return (named or inside)[0]


def resume(run: RunFolder, extra_epochs: int = 0, *, epochs: int | None = None) -> RunFolder:
    """Prepare a run to go on from its last finished epoch; `start_child` then starts it.

    Args:
        run: interrupted, failed or stopped; or finished, with extra epochs.
        extra_epochs: to train in the phase in which the run is, beyond those done where it has ended, or else beyond
            those planned; a phase that has not begun keeps its epochs.
        epochs: after which that phase is to end, counted from the beginning of the run.

    Raises:
        BreedLensError: `run_finished`, `run_cancelled`, `run_changed`, `run_owned`, or nothing can be written there.
    """
    with run.own():
        info = run.info()
        if info.state == CANCELLED:
            raise BreedLensError(
                "run_cancelled", "This run was cancelled, and what it had learned was discarded. Start a new one."
            )
        if info.state == FINISHED and extra_epochs < 1 and (epochs or 0) <= info.epochs:
            raise BreedLensError(
                "run_finished",
                "This run is finished, after {epochs} epochs. To go on, say how many more (--more-epochs N).",
                epochs=str(info.epochs),
            )
        run.check_unchanged()
        changes: dict[str, Any] = {}
        if extra_epochs or epochs:
            planned = _planned(run, info, extra_epochs, epochs)
            changes = {"planned": {**info.planned, **planned}, "extensions": info.extensions + 1}
        run.update(state=QUEUED, code="", message="", is_held=False, **changes)
    return run


def discard(run: RunFolder) -> None:
    """Mark a run as cancelled whose process had to be killed; one that had a model before is as it was then.

    Raises:
        BreedLensError: someone trains it still, or nothing can be written there.
    """
    with run.own():
        before = restore_result(run)
        if before is not None:
            run.update(state=before.outcome, pid=None, **figures_of(before))
            return
        shutil.rmtree(run.checkpoints, ignore_errors=True)
        run.update(state=CANCELLED, pid=None)


def delete_run(run: RunFolder) -> None:
    """Delete a run and everything that BreedLens put into its folder; files of other origin stay. An installed model
    stays installed.

    Raises:
        BreedLensError: `run_owned`: it is in training; or something could not be deleted.
    """
    with run.own():
        bundles = (path for path in run.path.glob(f"*{SUFFIX}") if path.is_dir())
        try:
            for folder in (*(run.path / name for name in _FOLDERS), *bundles):
                if folder.is_dir() and not folder.is_symlink():
                    shutil.rmtree(folder)
            for part in run.path.glob(f".*{PART_SUFFIX}"):
                part.unlink()
            (run.path / RUN).unlink()
            for name in _FILES:
                if os.name == "posix" or name != "run.lock":  # elsewhere it cannot go before it is released
                    (run.path / name).unlink(missing_ok=True)
        except OSError as error:
            raise write_failure(error) from error
    with contextlib.suppress(OSError):
        (run.path / "run.lock").unlink(missing_ok=True)
        run.path.rmdir()


def _planned(run: RunFolder, info: RunInfo, extra: int, epochs: int | None) -> dict[str, int]:
    """The field of the recipe that says how long the phase is in which the run is, with its new value."""
    training = run.recipe().training
    checkpoint = load_checkpoint(run.checkpoints)
    state = checkpoint.state if checkpoint else {}
    is_fine_tuning = training.fine_tune is not None and bool(state.get("phase"))
    field, planned = "training.epochs", training.epochs
    if training.fine_tune is not None and is_fine_tuning:
        field, planned = "training.fine_tune.epochs", training.fine_tune.epochs
    before = int(state["phase_start"]) if is_fine_tuning else 0
    if epochs:
        return {field: max(1, epochs - before)}
    has_ended = info.state in (FINISHED, STOPPED) and info.epochs > 0
    return {field: (info.epochs - before if has_ended else planned) + extra}


def _all_runs() -> Iterator[RunFolder]:
    yield from _runs_in(runs_folder())
    yield from (RunFolder(path) for path in remembered_places() if (path / RUN).is_file())


def _runs_in(folder: Path) -> Iterator[RunFolder]:
    if (folder / RUN).is_file():
        yield RunFolder(folder)
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if (path / RUN).is_file():
                yield RunFolder(path)


def _summary(run: RunFolder) -> RunSummary:
    try:
        return RunSummary(run, run.info(), run.notes(), run.model())
    except BreedLensError as error:
        broken = RunInfo(run.path.name, "", "", state=FAILED, code=error.code, message=error.message)
        return RunSummary(run, broken, "", "")
