"""Whether a model's probabilities can be believed, and the temperature that makes them so.

- Expected calibration error: Naeini et al., "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI
  2015; 15 bins of equal width, as in Guo et al.
- Temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (arXiv:1706.04599).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from core.bundles.card import Calibration
from core.evaluation.metrics import Indices, Probabilities

BINS = 15
FOLDS = 5
PRIOR_DEVIATION = 0.5
"""of the logarithm of a temperature. Measured on heads over frozen features, with 10 and 22 photos to fit on: the log
loss of other photos is that without a temperature or less, where the least log loss of so few photos doubles it."""
COVERAGE = 0.95
FEWEST_FOR_SETS = 40
"""photos from which on the bound of the breed sets is fitted: with fewer the least likely one alone would decide it"""
_SHARPEST, _FLATTEST = 0.02, 1000.0
_GRID = 60


@dataclass(frozen=True, slots=True)
class Bin:
    """The photos whose first answer was given with a probability from `low` up to `high`."""

    low: float
    high: float
    count: int
    confidence: float
    """mean probability of the first answers"""
    accuracy: float
    """share of them that were right"""


def reliability(probabilities: Probabilities, truths: Indices, bins: int = BINS) -> list[Bin]:
    """Stated against observed accuracy; empty bins are left out.

    Args:
        probabilities: [N, classes].
        truths: [N] class indices.
        bins: intervals of equal width over 0..1; each holds its upper end.
    """
    if not len(truths):
        return []
    stated = np.asarray(probabilities.max(axis=1), np.float64)
    right = probabilities.argmax(axis=1) == truths
    place = np.clip(np.ceil(stated * bins).astype(int) - 1, 0, bins - 1)
    return [
        Bin(i / bins, (i + 1) / bins, int(inside.sum()), float(stated[inside].mean()), float(right[inside].mean()))
        for i in range(bins)
        if (inside := place == i).any()
    ]


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Mean distance of stated and observed accuracy, weighted by photos, in 0..1; None without photos."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / total if total else None


def at_temperature(probabilities: Probabilities, temperature: float) -> NDArray[np.float64]:
    """[N, classes] what the model would say were its logits divided by `temperature` once more; below 1 sharpens.

    Logits are the logarithms of the probabilities but for a constant, which the softmax does not see.
    """
    logits = _logarithms(probabilities) / temperature
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), np.float64)


def _logarithms(probabilities: Probabilities) -> NDArray[np.float64]:
    """[N, classes]; of what was rounded to 0, that of the smallest number that would not have been."""
    values = np.asarray(probabilities)
    return np.asarray(np.log(np.maximum(values.astype(np.float64), float(np.finfo(values.dtype).tiny))))


def fit_temperature(probabilities: Probabilities, truths: Indices) -> float:
    """The temperature with the least log loss on these photos, within 0.02 and 1000; 1 without photos.

    The loss is convex in the inverse temperature, so its slope, the mean of the expected less the true logit, has one
    zero, which is found by bisection.
    """
    if not len(truths):
        return 1.0
    logits = _logarithms(probabilities)
    true_mean = float(logits[np.arange(len(truths)), truths].mean())
    low, high = np.log(1 / _FLATTEST), np.log(1 / _SHARPEST)
    for _ in range(50):
        middle = (low + high) / 2
        shares = at_temperature(probabilities, float(np.exp(-middle)))
        if float((shares * logits).sum(axis=1).mean()) < true_mean:
            low = middle
        else:
            high = middle
    return float(np.exp(-(low + high) / 2))


def cautious_temperature(probabilities: Probabilities, truths: Indices) -> float:
    """The likeliest temperature where its logarithm is expected within 0 and `PRIOR_DEVIATION`; 1 without photos.

    With hundreds of photos it is `fit_temperature`'s. With a few, all of them answered rightly, that one goes to its
    lower end and makes every answer certain; this one stays close to 1.
    """
    if not len(truths):
        return 1.0
    rows = np.arange(len(truths))

    def cost(logarithm: float) -> float:
        shares = at_temperature(probabilities, float(np.exp(logarithm)))[rows, truths]
        surprise = -np.log(np.maximum(shares, np.finfo(np.float64).tiny)).sum()
        return float(surprise + (logarithm / PRIOR_DEVIATION) ** 2 / 2)

    # the sum of the two may have several minima
    grid = np.linspace(np.log(_SHARPEST), np.log(_FLATTEST), _GRID)
    best = int(np.argmin([cost(float(one)) for one in grid]))
    around = (grid[max(best - 1, 0)], grid[min(best + 1, _GRID - 1)])
    return float(np.exp(minimize_scalar(cost, bounds=around, method="bounded").x))


def fit_calibration(probabilities: Probabilities, truths: Indices, data: str) -> Calibration:
    """What makes the network's probabilities honest; neutral without photos.

    The temperature is that of Guo et al. (2017), cautious where there are few photos; the bound of the breed sets is
    split conformal (Sadinle et al., 2019): the k-th smallest probability of the true breed, k = floor((n + 1)
    (1 - coverage)).

    Args:
        probabilities: [N, classes] of photos that the network was not trained on.
        truths: [N] class indices.
        data: what the photos are, for the card.
    """
    if not len(truths):
        return Calibration()
    temperature = cautious_temperature(probabilities, truths)
    values: dict[str, Any] = {"temperature": round(temperature, 4), "data": data, "count": len(truths)}
    if len(truths) >= FEWEST_FOR_SETS:
        honest = at_temperature(probabilities, values["temperature"])
        ranked = np.sort(honest[np.arange(len(truths)), truths])
        rank = int(np.floor((len(truths) + 1) * (1 - COVERAGE)))
        values |= {"set_min_probability": round(float(ranked[max(rank - 1, 0)]), 6), "coverage": COVERAGE}
    return Calibration(**values)


def can_cross_fit(photos: int, folds: int = FOLDS) -> bool:
    """There are two photos a fold: fewer say nothing of a temperature that is fitted on some and judged by others."""
    return photos >= 2 * folds


def cross_fitted(probabilities: Probabilities, truths: Indices, folds: int = FOLDS) -> NDArray[np.float64]:
    """[N, classes] after temperature scaling, each photo with a temperature that was fitted on other photos.

    Without it the same photos would fit the temperature and judge it. Photos are dealt out in turn, so the folds do
    not depend on chance; fewer than two photos a fold are returned as they came (`can_cross_fit`).
    """
    result = np.array(probabilities, np.float64)
    if not can_cross_fit(len(truths), folds):
        return result
    fold = np.arange(len(truths)) % folds
    for i in range(folds):
        inside = fold == i
        result[inside] = at_temperature(probabilities[inside], fit_temperature(probabilities[~inside], truths[~inside]))
    return result
