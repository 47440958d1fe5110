"""The run that the page shows: the one under way, or the one that was under way when the window was last open."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.item_models.run_rows import ACTIVE, RunRow
from app.options import FOLLOWED_RUN
from app.pages.train.results import read_result
from app.queued_runs import launch_runs, resume_run, start_waiting, take_off
from app.services import Services
from app.task_runner import Task, TaskContext

if TYPE_CHECKING:
    from core.training.worker import TrainingWorker

_LEAVE_MS = 3000
"""longer than a thread that follows a run takes to notice that it is left"""
_AGAIN_MS = 200
_JUST_NOW_S = 60.0
_FINAL = ("finished", "cancelled", "failed")
_REPLAYED_AT_ONCE = 500


class TrainingSession(QObject):
    """Starts, follows, steers and leaves runs; every slow step happens in a worker thread.

    Signals:
        happened: a dict: what happened in the run in front; the first is {"event": "attached", "path", "name"}.
        ended: the run in front is over; its `RunResult`.
        changed: the runs on the disk are others now.
    """

    happened = Signal(object)
    ended = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._worker: TrainingWorker | None = None
        self._replaying: Task[None] | None = None
        self._last: dict[str, Any] = {}
        self.path = ""
        self._has_looked = False
        self._launched: set[str] = set()
        """runs that were started here and not seen yet: one may end before anybody looks"""
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.changed)

    @property
    def is_active(self) -> bool:
        """A run is under way."""
        return self._worker is not None

    def follow_active(self, rows: list[RunRow]) -> None:
        """Follow the run that is under way; at first also the one that has ended since the window was last open."""
        is_first, self._has_looked = not self._has_looked, True
        if self.is_active:
            return
        # A run that is about to begin is left alone until it says so: it may only look as if somebody owned it.
        active = next((row for row in rows if row.info.state in ACTIVE), None)
        followed = {self._services.settings.get(FOLLOWED_RUN)} if is_first else set()
        ended = next((row for row in rows if row.path in self._launched | followed and row.has_ended), None)
        if active is not None:
            self._attach(active)
        elif ended is not None:
            self._replay(ended)
        elif any(row.is_active for row in rows):
            self._again.start()

    def start_waiting(self) -> None:
        """Start the run whose turn it is, where none is in training."""
        self._do(start_waiting)

    def launch(self, paths: Sequence[str]) -> None:
        """Start new runs, one after the other, now or when their turn has come."""
        self._do(partial(launch_runs, paths), paths)

    def resume(self, extra_epochs: int = 0) -> None:
        """Go on with the run in front."""
        self._do(partial(resume_run, self.path, extra_epochs), [self.path])

    def take_off(self, path: str) -> None:
        """A run is to wait no more: it is deleted, since nothing has happened in it yet."""
        self._do(partial(take_off, path))

    def set_paused(self, paused: bool) -> None:
        """Hold the run, or let it go on."""
        if self._worker is not None:
            (self._worker.pause if paused else self._worker.resume)()
            self.happened.emit({"event": "paused" if paused else "resumed", "time": time.time()})

    def stop_and_keep(self) -> None:
        """End the run with what it has learned."""
        if self._worker is not None:
            self._worker.stop_and_keep()
            self.happened.emit({"event": "stopping"})

    def cancel(self) -> None:
        """End the run without a model."""
        if self._worker is not None:
            self._worker.cancel()
            self.happened.emit({"event": "stopping"})

    def leave(self) -> None:
        """Stop following; the run goes on in its own process."""
        self._again.stop()
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.detach()
        if not worker.wait(_LEAVE_MS):
            # It hangs in the operating system, and Qt must not destroy it meanwhile: a task holds it, and where that
            # does not end in time either, the program ends without it.
            worker.setParent(None)
            self._services.tasks.run(lambda _: worker.wait())

    def _do(self, work: Callable[[TaskContext], None], launched: Sequence[str] = ()) -> None:
        def done() -> None:
            self._launched.update(launched)
            self.changed.emit()

        self._services.tasks.run(work, on_finished=done, owner=self)

    def _attach(self, row: RunRow) -> None:
        from core.training.run_folder import RunFolder
        from core.training.worker import TrainingWorker

        self._begin(row)
        worker = self._worker = TrainingWorker(RunFolder(row.path), self)
        worker.happened.connect(self._on_event)
        worker.failed.connect(self._on_failed)
        worker.ended.connect(self._on_ended)
        worker.start()

    def _begin(self, row: RunRow) -> None:
        if self._replaying is not None:
            self._replaying.drop()
            self._replaying = None
        self.path = row.path
        self._launched.discard(row.path)
        self._last = {}
        self._services.settings.set(FOLLOWED_RUN, row.path)
        self.happened.emit({"event": "attached", "path": row.path, "name": row.name})

    def _on_event(self, event: dict[str, Any]) -> None:
        self._last = event
        self.happened.emit(event)

    def _on_failed(self, message: str) -> None:
        """The run could not even be followed: that is its end too."""
        if self._last.get("event") not in _FINAL:
            self._on_event({"event": "failed", "message": message, "time": time.time()})

    def _on_ended(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return  # left: what was still on its way is no end of the run
        worker.wait()
        worker.deleteLater()
        self._on_over()
        self.changed.emit()  # the runs as they were read before this would have it begin again
        self.start_waiting()

    def _on_over(self) -> None:
        path, is_new = self.path, time.time() - float(self._last.get("time") or 0.0) < _JUST_NOW_S
        self._services.settings.set(FOLLOWED_RUN, "")
        self._services.tasks.run(
            lambda _: read_result(path, is_new), on_result=self.ended.emit, pool="quick", owner=self
        )

    def _replay(self, row: RunRow) -> None:
        """Show a run that is over, from its events."""
        self._begin(row)

        def show(events: list[dict[str, Any]]) -> None:
            for event in events:
                self._on_event(event)

        def end(_: None) -> None:
            self._replaying = None
            self._on_over()

        self._replaying = self._services.tasks.run(
            partial(_replay_events, row.path), on_partial=show, on_result=end, owner=self
        )


def _replay_events(path: str, context: TaskContext) -> None:
    """Hand over the events of a run that is over, in portions that do not hold up the window."""
    from core.training.follow import follow
    from core.training.run_folder import RunFolder

    events: list[dict[str, Any]] = []
    for event in follow(RunFolder(path), on_round=context.control.checkpoint):
        events.append(event)
        if len(events) == _REPLAYED_AT_ONCE:
            context.partial(events)
            events = []
    context.partial(events)
