"""k-fold cross-validation of a recipe: every photo is answered by a model that has not seen it."""

from __future__ import annotations

import csv
import io
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.control import Command, Control, Steady
from core.datasets.table import VALIDATION
from core.errors import BreedLensError
from core.evaluation.evaluate import Evaluation, evaluate
from core.evaluation.metrics import Proportion
from core.files import write_bytes, write_failure
from core.inference.classifier import Classifier
from core.training.recipe import Recipe
from core.training.recipe_files import with_values
from core.training.recipe_split import split_photos

if TYPE_CHECKING:
    import pandas as pd

PREDICTIONS = "out_of_fold.csv"
FOLDS = "folds.csv"

TrainFold = Callable[[Recipe, "pd.DataFrame", int], str]
"""trains a recipe on a table with its splits, as the fold of that number, counted from 0; the folder of its model"""


@dataclass(frozen=True)
class Fold:
    """One fold: the model that was trained without it, and its answers for it."""

    number: int
    """counted from 0"""
    model: str
    answers: Evaluation
    is_whole: bool = True
    """False where its training was told to stop: it is answered as far as it has learned, and can go on"""


@dataclass(frozen=True)
class CrossValidation:
    """What all folds gave together."""

    folds: tuple[Fold, ...]

    @property
    def accuracies(self) -> tuple[float, ...]:
        """Of each fold."""
        return tuple(fold.answers.accuracy.value for fold in self.folds)

    @property
    def mean(self) -> float:
        """Of the accuracies."""
        return statistics.fmean(self.accuracies)

    @property
    def deviation(self) -> float:
        """The standard deviation of the accuracies, of a sample; 0 for a single fold."""
        return statistics.stdev(self.accuracies) if len(self.folds) > 1 else 0.0

    @property
    def accuracy(self) -> Proportion:
        """Over all photos, each answered once."""
        right = sum(int(fold.answers.correct.sum()) for fold in self.folds)
        return Proportion.of(right, sum(fold.answers.photos for fold in self.folds))

    @property
    def log_loss(self) -> float:
        """Over all photos; not a number where a fold has none."""
        photos = [fold.answers.photos for fold in self.folds]
        losses = [math.nan if fold.answers.log_loss is None else fold.answers.log_loss for fold in self.folds]
        return float(np.average(losses, weights=photos)) if sum(photos) else math.nan

    @property
    def models(self) -> tuple[str, ...]:
        """The folders of the models, which may be made into an ensemble."""
        return tuple(fold.model for fold in self.folds)


def cross_validate(
    recipe: Recipe,
    table: pd.DataFrame,
    train_fold: TrainFold,
    folder: Path,
    *,
    control: Control,
    on_fold: Callable[[Fold], None] | None = None,
) -> CrossValidation:
    """Train once without each fold and let each model answer the fold that it has not seen.

    Photos that the table calls test are in no fold. The folds depend on the recipe and the photos alone, so that a
    cross-validation that was interrupted goes on where `train_fold` returns the models that are there already.

    A fold validates the training that leaves it out: it has a say in the best epoch and fits the temperature. Its
    figures are a little too good for that; test photos are the measure of a model.

    Args:
        recipe: says how many folds (`data.folds`) and their seed.
        table: the photos; splits but for test are forgotten.
        train_fold: trains one of them.
        folder: gets `out_of_fold.csv` and `folds.csv`; made where it is missing.
        control: asked between folds; to stop and keep ends with the folds that are done, and the one under way as far
            as it has learned. A fold that is answered is answered whole.
        on_fold: told of each fold that has ended.

    Raises:
        Cancelled: the control said so.
        BreedLensError: why a fold cannot be trained; `too_few_folds` where fewer than one was done.
    """
    folds: list[Fold] = []
    for number in range(recipe.data.folds):
        if not control.checkpoint():
            break
        values = {"data.split": "kfold", "data.fold": number, "cross_validation": None}
        fold_recipe = with_values(recipe, values)
        divided, _ = split_photos(table, fold_recipe.data)
        try:
            model = train_fold(fold_recipe, divided, number)
        except BreedLensError:
            if folds and control.command is Command.STOP_KEEP:
                break  # stopped before it had learned anything
            raise
        is_whole = control.command is not Command.STOP_KEEP
        unseen = divided[divided["split"] == VALIDATION]
        fold = Fold(number, model, _answers(model, unseen, number, control), is_whole)
        folds.append(fold)
        if on_fold:
            on_fold(fold)
    if not folds:
        raise BreedLensError("no_fold_trained", "No fold was trained, so there is nothing to compare.")
    result = CrossValidation(tuple(folds))
    _write(folder, result)
    return result


def _answers(model: str, unseen: pd.DataFrame, number: int, control: Control) -> Evaluation:
    answers = evaluate(Classifier.load(model), unseen, split=VALIDATION, control=Steady(control))
    if not answers.photos:
        raise BreedLensError(
            "photos_gone",
            "None of the photos of fold {number} can be read. Please put them back where they were.",
            number=str(number + 1),
        )
    return answers


def _write(folder: Path, result: CrossValidation) -> None:
    classes = sorted({name for fold in result.folds for name in fold.answers.labels[: fold.answers.classes]})
    rows: list[Sequence[object]] = [("path", "breed", "fold", "predicted", *classes)]
    for fold in result.folds:
        answers = fold.answers
        own = {name: place for place, name in enumerate(answers.labels[: answers.classes])}
        for path, truth, predicted, shares in zip(
            answers.paths, answers.truths, answers.predicted, answers.probabilities, strict=True
        ):
            probabilities = [f"{shares[own[name]]:.6g}" if name in own else "0" for name in classes]
            rows.append((path, answers.labels[truth], fold.number, answers.labels[predicted], *probabilities))
    figures: list[Sequence[object]] = [("fold", "photos", "accuracy", "log_loss", "model")]
    figures += [
        (fold.number, fold.answers.photos, fold.answers.accuracy.value, fold.answers.log_loss, fold.model)
        for fold in result.folds
    ]
    figures.append(("mean", result.accuracy.count, result.mean, result.log_loss, ""))
    figures.append(("deviation", "", result.deviation, "", ""))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_bytes(str(folder / PREDICTIONS), _csv(rows))
        write_bytes(str(folder / FOLDS), _csv(figures))
    except OSError as error:
        raise write_failure(error) from error


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogateescape")
