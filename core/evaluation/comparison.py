"""What an accuracy is to be held against: guessing, and the model that comes with the program."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np

from core.breeds import load_breed_table
from core.catalog import load_catalog
from core.control import Control, OnProgress
from core.errors import BreedLensError
from core.evaluation.evaluate import Evaluation
from core.evaluation.metrics import Proportion
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.results import Prediction

_log = logging.getLogger(__name__)
AFFORDABLE = 500
"""photos that are answered a second time for the comparison"""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another model on the same photos, choosing among the same breeds."""

    model: str
    accuracy: Proportion


def guessing_share(evaluation: Evaluation) -> float:
    """The share in 0..1 of photos that are right where every photo is taken for the most frequent breed."""
    counts = evaluation.confusion.sum(axis=1)[: evaluation.classes]
    return float(counts.max() / evaluation.photos) if evaluation.photos else 0.0


def comparable_model(evaluation: Evaluation) -> Classifier | None:
    """The program's default model, ready to answer the photos of another model's evaluation.

    None where a comparison could say nothing, as the other model is right on every photo or has classes that the
    default one has not, where it would take too long, or where the default model cannot be had.
    """
    if not evaluation.photos or evaluation.photos > AFFORDABLE or evaluation.accuracy.high >= 1:
        return None
    default, names = load_catalog().default, evaluation.labels[: evaluation.classes]
    if any(name not in _known_breeds() for name in names):
        return None
    try:
        return Classifier.load(default)
    except BreedLensError as error:
        _log.warning("No comparison with %s: %s", default, error.message)
        return None


def reference(
    evaluation: Evaluation,
    classifier: Classifier,
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> Reference | None:
    """Another model on the photos of an evaluation, choosing among the classes of the model that was evaluated.

    Args:
        evaluation: of that model.
        classifier: the other one, which has every one of its classes.
        control: pauses and cancels; what was answered until a stop counts.
        on_progress: told the number of photos, from worker threads.

    Returns:
        None where no photo could be answered.

    Raises:
        Cancelled: by `control`.
    """
    index = {name: place for place, name in enumerate(classifier.class_names)}
    among = [index[name] for name in evaluation.labels[: evaluation.classes]]
    answers: dict[str, object] = {}
    paths = list(dict.fromkeys(evaluation.paths))
    classify_photos(paths, classifier, answers.update, on_progress=on_progress, control=control)
    right = [
        int(np.argmax(answer.probabilities[among])) == truth
        for path, truth in zip(evaluation.paths, evaluation.truths, strict=True)
        if isinstance(answer := answers.get(path), Prediction)
    ]
    return Reference(classifier.name, Proportion.of(sum(right), len(right))) if right else None


def _known_breeds() -> set[str]:
    return {breed.slug for breed in load_breed_table()}
