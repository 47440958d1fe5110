"""From a network's outputs to an honest answer: probabilities, the dog gate, the set of breeds.

- Temperature scaling: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (arXiv:1706.04599).
- Sets: split conformal prediction with the least ambiguous score, 1 - p(breed): Sadinle, Lei and Wasserman, "Least
  Ambiguous Set-Valued Classifiers with Bounded Error Levels", JASA 2019 (arXiv:1609.00451).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.bundles.card import LOGITS, PROBABILITIES, Calibration, Card
from core.inference.results import Finding, Prediction

MOST_LOG_ODDS = 50.0
"""what no photo reaches; keeps the odds finite where a gate leaves one side empty"""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What one network says of one photo, before any calibration.

    `class_logits` [classes] are the means over the views; `dog_log_odds` is the log of dog mass over the rest (0 for a
    network without a gate: undecided); `foreign_lead` is the logit of the likeliest known dog breed outside the classes
    less that of the best class (minus infinity where the network knows no such breed).
    """

    class_logits: NDArray[np.float32]
    dog_log_odds: float
    foreign_lead: float


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)


def collect_evidence(logits: NDArray[np.float32], card: Card) -> Evidence:
    """Sum up one photo's views.

    Args:
        logits: [views, outputs] of the head.
        card: says which outputs are classes and which speak for a dog.
    """
    mean = logits.mean(axis=0)
    classes = mean[[entry.output for entry in card.classes]]
    if card.gate is None:
        return Evidence(classes, 0.0, -np.inf)
    dogs = list(card.gate.dog_outputs)
    others = card.gate.not_dog_outputs
    not_dogs = np.delete(mean, dogs) if others is None else mean[list(others)]
    log_odds = float(np.clip(_log_mass(mean[dogs]) - _log_mass(not_dogs), -MOST_LOG_ODDS, MOST_LOG_ODDS))
    foreign = mean[list(card.gate.other_breed_outputs)].max(initial=-np.inf)
    return Evidence(classes, log_odds, float(foreign - classes.max()))


def _log_mass(logits: NDArray[np.float32]) -> float:
    return float(np.logaddexp.reduce(logits, dtype=np.float64, initial=-np.inf))


def calibrated(evidence: Evidence, fit: Calibration) -> Evidence:
    """The evidence on the scale on which several networks can be averaged."""
    return Evidence(
        evidence.class_logits / np.float32(fit.temperature),
        evidence.dog_log_odds * fit.dog_slope + fit.dog_intercept,
        evidence.foreign_lead / fit.temperature,
    )


def average(evidence: list[Evidence], weights: list[float], mean_of: str = LOGITS) -> Evidence:
    """The weighted mean of several networks' evidence of one photo; all weights are above 0.

    Args:
        evidence: calibrated.
        weights: of the networks.
        mean_of: as on the card. The mean of probabilities is given as its logarithm, whose softmax it is.
    """
    shares = np.asarray(weights, np.float32) / np.float32(sum(weights))

    def mean(values: Iterable[NDArray[np.float32] | float]) -> NDArray[np.float32]:
        return np.asarray(sum(value * share for value, share in zip(values, shares, strict=True)), np.float32)

    if mean_of == PROBABILITIES:
        answers = mean(softmax(one.class_logits) for one in evidence)
        class_logits = np.log(np.maximum(answers, np.finfo(np.float32).tiny))
    else:
        class_logits = mean(one.class_logits for one in evidence)
    return Evidence(
        class_logits,
        float(mean(one.dog_log_odds for one in evidence)),
        float(mean(one.foreign_lead for one in evidence)),
    )


def decide(evidence: Evidence, fit: Calibration, card: Card) -> Prediction:
    """The answer for one photo; a network without a gate takes every photo for a dog.

    Args:
        evidence: calibrated.
        fit: the fit that calibrated it last.
        card: of the model that answers.
    """
    probabilities = softmax(evidence.class_logits)
    names = tuple(entry.breed for entry in card.classes)
    # the logistic function, written so that it cannot overflow
    dog_probability = 1.0 if card.gate is None else 0.5 * (1.0 + math.tanh(0.5 * evidence.dog_log_odds))
    best_logit = float(evidence.class_logits.max())
    is_foreign = evidence.foreign_lead > 0
    is_unlike_all = fit.known_breed_min_logit is not None and best_logit < fit.known_breed_min_logit
    if dog_probability < 0.5:
        finding = Finding.NO_DOG
    else:
        finding = Finding.OTHER_BREED if is_foreign or is_unlike_all else Finding.DOG
    order = np.argsort(-probabilities, kind="stable")
    members = [names[i] for i in order if probabilities[i] >= fit.set_min_probability] or [names[order[0]]]
    # a dog that is merely unlike the known breeds keeps its set: without it the set would miss the promised coverage
    fits = finding is not Finding.NO_DOG and not is_foreign
    return Prediction(finding, dog_probability, probabilities, names, tuple(members) if fits else (), card.name)
