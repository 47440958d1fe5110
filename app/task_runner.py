"""Long work off the window's thread: the one place of the window that starts threads.

Work is a plain function of a `TaskContext`. Whatever comes of it arrives in the window's thread: partial values in
order, progress throttled, then exactly one of result or error (none when cancelled), then "finished".
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.worker_pool import WorkerPool
from core.control import Cancelled, Command, Control, Progress
from core.thread_priority import usable_cores

T = TypeVar("T")
log = logging.getLogger(__name__)

PROGRESS_INTERVAL_S = 0.05
DELIVERY_BUDGET_S = 0.008
"""Time spent on delivering before the event loop gets a turn: half a frame at 60 Hz."""


class TaskContext:
    """What work sees of its task: how it is steered, and where its news goes. Used in the worker's thread."""

    def __init__(self, task: Task[Any]) -> None:
        self._task = task
        self._reported_at = 0.0
        self.control = task.control

    def report(self, progress: Progress) -> None:
        """Say how far the work has come; only the latest report of every 50 ms arrives, and the last one always."""
        self._task.latest_progress = progress
        now = time.monotonic()
        if now - self._reported_at >= PROGRESS_INTERVAL_S:
            self._reported_at = now
            self._task.post(self._task.deliver_progress)

    def partial(self, value: Any) -> None:
        """Hand over a part of the result; parts arrive in order, before the result."""
        self._task.post(lambda: self._task.deliver_partial(value))


class Task(Generic[T]):
    """A piece of work under way, as its owner sees it. Used in the window's thread."""

    def __init__(
        self,
        runner: TaskRunner,
        pool: WorkerPool,
        work: Callable[[TaskContext], T],
        owner: QObject | None,
        callbacks: dict[str, Callable[..., None] | None],
    ) -> None:
        self.control = Control()
        self.latest_progress: Progress | None = None
        self._runner = runner
        self._pool = pool
        self._work = work
        self._owner = owner
        self._callbacks = callbacks
        self._dropped = False
        self._running = True
        if owner is not None:
            owner.destroyed.connect(self.drop)

    @property
    def is_running(self) -> bool:
        """Waiting for a thread, at work, or with news still to be delivered."""
        return self._running

    def cancel(self) -> None:
        """End without a result; `on_finished` is still called."""
        self.control.cancel()
        if self._pool.discard(self.execute):
            self.post(self.deliver_end)

    def pause(self) -> None:
        """Hold the work at its next checkpoint."""
        self.control.pause()

    def resume(self) -> None:
        """Let the work go on."""
        self.control.resume()

    def drop(self) -> None:
        """Cancel, and hear nothing of it ever again."""
        self._dropped = True
        self.cancel()

    def post(self, deliver: Callable[[], None]) -> None:
        """Have `deliver` called in the window's thread."""
        self._runner.post(deliver)

    def execute(self) -> None:
        """Do the work, in the calling thread, and post what came of it."""
        try:
            if not self._is_cancelled():
                result = self._work(TaskContext(self))
                self.post(lambda: self.deliver_result(result))
        except Cancelled:
            pass
        except BaseException as error:  # wall 5: whatever it is, the window hears of it
            failure = error
            self.post(lambda: self.deliver_error(failure))
        self.post(self.deliver_end)

    def deliver_progress(self) -> None:
        """Hand the latest progress to the owner."""
        progress, self.latest_progress = self.latest_progress, None
        if progress is not None:
            self._call("progress", progress)

    def deliver_partial(self, value: Any) -> None:
        """Hand a part of the result to the owner."""
        self._call("partial", value)

    def deliver_result(self, result: T) -> None:
        """Hand the result to the owner, unless it cancelled meanwhile."""
        self.deliver_progress()
        if not self._is_cancelled():
            self._call("result", result)

    def deliver_error(self, error: BaseException) -> None:
        """Hand the error to the owner, or to the error dialog when the owner does not take errors."""
        if self._is_deaf() or self._is_cancelled():
            log.info("Work that nobody waits for failed", exc_info=error)
        elif self._callbacks["error"] is not None:
            self._call("error", error)
        else:
            self._runner.report_error(error)

    def deliver_end(self) -> None:
        """Tell the owner that nothing more comes."""
        if not self._running:
            return
        self.deliver_progress()
        self._running = False
        self._runner.forget(self)
        if self._owner is not None and isValid(self._owner):
            self._owner.destroyed.disconnect(self.drop)
        self._call("finished")
        # The callbacks hold their owner, which may hold this task: let go.
        self._callbacks = dict.fromkeys(self._callbacks)
        self._owner = None

    def _is_cancelled(self) -> bool:
        return self.control.command is Command.CANCEL

    def _is_deaf(self) -> bool:
        return self._dropped or (self._owner is not None and not isValid(self._owner))

    def _call(self, name: str, *arguments: Any) -> None:
        callback = self._callbacks[name]
        if callback is None or self._is_deaf():
            return
        try:
            callback(*arguments)
        except Exception as error:  # a faulty callback must not keep the others from theirs
            self._runner.report_error(error)


