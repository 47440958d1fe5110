"""Which photo trains, which validates and which tests: the published splits, seeded ones, and folds.

Every split is a function of the table's content and the plan: the order of the rows does not count, nor where the data
set lies. Photos of one `group` (an animal, a burst) never come apart, but where `keep_groups` is off, and in A and B:
these are published photo by photo, and would be other splits with one photo more or less.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.datasets.allocation import allocate, targets
from core.datasets.table import TEST, TRAIN, UNASSIGNED, VALIDATION, check_columns
from core.errors import BreedLensError
from core.photos.natural_order import natural_key

Kind = Literal["auto", "keep", "A", "B", "C", "D", "E", "stratified", "kfold"]
KINDS: tuple[Kind, ...] = ("auto", "keep", "A", "B", "C", "D", "E", "stratified", "kfold")

A_TRAIN = 137
"""photos of each breed that train in split A: 120 x 137 = 16,440"""
B_VALIDATION = 35
"""of these, the first ones validate in split B: 120 x 35 = 4,200"""
C_BREEDS = ("maltese_dog", "scottish_deerhound", "french_bulldog", "afghan_hound", "pomeranian")
C_FRACTIONS = (0.75, 0.15, 0.10)
D_VALIDATION = 0.2
E_VALIDATION = 0.25

_WNID = re.compile(r"n[0-9]{8}")


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """How to split; a recipe and a run keep it.

    `kind`: "keep" takes the table's own splits; "auto" as well, setting validation photos apart where there are none,
    and is "stratified" for a table without splits. "stratified" divides each breed by the three fractions. "kfold":
    `fold` (from 0) of `folds` validates, the rest trains. "A" to "E" are the published ones: `assign_splits`.
    """

    kind: Kind = "auto"
    train: float = 0.7
    validation: float = 0.15
    test: float = 0.15
    seed: int = 0
    folds: int = 4
    fold: int = 0
    keep_groups: bool = True
    validation_of_rest: float | None = None
    """of D and E: which share of the photos outside the test validates; None: as published"""

    def check(self) -> None:
        """Raises BreedLensError where a value makes no sense."""
        fractions = (self.train, self.validation, self.test)
        if self.kind not in KINDS:
            raise BreedLensError(
                "split_invalid",
                "There is no split {kind}; choose one of {known}.",
                kind=self.kind,
                known=", ".join(KINDS),
            )
        if not all(0 <= fraction <= 1 for fraction in fractions) or not math.isclose(sum(fractions), 1, abs_tol=1e-6):
            raise BreedLensError(
                "split_invalid",
                "The parts for training, validation and test must be between 0 and 1 and make 1 together, not {sum}.",
                sum=" + ".join(f"{fraction:g}" for fraction in fractions),
            )
        if self.train == 0:
            raise BreedLensError("split_invalid", "The part for training must be greater than 0.")
        if self.folds < 2 or not 0 <= self.fold < self.folds:
            raise BreedLensError(
                "split_invalid",
                "Of {folds} folds there is none numbered {fold}: at least 2 are needed, counted from 0.",
                folds=str(self.folds),
                fold=str(self.fold),
            )
        if self.validation_of_rest is not None and not 0 < self.validation_of_rest < 1:
            raise BreedLensError(
                "split_invalid",
                "The share of the photos outside the test that validates must be between 0 and 1, not {share}.",
                share=f"{self.validation_of_rest:g}",
            )
        if self.seed < 0:
            raise BreedLensError("split_invalid", "The seed must not be negative.")


def assign_splits(table: pd.DataFrame, plan: SplitPlan) -> pd.DataFrame:
    """A copy of the table with its splits; rows stay in their order.

    - A: of each breed, sorted by wnid and number, the first 137 train and the rest tests; nothing validates. Groups do
      not count.
    - B: as A, but the first 35 of the 137 validate.
    - C: only its five breeds (the other rows go), 75/15/10, stratified and seeded.
    - D: what is called test stays apart (where nothing is, `plan.test` of it is set apart); of the rest 80/20, or
      what `plan.validation_of_rest` says.
    - E: as D, 75/25.
    - kfold: what is called test stays apart; every other photo validates in one of the folds.

    Raises:
        BreedLensError: the plan makes no sense, or the photos do not suffice for it.
    """
    plan.check()
    check_columns(table)
    if table.empty:
        raise BreedLensError("no_photos", "There is no photo to train on.")
    if plan.kind == "C":
        table = _only_c(table)
    photos = _Photos(table, plan)
    splits = _ASSIGN[plan.kind](photos, plan)
    if not np.any(splits == TRAIN):
        raise BreedLensError("empty_split", "This split leaves no photo to train on.")
    result = table.copy()
    result["split"] = pd.Series(splits, index=result.index, dtype=object)
    return result


class _Photos:
    """The table's rows in the order that counts, and the groups among them."""

    def __init__(self, table: pd.DataFrame, plan: SplitPlan) -> None:
        keys = [published_order(path, breed) for path, breed in zip(table["path"], table["breed"], strict=True)]
        self.order = np.array(sorted(range(len(keys)), key=keys.__getitem__))
        self.breeds = np.unique(table["breed"].to_numpy(dtype=object), return_inverse=True)[1]
        self.given = table["split"].to_numpy(dtype=object)
        self.groups = np.arange(len(table))
        if plan.keep_groups:
            names = table["group"].to_numpy(dtype=object)
            first: dict[str, int] = {}
            for place in self.order:
                if names[place]:
                    self.groups[place] = first.setdefault(names[place], int(place))

    def ranks(self) -> NDArray[np.int64]:
        """The place of each photo in its breed, counted from 0."""
        ranks = np.empty(len(self.order), np.int64)
        counts = np.zeros(self.breeds.max() + 1, np.int64)
        for place in self.order:
            breed = self.breeds[place]
            ranks[place] = counts[breed]
            counts[breed] += 1
        return ranks

    def divide(
        self, places: NDArray[np.int64], fractions: tuple[float, ...], seed: int, *, all_train: bool = True
    ) -> NDArray[np.int64]:
        """For each of these places the part (an index into `fractions`) it belongs to, stratified by breed."""
        chosen = set(places.tolist())
        ordered = np.array([place for place in self.order if place in chosen], np.int64)
        wanted = targets(np.bincount(self.breeds[ordered], minlength=self.breeds.max() + 1), fractions, all_train)
        parts = allocate(self.breeds[ordered], self.groups[ordered], wanted, np.random.default_rng(seed))
        by_place = np.empty(len(self.order), np.int64)
        by_place[ordered] = parts
        return by_place[places]


