"""What a model says of one photo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Finding(StrEnum):
    """The first thing to say of a photo, before any breed."""

    DOG = "dog"
    """A dog of one of the known breeds."""
    OTHER_BREED = "other_breed"
    """A dog, but of a breed that the model does not know: the predictions are the nearest ones."""
    NO_DOG = "no_dog"
    """No dog found; the predictions mean little and are shown on demand only."""


@dataclass(frozen=True, slots=True)
class RankedBreed:
    """One row of the answer; `rank` counts from 1, `probability` is in 0..1."""

    rank: int
    class_index: int
    breed: str
    """slug, the Kaggle spelling"""
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """The answer for one photo: calibrated, and independent of how many breeds are shown. Equal only to itself."""

    finding: Finding
    dog_probability: float
    """calibrated probability in 0..1 that the photo shows a dog"""
    probabilities: NDArray[np.float32]
    """[classes], sums to 1, in the class order of the bundle"""
    class_names: tuple[str, ...]
    """[classes] slugs"""
    breed_set: tuple[str, ...]
    """conformal set at the coverage stated in the bundle's card, likeliest first; empty without a dog, and for a dog of
    a breed that the network knows but does not offer (a dalmatian)"""
    model: str
    """name of the bundle"""

    @property
    def is_dog(self) -> bool:
        """A dog, of a known breed or not."""
        return self.finding is not Finding.NO_DOG

    def top(self, count: int = 5) -> tuple[RankedBreed, ...]:
        """The `count` likeliest breeds, likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable")[:count]
        return tuple(
            RankedBreed(rank, int(i), self.class_names[i], float(self.probabilities[i]))
            for rank, i in enumerate(order, start=1)
        )

    @property
    def margin(self) -> float:
        """Probability of the first breed less that of the second: small where the model hesitates."""
        if len(self.probabilities) < 2:
            return 1.0
        second, first = np.partition(self.probabilities, -2)[-2:]
        return float(first - second)
