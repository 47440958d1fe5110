"""The photos of the window as columns: 100,000 rows in a few megabytes, sorted and filtered without a loop in Python.

This module imports NumPy, so the window loads it in a worker, after its first paint.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.item_models.text_folding import fold
from app.item_models.vocabulary import TOP_KEPT, PhotoState
from core.errors import PhotoError
from core.inference.results import Finding, Prediction
from core.library.records import PhotoLabel, Status

if TYPE_CHECKING:
    from core.teaching.taught_model import Answers

ROW = np.dtype(
    [
        ("state", "u1"),
        ("dog_probability", "f4"),
        ("probability", "f4"),
        ("margin", "f4"),
        ("set_size", "u1"),
        ("classes", "i2", (TOP_KEPT,)),
    ]
)
"""One photo: `PhotoState`, calibrated probability of a dog and of the first breed, lead over the second breed,
size of the breed set, and the class indexes of the likeliest breeds (-1 where there is none)."""

STATES = {
    Finding.DOG: PhotoState.DOG,
    Finding.OTHER_BREED: PhotoState.OTHER_BREED,
    Finding.NO_DOG: PhotoState.NO_DOG,
}

_STATUSES = tuple(Status)
assert _STATUSES[0] is Status.UNLABELLED

Summary = tuple[int, float, float, float, int, tuple[int, ...]]
"""The fields of `ROW`."""


def summarise(outcome: Prediction | PhotoError) -> Summary:
    """What a row keeps of an outcome; meant to run in the thread that made the outcome."""
    if isinstance(outcome, PhotoError):
        return (PhotoState.UNREADABLE, np.nan, np.nan, np.nan, 0, (-1,) * TOP_KEPT)
    top = outcome.top(TOP_KEPT)
    classes = [row.class_index for row in top]
    classes += [-1] * (TOP_KEPT - len(classes))
    first = top[0].probability if top else np.nan
    second = top[1].probability if len(top) > 1 else 0.0
    return (
        STATES[outcome.finding],
        outcome.dog_probability,
        first,
        first - second,
        min(len(outcome.breed_set), 255),
        tuple(classes),
    )


def rows_of(answers: Answers) -> NDArray[np.void]:
    """[N] of `ROW`: what rows keep of the answers of a taught model; meant for a worker thread."""
    from core.teaching.taught_model import FINDINGS

    rows = np.zeros(len(answers), ROW)
    probabilities = answers.probabilities
    kept = min(TOP_KEPT, probabilities.shape[1])
    top = np.argpartition(-probabilities, kept - 1, axis=1)[:, :kept]
    places = np.arange(len(rows))[:, None]
    top = top[places, np.argsort(-probabilities[places, top], axis=1, kind="stable")]
    first = probabilities[places[:, 0], top[:, 0]]
    rows["state"] = np.array([STATES[finding] for finding in FINDINGS], np.uint8)[answers.findings]
    rows["dog_probability"] = answers.dog_probability
    rows["probability"] = first
    rows["margin"] = first - (probabilities[places[:, 0], top[:, 1]] if kept > 1 else 0)
    rows["set_size"] = np.minimum(answers.set_sizes, 255)
    rows["classes"] = -1
    rows["classes"][:, :kept] = top
    return rows


@dataclass(frozen=True, slots=True)
class PhotoChunk:
    """Some photos on their way into the columns, with what is costly to work out already done."""

    paths: tuple[str, ...]
    folded_names: str
    """the file names for searching, each ended by a line feed"""
    name_ends: NDArray[np.int64]
    """where each name ends in `folded_names`, its line feed included"""

    @classmethod
    def of(cls, paths: Sequence[str]) -> PhotoChunk:
        """Prepare `paths`; meant for a worker thread."""
        names = [fold(os.path.basename(path)).replace("\n", " ") + "\n" for path in paths]
        ends = np.fromiter(accumulate(map(len, names)), np.int64, len(names))
        return cls(tuple(paths), "".join(names), ends)


class PhotoColumns:
    """All photos in the order of arrival; an id is a position here and never changes."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.errors: dict[int, PhotoError] = {}
        self.labels: dict[int, PhotoLabel] = {}
        """what a person said of photos; those without a label are left out"""
        self._ids: dict[str, int] = {}
        self._label_status = np.zeros(1024, np.uint8)
        self._rows = np.zeros(1024, ROW)
        self._chunks: list[PhotoChunk] = []
        self._names: tuple[str, NDArray[np.int64]] | None = None
        self.file_dates: NDArray[np.float64] | None = None
        """seconds since the epoch, NaN where unknown; None until someone sorts by date"""
        self.name_ranks: NDArray[np.int64] | None = None
        """position of each photo among the sorted file names; None until someone sorts by name"""
        self.teaching_ranks: NDArray[np.int64] | None = None
        """position of each photo among those that teach most; None while nothing is taught"""

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def rows(self) -> NDArray[np.void]:
        """[photos] of `ROW`, a view."""
        return self._rows[: len(self.paths)]

    def append(self, chunk: PhotoChunk) -> None:
        """Add photos that are not here yet; each starts as waiting."""
        first = len(self.paths)
        self.paths.extend(chunk.paths)
        self._ids.update(zip(chunk.paths, range(first, len(self.paths)), strict=True))
        if len(self.paths) > len(self._rows):
            grown = np.zeros(max(len(self.paths), 2 * len(self._rows)), ROW)
            grown[:first] = self._rows[:first]
            self._rows = grown
            self._label_status = np.concatenate(
                [self._label_status[:first], np.zeros(len(grown) - first, np.uint8)], dtype=np.uint8
            )
        self._chunks.append(chunk)
        self._names = None
        self.file_dates = None
        self.name_ranks = self.teaching_ranks = None

    def id_of(self, path: str) -> int | None:
        """The id of a path, None for a stranger."""
        return self._ids.get(path)

    def set_outcomes(self, ids: Sequence[int], summaries: Sequence[Summary]) -> None:
        """Store outcomes, one for each id."""
        self._rows[np.asarray(ids, np.int64)] = np.array(list(summaries), ROW)

    def set_rows(self, ids: Sequence[int], rows: NDArray[np.void]) -> None:
        """Store outcomes, one of `ROW` for each id."""
        self._rows[np.asarray(ids, np.int64)] = rows
        for i in set(ids) & self.errors.keys():
            del self.errors[i]

    def set_labels(self, labels: Mapping[int, PhotoLabel]) -> None:
        """Take in what a person said, by id."""
        for i, label in labels.items():
            self._label_status[i] = _STATUSES.index(label.status)
            if label.status is Status.UNLABELLED:
                self.labels.pop(i, None)
            else:
                self.labels[i] = label

    def rank_for_teaching(self, paths: Sequence[str] | None) -> None:
        """Note the order of the photos that teach most, all others behind them in the order of arrival."""
        if paths is None:
            self.teaching_ranks = None
            return
        ids = [i for path in paths if (i := self._ids.get(path)) is not None]
        self.teaching_ranks = len(ids) + np.arange(len(self.paths), dtype=np.int64)
        self.teaching_ranks[ids] = np.arange(len(ids))

    def forget_labels(self) -> None:
        """Nothing is known of what a person said."""
        self._label_status[:] = 0
        self.labels.clear()

    def with_status(self, statuses: Collection[Status]) -> NDArray[np.bool_]:
        """[photos] True where the label has one of these statuses."""
        wanted = np.array([status in statuses for status in _STATUSES], np.bool_)
        return wanted[self._label_status[: len(self.paths)]]

    def with_label(self, breeds: Collection[str]) -> NDArray[np.bool_]:
        """[photos] True where a person named one of these breeds."""
        found = np.zeros(len(self.paths), np.bool_)
        if breeds:
            found[[i for i, label in self.labels.items() if label.breed in breeds]] = True
        return found

    def status_counts(self) -> dict[Status, int]:
        """Number of photos by status."""
        counts = np.bincount(self._label_status[: len(self.paths)], minlength=len(_STATUSES))
        return dict(zip(_STATUSES, counts.tolist(), strict=True))

    def forget_outcomes(self) -> None:
        """All photos wait again: another model is going to look at them."""
        self._rows[:] = np.zeros((), ROW)
        self.errors.clear()

    def ids_with_name(self, text: str) -> NDArray[np.bool_]:
        """[photos] True where the file name contains `text`, whatever its case and accents."""
        needle = fold(text)
        if not needle:
            return np.ones(len(self.paths), np.bool_)
        names, ends = self._joined_names()
        found = np.zeros(len(self.paths), np.bool_)
        position = names.find(needle)
        starts: list[int] = []
        while position >= 0:
            starts.append(position)
            position = names.find(needle, names.index("\n", position) + 1)
        found[np.searchsorted(ends, np.array(starts, np.int64), side="right")] = True
        return found

    def counts(self) -> NDArray[np.int64]:
        """[states] number of photos in each `PhotoState`."""
        return np.bincount(self.rows["state"], minlength=len(PhotoState))

    def _joined_names(self) -> tuple[str, NDArray[np.int64]]:
        if self._names is None:
            text = "".join(chunk.folded_names for chunk in self._chunks)
            offset, ends = 0, []
            for chunk in self._chunks:
                ends.append(chunk.name_ends + offset)
                offset += len(chunk.folded_names)
            joined = np.concatenate(ends) if ends else np.empty(0, np.int64)
            self._chunks = [PhotoChunk((), text, joined)]
            self._names = (text, joined)
        return self._names
