"""A search or a cross-validation as a person orders it: kept on disk, so that it can go on when it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.control import Control
from core.errors import BreedLensError
from core.files import write_bytes, write_failure
from core.training.recipe_files import load_recipe, save_recipe, to_toml, with_values
from core.training.run_folder import RUN, RunFolder, runs_folder
from core.training.run_place import dated_name, numbered, run_name
from core.training.run_through import OnEvent, Runs

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe
    from core.training.search import SearchResult
    from core.training.several_runs import FoldsInRuns

Kind = Literal["folds", "search"]
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of all runs together; what the other kind has is None or empty."""

    kind: Kind
    done: int
    """runs that ended"""
    count: int
    """runs that were wanted; more than were done where it was stopped"""
    mean: float | None = None
    """of the folds' accuracies"""
    deviation: float | None = None
    """the standard deviation of the folds' accuracies, of a sample"""
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
    recipe: Recipe, table: pd.DataFrame, kind: Kind, count: int, *, source: str, name: str | None = None
) -> SeveralPlan:
    """Write down what is wanted. The same name, photos, recipe and kind as before goes on with what was begun.

    Args:
        recipe: with its ranges, for a search.
        table: the chosen photos; they are divided for each run.
        kind: a cross-validation or a search.
        count: folds, or trials.
        source: where the photos come from, as a person named it.
        name: by default the recipe's name and the time.

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
    place = runs_folder() / run_name(name) if name else _free_place(dated_name(recipe.name, datetime.now()))
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
) -> Outcome:
    """Train what is still to be trained, one run after the other, each in a process that ends with this one.

    Args:
        plan: what is done already is used.
        control: pauses the run under way; to stop and keep ends it there, and tells what is done until then.
        on_event: told of every event of every run.
        on_run: told of each run that has been started.
        on_step: told of each run that has ended.
        sparing: a core is left to the window.

    Raises:
        Cancelled: the control said so; it can go on later.
        BreedLensError: why it cannot be done.
    """
    from core.datasets.table import load_table
    from core.training.several_runs import cross_validate_in_runs, search_in_runs

    recipe, table = load_recipe(str(plan.place / RECIPE)), load_table(str(plan.place / PHOTOS))
    runs = Runs(plan.place.parent, plan.source, control, on_event, on_run, sparing)
    if plan.kind == "search":
        outcome = _of_search(
            plan,
            search_in_runs(
                recipe,
                table,
                runs,
                plan.name,
                trials=plan.count,
                on_trial=lambda trial: on_step(Step(trial.number + 1, plan.count, trial.score, trial.message)),
            ),
        )
    else:
        outcome = _of_folds(
            plan,
            cross_validate_in_runs(
                recipe,
                table,
                runs,
                plan.name,
                on_fold=lambda fold: on_step(Step(fold.number + 1, plan.count, fold.answers.accuracy.value)),
            ),
        )
    if outcome.done >= plan.count:
        _save(SeveralPlan(plan.place, plan.kind, plan.count, plan.source, is_done=True))
    return outcome


def _of_search(plan: SeveralPlan, result: SearchResult) -> Outcome:
    best = result.best
    if best is None:
        return Outcome("search", len(result.trials), plan.count)
    file = save_recipe(result.recipe, plan.place / BEST)
    return Outcome(
        "search",
        len(result.trials),
        plan.count,
        best=best.number + 1,
        accuracy=best.score,
        values=best.values,
        recipe=str(file),
        model=RunFolder(best.run).model(),
    )


def _of_folds(plan: SeveralPlan, done: FoldsInRuns) -> Outcome:
    model = done.ensemble.card.name if done.ensemble else ""
    result = done.result
    return Outcome("folds", len(result.folds), plan.count, result.mean, result.deviation, model=model)


def _free_place(name: str) -> Path:
    number = 1
    while (runs_folder() / numbered(name, number)).exists():
        number += 1
    return runs_folder() / numbered(name, number)


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
