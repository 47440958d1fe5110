"""What there is to say of a group of photos: which ones are odd, and which breeds they most likely show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.inference.results import Finding
from core.teaching.base import Matrix
from core.teaching.groups import Group
from core.teaching.taught_model import Answers

DOUBT = 0.6
"""probability of a group's breed below which a photo of it is odd: half of those that the default model has below it
are of another breed, and they are two in five of all its mistakes on 351 web photos"""
_FEWEST = 4
"""photos of a group from which on one can be unlike the others"""
_SPREADS = 3.0
"""median absolute deviations above the median from which on a distance is out of the ordinary; these are scaled to
the standard deviation of normal values (Leys et al., "Detecting outliers", JESP 2013)"""
_SCALE = 1.4826
_LEAST_EXCESS = 0.1
"""cosine distance above the median below which nothing is odd, however alike the others are"""


def odd_ones(group: Group, answers: Answers) -> NDArray[np.bool_]:
    """[M] the photos of a group to look at twice.

    Those that are farther from its middle than the spread of the others explains, and those of whose breed the model
    is less than `DOUBT` sure. Among photos that are like no others the distance tells nothing.
    """
    distances = group.distances
    doubtful = np.zeros(len(group), bool)
    if group.finding is Finding.DOG:
        doubtful |= answers.confidence[group.rows] < DOUBT
    if group.is_rest or len(group) < _FEWEST:
        return doubtful
    middle = float(np.median(distances))
    spread = _SCALE * float(np.median(np.abs(distances - middle)))
    return doubtful | np.asarray(distances > middle + max(_SPREADS * spread, _LEAST_EXCESS))


def likeliest_breeds(answers: Answers, rows: NDArray[np.intp], count: int = 5) -> tuple[tuple[str, float], ...]:
    """The breeds with the largest mean probability over some photos, in 0..1, likeliest first."""
    mean: Matrix = answers.probabilities[rows].mean(axis=0)
    order = np.argsort(-mean, kind="stable")[:count]
    return tuple((answers.card.classes[i].breed, float(mean[i])) for i in order)


def no_dog_probabilities(answers: Answers, rows: NDArray[np.intp]) -> list[float]:
    """How sure the model is, in 0..1, that there is no dog on each of some photos."""
    # written so that it cannot overflow
    shares: list[float] = (0.5 * (1.0 - np.tanh(0.5 * answers.log_odds[rows].astype(np.float64)))).tolist()
    return shares


def stacked(rows: Sequence[int], bursts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Photos in their order, but those of one burst together where the first of them stands.

    Args:
        rows: of the photos.
        bursts: rows of photos that are near duplicates, in the order in which they are to stand; each photo is in one
            at most. Photos of a burst that are not among `rows` do not come in.
    """
    burst_of = {row: i for i, burst in enumerate(bursts) for row in burst}
    wanted, seen = set(rows), set[int]()
    stacks = []
    for row in rows:
        if row not in seen:
            burst = bursts[burst_of[row]] if row in burst_of else (row,)
            stacks.append([member for member in burst if member in wanted])
            seen.update(stacks[-1])
    return stacks
