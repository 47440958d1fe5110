"""Teaching while the person labels: features once, then a lesson after every label, and its honest accuracy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.pages.identify.teaching_work import check_now, gather, save_now, teach_now
from app.services import Services
from app.task_runner import Task

if TYPE_CHECKING:
    from app.pages.identify.teaching_work import Material, Taught
    from core.control import Progress
    from core.teaching.session import Checked

_TEACH_MS = 120
"""labels that come close together make one lesson"""
_CHECK_MS = 700
"""how long the person must have said nothing before the accuracy is worked out"""


class Teaching(QObject):
    """Off until `start`. Late results of what is over are dropped.

    Signals:
        gathering: how far the features are (`Progress`).
        taught: a `Taught`.
        checked: the `Checked` of the last lesson.
        saved: the `Bundle`.
        ended: nothing is taught any more.
        failed: an error; teaching is over.
    """

    gathering = Signal(object)
    taught = Signal(object)
    checked = Signal(object)
    saved = Signal(object)
    ended = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._model: tuple[str, str] = ("", "")
        self._material: Material | None = None
        self._lesson: Taught | None = None
        self._checked: Checked | None = None
        self._work: Task[Any] | None = None
        self._check: Task[Any] | None = None
        self._is_on = False
        self._is_due = False
        self._teach_soon = QTimer(self, singleShot=True, interval=_TEACH_MS)
        self._teach_soon.timeout.connect(self._teach)
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check_soon.timeout.connect(self._work_out_accuracy)
        services.labelling.changed.connect(self._on_labels)
        services.labelling.opened.connect(self._on_library)
        services.open_photos.changed.connect(self._on_photos)

    @property
    def is_on(self) -> bool:
        """Something is taught, or is about to be."""
        return self._is_on

    def start(self, model: str, views: str) -> None:
        """Teach this model, by the labels that there are and those that come."""
        self.end()
        self._is_on = True
        self._model = (model, views)
        self._gather()

    def stop(self) -> None:
        """Teach no more."""
        if self._is_on:
            self.end()
            self.ended.emit()

    def end(self) -> None:
        """Teach no more, without a word."""
        self._is_on = False
        for timer in (self._teach_soon, self._check_soon):
            timer.stop()
        self._drop_work()
        self._material = self._lesson = self._checked = None

    def save(self, name: str, title: str) -> None:
        """Keep the last lesson as a model; `saved` tells."""
        lesson = self._lesson
        if lesson is not None:
            done = self._checked if self._checked is not None else lesson.lesson
            self._services.tasks.run(
                partial(save_now, self._services, done, name, title),
                on_result=self.saved.emit,
                on_error=self._services.errors.show,
                owner=self,
            )

    def _drop_work(self) -> None:
        for task in (self._work, self._check):
            if task is not None:
                task.drop()
        self._work = self._check = None
        self._is_due = False

    def _gather(self) -> None:
        self._drop_work()
        labelling = self._services.labelling
        if not labelling.is_open and labelling.why_closed is None:
            labelling.begin()  # `opened` begins the rest
            return
        paths = self._services.open_photos.paths
        self._work = self._services.tasks.run(
            partial(gather, self._services, paths, *self._model),
            on_progress=self._on_progress,
            on_result=self._on_gathered,
            on_error=self._on_failed,
            owner=self,
        )

    def _teach(self) -> None:
        if self._material is None:
            return
        if self._work is not None:  # the lesson that is under way is finished first: suggestions keep coming
            self._is_due = True
            return
        if self._check is not None:
            self._check.drop()
            self._check = None
        last = None if self._lesson is None else self._lesson.lesson
        self._work = self._services.tasks.run(
            partial(teach_now, self._services, self._material, last),
            on_result=self._on_taught,
            on_error=self._on_failed,
            owner=self,
        )

    def _work_out_accuracy(self) -> None:
        if self._lesson is not None and self._lesson.labels:
            self._check = self._services.tasks.run(
                partial(check_now, self._services, self._lesson.lesson),
                on_result=self._on_checked,
                on_error=self._on_failed,
                owner=self,
            )

    def _on_labels(self) -> None:
        if self._is_on:
            self._check_soon.stop()
            self._teach_soon.start()

    def _on_photos(self) -> None:
        if self._is_on:
            self._material = None
            self._gather()

    def _on_library(self) -> None:
        """The labels are open, or they are those of another library, or cannot be had."""
        if self._services.labelling.is_open:
            self._on_photos()
        elif self._is_on:
            self.stop()

    def _on_progress(self, progress: Progress) -> None:
        self.gathering.emit(progress)

    def _on_gathered(self, material: Material) -> None:
        self._work = None
        self._material, self._lesson = material, None
        self._teach()

    def _on_taught(self, taught: Taught) -> None:
        self._work = None
        self._lesson, self._checked = taught, None
        self.taught.emit(taught)
        if self._is_due:
            self._is_due = False
            self._teach()
        else:
            self._check_soon.start()

    def _on_checked(self, checked: Checked) -> None:
        self._check = None
        self._checked = checked
        self.checked.emit(checked)

    def _on_failed(self, error: BaseException) -> None:
        self.stop()
        self.failed.emit(error)
