"""A softmax layer on frozen features, fitted to labelled photos from where the base model stands.

The layer is the base model's plus a correction. What is minimised over the correction is the log loss of the labelled
photos plus half of `STRENGTH` times its squared length: a Gaussian prior around the base model. A class without labels
stays where the base model has it, moved only where it claimed photos that the person called otherwise; with many labels
the data decide. The features count from their mean, in units of their spread, so that no correction says of all photos
what it means to say of one breed.

A breed of the person's own starts as a mixture of the base model's breeds, in the shares in which that model takes the
breed's photos for them ("a dalmatian is 90% what I keep as dalmatian"): what a mean of weights knows of telling such
dogs from others is worth hundreds of photos.

Beside the classes stands an outside option whose logit the correction does not move: the base model's thresholds for
"a dog of another breed" and "no dog". A labelled photo has to pass them, so that what was taught is found as a dog of a
known breed afterwards.

The minimum is found by L-BFGS (Liu and Nocedal, Mathematical Programming 1989), in the span of the photos where these
are fewer than their features: by the representer theorem no other correction is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.control import Control
from core.teaching.minimise import minimise

Matrix = NDArray[np.float32]
Indices = NDArray[np.intp]

FEWEST = 5
"""photos of a breed of the person's own before it becomes a class"""
STRENGTH = 0.3
"""of the prior, for features whose mean squared length is 1; `docs/teaching.md` says how it was chosen"""
_GRADIENT = 2e-3
"""largest slope of the summed loss at which the fit ends"""
_DECREASE = 1e-5
"""share of the loss by which a step must lower it"""
_NEVER = -1e4
"""logit of a class that is not to be answered"""


@dataclass(frozen=True, eq=False)
class Start:
    """Where a fit starts: a layer over all classes, in logits as the softmax sees them (divided by the temperature)."""

    kernel: Matrix
    """[features, classes]"""
    bias: Matrix
    """[classes]"""


@dataclass(frozen=True, eq=False)
class Samples:
    """Labelled photos."""

    features: Matrix
    """[N, features]"""
    truths: Indices
    """[N] class indices"""
    outside: Matrix
    """[N] logit of the outside option; minus infinity where there is none"""


@dataclass(frozen=True, eq=False)
class Correction:
    """What was learned: logits [N, classes] = start + ((x - centre) / spread) @ kernel + bias."""

    kernel: Matrix = field(repr=False)
    """[features, classes]"""
    bias: Matrix = field(repr=False)
    """[classes]"""
    centre: Matrix = field(repr=False)
    """[features]"""
    spread: float
    loss: float
    """what was minimised, at its minimum"""
    iterations: int

    def applied(self, start: Start) -> Start:
        """The layer with the correction in it, for features as they are."""
        kernel = self.kernel / np.float32(self.spread)
        bias = start.bias + self.bias - self.centre @ kernel
        return Start(start.kernel + kernel, np.asarray(bias, np.float32))


def fit_correction(
    samples: Samples,
    start: Start,
    centre: Matrix,
    spread: float,
    *,
    warm: Correction | None = None,
    strength: float = STRENGTH,
    control: Control | None = None,
) -> Correction:
    """Fit the correction of a layer to labelled photos; the same photos in any order give the same up to rounding.

    Args:
        samples: without any nothing is corrected.
        start: the layer before.
        centre: [features] where features count from.
        spread: their unit, above 0.
        warm: an earlier correction over the same classes, centre and spread: where the search starts.
        strength: of the prior.
        control: asked at every step.

    Raises:
        Cancelled: by `control`.
    """
    if not len(samples.truths):
        return _nothing(start, centre, spread)
    scaled = (samples.features - centre) / np.float32(spread)
    axes = _span(scaled)
    reduced = scaled if axes is None else np.asarray(scaled @ axes, np.float32)
    offsets = samples.features @ start.kernel + start.bias
    problem = _Problem(reduced, offsets, samples, strength, control)
    first = np.zeros((reduced.shape[1] + 1, offsets.shape[1]), np.float32)
    if warm is not None:
        first[:-1] = warm.kernel if axes is None else axes.T @ warm.kernel
        first[-1] = warm.bias
    found = minimise(problem, first.ravel(), gradient=_GRADIENT, decrease=_DECREASE)
    values = found.place.reshape(first.shape)
    kernel = values[:-1] if axes is None else axes @ values[:-1]
    return Correction(kernel, values[-1], centre, spread, found.value, found.iterations)


