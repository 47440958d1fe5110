"""One run from its start to its end, as a plain call: for work that is made of several runs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.control import Cancelled, Command, Control
from core.errors import BreedLensError
from core.training.follow import follow
from core.training.run_folder import RunFolder, create_run
from core.training.run_info import FINISHED, STOPPED
from core.training.runs import find_run, resume
from core.training.start import start_child

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe

OnEvent = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Runs:
    """Where the runs of one piece of work lie, and what all of them share."""

    folder: Path
    source: str
    """where the photos come from, as a person named it"""
    control: Control
    on_event: OnEvent
    on_run: Callable[[RunFolder], None] = lambda _: None
    """told of each run that has been started"""
    sparing: bool = False
    """a core is left to the window"""

    def train(self, recipe: Recipe, table: pd.DataFrame, name: str) -> RunFolder:
        """Train a run of that name, or let it go on where it was left; one that has ended well is not trained again.

        One that ends because the control says to stop and keep has a model too, and goes on at the next call.

        Args:
            recipe: of this run.
            table: the photos, with their splits.
            name: a plain one, that no other run of the folder has.

        Returns:
            The run, finished or stopped, with its model.

        Raises:
            Cancelled: the control said so; the run can go on later.
            BreedLensError: why the run failed, that someone cancelled it, or `run_differs`: the run of that name is
                another one.
        """
        run = self._made(recipe, table, name)
        if not _has_ended(run):
            self._follow(run)
            if self.control.command is Command.STOP_KEEP and run.info().state == STOPPED:
                with run.own():
                    run.update(is_held=True)
        return run

    def _made(self, recipe: Recipe, table: pd.DataFrame, name: str) -> RunFolder:
        try:
            run = find_run(name, self.folder)
        except BreedLensError:
            self.folder.mkdir(parents=True, exist_ok=True)
            return create_run(recipe, table, source=self.source, folder=self.folder / name, name=name)
        if not _is_of(run, recipe, table):
            raise BreedLensError(
                "run_differs", "There is a run called {name} already; please choose another name.", name=name
            )
        return run if _has_ended(run) else resume(run)

    def _follow(self, run: RunFolder) -> None:
        child = start_child(run, tied=True, sparing=self.sparing)
        self.on_run(run)
        told = Command.RUN

        def pass_on() -> bool:
            nonlocal told
            if self.control.command is Command.CANCEL:
                return False
            if self.control.command is not told:
                told = self.control.command
                run.give_command(told)
            return True

        last: dict[str, Any] = {}
        try:
            with contextlib.closing(follow(run, child=child, on_round=pass_on)) as events:
                for event in events:
                    self.on_event(event)
                    last = event
        finally:
            # ends the process where it has not ended: what it has learned so far is kept in the run
            child.let_go()
        if self.control.command is Command.CANCEL:
            raise Cancelled
        if last.get("event") == "cancelled":
            raise BreedLensError("run_cancelled", "The run {name} was cancelled from elsewhere.", name=run.path.name)
        if last.get("event") != "finished":
            template = str(last.get("message", "")).replace("{", "{{").replace("}", "}}")
            raise BreedLensError(str(last.get("code", "training_failed")), template)


def _has_ended(run: RunFolder) -> bool:
    info = run.info()
    return info.state in (FINISHED, STOPPED) and not info.is_held


def _is_of(run: RunFolder, recipe: Recipe, table: pd.DataFrame) -> bool:
    """The run was made of this recipe and these photos; else its model may have seen what it is to be tested on."""
    from core.datasets.table import rows_of
    from core.training.recipe_files import load_recipe

    return load_recipe(str(run.recipe_path)) == recipe and rows_of(run.table()) == rows_of(table)
