"""What is written when the person saves something, as work for a worker thread; `core.exports` does the writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.item_models.vocabulary import PhotoState
from app.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import TaskContext
from app.translation import translate_photo_error
from core.breeds import BreedTable, Language
from core.control import Progress
from core.errors import PhotoError

if TYPE_CHECKING:
    from app.item_models.photo_list_model import PhotoListModel
    from core.exports.copy_plan import CopyPlan
    from core.exports.report import ExportReport, Row

_LOOKED_UP_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported: photos in the order shown, and the model that answers."""

    paths: list[str]
    model: ModelInUse
    hidden: tuple[str, ...] = ()
    """the photos that the filter holds back"""
    waiting: frozenset[str] = frozenset()
    """the photos that have no answer yet"""

    @property
    def total(self) -> int:
        """All open photos, shown or not."""
        return len(self.paths) + len(self.hidden)

    def with_hidden(self) -> Subject:
        """All open photos, those shown first."""
        return replace(self, paths=[*self.paths, *self.hidden], hidden=())


def subject_of(photos: PhotoListModel, model: ModelInUse) -> Subject:
    """What there is to export now."""
    import numpy as np

    columns = photos.columns
    if columns is None:
        return Subject([], model)
    shown = np.asarray(photos.order, np.int64)
    hidden = np.setdiff1d(np.arange(len(columns)), shown)
    waiting = np.flatnonzero(columns.rows["state"] == PhotoState.WAITING)
    return Subject(
        [columns.paths[i] for i in shown.tolist()],
        model,
        tuple(columns.paths[i] for i in hidden.tolist()),
        frozenset(columns.paths[i] for i in waiting.tolist()),
    )


Answers = Callable[[TaskContext], Iterator["Row"]]


def find_answers(services: Services, subject: Subject, context: TaskContext) -> Iterator[Row]:
    """The answer for each path: the known one, or found now."""
    from core.photos.loader import load_photo

    paths, classifier, store = subject.paths, subject.model.get(), services.predictions
    for start in range(0, len(paths), _LOOKED_UP_AT_ONCE):
        some = paths[start : start + _LOOKED_UP_AT_ONCE]
        known = store.get_many(some, classifier.model_id)
        for done, path in enumerate(some, start=start + 1):
            context.control.checkpoint()
            answer = known.get(path)
            if answer is None:
                photo = load_photo(path, classifier.decode_side)
                yield path, photo if isinstance(photo, PhotoError) else classifier.classify(photo)
            else:
                yield path, answer
            context.report(Progress(done, len(paths)))


def write_table(
    answers: Answers, target: str, top: int, names: tuple[BreedTable, Language], context: TaskContext
) -> ExportReport:
    """Write the CSV file."""
    from core.exports.csv_export import write_csv

    breeds, language = names
    rows = answers(context)
    return write_csv(rows, target, top=top, breeds=breeds, language=language, sentence=translate_photo_error)


def plan_copies_of(
    answers: Answers, target: str, breeds: BreedTable, language: Language, context: TaskContext
) -> CopyPlan:
    """Look at every answer and say what would be copied where."""
    from core.exports.copy_plan import plan_copies

    return plan_copies(answers(context), target, breeds, language)


def carry_out_plan(plan: CopyPlan, context: TaskContext) -> ExportReport:
    """Copy."""
    from core.exports.copy_plan import carry_out

    return carry_out(plan, control=context.control, on_progress=context.report)


def save_heat_maps(subject: Subject, target: str, opacity: float, context: TaskContext) -> ExportReport:
    """Write a picture for each photo."""
    from core.exports.overlays import save_overlays

    return save_overlays(
        subject.paths,
        subject.model.get(),
        target,
        opacity,
        control=context.control,
        on_progress=context.report,
    )