def _nothing(start: Start, centre: Matrix, spread: float) -> Correction:
    return Correction(np.zeros_like(start.kernel), np.zeros_like(start.bias), centre, spread, 0.0, 0)


def _span(scaled: Matrix) -> Matrix | None:
    """[features, photos] an orthonormal basis of what the photos span; None where it would save nothing."""
    if len(scaled) >= scaled.shape[1]:
        return None
    return np.asarray(np.linalg.qr(scaled.T)[0], np.float32)


class _Problem:
    """The loss and its gradient, in float32; the sum of the losses in float64."""

    def __init__(
        self, features: Matrix, offsets: Matrix, samples: Samples, strength: float, control: Control | None
    ) -> None:
        self._features, self._offsets = features, offsets
        self._truths, self._outside = samples.truths, samples.outside
        self._strength, self._control = strength, control
        self._rows = np.arange(len(samples.truths))

    def __call__(self, flat: Matrix) -> tuple[float, Matrix]:
        if self._control:
            self._control.checkpoint()
        values = flat.reshape(-1, self._offsets.shape[1])
        logits = self._features @ values[:-1]
        logits += self._offsets
        logits += values[-1]
        peak = np.maximum(logits.max(axis=1), self._outside)
        true = logits[self._rows, self._truths] - peak
        logits -= peak[:, None]
        shares = np.exp(logits, out=logits)
        total = shares.sum(axis=1) + np.exp(self._outside - peak)
        loss = float((np.log(total) - true).sum(dtype=np.float64))
        shares /= total[:, None]
        shares[self._rows, self._truths] -= 1
        gradient = np.empty_like(values)
        gradient[:-1] = self._features.T @ shares
        gradient[-1] = shares.sum(axis=0)
        gradient += np.float32(self._strength) * values
        return loss + self._strength / 2 * float(flat @ flat), gradient.ravel()


def mixtures(probabilities: Matrix, truths: Indices, count: int, known: Start) -> Start:
    """Layers for new classes, each the mean of known ones in the shares in which its photos are taken for them.

    Args:
        probabilities: [N, known] of the photos of new classes.
        truths: [N] indices of the new classes.
        count: new classes; one without photos is never answered.
        known: over what the base model knows.
    """
    shares = np.zeros((probabilities.shape[1], count), np.float32)
    for one in np.unique(truths):
        shares[:, one] = probabilities[truths == one].mean(axis=0)
    bias = np.where(shares.any(axis=0), known.bias @ shares, _NEVER)
    return Start(known.kernel @ shares, np.asarray(bias, np.float32))


def joined(first: Start, second: Start) -> Start:
    """The classes of both, one after the other."""
    return Start(np.hstack([first.kernel, second.kernel]), np.concatenate([first.bias, second.bias]))


def carried_over(
    correction: Correction, names: Sequence[str], wanted: Sequence[str], centre: Matrix, spread: float
) -> Correction | None:
    """An earlier correction for another list of classes; what it does not know starts at 0.

    None where features counted otherwise then, and nothing is worth keeping.
    """
    if correction.spread != spread or not np.array_equal(correction.centre, centre):
        return None
    if tuple(names) == tuple(wanted):
        return correction
    place = {name: index for index, name in enumerate(names)}
    kernel = np.zeros((correction.kernel.shape[0], len(wanted)), np.float32)
    bias = np.zeros(len(wanted), np.float32)
    for index, name in enumerate(wanted):
        if name in place:
            kernel[:, index], bias[index] = correction.kernel[:, place[name]], correction.bias[place[name]]
    return Correction(kernel, bias, centre, spread, correction.loss, correction.iterations)
