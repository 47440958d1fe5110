"""A classifier without a network, fast enough to be asked for thousands of answers."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from core.inference.results import Finding, Prediction

BREEDS = ("beagle", "pug", "cairn")


def prediction(seed: int = 0, model: str = "toy") -> Prediction:
    """An answer that depends on the seed."""
    weights = np.random.default_rng(seed).random(len(BREEDS)).astype(np.float32)
    return Prediction(Finding.DOG, 0.25 + 0.5 * float(weights[0]), weights / weights.sum(), BREEDS, ("pug",), model)


def same(first: Prediction, second: Prediction) -> bool:
    """All fields equal."""
    return (first.finding, first.dog_probability, first.class_names, first.breed_set, first.model) == (
        second.finding, second.dog_probability, second.class_names, second.breed_set, second.model,
    ) and np.array_equal(first.probabilities, second.probabilities)  # fmt: skip


class ToyClassifier:
    """Answers by the first pixel; notes how many photos it was asked for."""

    decode_side = 8

    def __init__(self, model_id: str = "toy:1") -> None:
        self.model_id = model_id
        self.answered = 0
        self._lock = threading.Lock()

    def classify(self, photo: NDArray[np.uint8]) -> Prediction:
        """The answer for one photo."""
        with self._lock:
            self.answered += 1
        return prediction(int(photo[0, 0, 0]))
