"""What a library keeps of a model's answer: enough to compare it with what a person says later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.inference.results import Finding, Prediction

KEPT = 5
"""breeds of an answer that are kept"""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A model's answer for one photo: its `KEPT` likeliest breeds with their probabilities in 0..1, likeliest first."""

    model: str
    finding: Finding
    dog_probability: float
    top: tuple[tuple[str, float], ...]


def answer_of(prediction: Prediction) -> dict[str, Any]:
    """An answer as `LabelLibrary.put_predictions` takes it: `{model, finding, dog_probability, top: [[breed, p]]}`."""
    return {
        "model": prediction.model,
        "finding": prediction.finding.value,
        "dog_probability": round(prediction.dog_probability, 6),
        "top": [[ranked.breed, round(ranked.probability, 6)] for ranked in prediction.top(KEPT)],
    }


def read_answer(answer: Mapping[str, Any]) -> KeptAnswer:
    """The other way round.

    Raises:
        KeyError, TypeError, ValueError: it is no answer.
    """
    top = tuple((str(breed), float(probability)) for breed, probability in answer["top"])
    return KeptAnswer(str(answer["model"]), Finding(answer["finding"]), float(answer["dog_probability"]), top)
