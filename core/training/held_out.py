"""Photos that no model of several has learned from: what their shares in an ensemble may be fitted on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.datasets.table import TEST, TRAIN, VALIDATION, empty_table
from core.errors import BreedLensError
from core.training.run_folder import RunFolder
from core.training.runs import list_runs

if TYPE_CHECKING:
    import pandas as pd


def photos_for_fitting(runs: Sequence[RunFolder]) -> pd.DataFrame:
    """Photos that were for validation in one of the runs, and in none to learn from or for the test.

    A run whose split is gone cannot say what it learned from: then there are none.
    """
    import pandas as pd

    try:
        tables = [run.table() for run in runs]
    except BreedLensError:
        return empty_table()
    every = pd.concat(tables, ignore_index=True)
    validating = every[every["split"] == VALIDATION].drop_duplicates("path")
    left = _without(validating, _used(tables))
    return left[left["path"].map(os.path.isfile)].reset_index(drop=True)


def held_out(table: pd.DataFrame, models: Sequence[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The photos of a table on which models may be compared: those for validation, or all where none is called so,
    without those that one of the models has learned from or was tested on.

    Args:
        table: a photo table.
        models: names of models, or their folders.

    Returns:
        The photos, and the models of which no run on this computer tells what they learned from.

    Raises:
        BreedLensError: `no_held_out_photos`.
    """
    known = {model: run.table() for model in models if (run := _run_of(model)) is not None}
    validating = table[table["split"] == VALIDATION]
    left = _without(validating if len(validating) else table, _used(known.values()))
    if left.empty:
        raise BreedLensError(
            "no_held_out_photos",
            "The models have learned from all of these photos, or were tested on them, so nothing can be fitted on "
            "them. Name other photos, or none for equal shares.",
        )
    return left.reset_index(drop=True), tuple(model for model in models if model not in known)


def learned_from(table: pd.DataFrame, model: str) -> int:
    """How many photos of a table a model has learned from, as far as a run on this computer tells.

    Args:
        table: a photo table.
        model: its name or its folder.
    """
    run = _run_of(model)
    if run is None:
        return 0
    try:
        photos = run.table()
    except BreedLensError:
        return 0
    return int(table["path"].isin(photos.loc[photos["split"] == TRAIN, "path"]).sum())


def _run_of(model: str) -> RunFolder | None:
    """The run that gave a model, the latest of several."""
    folder = Path(model).absolute()
    for summary in list_runs():
        if summary.info.model == model or (summary.info.bundle and summary.run.bundle() == folder):
            return summary.run
    return None


def _used(tables: Iterable[pd.DataFrame]) -> set[str]:
    return {path for table in tables for path in table.loc[table["split"].isin((TRAIN, TEST)), "path"]}


def _without(photos: pd.DataFrame, used: set[str]) -> pd.DataFrame:
    return photos[~photos["path"].isin(used)]
