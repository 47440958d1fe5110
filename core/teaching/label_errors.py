"""Labels that may be wrong, told from answers of fits that did not see them, by confident learning.

Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 2021
(arXiv:1911.00068): a photo counts confidently for a class where its out-of-fold probability reaches the mean one of the
photos that bear this label (the class's own threshold, equation 2); where it does so for several, the likeliest of them
counts. A photo that counts confidently for another class than its label's is off the diagonal of the confident joint,
and its label possibly wrong. About half of such flags are; a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.teaching.base import Matrix
from core.teaching.features import Pool
from core.teaching.near_copies import directions
from core.teaching.session import Checked

_LEAST = 1e-15
"""probability below which a loss is not counted further"""


class Ranking(StrEnum):
    """By what labelled photos are sorted, each with the most telling first."""

    LABEL_ERROR = "label_error"
    CONFIDENCE = "confidence"
    """the surest answers first"""
    LOSS = "loss"
    MARGIN = "margin"
    """the least margin first: the model hesitates"""


@dataclass(frozen=True, eq=False)
class LabelReview:
    """What may be asked of each labelled photo, [N], in the order of `Lesson.photos`; all from out-of-fold answers."""

    rows: NDArray[np.intp]
    """rows of the pool"""
    given: NDArray[np.intp]
    """class index of the label"""
    predicted: NDArray[np.intp]
    """class index of the likeliest class"""
    given_probability: Matrix
    """of the label, 0..1"""
    confidence: Matrix
    """of the likeliest class, 0..1"""
    loss: Matrix
    """negative natural logarithm of the label's probability"""
    margin: Matrix
    """probability of the first class less that of the second, 0..1"""
    score: Matrix
    """1 less the label's probability, 0..1: the ranking by self-confidence of the paper"""
    is_possible_error: NDArray[np.bool_]
    """off the diagonal of the confident joint"""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_misclassified(self) -> NDArray[np.bool_]:
        """[N]"""
        return np.asarray(self.predicted != self.given)

    def order(self, ranking: Ranking = Ranking.LABEL_ERROR) -> NDArray[np.intp]:
        """[N] places by a ranking; of equals the first one first."""
        keys = {
            Ranking.LABEL_ERROR: (-self.score,),
            Ranking.CONFIDENCE: (-self.confidence,),
            Ranking.LOSS: (-self.loss,),
            Ranking.MARGIN: (self.margin,),
        }[ranking]
        return np.lexsort((np.arange(len(self)), *keys))


def review_labels(checked: Checked) -> LabelReview:
    """What a lesson's held-out answers say of its labels."""
    probabilities = checked.held_out.probabilities(checked.model.own_fit.temperature)
    return review(checked.lesson.photos.rows, checked.held_out.truths, probabilities)


def review(rows: NDArray[np.intp], given: NDArray[np.intp], probabilities: Matrix) -> LabelReview:
    """As `review_labels`, of plain arrays.

    Args:
        rows: [N] what the photos are called.
        given: [N] class indices of the labels.
        probabilities: [N, classes] by models that did not see the photo.
    """
    places = np.arange(len(given))
    predicted = np.asarray(probabilities.argmax(axis=1), np.intp) if len(given) else np.zeros(0, np.intp)
    own, best = probabilities[places, given], probabilities[places, predicted]
    others = probabilities.copy()
    others[places, predicted] = -1
    second = np.maximum(others.max(axis=1, initial=-1), 0)
    loss = -np.log(np.maximum(own, _LEAST))
    confident = confident_classes(probabilities, given)
    return LabelReview(
        rows,
        given,
        predicted,
        own,
        best,
        np.asarray(loss, np.float32),
        best - second,
        np.asarray(1 - own, np.float32),
        (confident >= 0) & (confident != given),
    )


def confident_classes(probabilities: Matrix, given: NDArray[np.intp]) -> NDArray[np.intp]:
    """[N] the class that a photo counts for confidently; -1 for none.

    A class that no label names has the mean threshold of the others.
    """
    count = probabilities.shape[1]
    if not len(given):
        return np.zeros(0, np.intp)
    photos = np.bincount(given, minlength=count)
    own = probabilities[np.arange(len(given)), given]
    sums = np.bincount(given, weights=own, minlength=count)
    thresholds = np.divide(sums, photos, out=np.full(count, np.nan), where=photos > 0)
    thresholds = np.where(photos > 0, thresholds, np.nanmean(thresholds))
    # rounding must not put the only photo of a class below its own mean
    reaching = np.where(probabilities >= thresholds - 1e-6, probabilities, -1)
    best = reaching.argmax(axis=1)
    return np.where(reaching[np.arange(len(given)), best] >= 0, best, -1).astype(np.intp)


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Labelled photos like one photo, the nearest first."""

    rows: NDArray[np.intp]
    """[M] rows of the pool"""
    likeness: Matrix
    """[M] cosine of the features, from the mean of all photos; at most 1"""
    classes: NDArray[np.intp]
    """[M] class index, given and predicted alike"""


def nearest_right(checked: Checked, pool: Pool, row: int, count: int = 5) -> Neighbours:
    """The nearest labelled photos that a fit which did not see them called as the person did; no copies of the photo.

    Args:
        checked: a lesson on this pool.
        pool: photos with features.
        row: any photo of the pool.
        count: neighbours at most.
    """
    found, photos = checked.held_out, checked.lesson.photos
    right = found.logits.argmax(axis=1) == found.truths if len(photos) else np.zeros(0, bool)
    other = np.array([pool.contents[one] != pool.contents[row] for one in photos.rows.tolist()], bool)
    places = np.flatnonzero(right & other)
    rows = photos.rows[places]
    likeness = directions(pool.features[rows], pool.centre) @ directions(pool.features[[row]], pool.centre)[0]
    nearest = np.lexsort((rows, -likeness))[:count]
    return Neighbours(rows[nearest], likeness[nearest], found.truths[places[nearest]])
