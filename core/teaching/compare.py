"""Before and after, on photos that nothing was learned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError
from core.evaluation.metrics import Proportion, mcnemar, paired_difference
from core.teaching.features import Pool
from core.teaching.session import Lesson
from core.teaching.taught_model import TaughtModel


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two models on the same photos. A breed that a model does not know counts as answered wrongly."""

    before: Proportion
    after: Proportion
    difference: tuple[float, float, float]
    """of the shares, after less before, with its 95% interval; in -1..1"""
    p_value: float
    """that the two are equally often right (McNemar, exact)"""
    rows: NDArray[np.intp]
    """[N] rows of the pool"""
    right_before: NDArray[np.bool_]
    """[N]"""
    right_after: NDArray[np.bool_]
    """[N]"""


def compare(before: TaughtModel, lesson: Lesson, pool: Pool, verified: Mapping[str, str]) -> Comparison:
    """Accuracy before and after a lesson on a locked set; of copies of a photo one counts.

    Args:
        before: the base model (`untaught`), or that of an earlier lesson which learned from none of them either.
        lesson: whose request locked the photos.
        pool: with the features of the verified photos.
        verified: breed by path.

    Raises:
        BreedLensError: `nothing_to_compare`: none of the photos is in the pool; `compare_learned`: the lesson learned
            from one of them.
    """
    by_content = {
        pool.contents[row]: (row, verified[path])
        for path in sorted(verified, reverse=True)
        if (row := pool.row_of.get(path)) is not None
    }
    chosen = [by_content[content] for content in sorted(by_content)]
    if not chosen:
        raise BreedLensError("nothing_to_compare", "There are no verified photos yet to compare on.")
    learned = {lesson.request.pool.contents[row] for row in lesson.photos.rows.tolist()}
    if not learned.isdisjoint(by_content):
        raise BreedLensError(
            "compare_learned", "The model has learned from photos that it was to be compared on; lock them first."
        )
    rows = np.array([row for row, _ in chosen], np.intp)
    breeds = [breed for _, breed in chosen]
    right = [_right(model, pool, rows, breeds) for model in (before, lesson.model)]
    shares = [Proportion.of(int(one.sum()), len(rows)) for one in right]
    difference = paired_difference(right[0], right[1])
    return Comparison(shares[0], shares[1], difference, mcnemar(right[0], right[1]), rows, right[0], right[1])


def _right(model: TaughtModel, pool: Pool, rows: NDArray[np.intp], breeds: list[str]) -> NDArray[np.bool_]:
    best = model.logits(pool.features[rows]).argmax(axis=1)
    return np.array([model.classes[index] == breed for index, breed in zip(best, breeds, strict=True)], bool)
