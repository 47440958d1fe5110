"""What was taught, as a model: the answers for all photos whose features are known, and the head of a bundle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.bundles.card import Calibration, Card, ClassEntry, Gate
from core.evaluation.calibration import FEWEST_FOR_SETS
from core.inference import calibration
from core.inference.calibration import Evidence, softmax
from core.inference.head import Dense, Head
from core.inference.results import Finding, Prediction
from core.inference.views import SINGLE, VIEW_NAMES
from core.teaching.base import Base, Matrix, Surroundings
from core.teaching.features import Pool
from core.teaching.head import Correction, Samples, Start, fit_correction, joined, mixtures

_CHUNK = 2048
"""photos whose answers are computed at once: a megabyte, which a core keeps at hand"""
FINDINGS = (Finding.DOG, Finding.OTHER_BREED, Finding.NO_DOG)


@dataclass(frozen=True, eq=False)
class Answers:
    """What a model says of photos, [N] each; `answers[row]` is the whole answer for one."""

    class_logits: Matrix
    """[N, classes] calibrated"""
    log_odds: Matrix
    """[N] calibrated log-odds of a dog"""
    foreign_lead: Matrix
    """[N] as in `Evidence`, calibrated"""
    fit: Calibration
    card: Card

    def __len__(self) -> int:
        return len(self.class_logits)

    def __getitem__(self, row: int | np.intp) -> Prediction:
        """The answer for one photo, as `Classifier.classify` gives it."""
        evidence = Evidence(self.class_logits[row], float(self.log_odds[row]), float(self.foreign_lead[row]))
        return calibration.decide(evidence, self.fit, self.card)

    @cached_property
    def probabilities(self) -> Matrix:
        """[N, classes]"""
        result = np.empty_like(self.class_logits)
        for start in range(0, len(result), _CHUNK):
            result[start : start + _CHUNK] = softmax(self.class_logits[start : start + _CHUNK])
        return result

    @cached_property
    def best_logit(self) -> Matrix:
        """[N] of the likeliest class."""
        return np.asarray(self.class_logits.max(axis=1), np.float32)

    @cached_property
    def best(self) -> NDArray[np.intp]:
        """[N] index of the likeliest class."""
        return np.asarray(self.class_logits.argmax(axis=1), np.intp)

    @cached_property
    def confidence(self) -> Matrix:
        """[N] its probability."""
        return np.asarray(self.probabilities.max(axis=1), np.float32)

    @cached_property
    def is_dog(self) -> NDArray[np.bool_]:
        """[N] a dog, of a known breed or not."""
        return np.asarray(self.log_odds >= 0) if self.card.gate else np.ones(len(self), bool)

    @cached_property
    def dog_probability(self) -> Matrix:
        """[N] calibrated probability of a dog; 1 without a gate."""
        if self.card.gate is None:
            return np.ones(len(self), np.float32)
        return np.asarray(0.5 * (1.0 + np.tanh(0.5 * self.log_odds)), np.float32)

    @cached_property
    def findings(self) -> NDArray[np.int8]:
        """[N] indices of `FINDINGS`."""
        least = self.fit.known_breed_min_logit
        other = self.foreign_lead > 0
        if least is not None:
            other = other | (self.best_logit < least)
        return np.where(self.is_dog, np.where(other, 1, 0), 2).astype(np.int8)

    @cached_property
    def set_sizes(self) -> NDArray[np.intp]:
        """[N] how many breeds the photo leaves open, as `Prediction.breed_set` has them."""
        found = np.maximum((self.probabilities >= self.fit.set_min_probability).sum(axis=1), 1)
        return np.where(self.is_dog & (self.foreign_lead <= 0), found, 0)


@dataclass(frozen=True, eq=False)
class TaughtModel:
    """A base model with a last layer of its own."""

    base: Base
    classes: tuple[str, ...]
    """the base model's in its order, then the person's own"""
    layer: Start
    """over `classes`, in logits divided by the base model's temperature"""
    correction: Correction = field(repr=False)
    own_fit: Calibration = field(default_factory=Calibration)
    """fitted on photos that a fit did not see, relative to the base model's: its temperature divides the logits once
    more; of no photos: the base model's calibration as it is"""

    def logits(self, features: Matrix) -> Matrix:
        """[N, features] to [N, classes], before `own_fit`."""
        return np.asarray(features @ self.layer.kernel + self.layer.bias, np.float32)

    def with_calibration(self, fit: Calibration) -> TaughtModel:
        """The same model, surer or less sure of itself; every photo keeps its first breed and its finding."""
        return replace(self, own_fit=fit)

    def answers(self, pool: Pool, rows: NDArray[np.intp] | None = None) -> Answers:
        """What the model says of all photos of the pool, or of some rows.

        Without a gate every photo counts as a dog. The views are the plain ones (`single`), whatever the setting.
        """
        features = pool.features if rows is None else pool.features[rows]
        around = pool.surroundings if rows is None else pool.surroundings.rows(rows)
        return self.answers_for(features, around)

    def answers_for(self, features: Matrix, around: Surroundings) -> Answers:
        """As `answers`, of embedded features [N, features] and what surrounds them."""
        count = len(features)
        logits = np.empty((count, len(self.classes)), np.float32)
        best, dogs = np.empty(count, np.float32), np.full(count, -np.inf, np.float32)
        scale, temperature = np.float32(self.base.fit.temperature), np.float32(self.own_fit.temperature)
        for start in range(0, count, _CHUNK):
            rows = slice(start, start + _CHUNK)
            found = np.matmul(features[rows], self.layer.kernel, out=logits[rows])
            found += self.layer.bias
            best[rows] = found.max(axis=1)
            if self.base.classes_speak_for_a_dog:
                dogs[rows] = _log_sum(found, scale)
            if temperature != 1:
                found /= temperature
        foreign_lead = np.asarray(around.foreign / scale - best, np.float32) / temperature
        return Answers(logits, self._log_odds(dogs, around), foreign_lead, self.fit, self._card_of_answers)

    def _log_odds(self, dogs: Matrix, around: Surroundings) -> Matrix:
        if self.base.card.gate is None:
            return np.zeros(len(dogs), np.float32)
        most = calibration.MOST_LOG_ODDS
        raw = np.clip(np.logaddexp(dogs, around.other_dogs) - around.not_dogs, -most, most)
        return np.asarray(raw * self.base.fit.dog_slope + self.base.fit.dog_intercept, np.float32)

    @property
    def fit(self) -> Calibration:
        """The calibration of its answers to plain views."""
        return self.calibrations[SINGLE]

    @cached_property
    def calibrations(self) -> dict[str, Calibration]:
        """By the names of the views: the base model's, with what was fitted on the taught layer in it."""
        return {views: self._combined(self.base.card.calibration_for(views)) for views in VIEW_NAMES}

    def _combined(self, fit: Calibration) -> Calibration:
        own, least = self.own_fit, fit.known_breed_min_logit
        if not own.count:
            return fit
        sets = fit if own.count < FEWEST_FOR_SETS else own
        return replace(
            own,
            temperature=fit.temperature * own.temperature,
            dog_slope=fit.dog_slope,
            dog_intercept=fit.dog_intercept,
            known_breed_min_logit=None if least is None else least / own.temperature,
            set_min_probability=sets.set_min_probability,
            coverage=sets.coverage,
        )

    @cached_property
    def _card_of_answers(self) -> Card:
        """What `decide` asks of a card."""
        entries = tuple(ClassEntry(name, index) for index, name in enumerate(self.classes))
        name = f"{self.base.card.name}, taught"
        return replace(self.base.card, name=name, classes=entries, gate=self.gate, members=())

    @cached_property
    def head(self) -> Head:
        """The head of a bundle: the taught classes first, then those outputs of the base model that its gate needs."""
        scale = np.float32(self.base.fit.temperature)
        kept = np.array(self._kept_outputs, np.intp)
        last = self.base.last
        kernel = np.hstack([self.layer.kernel * scale, last.kernel[:, kept]])
        bias = np.concatenate([self.layer.bias * scale, last.bias[kept]])
        return Head((*self.base.bundle.head.layers[:-1], Dense(kernel, bias)))

    @cached_property
    def gate(self) -> Gate | None:
        """The gate over the outputs of `head`."""
        if self.base.card.gate is None:
            return None
        first = len(self.classes)
        place = {output: first + index for index, output in enumerate(self._kept_outputs)}
        own = tuple(range(first)) if self.base.classes_speak_for_a_dog else ()
        return Gate(
            (*own, *(place[output] for output in self.base.other_dog_outputs)),
            tuple(place[output] for output in self.base.card.gate.other_breed_outputs),
            tuple(place[output] for output in self.base.not_dog_outputs),
        )

    @property
    def _kept_outputs(self) -> tuple[int, ...]:
        gate = self.base.card.gate
        if gate is None:
            return ()
        return tuple(sorted({*self.base.other_dog_outputs, *self.base.not_dog_outputs, *gate.other_breed_outputs}))


