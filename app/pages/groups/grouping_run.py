"""The work of grouping, one at a time: what was begun for other photos never arrives."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.pages.groups.group_work import Found, Looked, Wish, group
from app.services import Services
from app.task_runner import Task
from core.control import Command


class GroupingRun(QObject):
    """Signals:
    progressed: `Progress` over both passes.
    found: a `Found`.
    failed: the exception.
    """

    progressed = Signal(object)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._task: Task[Found] | None = None
        self._wish: Wish | None = None
        self._looked: Looked | None = None
        services.labelling.opened.connect(self._begin)

    @property
    def is_running(self) -> bool:
        """Photos are being looked at, or the library is being opened for it."""
        return self._wish is not None

    def start(self, wish: Wish) -> None:
        """Group these; the library is opened first."""
        self.stop()
        self._wish = wish
        labelling = self._services.labelling
        if labelling.library is None and labelling.why_closed is None:
            labelling.begin()  # `opened` begins the rest
        else:
            self._begin()

    def end_early(self) -> None:
        """Group what was looked at so far."""
        if self._task is not None:
            self._task.control.set(Command.STOP_KEEP)

    def stop(self) -> None:
        """End what is under way."""
        if self._task is not None:
            self._task.drop()
        self._task = self._wish = None

    def forget(self) -> None:
        """Other photos are open, or nobody looks: what was kept for grouping them again takes memory."""
        self.stop()
        self._looked = None

    def _begin(self) -> None:
        if self._wish is None or self._task is not None:
            return
        wish = replace(self._wish, looked=self._looked)
        work = partial(group, self._services, self._services.labelling.library, wish)
        self._task = self._services.tasks.run(
            work, on_result=self._on_found, on_error=self._on_error, on_progress=self.progressed.emit, owner=self
        )

    def _on_found(self, found: Found) -> None:
        self._task = self._wish = None
        self._looked = found.looked
        self.found.emit(found)

    def _on_error(self, error: BaseException) -> None:
        self._task = self._wish = None
        self.failed.emit(error)
