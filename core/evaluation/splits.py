"""Which photos of a data set are scored, and the figures of several splits side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.control import Control, OnProgress
from core.datasets.table import TEST, TRAIN, VALIDATION
from core.errors import BreedLensError
from core.evaluation.evaluate import ALL, Evaluation, evaluate
from core.inference.classifier import Classifier

if TYPE_CHECKING:
    import pandas as pd

SPLIT_CHOICES = (TEST, VALIDATION, TRAIN, ALL)


@dataclass(frozen=True, slots=True)
class SplitFigures:
    """What a model scores on one split."""

    photos: int
    accuracy: float
    log_loss: float | None = None

    @classmethod
    def of(cls, evaluation: Evaluation) -> SplitFigures:
        """The figures of a whole evaluation."""
        return cls(evaluation.photos, evaluation.accuracy.value, evaluation.log_loss)


def select_split(table: pd.DataFrame, wanted: str | None) -> tuple[pd.DataFrame, str]:
    """The photos to score, and the name of their split.

    Args:
        table: a photo table.
        wanted: one of `SPLIT_CHOICES`. None takes the test photos, or else those of validation, or else all.

    Returns:
        All photos and `all` for a table without splits, whatever was wanted.

    Raises:
        BreedLensError: `empty_split`: the table has splits, but no photo in the one that is wanted.
    """
    present = [name for name in SPLIT_CHOICES if (table["split"] == name).any()]
    if wanted is None:
        wanted = next((name for name in (TEST, VALIDATION) if name in present), ALL)
    if wanted == ALL or not present:
        return table, ALL
    if wanted not in present:
        raise BreedLensError(
            "empty_split",
            "The data has no {wanted} photos. It has: {present}.",
            wanted=wanted,
            present=", ".join(present),
        )
    return table[table["split"] == wanted], wanted


def score_every_split(
    classifier: Classifier,
    table: pd.DataFrame,
    known: Mapping[str, Evaluation],
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> dict[str, SplitFigures]:
    """The figures of training, validation and test photos, in this order; splits without photos are left out.

    Args:
        classifier: loaded with one thread a call.
        table: a photo table.
        known: evaluations by split that are there already.
        control: cancels.
        on_progress: told the photos of each split in turn.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
    """
    figures: dict[str, SplitFigures] = {}
    for split in (TRAIN, VALIDATION, TEST):
        photos = table[table["split"] == split]
        if photos.empty:
            continue
        evaluation = known.get(split) or evaluate(
            classifier, photos, split=split, control=control, on_progress=on_progress, threads=threads
        )
        figures[split] = SplitFigures.of(evaluation)
    return figures
