"""The figures by which models are judged, from probabilities and truths alone.

Shapes: probabilities [N, classes] with rows that sum to 1, truths [N] of class indices. Where nothing can be said, as
of no photos, a figure is None or the interval 0 to 1, never NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.floating]
Indices = NDArray[np.integer]

Z_95 = 1.959963984540054
"""two-sided 95% of the normal distribution"""
CLIP = 1e-15
"""probabilities are kept this far from 0 in the log loss, as the dog competition does"""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share of `count` trials with its 95% interval; all in 0..1."""

    value: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, successes: int, count: int) -> Proportion:
        """The share and its Wilson interval; 0 with the interval 0 to 1 for no trials."""
        low, high = wilson_interval(successes, count)
        return cls(successes / count if count else 0.0, low, high, count)

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def wilson_interval(successes: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a proportion: Wilson, "Probable Inference", JASA 1927."""
    if not count:
        return 0.0, 1.0
    share = successes / count
    scale = 1 + z * z / count
    centre = (share + z * z / (2 * count)) / scale
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / scale
    # at the ends the formula gives 0 and 1 but for rounding
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    return low, 1.0 if successes == count else min(1.0, centre + half)


def ranks(probabilities: Probabilities, truths: Indices) -> NDArray[np.intp]:
    """[N] place of the true class among the answers, 0 for the first; of equals the lower index comes first, which is
    the order in which a prediction lists them."""
    chosen = np.take_along_axis(probabilities, truths[:, None], axis=1)
    before = np.arange(probabilities.shape[1]) < truths[:, None]
    ahead = (probabilities > chosen) | ((probabilities == chosen) & before)
    return np.asarray(ahead.sum(axis=1), np.intp)


def log_loss(probabilities: Probabilities, truths: Indices) -> float | None:
    """Mean negative natural logarithm of the true class's probability; a uniform guess among k has ln k."""
    if not len(truths):
        return None
    kept = np.clip(np.asarray(probabilities, np.float64), CLIP, 1.0)
    kept /= kept.sum(axis=1, keepdims=True)
    return float(-np.log(kept[np.arange(len(truths)), truths]).mean())


def confusion_matrix(truths: Indices, predicted: Indices, classes: int) -> NDArray[np.intp]:
    """[classes, classes] photos of each true class (rows) that were taken for each class (columns)."""
    matrix = np.zeros((classes, classes), np.intp)
    np.add.at(matrix, (truths, predicted), 1)
    return matrix


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Precision, recall and F1 in 0..1, 0 where undefined; `photos` of the class were scored."""

    precision: float
    recall: float
    f1: float
    photos: int


def class_figures(confusion: NDArray[np.intp]) -> list[ClassFigures]:
    """One for each class, in index order."""
    hits, photos, answers = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    return [
        ClassFigures(
            precision=float(hit / answered) if answered else 0.0,
            recall=float(hit / count) if count else 0.0,
            f1=float(2 * hit / (count + answered)) if count + answered else 0.0,
            photos=int(count),
        )
        for hit, count, answered in zip(hits, photos, answers, strict=True)
    ]


def mean_figures(confusion: NDArray[np.intp], *, weighted: bool) -> ClassFigures:
    """The mean over the classes that occur, as truth or as answer: each alike (macro), or by its photos (weighted)."""
    occurring = (confusion.sum(axis=0) + confusion.sum(axis=1)) > 0
    figures = [one for one, occurs in zip(class_figures(confusion), occurring, strict=True) if occurs]
    weights = np.array([one.photos if weighted else 1.0 for one in figures])
    total = float(weights.sum())
    if not total:
        return ClassFigures(0.0, 0.0, 0.0, 0)
    values = np.array([(one.precision, one.recall, one.f1) for one in figures])
    precision, recall, f1 = weights @ values / total
    return ClassFigures(float(precision), float(recall), float(f1), int(confusion.sum()))


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """`count` photos of class `truth` were taken for class `predicted`: a `share` of the former's photos."""

    truth: int
    predicted: int
    count: int
    share: float


def most_confused(confusion: NDArray[np.intp], limit: int = 20) -> list[ConfusedPair]:
    """The errors that happen most often, most frequent first; of equals the larger share first."""
    photos = confusion.sum(axis=1)
    pairs = [
        ConfusedPair(int(i), int(j), int(confusion[i, j]), float(confusion[i, j] / photos[i]))
        for i, j in np.argwhere(confusion)
        if i != j
    ]
    pairs.sort(key=lambda pair: (-pair.count, -pair.share, pair.truth, pair.predicted))
    return pairs[:limit]


def mcnemar(first: Sequence[bool] | NDArray[np.bool_], second: Sequence[bool] | NDArray[np.bool_]) -> float:
    """The exact two-sided p-value that two models are equally often right, from the same photos.

    McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 1947; exact,
    as a binomial test of the photos on which exactly one of them is right.
    """
    one, other = np.asarray(first, bool), np.asarray(second, bool)
    losses, wins = int((one & ~other).sum()), int((~one & other).sum())
    n, least = losses + wins, min(losses, wins)
    # in logarithms: the binomial coefficients of some thousand photos have no place in a float
    terms = [math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) for i in range(least + 1)]
    tail = math.fsum(math.exp(term - n * math.log(2)) for term in terms)
    return min(1.0, 2 * tail)


def paired_difference(
    first: Sequence[bool] | NDArray[np.bool_], second: Sequence[bool] | NDArray[np.bool_]
) -> tuple[float, float, float]:
    """How much more often the second is right than the first on the same photos, with its 95% interval.

    Returns:
        The difference of the shares, its low and its high end, in -1..1; Agresti and Min, "Simple improved confidence
        intervals for comparing matched proportions", Statistics in Medicine 2005 (half a photo added to each cell).
    """
    one, other = np.asarray(first, bool), np.asarray(second, bool)
    if not len(one):
        return 0.0, -1.0, 1.0
    wins, losses = int((~one & other).sum()), int((one & ~other).sum())
    n, b, c = len(one) + 2.0, wins + 0.5, losses + 0.5
    centre, half = (b - c) / n, Z_95 * math.sqrt(b + c - (b - c) ** 2 / n) / n
    return (wins - losses) / len(one), max(-1.0, centre - half), min(1.0, centre + half)
