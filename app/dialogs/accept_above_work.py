"""What the dialog "Accept all above" is about: the answers of a model for photos without a label, read in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.model_in_use import ModelInUse
from app.task_runner import TaskContext

if TYPE_CHECKING:
    from app.item_models.answer_columns import AnswerColumns
    from app.services import Services
    from core.library.library import LabelLibrary


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be accepted, and what stays as it is in any case."""

    answers: AnswerColumns
    labelled: int
    """photos that have a label"""
    checked_on: int
    """photos on which the model's probabilities were fitted; 0 where they never were"""


def read_offer(
    services: Services, library: LabelLibrary, paths: Sequence[str], model: ModelInUse, context: TaskContext
) -> Offer:
    """Raises BreedLensError where the model or the library cannot be read."""
    from app.item_models.answer_columns import collect_answers
    from core.library.file_labels import labels_among

    classifier = model.get()
    labelled = labels_among(library, paths, context.control)
    answers = collect_answers(
        paths,
        labelled,
        services.predictions,
        classifier.model_id,
        classifier.class_names,
        control=context.control,
        on_progress=context.report,
    )
    return Offer(answers, len(labelled), classifier.fit.count)