def published_order(path: str, breed: str) -> tuple[object, ...]:
    """Sorts by wnid, then by number; without a wnid by breed, then by the file's name as file managers do."""
    folder, name = os.path.split(path)
    wnid = _WNID.match(name) or _WNID.match(os.path.basename(folder))
    return (wnid[0] if wnid else "", breed, natural_key(name), natural_key(os.path.basename(folder)), path)


def _keep(photos: _Photos, _: SplitPlan) -> NDArray[np.object_]:
    return photos.given.copy()


def _auto(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    splits = photos.given.copy()
    present = set(splits)
    if present <= {UNASSIGNED} or present <= {TRAIN}:
        return _stratified(photos, plan)
    if TRAIN not in present:  # a test or validation set, and the rest to train on
        splits[splits == UNASSIGNED] = TRAIN
    if VALIDATION not in present:
        _set_validation_apart(photos, splits, plan.validation / (plan.train + plan.validation), plan.seed)
    return splits


def _set_validation_apart(photos: _Photos, splits: NDArray[np.object_], fraction: float, seed: int) -> None:
    training = np.flatnonzero(splits == TRAIN)
    if len(training):
        parts = photos.divide(training, (1 - fraction, fraction), seed)
        splits[training[parts == 1]] = VALIDATION


def _stratified(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    names = np.array((TRAIN, VALIDATION, TEST), object)
    everything = np.arange(len(photos.order))
    return names[photos.divide(everything, (plan.train, plan.validation, plan.test), plan.seed)]


def _split_a(photos: _Photos, _: SplitPlan) -> NDArray[np.object_]:
    return np.where(photos.ranks() < A_TRAIN, TRAIN, TEST).astype(object)


def _split_b(photos: _Photos, _: SplitPlan) -> NDArray[np.object_]:
    ranks = photos.ranks()
    return np.where(ranks < B_VALIDATION, VALIDATION, np.where(ranks < A_TRAIN, TRAIN, TEST)).astype(object)


def _split_c(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    return _stratified(photos, SplitPlan("C", *C_FRACTIONS, seed=plan.seed))


def _only_c(table: pd.DataFrame) -> pd.DataFrame:
    missing = sorted(set(C_BREEDS) - set(table["breed"]))
    if missing:
        raise BreedLensError(
            "breeds_missing",
            "Split C is about five breeds; the data set has no photo of: {breeds}.",
            breeds=", ".join(missing),
        )
    return table[table["breed"].isin(C_BREEDS)]


def _apart(photos: _Photos, plan: SplitPlan, validation: float) -> NDArray[np.object_]:
    splits = photos.given.copy()
    if TEST in set(splits):
        splits[splits != TEST] = TRAIN
    else:
        names = np.array((TRAIN, TEST), object)
        splits = names[photos.divide(np.arange(len(splits)), (1 - plan.test, plan.test), plan.seed)]
    _set_validation_apart(photos, splits, plan.validation_of_rest or validation, plan.seed)
    return splits


def _split_d(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    return _apart(photos, plan, D_VALIDATION)


def _split_e(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    return _apart(photos, plan, E_VALIDATION)


def _kfold(photos: _Photos, plan: SplitPlan) -> NDArray[np.object_]:
    splits = photos.given.copy()
    places = np.flatnonzero(splits != TEST)
    groups = len(np.unique(photos.groups[places]))
    if groups < plan.folds:
        raise BreedLensError(
            "too_few_photos",
            "There are {photos} photos that may come apart, too few for {folds} folds.",
            photos=str(groups),
            folds=str(plan.folds),
        )
    parts = photos.divide(places, (1 / plan.folds,) * plan.folds, plan.seed, all_train=False)
    splits[places] = np.where(parts == plan.fold, VALIDATION, TRAIN)
    return splits


_ASSIGN = {
    "auto": _auto,
    "keep": _keep,
    "A": _split_a,
    "B": _split_b,
    "C": _split_c,
    "D": _split_d,
    "E": _split_e,
    "stratified": _stratified,
    "kfold": _kfold,
}
