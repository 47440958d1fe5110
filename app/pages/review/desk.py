"""The photos under review: worked out in a worker, kept in step with every label that is given anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.label_work import Labels, Said
from app.model_in_use import ModelInUse
from app.options import MODEL, VIEWS
from app.pages.review.work import LIBRARY, OPEN, RUN, Reviewed, Source, find_runs, review_source
from app.services import Services
from app.task_runner import Task
from core.library.records import WITH_BREED, Origin, Status

if TYPE_CHECKING:
    from core.review.table import ReviewTable


class ReviewDesk(QObject):
    """Corrections belong to the photo: they go to the label library, and come back from it.

    Signals:
        sources_changed: other runs can be looked at.
        began: photos are being answered.
        progress: how far that has come.
        ended: it is over, done or stopped.
        reviewed: another table is here; it is `reviewed`.
        relabelled: the same photos, but labels of some of them changed (a set of paths).
        went_stale: what is shown is no longer all: photos were labelled that are not in it, or others are open.
        failed: the exception; what was shown before stays.
    """

    sources_changed = Signal()
    began = Signal()
    progress = Signal(object)
    ended = Signal()
    reviewed = Signal()
    relabelled = Signal(object)
    went_stale = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task[Reviewed] | None = None
        self._finding: Task[list[Source]] | None = None
        self._wanted: Source | None = None
        self._models: dict[str, ModelInUse] = {}
        self.runs: list[Source] = []
        self.source = Source(LIBRARY)
        self.result: Reviewed | None = None
        self.corrected: set[str] = set()
        """photos that were labelled since the table was made"""
        self.is_stale = True
        labelling = services.labelling
        labelling.opened.connect(self._on_opened)
        labelling.found.connect(self._on_found)
        labelling.changed.connect(self._on_changed)
        services.open_photos.changed.connect(self._on_open_photos)
        services.settings.changed.connect(self._on_setting)

    @property
    def table(self) -> ReviewTable | None:
        """The photos under review; None before they were worked out."""
        return self.result.table if self.result is not None else None

    @property
    def is_working(self) -> bool:
        """Photos are being answered."""
        return self._task is not None and self._task.is_running

    @property
    def model(self) -> ModelInUse:
        """The model that the table is of."""
        return self.result.model if self.result is not None else self._model_of(self.source)

    def find_runs(self) -> None:
        """Look which runs there are."""
        if self._finding is not None:
            self._finding.drop()
        self._finding = self._services.tasks.run(find_runs, on_result=self._on_runs, pool="quick", owner=self)

    def choose(self, source: Source) -> None:
        """Review the photos of another source."""
        if source != self.source:
            self.source = source
            self.work_out()

    def work_out(self) -> None:
        """Answer the photos of the source, those that have no answer yet; what was under way ends."""
        if self._task is not None:
            self._task.drop()
            self._task = None
        if not self._services.labelling.is_open and self._services.labelling.why_closed is None:
            self._wanted = self.source
            self.began.emit()
            self._services.labelling.begin()
            return
        self._wanted = None
        self.is_stale = False
        work = partial(review_source, self._services, self.source, self._model_of(self.source))
        self.began.emit()
        self._task = self._services.tasks.run(
            work,
            on_result=self._on_result,
            on_error=self._on_error,
            on_progress=self.progress.emit,
            on_finished=self.ended.emit,
            owner=self,
        )

    def stop(self) -> None:
        """Enough: keep what was answered."""
        from core.control import Command

        if self._task is not None:
            self._task.control.set(Command.STOP_KEEP)

    def close(self) -> None:
        """The window closes."""
        for task in (self._task, self._finding):
            if task is not None:
                task.drop()

    def say(self, said: Mapping[str, Said], origin: Origin) -> None:
        """Label photos; `relabelled` tells once it is on the disk."""
        self._services.labelling.say(said, origin, self.model)

    def _model_of(self, source: Source) -> ModelInUse:
        settings = self._services.settings
        if source.kind != RUN:
            in_use = self._services.open_photos.model
            name, views = settings.get(MODEL), settings.get(VIEWS)
            if in_use is not None and in_use.name == name:
                return in_use
        else:
            name, views = source.model, "default"  # as the run was measured
        return self._models.setdefault(f"{views}:{name}", ModelInUse(name, views))

    def _on_runs(self, runs: list[Source]) -> None:
        if runs != self.runs:
            self.runs = runs
            self.sources_changed.emit()

    def _on_opened(self) -> None:
        if self._wanted is not None:
            self.work_out()
        elif self.result is not None:  # another library says other things of these photos
            self._grow_stale()

    def _on_result(self, result: Reviewed) -> None:
        self._task = None
        self.result = result
        self.corrected = set()
        self.reviewed.emit()
        # from now on, changes of these photos are told
        self._services.labelling.look_up(result.table.paths)

    def _on_error(self, error: BaseException) -> None:
        self._task = None
        self.is_stale = True
        self.failed.emit(error)

    def _on_found(self, labels: Labels) -> None:
        self._take(labels)

    def _on_changed(self, labels: Labels) -> None:
        table = self.table
        if table is None:
            self.is_stale = True
            return
        new = [path for path, label in labels.items() if path not in table.row_of and label.status in WITH_BREED]
        self._take(labels)
        if new and self.source.kind != RUN:
            self._grow_stale()

    def _take(self, labels: Labels) -> None:
        from core.review.sources import given_of

        result = self.result
        if result is None:
            return
        known = {path: label for path, label in labels.items() if path in result.table.row_of}
        given = {
            path: result.own.get(path, given_of(label)) if label.status is Status.UNLABELLED else given_of(label)
            for path, label in known.items()
        }
        table = result.table.with_given(given)
        if table is result.table:
            return
        before = result.table.given
        rows = result.table.row_of
        changed = {path for path, said in given.items() if before[rows[path]] != said}
        self.result = Reviewed(result.source, result.model, table, result.own)
        self.corrected |= changed
        self.relabelled.emit(changed)

    def _on_open_photos(self) -> None:
        if self.source.kind == OPEN:
            self._grow_stale()

    def _on_setting(self, key: str) -> None:
        if key in (MODEL.key, VIEWS.key):
            self._models.clear()
            if self.source.kind != RUN:
                self._grow_stale()

    def _grow_stale(self) -> None:
        self.is_stale = True
        self.went_stale.emit()
