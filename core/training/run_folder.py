"""A run on disk: its recipe, split, events, history, checkpoints, report and bundle, in one folder.

Whoever trains owns the run through a lock, which the system frees when that process ends, however it ends. The owner
alone writes `run.json`; everyone else reads, gives commands through `command.json`, and keeps notes in `notes.txt`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.control import Command
from core.errors import BreedLensError
from core.evaluation.report_files import FIGURES, REPORT
from core.files import shown, write_failure
from core.paths import user_folders
from core.training.durable import run_write_failure, write_text_durably
from core.training.run_info import (
    INTERRUPTED,
    INTERRUPTED_MESSAGE,
    PAUSED,
    RUNNING,
    RunInfo,
    read_info,
    to_json,
)
from core.training.run_lock import LOCK, is_run_owned, own_run
from core.training.run_place import dated_name, new_folder, removed_on_failure, run_name
from core.training.run_places import remember_place

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe

RUN, RECIPE, SPLIT, COMMAND = "run.json", "recipe.toml", "split.csv", "command.json"
WEIGHTS = "weights"
"""among the digests: the file of weights that the recipe names"""
_NOTES = "notes.txt"


class RunFolder:
    """The folder of one run. Cheap to make; nothing is read before it is asked for."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).absolute()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RunFolder) and other.path == self.path

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"RunFolder({str(self.path)!r})"

    @property
    def recipe_path(self) -> Path:
        """The recipe, as TOML."""
        return self.path / RECIPE

    @property
    def split_path(self) -> Path:
        """The photo table with its splits, as CSV."""
        return self.path / SPLIT

    @property
    def history_path(self) -> Path:
        """One row an epoch, as CSV."""
        return self.path / "history.csv"

    @property
    def events_path(self) -> Path:
        """One event a line, as JSON."""
        return self.path / "events.jsonl"

    @property
    def log_path(self) -> Path:
        """What the child process has to say."""
        return self.path / "log.txt"

    @property
    def tensorboard(self) -> Path:
        """The folder of TensorBoard's logs."""
        return self.path / "tensorboard"

    @property
    def report(self) -> Path:
        """The folder of the evaluation report."""
        return self.path / "report"

    @property
    def report_page(self) -> Path:
        """The evaluation report, for a browser."""
        return self.report / REPORT

    @property
    def figures_path(self) -> Path:
        """The figures of the evaluation, as `core.evaluation.record` writes them."""
        return self.report / FIGURES

    @property
    def checkpoints(self) -> Path:
        """The folder of what training resumes from; the trainer's, made by it."""
        return self.path / "checkpoints"

    @property
    def extensions(self) -> int:
        """How often more epochs were asked for.

        Raises:
            BreedLensError: `run_not_found` or `run_damaged`.
        """
        return read_info(self.path / RUN).extensions

    @property
    def name(self) -> str:
        """The run's name.

        Raises:
            BreedLensError: `run_not_found` or `run_damaged`.
        """
        return read_info(self.path / RUN).name

    def info(self) -> RunInfo:
        """What is known of the run; a run that nobody trains any more, without having ended, is interrupted.

        Raises:
            BreedLensError: `run_not_found` or `run_damaged`.
        """
        info = read_info(self.path / RUN)
        if info.state not in (RUNNING, PAUSED) or self.is_owned():
            return info
        info = read_info(self.path / RUN)  # it may have ended between the two looks
        if info.state not in (RUNNING, PAUSED):
            return info
        return replace(info, state=INTERRUPTED, message=INTERRUPTED_MESSAGE)

    def update(self, **changes: Any) -> None:
        """Change fields of `run.json`; for the owner of the run.

        Raises:
            BreedLensError: the folder is gone, full, or may not be written.
        """
        try:
            write_text_durably(self.path / RUN, to_json(replace(read_info(self.path / RUN), **changes)))
        except OSError as error:
            raise run_write_failure(error, self.path) from error

    def recipe(self) -> Recipe:
        """The recipe of the run, with the epochs that are planned by now.

        Raises:
            BreedLensError: it cannot be read, or is no valid recipe.
        """
        from core.training.recipe_files import load_recipe, with_values

        recipe = load_recipe(str(self.recipe_path))
        planned = read_info(self.path / RUN).planned
        return with_values(recipe, planned) if planned else recipe

    def table(self) -> pd.DataFrame:
        """The photo table of the run, with its splits.

        Raises:
            BreedLensError: it cannot be read.
        """
        from core.datasets.table import load_table

        return load_table(str(self.split_path))

    def check_unchanged(self) -> None:
        """Refuse a recipe, a split or a file of weights that is not the one the run was started with.

        Raises:
            BreedLensError: `run_changed` or `weights_changed`; or the recipe cannot be read.
        """
        digests = dict(read_info(self.path / RUN).digests)
        weights = digests.pop(WEIGHTS, "")
        for name, digest in digests.items():
            if _digest(self.path / name) != digest:
                raise BreedLensError(
                    "run_changed",
                    "{file} of this run was changed or lost since it began, so the run cannot go on as it was. "
                    "Start a new run instead.",
                    file=name,
                )
        path = weights_file(self.recipe()) if weights else None
        if path is not None and _digest(path) != weights:
            raise BreedLensError(
                "weights_changed",
                "The weights that this run began with are not in {file} any more: it was changed or lost since. Put "
                "that file back, or start a new run instead.",
                file=shown(str(path)),
            )

    @contextlib.contextmanager
    def own(self) -> Iterator[None]:
        """Own the run for a while.

        Raises:
            BreedLensError: `run_owned`: someone else does; or the folder may not be written.
        """
        with own_run(self.path):
            yield

    def is_owned(self) -> bool:
        """A process trains this run right now."""
        return is_run_owned(self.path)

    def give_command(self, command: Command) -> None:
        """Tell whoever trains the run; an end is an end, as with `core.control.Control`.

        Raises:
            BreedLensError: the folder is gone, full, or may not be written.
        """
        finality = (Command.STOP_KEEP, Command.CANCEL)
        present = self.command()
        if present in finality and (command not in finality or finality.index(command) < finality.index(present)):
            return
        self._write_command(command)

    def clear_command(self) -> None:
        """Forget what an earlier attempt was told; for whoever starts a new one.

        Raises:
            BreedLensError: as `give_command`.
        """
        self._write_command(Command.RUN)

    def command(self) -> Command:
        """The command in force.

        Raises:
            BreedLensError: `run_gone`.
        """
        try:
            return Command(json.loads((self.path / COMMAND).read_text("utf-8"))["command"])
        except OSError as error:
            if not (self.path / RUN).exists():
                raise run_write_failure(FileNotFoundError(str(error)), self.path) from error
            return Command.RUN
        except (ValueError, KeyError, TypeError):
            return Command.RUN

    def notes(self) -> str:
        """What a person noted on the run."""
        try:
            return (self.path / _NOTES).read_text("utf-8", "replace")
        except OSError:
            return ""

    def write_notes(self, text: str) -> None:
        """Keep a person's notes.

        Raises:
            BreedLensError: the folder is gone, full, or may not be written.
        """
        try:
            write_text_durably(self.path / _NOTES, text)
        except OSError as error:
            raise run_write_failure(error, self.path) from error

    def bundle(self) -> Path | None:
        """The folder of the run's model, once there is one."""
        name = read_info(self.path / RUN).bundle
        folder = self.path / name
        return folder if name and folder.is_dir() else None

    def model(self) -> str:
        """What finds the run's model: its name where it is installed, which outlives the run, else its folder here.

        Empty where there is none. The name is in `run.json` before the model is installed, which may fail, and stays
        there when a person removes the model.

        Raises:
            BreedLensError: `run_not_found` or `run_damaged`.
        """
        from core.bundles.bundle import CARD, SUFFIX  # brings NumPy

        name = read_info(self.path / RUN).model
        if name and (user_folders().models / f"{name}{SUFFIX}" / CARD).is_file():
            return name
        return str(self.bundle() or "")

    def _write_command(self, command: Command) -> None:
        try:
            write_text_durably(self.path / COMMAND, json.dumps({"command": command.value}) + "\n")
        except OSError as error:
            raise run_write_failure(error, self.path) from error


