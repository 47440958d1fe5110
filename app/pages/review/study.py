"""What a fit that did not see a photo says of its label, and which photos are most like it: worked out in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model_in_use import ModelInUse
from app.options import THREADS
from app.services import Services
from app.task_runner import Task, TaskContext
from core.errors import BreedLensError

if TYPE_CHECKING:
    from core.review.selection import Doubts
    from core.review.table import ReviewTable
    from core.teaching.features import Pool
    from core.teaching.session import Checked

NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Alike:
    """A labelled photo that is like another one, and that a fit which did not see it calls as its label does."""

    path: str
    breed: str
    likeness: float
    """cosine of the features; at most 1"""


@dataclass(frozen=True, eq=False)
class Studied:
    """What can be said of the labels of a table."""

    pool: Pool
    checked: Checked
    doubts: Doubts

    @property
    def is_taught(self) -> bool:
        """The model was itself taught by the person, and may know these labels."""
        return self.pool.base.card.recipe.startswith('kind = "taught"')

    def nearest(self, path: str, count: int, _context: TaskContext) -> list[Alike]:
        """The photos that are most like one of the table; none for a photo without features."""
        from core.teaching.label_errors import nearest_right

        row = self.pool.row_of.get(path)
        if row is None:
            return []
        found = nearest_right(self.checked, self.pool, row, count)
        classes = self.checked.lesson.model.classes
        return [
            Alike(self.pool.paths[int(other)], classes[int(breed)], float(likeness))
            for other, likeness, breed in zip(found.rows, found.likeness, found.classes, strict=True)
        ]


def labels_of(table: ReviewTable) -> dict[str, str]:
    """Breed by path, of the photos that have one, as the model calls it where it knows it."""
    return {
        path: table.labels[int(truth)]
        for path, truth in zip(table.paths, table.truths.tolist(), strict=True)
        if truth >= 0
    }


def collect(services: Services, model: ModelInUse, table: ReviewTable, context: TaskContext) -> Pool:
    """The features of a table's photos under a model; those that are not known yet are computed.

    Raises:
        BreedLensError: the model cannot be taught, or cannot be run.
        Cancelled: by the task's control.
    """
    from core.datasets.feature_cache import FeatureCache
    from core.teaching.base import Base
    from core.teaching.features import collect_pool

    cache = FeatureCache()
    try:
        return collect_pool(
            table.paths,
            Base.load(model.name),
            store=services.predictions,
            cache=cache,
            control=context.control,
            on_progress=context.report,
            threads=services.settings.get(THREADS),
        )
    finally:
        cache.close()


def study(
    services: Services, model: ModelInUse, table: ReviewTable, own_breeds: Sequence[str], context: TaskContext
) -> Studied:
    """Fit the last layer of a model to the labels, five times without a fifth of them, and compare.

    Raises:
        BreedLensError: the model cannot be taught, or there are too few labels.
        Cancelled: by the task's control.
    """
    from core.review.selection import Doubts
    from core.teaching.label_errors import review_labels
    from core.teaching.session import Request, check, teach

    pool = collect(services, model, table, context)
    checked = check(
        teach(Request(pool, labels_of(table), own_breeds=tuple(own_breeds)), context.control), context.control
    )
    review = review_labels(checked)
    paths = [pool.paths[row] for row in review.rows.tolist()]
    quality = dict(zip(paths, (1 - review.score).tolist(), strict=True))
    flagged = frozenset(
        path for path, doubtful in zip(paths, review.is_possible_error.tolist(), strict=True) if doubtful
    )
    return Studied(pool, checked, Doubts(quality, flagged))


class LabelStudy(QObject):
    """One study at a time; a new one ends the one before.

    Signals:
        began: a study is under way.
        progress: photos whose features are known.
        ended: it is over, with a result or without one.
        studied: `result` is there.
        neighbours_found: (path, list of `Alike`).
    """

    began = Signal()
    progress = Signal(object)
    ended = Signal()
    studied = Signal()
    neighbours_found = Signal(str, object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task[Studied] | None = None
        self._asking: Task[list[Alike]] | None = None
        self.result: Studied | None = None
        self.why_none: BreedLensError | None = None
        """why there is no result"""

    @property
    def is_working(self) -> bool:
        """A study is under way."""
        return self._task is not None and self._task.is_running

    def begin(self, table: ReviewTable, model: ModelInUse) -> None:
        """Study the labels of a table."""
        self.stop()
        self.result = self.why_none = None
        own = [breed.name for breed in self._services.labelling.steps.breeds if breed.is_own]
        self.began.emit()
        self._task = self._services.tasks.run(
            partial(study, self._services, model, table, own),
            on_result=self._on_result,
            on_error=self._on_error,
            on_progress=self.progress.emit,
            on_finished=self.ended.emit,
            owner=self,
        )

    def stop(self) -> None:
        """Give up what is under way."""
        for task in (self._task, self._asking):
            if task is not None:
                task.drop()
        if self.is_working:
            self._task = None
            self.ended.emit()

    def ask_neighbours(self, path: str) -> None:
        """Find the photos that are most like one; `neighbours_found` tells."""
        if self._asking is not None:
            self._asking.drop()
        if self.result is not None:
            self._asking = self._services.tasks.run(
                partial(self.result.nearest, path, NEIGHBOURS),
                on_result=partial(self.neighbours_found.emit, path),
                pool="quick",
                owner=self,
            )

    def doubts(self, corrected: set[str]) -> Doubts | None:
        """The possible label errors that are left; None before they are known."""
        from core.review.selection import Doubts

        if self.result is None:
            return None
        found = self.result.doubts
        return Doubts(found.quality, found.flagged - corrected)

    def _on_result(self, result: Studied) -> None:
        self.result = result
        self.studied.emit()

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, BreedLensError):
            self._services.errors.show(error)
            return
        self.why_none = error
        self.studied.emit()
