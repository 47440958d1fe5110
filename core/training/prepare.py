"""From a photo table as it was read to the one of a run: the breeds that were chosen, and a split for every photo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.datasets.report import DatasetReport, keep_together, leave_out, require_trainable
from core.datasets.splits import assign_splits
from core.datasets.subsets import only_breeds
from core.training.recipe import Recipe
from core.training.recipe_split import fitting_plan, split_plan

if TYPE_CHECKING:
    import pandas as pd


def chosen_photos(table: pd.DataFrame, recipe: Recipe, breeds: Sequence[str] = ()) -> pd.DataFrame:
    """The photos of the breeds that are wanted: `breeds`, or else those of the recipe, or else all.

    Raises:
        BreedLensError: a breed that the photos do not show, or too little to learn from.
    """
    wanted = breeds or recipe.data.breeds
    chosen = only_breeds(table, wanted) if wanted else table
    require_trainable(chosen)
    return chosen


def split_photos(table: pd.DataFrame, recipe: Recipe, report: DatasetReport | None = None) -> pd.DataFrame:
    """The table with its splits, as the recipe wants them.

    Args:
        table: the chosen photos.
        recipe: says how they are split.
        report: what was found about them: unreadable photos are left out, and pictures that are the same stay on one
            side of a split that is made here.

    Raises:
        BreedLensError: the photos do not suffice for it.
    """
    table = usable_photos(table, recipe, report)
    split = assign_splits(table, fitting_plan(table, split_plan(recipe.data)))
    require_trainable(split)
    return split


def usable_photos(table: pd.DataFrame, recipe: Recipe, report: DatasetReport | None) -> pd.DataFrame:
    """The table without what the report calls unreadable; what it calls the same picture is one group."""
    if report is None:
        return table
    table = leave_out(table, [finding for finding in report.findings if finding.kind == "unreadable"])
    return keep_together(table, report.duplicates) if recipe.data.keep_groups else table
