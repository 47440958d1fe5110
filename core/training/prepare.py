"""From a photo table as it was read to the one of a run: the breeds that were chosen, and what was found set right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.datasets.findings import DatasetFinding
from core.datasets.remedies import Choices, settle
from core.datasets.report import DatasetReport, inspect_split, keep_together, require_trainable
from core.datasets.subsets import only_breeds
from core.training.recipe import Recipe
from core.training.recipe_files import with_values
from core.training.recipe_split import split_photos

if TYPE_CHECKING:
    import pandas as pd

LEAKAGE = "leakage"
OF_THE_SPLIT = (LEAKAGE, "one_split_only")
"""warnings of a report that are about the splits that the photos came with; once they are divided there are others"""


def chosen_photos(table: pd.DataFrame, recipe: Recipe, breeds: Sequence[str] = ()) -> pd.DataFrame:
    """The photos of the breeds that are wanted: `breeds`, or else those of the recipe, or else all.

    Raises:
        BreedLensError: a breed that the photos do not show, or too little to learn from.
    """
    wanted = breeds or recipe.data.breeds
    chosen = only_breeds(table, wanted) if wanted else table
    require_trainable(chosen)
    return chosen


def usable_photos(table: pd.DataFrame, report: DatasetReport | None, choices: Choices) -> pd.DataFrame:
    """The photos to be divided: without what cannot be read, and with what a person has chosen about the rest.

    What the report calls the same picture becomes one group. A split that keeps groups does not take it apart, and of
    one that does, `divided_findings` tells.

    Args:
        table: the chosen photos.
        report: on them, or on more; None where nobody has looked.
        choices: about its findings. Those about leakage are seen to by the split: `without_leakage`.

    Raises:
        BreedLensError: too little is left to learn from.
    """
    if report is None:
        return table
    findings = [finding for finding in report.findings if finding.kind != LEAKAGE]
    table = settle(table, findings, {**choices, "unreadable": "leave_out"})
    require_trainable(table)
    kept = [group for one in findings if choices.get(one.kind) == "keep_together" for group in one.groups]
    return keep_together(table, [*report.duplicates, *kept])


def divided_findings(table: pd.DataFrame, recipe: Recipe, *, folds: bool = False) -> tuple[DatasetFinding, ...]:
    """What is to be said of the photos once they are divided as the recipe has it; no photo is read.

    Args:
        table: the usable photos.
        recipe: says how they are divided.
        folds: the first of its folds is meant.

    Raises:
        BreedLensError: the photos do not suffice for it.
    """
    options = recipe.data.model_copy(update={"split": "kfold"} if folds else {})
    return inspect_split(split_photos(table, options)[0])


def without_leakage(recipe: Recipe, findings: Sequence[DatasetFinding]) -> Recipe:
    """The recipe, leaving out what its split has leaked; the recipe itself where nothing leaks.

    It is a value of the recipe, so that a run keeps it, and a search and folds do the same.
    """
    leaks = any(finding.kind == LEAKAGE for finding in findings)
    return with_values(recipe, {"data.leave_out_leaks": True}) if leaks else recipe
