"""Work that is made of several runs, each listed among the runs: a search, a cross-validation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BreedLensError
from core.training.cross_validation import CrossValidation, Fold, cross_validate
from core.training.ensemble import Ensemble, check_ensemble_name, make_ensemble
from core.training.recipe_split import split_photos
from core.training.run_folder import RunFolder
from core.training.run_through import Runs
from core.training.search import Metric, SearchResult, Trial, search

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe


@dataclass(frozen=True)
class FoldsInRuns:
    """A cross-validation, and the ensemble of its models where the recipe wants one."""

    result: CrossValidation
    ensemble: Ensemble | None


def search_in_runs(
    recipe: Recipe,
    table: pd.DataFrame,
    runs: Runs,
    name: str,
    *,
    trials: int,
    metric: Metric = "val_accuracy",
    seed: int = 0,
    on_trial: Callable[[Trial], None] | None = None,
) -> SearchResult:
    """Search a recipe's ranges, each trial a run `NAME-trial-1`, ... on the same split; see `core.training.search`.

    Args:
        recipe: declares the ranges.
        table: the photos.
        runs: where the runs lie. The search itself is kept beside them, in a folder called like it.
        name: of the search.
        trials: how many there are to be.
        metric: of the best epoch.
        seed: of the choice of values.
        on_trial: told of each trial that has ended.

    Raises:
        Cancelled: the control said so; the search can go on later.
        BreedLensError: as `search`.
    """
    divided, _ = split_photos(table, recipe.data)

    def run_trial(tried: Recipe, number: int) -> tuple[float, str]:
        run = runs.train(tried, divided, f"{name}-trial-{number + 1}")
        score = getattr(run.info(), metric)
        if score is None:
            raise BreedLensError("nothing_validated", "No photo is left for validation, so trials cannot be compared.")
        return float(score), str(run.path)

    return search(
        recipe,
        run_trial,
        runs.folder / name,
        trials=trials,
        control=runs.control,
        metric=metric,
        seed=seed,
        on_trial=on_trial,
    )


def cross_validate_in_runs(
    recipe: Recipe,
    table: pd.DataFrame,
    runs: Runs,
    name: str,
    *,
    on_fold: Callable[[Fold], None] | None = None,
) -> FoldsInRuns:
    """Train a run `NAME-fold-1`, ... for each fold; see `core.training.cross_validation`.

    Args:
        recipe: how, and into how many folds; where its `cross_validation` wants it, the models of all folds become an
            ensemble of equal shares called `name`.
        table: the photos.
        runs: where the runs lie. The figures are written beside them, into a folder called like the cross-validation.
        name: of the cross-validation.
        on_fold: told of each fold that has ended.

    Raises:
        Cancelled: the control said so; what is done already is used when it is started again.
        BreedLensError: a fold cannot be trained, or the ensemble cannot be made.
    """

    def train_fold(fold: Recipe, divided: pd.DataFrame, number: int) -> str:
        return _model_of(runs.train(fold, divided, f"{name}-fold-{number + 1}"))

    joins = recipe.cross_validation is not None and recipe.cross_validation.ensemble
    if joins:  # said before hours of training, not after
        check_ensemble_name(name, replace=True)
    result = cross_validate(recipe, table, train_fold, runs.folder / name, control=runs.control, on_fold=on_fold)
    if not joins or len(result.folds) < 2:
        return FoldsInRuns(result, None)
    return FoldsInRuns(result, make_ensemble(result.models, name, None, replace=True))


def _model_of(run: RunFolder) -> str:
    model = run.model()
    if not model:
        raise BreedLensError("run_without_model", "The run {name} has no model.", name=run.name)
    return model
