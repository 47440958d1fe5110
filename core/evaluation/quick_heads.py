"""Heads fitted in a moment, and their answers for photos that they did not see: what studies compare.

The head is a logistic regression on the features, L2-regularised, which a Dense softmax layer on a frozen backbone
converges to.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from core.control import Control
from core.datasets.table import TEST, TRAIN, VALIDATION, PhotoRow
from core.errors import BreedLensError
from core.thread_priority import usable_cores

FOLDS = 5
MOST_FOR_FOLDS = 6000
"""of more photos one fold is held out, once: the interval is narrow enough, and the wait long enough"""
STRENGTH = 100.0
"""inverse of the regularisation, for features whose mean squared length is 1"""
_FEWEST = 2
"""photos (groups) of a breed: one to learn from, one to hold out"""
_WORTH_THREADS = 4_000_000
"""numbers; the threads of a smaller fit would wait for each other most of the time"""
_ITERATIONS, _TOLERANCE = 300, 1e-3


@dataclass(frozen=True)
class Protocol:
    """Which photos take part, and when each is held out."""

    rows: NDArray[np.intp]
    """[N] places of the photos that take part, among those that were given"""
    breeds: tuple[str, ...]
    truths: NDArray[np.intp]
    """[N] indices of `breeds`"""
    fold: NDArray[np.intp]
    """[N] the part in which a photo is tested, -1 for never"""
    description: str
    left_out: tuple[str, ...]
    """breeds without enough photos"""


def protocol_of(rows: Sequence[PhotoRow], seed: int = 0) -> Protocol:
    """Test photos that the data sets apart, or else folds, stratified by breed; groups are never divided.

    A breed takes part that has photos to learn from and others to be tested on.

    Args:
        rows: of a photo table.
        seed: of the folds.

    Raises:
        BreedLensError: `too_few_breeds`: less than two breeds can take part.
    """
    is_test = np.array([row.split == TEST for row in rows], bool)
    is_seen = np.array([row.split in (TRAIN, VALIDATION) for row in rows], bool)
    labelled = np.array([bool(row.breed.strip()) for row in rows], bool)
    if (is_test & labelled).any() and (is_seen & labelled).any():
        taking_part, fold = labelled & (is_test | is_seen), np.where(is_test, 0, -1).astype(np.intp)
        description = "fitted on training and validation photos, tested on the test photos"
        sides = [{row.breed for row, inside in zip(rows, part, strict=True) if inside} for part in (is_test, is_seen)]
        enough = sides[0] & sides[1]
    else:
        taking_part, fold = labelled, _folds(rows, seed)
        description = f"{FOLDS}-fold cross-validation, by breed"
        if labelled.sum() > MOST_FOR_FOLDS:
            fold, description = np.where(fold == 0, 0, -1).astype(np.intp), f"one photo in {FOLDS} held out, by breed"
        parts = {(row.breed, row.group or index) for index, row in enumerate(rows)}
        enough = {breed for breed, count in Counter(breed for breed, _ in parts).items() if count >= _FEWEST}
    present = {row.breed for row, inside in zip(rows, taking_part, strict=True) if inside}
    breeds = tuple(sorted(enough & present))
    if len(breeds) < 2:
        raise BreedLensError(
            "too_few_breeds",
            "At least two breeds are needed with photos to learn from and others to test on; there are {count}.",
            count=str(len(breeds)),
        )
    place = {breed: index for index, breed in enumerate(breeds)}
    kept = np.array([i for i, row in enumerate(rows) if taking_part[i] and row.breed in place], np.intp)
    truths = np.array([place[rows[i].breed] for i in kept], np.intp)
    return Protocol(kept, breeds, truths, fold[kept], description, tuple(sorted(present - enough)))


def _folds(rows: Sequence[PhotoRow], seed: int) -> NDArray[np.intp]:
    """[N] each breed's groups dealt out over the folds in random order, from a random fold on."""
    rng = np.random.default_rng(seed)
    units: dict[str, dict[str, list[int]]] = {}
    for index, row in sorted(enumerate(rows), key=lambda pair: (pair[1].breed, pair[1].path)):
        units.setdefault(row.breed, {}).setdefault(row.group or f"\0{index}", []).append(index)
    fold = np.zeros(len(rows), np.intp)
    placed: dict[str, int] = {}
    for groups in units.values():
        names = [*groups]
        first = int(rng.integers(FOLDS))
        for turn, place in enumerate(rng.permutation(len(names))):
            # a group with photos of two breeds stays where the first of them put it
            number = placed.setdefault(names[place], (first + turn) % FOLDS)
            fold[groups[names[place]]] = number
    return fold


def held_out_answers(
    features: NDArray[np.float32], truths: NDArray[np.intp], fold: NDArray[np.intp], control: Control | None = None
) -> NDArray[np.intp]:
    """[N] the class that a head answers which did not see the photo; -1 for photos that are never tested.

    Args:
        features: [N, features].
        truths: [N] class indices.
        fold: [N] the part in which a photo is tested; -1 for never.
        control: asked before each fit.

    Raises:
        Cancelled: by `control`.
    """
    answers = np.full(len(truths), -1, np.intp)
    threads = 1 if features.size < _WORTH_THREADS else usable_cores()
    for number in np.unique(fold[fold >= 0]):
        if control:
            control.checkpoint()
        tested = fold == number
        with threadpool_limits(threads, "blas"):
            answers[tested] = _answers(features[~tested], truths[~tested], features[tested])
    return answers


def _answers(seen: NDArray[np.float32], truths: NDArray[np.intp], unseen: NDArray[np.float32]) -> NDArray[np.intp]:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    classes = np.unique(truths)
    if len(classes) < 2:  # so few photos that a fold leaves one breed alone
        return np.full(len(unseen), classes[0] if len(classes) else -1, np.intp)
    mean = seen.mean(axis=0, dtype=np.float64)
    centred, other = seen - mean, unseen - mean
    length = np.sqrt(np.square(centred).sum(axis=1).mean()) or 1.0
    centred, other = centred / length, other / length
    if len(centred) < centred.shape[1]:
        # the fit lies in the span of what was seen: the same head, with fewer numbers to find
        axes = np.linalg.svd(centred, full_matrices=False)[2].T
        centred, other = centred @ axes, other @ axes
    head = LogisticRegression(C=STRENGTH, max_iter=_ITERATIONS, tol=_TOLERANCE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # good enough is good enough here
        head.fit(centred, truths)
    return np.asarray(head.predict(other), np.intp)
