"""Which photos are shown, and in which order: NumPy over the columns, milliseconds for 100,000 photos."""

from __future__ import annotations

import heapq
import os
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from app.item_models.photo_columns import PhotoColumns
from app.item_models.vocabulary import SET_SHOWN, Criteria, LabelShow, PhotoState, Show, SortKey
from core.control import Control
from core.photos.natural_order import natural_key

_GROUP = np.array([3, 0, 0, 1, 2], np.uint8)
"""[states] dogs first, then no dog, unreadable, waiting: for the orders that speak of breeds"""
_FINDING_ORDER = np.array([4, 0, 1, 2, 3], np.uint8)
"""[states] the order of "sort by finding" """
_SORT_RUN = 4096
"""Names are sorted in short runs that are merged in Python, because one long sort would hold up the window."""


def arrange(
    columns: PhotoColumns,
    criteria: Criteria,
    class_ranks: NDArray[np.int64],
    text_classes: NDArray[np.int64],
    text_labels: Collection[str] = (),
) -> NDArray[np.int64]:
    """The ids to show, in order.

    Args:
        columns: all photos.
        criteria: what was asked for; sorting by name or date needs `name_ranks` or `file_dates` in the columns,
            without them the order is that of arrival.
        class_ranks: [classes] alphabetical position of each breed in the language of the window.
        text_classes: class indexes of the breeds that `criteria.text` finds.
        text_labels: breeds of labels that it finds.
    """
    rows = columns.rows
    ids = np.flatnonzero(_shown(columns, criteria, text_classes, text_labels))
    keys = [key[ids] for key in _keys(columns, rows, criteria, class_ranks)]
    if not keys:
        return ids[::-1].copy() if criteria.descending else ids
    return ids[np.lexsort(keys[::-1])]


def _shown(
    columns: PhotoColumns, criteria: Criteria, text_classes: NDArray[np.int64], text_labels: Collection[str]
) -> NDArray[np.bool_]:
    rows = columns.rows
    state = rows["state"]
    shown: NDArray[np.bool_] = np.ones(len(rows), np.bool_)
    match criteria.show:
        case Show.DOGS:
            shown = (state == PhotoState.DOG) | (state == PhotoState.OTHER_BREED)
        case Show.UNSURE:
            shown = (state == PhotoState.DOG) & (rows["set_size"] > 1)
        case Show.OTHER_BREED:
            shown = state == PhotoState.OTHER_BREED
        case Show.NO_DOG:
            shown = state == PhotoState.NO_DOG
        case Show.UNREADABLE:
            shown = state == PhotoState.UNREADABLE
    if criteria.text:
        is_dog = (state == PhotoState.DOG) | (state == PhotoState.OTHER_BREED)
        named = rows["set_size"][:, None] > np.arange(SET_SHOWN)
        named[:, 0] = True
        of_breed = (np.isin(rows["classes"][:, :SET_SHOWN], text_classes) & named).any(axis=1) & is_dog
        shown = shown & (of_breed | columns.ids_with_name(criteria.text) | columns.with_label(text_labels))
    if criteria.label is not LabelShow.ALL:
        shown = shown & columns.with_status(criteria.label.statuses)
    return shown


def _keys(
    columns: PhotoColumns, rows: NDArray[np.void], criteria: Criteria, class_ranks: NDArray[np.int64]
) -> list[NDArray[np.generic]]:
    """Sort keys, the most important first; what has no value stays last in both directions."""
    sign = -1 if criteria.descending else 1
    state = rows["state"]
    match criteria.sort:
        case SortKey.NAME if columns.name_ranks is not None:
            return [sign * columns.name_ranks]
        case SortKey.DATE if columns.file_dates is not None:
            return [np.isnan(columns.file_dates), sign * columns.file_dates]
        case SortKey.TEACHING if columns.teaching_ranks is not None:
            return [sign * columns.teaching_ranks]
        case SortKey.CONFIDENCE:
            return [_GROUP[state], sign * rows["probability"]]
        case SortKey.MARGIN:
            return [_GROUP[state], sign * rows["margin"]]
        case SortKey.FINDING:
            waiting = state == PhotoState.WAITING
            return [waiting, sign * _FINDING_ORDER[state].astype(np.int16), -rows["dog_probability"]]
        case SortKey.BREED:
            first = rows["classes"][:, 0].astype(np.int64)
            known = (first >= 0) & (first < len(class_ranks)) & (_GROUP[state] == 0)
            rank = np.zeros(len(rows), np.int64)
            rank[known] = class_ranks[first[known]]
            return [_GROUP[state], sign * rank, -rows["probability"]]
        case _:
            return []


def name_ranks(paths: Sequence[str], control: Control) -> NDArray[np.int64]:
    """[photos] position of each among the file names in natural order; meant for a worker thread.

    Raises:
        Cancelled: the control said so.
    """
    runs = []
    for start in range(0, len(paths), _SORT_RUN):
        control.checkpoint()
        places = range(start, min(start + _SORT_RUN, len(paths)))
        runs.append(sorted((natural_key(os.path.basename(paths[i])), i) for i in places))
    ranks = np.empty(len(paths), np.int64)
    for rank, (_, i) in enumerate(heapq.merge(*runs)):
        ranks[i] = rank
    return ranks


def file_dates(paths: Sequence[str], control: Control) -> NDArray[np.float64]:
    """[photos] when each file was last changed, NaN where it cannot be told; meant for a worker thread.

    Raises:
        Cancelled: the control said so.
    """
    dates = np.full(len(paths), np.nan)
    for i, path in enumerate(paths):
        control.checkpoint()
        try:
            dates[i] = os.stat(path).st_mtime
        except (OSError, ValueError):
            continue
    return dates
