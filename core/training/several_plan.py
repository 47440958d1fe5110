"""A search or a cross-validation as a person orders it: kept on disk, so that it can go on when it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.bundles.names import numbered
from core.control import Control
from core.errors import BreedLensError
from core.files import write_bytes, write_failure
from core.training.recipe_files import load_recipe, save_recipe, to_toml, with_values
from core.training.run_folder import RUN, RunFolder, runs_folder
from core.training.run_lock import own_run
from core.training.run_place import dated_name, run_name
from core.training.run_through import OnEvent, Runs

if TYPE_CHECKING:
    import pandas as pd

    from core.training.cross_validation import Fold
    from core.training.recipe import Recipe
    from core.training.search import SearchResult, Trial
    from core.training.several_runs import FoldsInRuns

Kind = Literal["folds", "search"]
Turn = Callable[[Path], AbstractContextManager[None]]
PLAN, RECIPE, PHOTOS, BEST = "several.json", "several.toml", "several.csv", "best.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the runs has ended."""

    number: int
    """counted from 1"""
    count: int
    """how many there are to be"""
    accuracy: float | None
    """of a fold on its unseen photos, of a trial on the photos for validation; None where it failed"""
    message: str = ""
    """why it failed"""
    values: Mapping[str, Any] = field(default_factory=dict)
    """what a trial had, by the dotted names of the recipe's fields"""
    run: str = ""
    """the folder of a trial's run"""
    photos: int = 0
    """that a fold was judged by"""
    model: str = ""
    """of a fold"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of all runs together; what the other kind has is None or empty."""

    kind: Kind
    done: int
    """runs that ended"""
    count: int
    """runs that were wanted; more than were done where it was stopped"""
    is_done: bool
    """nothing is left to be done; False too where the last run was stopped and can go on"""
    mean: float | None = None
    """of the folds' accuracies"""
    deviation: float | None = None
    """the standard deviation of the folds' accuracies, of a sample"""
    log_loss: float | None = None
    """of the folds, over all photos"""
    best: int | None = None
    """the number of the best trial, counted from 1"""
    accuracy: float | None = None
    """of the best trial, in validation"""
    values: Mapping[str, Any] = field(default_factory=dict)
    """what the best trial had, by the dotted names of the recipe's fields"""
    recipe: str = ""
    """the file of the recipe with these values"""
    model: str = ""
    """that can be used now: of the best trial, or of all folds together"""
    run: str = ""
    """the folder of the best trial's run"""
    bundle: str = ""
    """the folder of the model"""


@dataclass(frozen=True, slots=True)
class SeveralPlan:
    """What was ordered; `place` is its folder among the runs."""

    place: Path
    kind: Kind
    count: int
    source: str
    is_done: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.place.name


def make_plan(
    recipe: Recipe,
    table: pd.DataFrame,
    kind: Kind,
    count: int,
    *,
    source: str,
    name: str | None = None,
    folder: Path | None = None,
) -> SeveralPlan:
    """Write down what is wanted. The same name, photos, recipe and kind as before goes on with what was begun.

    Args:
        recipe: with its ranges, for a search.
        table: the chosen photos; they are divided for each run.
        kind: a cross-validation or a search.
        count: folds, or trials.
        source: where the photos come from, as a person named it.
        name: by default the recipe's name and the time.
        folder: where the plan and its runs are kept; by default among the person's runs.

    Raises:
        BreedLensError: `nothing_to_search`, `several_name_taken`, or nothing can be written.
    """
    from core.datasets.table import save_table

    if kind == "search" and not recipe.search:
        raise BreedLensError(
            "nothing_to_search",
            "The recipe {name} declares no ranges to search in; they belong into its table called search.",
            name=recipe.name,
        )
    if kind == "folds":
        recipe = with_values(recipe, {"data.folds": count})
    folder = (folder or runs_folder()).absolute()
    place = folder / run_name(name) if name else _free_place(folder, dated_name(recipe.name, datetime.now()))
    if place.exists() and not _is_the_same(place, recipe, table, kind):
        raise BreedLensError(
            "several_name_taken", "There is a run called {name} already; please choose another name.", name=place.name
        )
    plan = SeveralPlan(place, kind, count, source)
    try:
        place.mkdir(parents=True, exist_ok=True)
        save_table(str(place / PHOTOS), table)
        write_bytes(str(place / RECIPE), to_toml(recipe).encode())
        _save(plan)
    except OSError as error:
        raise write_failure(error) from error
    return plan