def untaught(base: Base) -> TaughtModel:
    """The base model as one that was taught nothing: what answers are compared with."""
    start = start_of(base)
    centre = np.zeros(len(start.kernel), np.float32)
    samples = Samples(np.zeros((0, len(centre)), np.float32), np.zeros(0, np.intp), np.zeros(0, np.float32))
    return TaughtModel(base, base.classes, start, fit_correction(samples, start, centre, 1.0))


def start_of(base: Base) -> Start:
    """The base model's own classes, in logits divided by its temperature."""
    scale = np.float32(base.fit.temperature)
    outputs = base.class_outputs
    return Start(base.last.kernel[:, outputs] / scale, base.last.bias[outputs] / scale)


def _log_sum(logits: Matrix, scale: np.float32) -> Matrix:
    """[N] the log mass of logits times `scale`."""
    peak = logits.max(axis=1)
    shares = logits - peak[:, None]
    shares *= scale
    return np.asarray(peak * scale + np.log(np.exp(shares, out=shares).sum(axis=1)), np.float32)


def outside_of(base: Base, around: Surroundings) -> Matrix:
    """[N] the logit, divided by the temperature, that a breed must pass to be found: see `core.teaching.head`.

    What counts are the base model's thresholds: the logit of a known breed that is not offered, the least logit of a
    known breed, and the mass of what is no dog at which the gate says so.
    """
    fit, scale = base.fit, np.float32(base.fit.temperature)
    terms = [around.foreign / scale]
    if fit.known_breed_min_logit is not None:
        terms.append(np.full(len(around.foreign), fit.known_breed_min_logit, np.float32))
    if base.classes_speak_for_a_dog and fit.dog_slope > 0:
        terms.append((around.not_dogs - np.float32(fit.dog_intercept / fit.dog_slope)) / scale)
    return np.asarray(np.logaddexp.reduce(np.stack(terms)), np.float32)


def start_with_own(base: Base, features: Matrix, truths: NDArray[np.intp], count: int) -> Start:
    """The base model's classes and `count` new ones, each where its photos [N, features] say; see `mixtures`.

    Args:
        base: the model.
        features: [N, features] of labelled photos.
        truths: [N] class indices, the new classes behind the base model's.
        count: of new classes.
    """
    start = start_of(base)
    if not count:
        return start
    foreign = base.card.gate.other_breed_outputs if base.card.gate else ()
    scale = np.float32(base.fit.temperature)
    others = Start(base.last.kernel[:, list(foreign)] / scale, base.last.bias[list(foreign)] / scale)
    known = joined(start, others)
    new = truths >= len(base.classes)
    chosen = features[new]
    return joined(
        start,
        mixtures(softmax(chosen @ known.kernel + known.bias), truths[new] - len(base.classes), count, known),
    )
