"""Which photos of a review are looked at, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.review.choices import Choice, Order, Show
from core.review.table import ReviewTable, Rows


@dataclass(frozen=True, slots=True)
class Doubts:
    """How much is to be said for each label, by someone who did not learn from it.

    `quality` is in 0..1 by path, the lowest the most doubtful; `flagged` are the paths of possible label errors, of
    which about half are right after all.
    """

    quality: Mapping[str, float]
    flagged: frozenset[str]


def select(table: ReviewTable, choice: Choice, doubts: Doubts | None = None) -> Rows:
    """The rows to list, in order; of equals the earlier row first."""
    rows = np.flatnonzero(_shown(table, choice, doubts))
    return np.asarray(rows[np.argsort(_rank(table, rows, choice.order, doubts), kind="stable")], np.intp)


def _shown(table: ReviewTable, choice: Choice, doubts: Doubts | None) -> NDArray[np.bool_]:
    among = table.is_verified.copy() if choice.verified_only else np.ones(len(table), np.bool_)
    if choice.cell is not None:
        return np.asarray(among & in_cell(table, *choice.cell), np.bool_)
    if choice.show is Show.MISTAKES:
        return np.asarray(among & table.is_mistake, np.bool_)
    if choice.show is Show.POSSIBLE_ERRORS:
        flagged = doubts.flagged if doubts else frozenset()
        doubtful = np.array([path in flagged for path in table.paths], np.bool_)
        # a verified label was looked at again: it is no longer in doubt
        return np.asarray(among & doubtful & table.has_breed & ~table.is_verified, np.bool_)
    return among


def in_cell(table: ReviewTable, given: str, predicted: str) -> NDArray[np.bool_]:
    """[N] the photos of one cell of the confusion matrix; none for breeds that are not in the table."""
    if given not in table.labels or predicted not in table.labels:
        return np.zeros(len(table), np.bool_)
    cell = table.labels.index(given), table.labels.index(predicted)
    return np.asarray((table.truths == cell[0]) & (table.predicted == cell[1]), np.bool_)


def _rank(table: ReviewTable, rows: Rows, order: Order, doubts: Doubts | None) -> NDArray[np.float64]:
    """[rows] what to sort by, ascending; what has no such figure comes last."""
    match order:
        case Order.CONFIDENCE:
            return -table.confidence[rows].astype(np.float64)
        case Order.LOSS:
            return np.nan_to_num(-table.loss[rows], nan=np.inf)
        case Order.MARGIN:
            return -table.margin[rows].astype(np.float64)
        case Order.LABEL_ERROR:
            quality = doubts.quality if doubts else {}
            return np.array([quality.get(table.paths[row], np.inf) for row in rows], np.float64)
    place = {path: rank for rank, path in enumerate(sorted(table.paths[row] for row in rows))}
    return np.array([place[table.paths[row]] for row in rows], np.float64)
