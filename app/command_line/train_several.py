"""`breedlens train` where it takes several runs: a search (`--search`), a cross-validation (`--folds`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.command_line.outcome import OK, complain
from core.control import Cancelled, Control
from core.files import shown
from core.training.events import complete
from core.training.recipe_files import save_recipe
from core.training.run_folder import runs_folder
from core.training.run_place import dated_name

if TYPE_CHECKING:
    import pandas as pd

    from app.command_line.train import Request
    from core.training.cross_validation import Fold
    from core.training.recipe import Recipe
    from core.training.run_through import Runs
    from core.training.search import Trial

OnEvent = Callable[[Mapping[str, Any]], None]
_METRIC = "val_accuracy"


@dataclass(frozen=True)
class Several:
    """What is to be done in several runs."""

    recipe: Recipe
    name: str
    folder: Path
    source: str
    trials: int
    """of a search; 0 for a cross-validation"""


def is_for_folds(request: Request, recipe: Recipe) -> bool:
    """The photos are to be divided into folds, whatever split the recipe declares."""
    return not request.search and bool(request.folds or recipe.cross_validation)


def several_of(request: Request, recipe: Recipe) -> Several | None:
    """What the request means where it takes several runs, or the recipe says that it does; None for a single run."""
    if not (request.search or request.folds or recipe.cross_validation):
        return None
    name = request.name or dated_name(recipe.name, datetime.now())
    folder = Path(request.run_dir) if request.run_dir else runs_folder()
    return Several(recipe, name, folder, os.path.abspath(str(request.data)), request.search)


def train_several(several: Several, table: pd.DataFrame, control: Control, tell: OnEvent) -> int:
    """Do it; the exit code.

    The events are those of every run, then one `trial` or `fold`, and at the end one `finished` for all.

    Raises:
        Cancelled: Ctrl+C; the same command with `--name` goes on.
        BreedLensError: why it cannot be done.
    """
    from core.training.run_through import Runs

    complain(f"The runs are kept in {shown(str(several.folder))}.")
    runs = Runs(several.folder, several.source, control, tell)
    try:
        finished = _search(several, table, runs) if several.trials else _cross_validate(several, table, runs)
    except (Cancelled, KeyboardInterrupt):
        complain(f"What is done is kept. To go on, give the same command with --name {shown(several.name)}")
        raise
    tell(complete({"event": "finished", "status": "finished", **finished}))
    return OK


def _search(several: Several, table: pd.DataFrame, runs: Runs) -> dict[str, Any]:
    from core.training.run_folder import RunFolder
    from core.training.several_runs import search_in_runs

    def tell_trial(trial: Trial) -> None:
        about = {"trial": trial.number + 1, "trials": several.trials, "metric": _METRIC}
        result = {"values": dict(trial.values), "score": trial.score, "run": trial.run, "message": trial.message}
        runs.on_event(complete({"event": "trial", **about, **result}))

    result = search_in_runs(several.recipe, table, runs, several.name, trials=several.trials, on_trial=tell_trial)
    place = several.folder / several.name
    if result.best is None:
        return {"run": str(place), "bundle": None}
    bundle = RunFolder(result.best.run).bundle()
    return {
        "run": result.best.run,
        "bundle": str(bundle) if bundle else None,
        "best_trial": result.best.number + 1,
        _METRIC: result.best.score,
        "recipe": str(save_recipe(result.recipe, place / "best.toml")),
    }


def _cross_validate(several: Several, table: pd.DataFrame, runs: Runs) -> dict[str, Any]:
    from core.training.cross_validation import PREDICTIONS
    from core.training.several_runs import cross_validate_in_runs

    def tell_fold(fold: Fold) -> None:
        accuracy = fold.answers.accuracy
        about = {"fold": fold.number + 1, "folds": several.recipe.data.folds, "photos": accuracy.count}
        runs.on_event(complete({"event": "fold", **about, "accuracy": accuracy.value, "model": fold.model}))

    done = cross_validate_in_runs(several.recipe, table, runs, several.name, on_fold=tell_fold)
    place = several.folder / several.name
    return {
        "run": str(place),
        "bundle": str(done.ensemble.folder) if done.ensemble else None,
        "accuracy_mean": done.result.mean,
        "accuracy_deviation": done.result.deviation,
        "log_loss": done.result.log_loss,
        "predictions": str(place / PREDICTIONS),
    }