class TaskRunner(QObject):
    """Starts work in threads and brings back what comes of it.

    Pools: "work" for long work (few threads, first come first served), "quick" for thumbnails and other short work
    (latest first, because what was asked for last is what the person looks at now), "hours" for what follows other
    processes for so long that nothing else should wait behind it, "labels" for what a person said of photos (one
    thread, and nothing else to wait for).

    Signals:
        idle: no task is left.
    """

    idle = Signal()
    _posted = Signal()

    def __init__(self, on_unhandled: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        """`on_unhandled` gets, in the window's thread, the errors that no `on_error` takes."""
        super().__init__(parent)
        self.report_error = on_unhandled
        self._pools = {
            "work": WorkerPool("work", 3),
            "quick": WorkerPool("quick", usable_cores(), last_in_first_out=True),
            "hours": WorkerPool("hours", 2),
            "labels": WorkerPool("labels", 1),
        }
        self._tasks: set[Task[Any]] = set()
        self._mail: deque[Callable[[], None]] = deque()
        self._lock = Lock()
        self._is_awake = False
        self._is_closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A zero timer lets input and painting come first, which a queued signal would not.
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._deliver)

    def run(
        self,
        work: Callable[[TaskContext], T],
        *,
        on_result: Callable[[T], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_partial: Callable[[Any], None] | None = None,
        on_finished: Callable[[], None] | None = None,
        pool: str = "work",
        owner: QObject | None = None,
    ) -> Task[T]:
        """Start `work` in a thread of `pool`; callbacks are called in the window's thread.

        Exactly one of `on_result` and `on_error` is called, or neither when the task was cancelled; `on_finished` is
        always last. Without `on_error`, errors go to the error dialog. After `Task.drop()`, or once `owner` is
        destroyed (by default the QObject whose method a callback is), nothing is called any more.
        """
        callbacks: dict[str, Callable[..., None] | None] = {
            "result": on_result,
            "error": on_error,
            "progress": on_progress,
            "partial": on_partial,
            "finished": on_finished,
        }
        receivers = (getattr(callback, "__self__", None) for callback in callbacks.values())
        owner = owner or next((receiver for receiver in receivers if isinstance(receiver, QObject)), None)
        task = Task(self, self._pools[pool], work, owner, callbacks)
        self._tasks.add(task)
        self._pools[pool].submit(task.execute)
        return task

    def shutdown(self, timeout_s: float = 5.0) -> bool:
        """Cancel everything, deliver nothing more and wait for the threads; False if some are still at work."""
        deadline = time.monotonic() + timeout_s
        with self._lock:
            self._is_closed = True
        for task in list(self._tasks):
            task.drop()
        ended = [pool.shutdown(max(0.0, deadline - time.monotonic())) for pool in self._pools.values()]
        self._more.stop()
        self._mail.clear()
        self._tasks.clear()
        return all(ended)

    def post(self, deliver: Callable[[], None]) -> None:
        """Have `deliver` called in the window's thread, in order; safe from any thread."""
        with self._lock:
            if self._is_closed:
                return
            self._mail.append(deliver)
            if not self._is_awake:
                self._is_awake = True
                self._posted.emit()

    def forget(self, task: Task[Any]) -> None:
        """Called by a task that has ended."""
        self._tasks.discard(task)
        if not self._tasks:
            self.idle.emit()

    def _deliver(self) -> None:
        deadline = time.monotonic() + DELIVERY_BUDGET_S
        while time.monotonic() < deadline:
            with self._lock:
                if not self._mail:
                    self._is_awake = False
                    return
                deliver = self._mail.popleft()
            deliver()
        self._more.start()
