"""Labelled photos beside what a model says of them: every figure of the Review page comes from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.breeds import normalise_breed
from core.errors import PhotoError
from core.evaluation.metrics import CLIP, Proportion
from core.library.records import WITH_BREED, Origin, Status

Rows = NDArray[np.intp]
"""places of photos in a table"""


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a photo: a status, and the breed where the status has one; `origin` is None for a data set's."""

    status: Status
    breed: str | None = None
    origin: Origin | None = None

    @property
    def counts(self) -> bool:
        """Whether it names a breed, which an answer can be held against."""
        return self.status in WITH_BREED and bool(self.breed)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One photo. Probabilities are in 0..1; those of a breed that the model does not know are None, as is the loss."""

    index: int
    path: str
    given: Given
    predicted: str
    confidence: float
    """probability of the predicted breed"""
    given_probability: float | None
    loss: float | None
    """negative natural logarithm of the given breed's probability"""
    margin: float
    """probability of the first breed less that of the second"""
    is_known: bool
    """the model knows the given breed"""
    is_mistake: bool


@dataclass(frozen=True, eq=False)
class ReviewTable:
    """[N] photos that were answered. Never changes: `with_given` makes another one. Equal only to itself.

    `labels` are the model's classes in index order, then the given breeds that it does not know, by name; after a
    correction some of these may have no photos any more. A photo of
    one of the latter is no mistake of the model, and has no part in its accuracy.
    """

    class_names: tuple[str, ...]
    paths: tuple[str, ...]
    given: tuple[Given, ...]
    probabilities: NDArray[np.float32] = field(repr=False)
    """[N, classes], rows sum to 1"""
    bad_photos: Mapping[str, PhotoError] = field(default_factory=dict, repr=False)
    """photos that could not be read, and why"""
    unanswered: int = 0
    """photos that were not reached before the work was stopped"""

    def __len__(self) -> int:
        return len(self.paths)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row by path."""
        return {path: row for row, path in enumerate(self.paths)}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Classes of the model, then breeds that it does not know."""
        return self._indexed[0]

    @cached_property
    def truths(self) -> Rows:
        """[N] index of the given breed among `labels`; -1 where no breed is given."""
        return self._indexed[1]

    @cached_property
    def predicted(self) -> Rows:
        """[N] index of the first breed, of equals the lower one."""
        if not len(self):
            return np.zeros(0, np.intp)
        return np.asarray(self.probabilities.argmax(axis=1), np.intp)

    @cached_property
    def confidence(self) -> NDArray[np.float32]:
        """[N] probability of the first breed."""
        return np.asarray(self.probabilities[np.arange(len(self)), self.predicted], np.float32)

    @cached_property
    def has_breed(self) -> NDArray[np.bool_]:
        """[N] whether a breed is given."""
        return np.asarray(self.truths >= 0, np.bool_)

    @cached_property
    def is_known(self) -> NDArray[np.bool_]:
        """[N] whether the given breed is one that the model knows."""
        return np.asarray(self.has_breed & (self.truths < len(self.class_names)), np.bool_)

    @cached_property
    def is_verified(self) -> NDArray[np.bool_]:
        """[N] whether the given breed was verified."""
        return np.array([given.status is Status.VERIFIED for given in self.given], np.bool_)

    @cached_property
    def is_mistake(self) -> NDArray[np.bool_]:
        """[N] whether the model knows the given breed and says another one."""
        return np.asarray(self.is_known & (self.predicted != self.truths), np.bool_)

    @cached_property
    def given_probability(self) -> NDArray[np.float32]:
        """[N] probability of the given breed, NaN where the model does not know it."""
        found = np.full(len(self), np.nan, np.float32)
        rows = np.flatnonzero(self.is_known)
        found[rows] = self.probabilities[rows, self.truths[rows]]
        return found

    @cached_property
    def loss(self) -> NDArray[np.float64]:
        """[N] negative logarithm of the given breed's probability, NaN where the model does not know it."""
        return np.asarray(-np.log(np.clip(self.given_probability.astype(np.float64), CLIP, 1.0)), np.float64)

    @cached_property
    def margin(self) -> NDArray[np.float32]:
        """[N] probability of the first breed less that of the second; 1 for a model of one class."""
        if len(self.class_names) < 2:
            return np.ones(len(self), np.float32)
        two = np.partition(self.probabilities, -2, axis=1)[:, -2:]
        return np.asarray(two[:, 1] - two[:, 0], np.float32)

    def row(self, index: int) -> ReviewRow:
        """One photo."""
        known = bool(self.is_known[index])
        return ReviewRow(
            index,
            self.paths[index],
            self.given[index],
            self.class_names[int(self.predicted[index])],
            float(self.confidence[index]),
            float(self.given_probability[index]) if known else None,
            float(self.loss[index]) if known else None,
            float(self.margin[index]),
            known,
            bool(self.is_mistake[index]),
        )

    def top(self, index: int, count: int = 5) -> list[tuple[str, float]]:
        """The likeliest breeds of a photo with their probabilities, likeliest first."""
        shares = self.probabilities[index]
        order = np.argsort(-shares, kind="stable")[:count]
        return [(self.class_names[int(place)], float(shares[place])) for place in order]

    def with_given(self, changes: Mapping[str, Given]) -> ReviewTable:
        """The same photos after something else was said of some of them; paths of other photos have no effect."""
        rows = {self.row_of[path]: given for path, given in changes.items() if path in self.row_of}
        if all(self.given[row] == given for row, given in rows.items()):
            return self
        given = list(self.given)
        for row, said in rows.items():
            given[row] = said
        changed = replace(self, given=tuple(given))
        # what the answers alone decide stays
        for name in ("row_of", "predicted", "confidence", "margin"):
            if name in self.__dict__:
                changed.__dict__[name] = self.__dict__[name]
        self._hand_on(changed, rows)
        return changed

    def _hand_on(self, changed: ReviewTable, rows: Mapping[int, Given]) -> None:
        """Spare another table to look at every photo again, where no breed is new."""
        known = {breed: index for index, breed in enumerate(self.labels)}
        if any(said.counts and said.breed not in known for said in rows.values()):
            return
        truths, verified = self.truths.copy(), self.is_verified.copy()
        for row, said in rows.items():
            truths[row] = known[said.breed or ""] if said.counts else -1
            verified[row] = said.status is Status.VERIFIED
        changed.__dict__["_indexed"] = (self.labels, truths)
        changed.__dict__["is_verified"] = verified

    @cached_property
    def _indexed(self) -> tuple[tuple[str, ...], Rows]:
        exact = {name: index for index, name in enumerate(self.class_names)}
        alike = {normalise_breed(name): index for name, index in reversed(exact.items())}
        breeds = [said.breed if said.counts else None for said in self.given]
        found: dict[str | None, int] = {None: -1}
        for breed in set(breeds) - {None}:
            assert breed is not None
            known = exact.get(breed, alike.get(normalise_breed(breed) or breed))
            if known is not None:
                found[breed] = known
        unknown = sorted({breed for breed in breeds if breed is not None and breed not in found})
        found |= {breed: len(self.class_names) + place for place, breed in enumerate(unknown)}
        return (*self.class_names, *unknown), np.array([found[breed] for breed in breeds], np.intp)


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be said of all photos together."""

    photos: int
    """photos with a breed"""
    accuracy: Proportion
    """of the photos whose breed the model knows"""
    mistakes: int
    unknown_breeds: Mapping[str, int]
    """photos of each breed that the model does not know, which are in no other figure but `photos`"""
    without_breed: int
    """photos that are said to show no dog, an unknown breed or several"""
    bad_photos: int
    unanswered: int


def figures_of(table: ReviewTable, *, verified_only: bool = False) -> Figures:
    """The figures of a table, or of its verified photos alone."""
    chosen = table.is_verified if verified_only else np.ones(len(table), np.bool_)
    known = chosen & table.is_known
    mistakes = int((known & table.is_mistake).sum())
    count = int(known.sum())
    unknown = table.truths[chosen & table.has_breed & ~table.is_known]
    places, counts = np.unique(unknown, return_counts=True)
    return Figures(
        photos=int((chosen & table.has_breed).sum()),
        accuracy=Proportion.of(count - mistakes, count),
        mistakes=mistakes,
        unknown_breeds={table.labels[int(i)]: int(n) for i, n in zip(places, counts, strict=True)},
        without_breed=int((chosen & ~table.has_breed).sum()),
        bad_photos=len(table.bad_photos),
        unanswered=table.unanswered,
    )


def make_table(
    class_names: Sequence[str],
    given: Mapping[str, Given],
    probabilities: Mapping[str, NDArray[np.float32]],
    bad_photos: Mapping[str, PhotoError] | None = None,
) -> ReviewTable:
    """A table of those photos that were answered, in the order of `given`.

    Args:
        class_names: [classes] of the model.
        given: by path.
        probabilities: [classes] by path.
        bad_photos: why there is no answer for others.
    """
    bad = bad_photos or {}
    paths = tuple(path for path in given if path in probabilities)
    values = np.array([probabilities[path] for path in paths], np.float32).reshape(len(paths), len(class_names))
    missing = sum(path not in probabilities and path not in bad for path in given)
    return ReviewTable(tuple(class_names), paths, tuple(given[path] for path in paths), values, dict(bad), missing)
