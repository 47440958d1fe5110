from __future__ import annotations

import json

import numpy as np
import pytest

from core.inference.results import Finding, Prediction
from core.library.answers import answer_of, read_answer


def test_an_answer_is_kept_with_its_likeliest_breeds() -> None:
    names = tuple(f"breed_{i}" for i in range(7))
    values = np.array([0.05, 0.4, 0.1, 0.2, 0.15, 0.06, 0.04], np.float32)
    prediction = Prediction(Finding.DOG, 0.9, values, names, (), "default")
    kept = read_answer(json.loads(json.dumps(answer_of(prediction))))
    assert (kept.model, kept.finding, kept.dog_probability) == ("default", Finding.DOG, 0.9)
    assert [breed for breed, _ in kept.top] == ["breed_1", "breed_3", "breed_4", "breed_2", "breed_5"]
    assert [p for _, p in kept.top] == pytest.approx(sorted(values, reverse=True)[:5], abs=1e-6)