def create_run(
    recipe: Recipe, table: pd.DataFrame, *, source: str, folder: Path | None = None, name: str | None = None
) -> RunFolder:
    """Make the folder of a new run, which is then queued.

    Args:
        recipe: what is to be done.
        table: the photo table, its splits assigned.
        source: where the photos come from, as a person named it.
        folder: a folder that is new or empty becomes the run's own; in one that holds something already the run gets a
            folder of its own. None for the person's folder of runs.
        name: any text; by default the recipe's name and the time.

    Raises:
        BreedLensError: nothing can be written there.
    """
    own_name = run_name(name) if name else dated_name(recipe.name, datetime.now())
    try:
        path = new_folder(folder or runs_folder(), own_name, may_be_itself=folder is not None)
        with removed_on_failure(path, (LOCK, SPLIT, RECIPE, COMMAND, RUN)):
            _write_new_run(path, recipe, table, name=own_name if folder else path.name, source=source)
    except OSError as error:
        raise write_failure(error) from error
    if path.parent != runs_folder().absolute():
        remember_place(path)
    return RunFolder(path)


def runs_folder() -> Path:
    """Where runs are kept unless a person names another folder."""
    return user_folders().data / "runs"


def _write_new_run(path: Path, recipe: Recipe, table: pd.DataFrame, *, name: str, source: str) -> None:
    from core.datasets.table import save_table
    from core.training.recipe_files import to_toml

    save_table(str(path / SPLIT), table)
    write_text_durably(path / RECIPE, to_toml(recipe))
    RunFolder(path).clear_command()
    info = RunInfo(
        name=name,
        recipe=recipe.name,
        source=source,
        created=time.time(),
        planned_epochs=recipe.training.epochs,
        architecture=recipe.architecture.name,
        digests={file: _digest(path / file) for file in (RECIPE, SPLIT)} | _weights_digest(recipe),
    )
    # last: a folder is a run from the moment on that this file is there
    write_text_durably(path / RUN, to_json(info))


def weights_file(recipe: Recipe) -> Path | None:
    """The file of weights that a recipe begins with; None where it names none."""
    from core.architectures.weights_at_hand import FILE  # brings NumPy

    weights = recipe.architecture.weights
    return Path(weights.removeprefix(FILE)) if weights.startswith(FILE) else None


def _weights_digest(recipe: Recipe) -> dict[str, str]:
    path = weights_file(recipe)
    digest = "" if path is None else _digest(path)
    return {WEIGHTS: digest} if digest else {}  # a file that is not there is refused by whoever trains


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
