"""Which unlabelled photos teach most: those that the model hesitates over, and among them those unlike each other.

The most doubtful photos make a shortlist; from it photos are taken one by one, each time the one with the largest
product of its doubt and its distance to what was taken or labelled before (a greedy k-centre, as in Sener and Savarese,
"Active Learning for Convolutional Neural Networks: A Core-Set Approach", ICLR 2018, weighted by doubt). Doubt is one
less the margin between the two likeliest classes (Scheffer et al., 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.teaching.base import Matrix
from core.teaching.features import Pool
from core.teaching.near_copies import directions
from core.teaching.taught_model import Answers

_SHORTLIST = 20
"""doubtful photos looked at for each that is offered"""
_LEAST_SHORTLIST, _LARGEST_SHORTLIST = 200, 4000
_CHUNK = 8192
_NO_DOG = 0.25
"""what the doubt over a photo without a dog counts: it rarely has a breed to be taught"""


def doubt(answers: Answers) -> Matrix:
    """[N] in 0..1: 1 where two classes are equally likely; a quarter of it where the model sees no dog."""
    probabilities, best = answers.probabilities, answers.best
    margins = np.ones(len(probabilities), np.float32)
    for start in range(0, len(probabilities) if probabilities.shape[1] > 1 else 0, _CHUNK):
        some = probabilities[start : start + _CHUNK].copy()
        rows = np.arange(len(some))
        first = some[rows, best[start : start + _CHUNK]]
        # the second is the largest once the first is out of the way: sooner than sorting
        some[rows, best[start : start + _CHUNK]] = -1
        margins[start : start + _CHUNK] = first - some.max(axis=1)
    return np.asarray(np.where(answers.is_dog, 1 - margins, (1 - margins) * np.float32(_NO_DOG)), np.float32)


def offer(
    pool: Pool,
    answers: Answers,
    known: NDArray[np.intp],
    count: int = 50,
) -> NDArray[np.intp]:
    """Rows of the pool to be labelled next, the most telling first; the same for the same answers.

    Args:
        pool: photos with features.
        answers: of the model as it is now, for all photos of the pool.
        known: rows that a person has said something of; they and their copies are not offered.
        count: rows at most; copies of one photo are offered once.
    """
    left = _unlabelled(pool, known)
    if not len(left) or count < 1:
        return np.zeros(0, np.intp)
    doubts = doubt(answers)[left]
    size = min(len(left), max(_LEAST_SHORTLIST, min(_LARGEST_SHORTLIST, _SHORTLIST * count)))
    nearest = np.argpartition(-doubts, size - 1)[:size] if size < len(left) else np.arange(len(left))
    # in the order of doubt and of the pool, so that nothing depends on how the partition left them
    nearest = nearest[np.lexsort((nearest, -doubts[nearest]))]
    return left[nearest[_spread_out(pool, left[nearest], doubts[nearest], known, count)]]


def _unlabelled(pool: Pool, known: NDArray[np.intp]) -> NDArray[np.intp]:
    """Rows of the first copy of each photo of which nothing is said."""
    said = {pool.contents[row] for row in known.tolist()}
    rows = []
    for row, content in enumerate(pool.contents):
        if content not in said:
            said.add(content)
            rows.append(row)
    return np.array(rows, np.intp)


def _spread_out(pool: Pool, rows: NDArray[np.intp], doubts: Matrix, known: NDArray[np.intp], count: int) -> list[int]:
    """Places among `rows`, in the order in which they are taken."""
    pointing = directions(pool.features[rows], pool.centre)
    distance = np.ones(len(rows), np.float32)
    if len(known):
        # the latest labels suffice: the shortlist is doubtful, so the many older ones are not near it
        near = pointing @ directions(pool.features[known[-_LARGEST_SHORTLIST:]], pool.centre).T
        distance = np.minimum(distance, 1 - near.max(axis=1))
    weight = np.maximum(doubts, np.finfo(np.float32).tiny)
    taken: list[int] = []
    free = np.ones(len(rows), bool)
    for _ in range(min(count, len(rows))):
        score = np.where(free, weight * np.maximum(distance, 1e-6), -1)
        best = int(score.argmax())
        taken.append(best)
        free[best] = False
        distance = np.minimum(distance, 1 - pointing @ pointing[best])
    return taken
