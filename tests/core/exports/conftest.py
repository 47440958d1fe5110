"""Answers to export, without a network."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from core.breeds import BreedTable, load_breed_table
from core.inference.results import Finding, Prediction

Answer = Callable[..., Prediction]


@pytest.fixture(scope="session")
def breeds() -> BreedTable:
    return load_breed_table()


@pytest.fixture(scope="session")
def answer(breeds: BreedTable) -> Answer:
    """Makes a prediction whose first breed is the given slug, with 0.7, and the rest even."""
    slugs = tuple(breed.slug for breed in breeds)

    def make(
        first: str = "pug", finding: Finding = Finding.DOG, names: tuple[str, ...] = slugs, dog: float = 0.99
    ) -> Prediction:
        probabilities = np.full(len(names), 0.3 / max(1, len(names) - 1), np.float32)
        probabilities[names.index(first)] = 0.7
        return Prediction(finding, dog, probabilities, names, (first,), "test-model")

    return make