def load_plan(place: Path) -> SeveralPlan:
    """The plan in a folder.

    Raises:
        BreedLensError: `several_not_found`.
    """
    try:
        content = json.loads((place / PLAN).read_text("utf-8"))
        kind: Kind = "search" if content["kind"] == "search" else "folds"
        return SeveralPlan(place, kind, int(content["count"]), str(content["source"]), bool(content["is_done"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BreedLensError(
            "several_not_found", "What was begun there cannot be read any more; begin anew.", details=repr(error)
        ) from error


def carry_out(
    plan: SeveralPlan,
    control: Control,
    *,
    on_event: OnEvent = lambda _: None,
    on_run: Callable[[RunFolder], None] = lambda _: None,
    on_step: Callable[[Step], None] = lambda _: None,
    sparing: bool = False,
    turn: Turn = own_run,
) -> Outcome:
    """Train what is still to be trained, one run after the other, each in a process that ends with this one.

    Args:
        plan: what is done already is used.
        control: pauses the run under way; to stop and keep ends it there, and tells what is done until then.
        on_event: told of every event of every run.
        on_run: told of each run that has been started.
        on_step: told of each run that has ended.
        sparing: a core is left to the window.
        turn: holds the plan's folder while it is carried out; by default at once, whatever else is in training.

    Raises:
        Cancelled: the control said so; it can go on later.
        BreedLensError: why it cannot be done.
    """
    with turn(plan.place):
        runs = Runs(plan.place.parent, plan.source, control, on_event, on_run, sparing)
        outcome = _carried_out(plan, runs, on_step)
        if outcome.is_done:
            _save(replace(plan, is_done=True))
    return outcome


def _carried_out(plan: SeveralPlan, runs: Runs, on_step: Callable[[Step], None]) -> Outcome:
    from core.datasets.table import load_table
    from core.training.several_runs import cross_validate_in_runs, search_in_runs

    recipe, table = load_recipe(str(plan.place / RECIPE)), load_table(str(plan.place / PHOTOS))
    if plan.kind == "search":

        def tell_trial(trial: Trial) -> None:
            on_step(Step(trial.number + 1, plan.count, trial.score, trial.message, trial.values, trial.run))

        found = search_in_runs(recipe, table, runs, plan.name, trials=plan.count, on_trial=tell_trial)
        return _of_search(plan, found)

    def tell_fold(fold: Fold) -> None:
        accuracy = fold.answers.accuracy
        on_step(Step(fold.number + 1, plan.count, accuracy.value, photos=accuracy.count, model=fold.model))

    return _of_folds(plan, cross_validate_in_runs(recipe, table, runs, plan.name, on_fold=tell_fold))


def _of_search(plan: SeveralPlan, result: SearchResult) -> Outcome:
    best, done = result.best, len(result.trials)
    outcome = Outcome("search", done, plan.count, sum(trial.is_whole for trial in result.trials) >= plan.count)
    if best is None:
        return outcome
    run = RunFolder(best.run)
    return replace(
        outcome,
        best=best.number + 1,
        accuracy=best.score,
        values=best.values,
        recipe=str(save_recipe(result.recipe, plan.place / BEST)),
        model=run.model(),
        run=best.run,
        bundle=str(run.bundle() or ""),
    )


def _of_folds(plan: SeveralPlan, done: FoldsInRuns) -> Outcome:
    result, ensemble = done.result, done.ensemble
    return Outcome(
        "folds",
        len(result.folds),
        plan.count,
        sum(fold.is_whole for fold in result.folds) >= plan.count,
        result.mean,
        result.deviation,
        result.log_loss,
        model=ensemble.card.name if ensemble else "",
        bundle=str(ensemble.folder) if ensemble else "",
    )


def _free_place(folder: Path, name: str) -> Path:
    number = 1
    while (folder / numbered(name, number)).exists():
        number += 1
    return folder / numbered(name, number)


def _is_the_same(place: Path, recipe: Recipe, table: pd.DataFrame, kind: Kind) -> bool:
    """The folder holds a plan for the same recipe and photos, and is no run."""
    from core.datasets.table import load_table, rows_of

    try:
        same = (
            load_plan(place).kind == kind
            and load_recipe(str(place / RECIPE)) == recipe
            and rows_of(load_table(str(place / PHOTOS))) == rows_of(table)
        )
    except BreedLensError:
        return False
    return same and not (place / RUN).exists()


def _save(plan: SeveralPlan) -> None:
    content = {name: value for name, value in asdict(plan).items() if name != "place"}
    try:
        write_bytes(str(plan.place / PLAN), (json.dumps(content) + "\n").encode("ascii"))
    except OSError as error:
        raise write_failure(error) from error
