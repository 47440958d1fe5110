"""What the person says of photos, on its way to the label library and back to whoever shows it.

Everything is written in a worker, in the order in which it was said, and shown only once it is on the disk.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.label_work import Job, LabelWork, News, Said, Steps
from app.task_runner import Task, TaskContext, TaskRunner
from core.control import Cancelled, Control
from core.errors import BreedLensError

if TYPE_CHECKING:
    from app.model_in_use import ModelInUse
    from core.inference.prediction_store import PredictionStore
    from core.library.backups import Backup
    from core.library.library import LabelLibrary
    from core.library.records import Origin

log = logging.getLogger(__name__)

_PATIENCE_S = 5.0
"""how long the end waits for a worker that hangs in the operating system"""

_PASSING = ("library_in_use", "library_gone")
"""why labels cannot be given, where that may change by itself"""


class _Queued(NamedTuple):
    job: Job
    writes: bool
    """it is carried out even where nobody is left to be told"""


class Labelling(QObject):
    """The open library as the window uses it. All methods return at once and are for the window's thread.

    Signals:
        opened: the library is open (`why_read_only` where it can only be looked at), or cannot be (`why_closed`).
        found: labels of files that were looked up (`Labels`); files that the library does not know are not among them.
        changed: labels that are others now, and on the disk (`Labels`).
        steps_changed: `steps` are others.
        undone, redone: the `Step`.
        restored: (Backup that was put in place, file that the replaced library is now, None where there was none).
        unread: {path: PhotoError} of photos that could not be read and so were not labelled.
        failed: a BreedLensError; what was said with it is not on the disk.
    """

    opened = Signal()
    found = Signal(object)
    changed = Signal(object)
    steps_changed = Signal()
    undone = Signal(object)
    redone = Signal(object)
    restored = Signal(object)
    unread = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        predictions: Callable[[], PredictionStore],
        path: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`predictions` gives the store of known answers; `path` is the library's, None for the person's own."""
        super().__init__(parent)
        self._tasks = tasks
        self._work = LabelWork(path, predictions)
        self._jobs: deque[_Queued] = deque()
        self._lock = Lock()
        self._turn = Lock()
        """held by whoever takes a job and carries it out, so that what was said first is written first"""
        self._task: Task[None] | None = None
        self.steps = Steps()
        self.is_open = False
        self.why_closed: BreedLensError | None = None
        self.why_read_only: BreedLensError | None = None
        self.why_no_backup: BreedLensError | None = None

    @property
    def library(self) -> LabelLibrary | None:
        """The open library, for exports and for reading in workers; None while it is not open."""
        return self._work.library

    @property
    def path(self) -> Path | None:
        """The file of the library; None for the person's own."""
        return self._work.path

    @property
    def is_writable(self) -> bool:
        """Labels can be given, as far as is known."""
        return self.why_closed is None and self.why_read_only is None

    def begin(self) -> None:
        """Open the library, soon."""
        self._do(lambda work, control: iter(()), writes=False)  # noqa: ARG005

    def look_up(self, paths: Sequence[str]) -> None:
        """Ask for the labels of files; `found` tells."""
        self._queue(partial(LabelWork.look_up, paths=list(paths)), writes=False)

    def say(self, said: Mapping[str, Said], origin: Origin, model: ModelInUse | None = None) -> None:
        """Label photos by path, as one step; `changed` tells when it is on the disk.

        `model`: whose answers the person saw; they are kept with the labels.
        """
        if said:
            self._do(partial(LabelWork.say, said=dict(said), origin=origin, model=model))

    def undo(self) -> None:
        """Take the last step back."""
        self._do(partial(LabelWork.step, which="undo"))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._do(partial(LabelWork.step, which="redo"))

    def rename_breed(self, breed: int, name: str) -> None:
        """Give a breed of the person's own another name."""
        self._do(partial(LabelWork.change_breeds, change=lambda library: library.rename_breed(breed, name)))

    def merge_breeds(self, source: int, target: int) -> None:
        """Give all photos of one breed to another."""
        self._do(partial(LabelWork.change_breeds, change=lambda library: library.merge_breeds(source, target)))

    def refresh(self) -> None:
        """Something else wrote into the library (an import): `changed` tells all labels of the open files."""
        self._do(LabelWork.tell_all, writes=False)

    def reopen(self, path: Path | None) -> None:
        """Another library, or the same one after a backup was restored; what was said before is written first."""
        self._queue(partial(LabelWork.reopen, path=path))

    def look_again(self) -> None:
        """The person is back: what kept labels from being given may have gone (another window, a disk that was out)."""
        why = self.why_closed or self.why_read_only
        if why is not None and why.code in _PASSING:
            self._queue(LabelWork.look_again, writes=False)

    def restore(self, backup: Backup | None = None) -> None:
        """Put a backup in the place of the library, by default the latest that is whole."""
        self._queue(partial(LabelWork.restore, backup=backup))

    def close(self) -> None:
        """Write what is still to be written, and give the file back. The workers have ended, but for one that hangs."""
        if not self._turn.acquire(timeout=_PATIENCE_S):
            log.error("Labels are still being written; %d other steps are given up", len(self._jobs))
            return
        nobody_waits = Control()
        nobody_waits.cancel()  # for labels that would only be shown
        try:
            while (queued := self._next()) is not None:
                if queued.writes:
                    self._write_at_the_end(queued.job, nobody_waits)
            self._work.close()
        finally:
            self._turn.release()

    def _write_at_the_end(self, job: Job, control: Control) -> None:
        try:
            list(job(self._work, control))
        except Cancelled:
            pass
        except Exception as error:  # nobody is left to be told, and the others are to be written all the same
            log.error("At the end, a label could not be written", exc_info=error)

    def _do(self, job: Job, *, writes: bool = True) -> None:
        self._queue(partial(LabelWork.do, job=job), writes=writes)

    def _queue(self, job: Job, *, writes: bool = True) -> None:
        with self._lock:
            self._jobs.append(_Queued(job, writes))
        if self._task is None:
            self._start()

    def _start(self) -> None:
        self._task = self._tasks.run(
            self._carry_out, on_partial=self._tell, on_finished=self._on_idle, pool="labels", owner=self
        )

    def _on_idle(self) -> None:
        self._task = None
        if self._jobs:  # said between the worker's last look and its end
            self._start()

    def _next(self) -> _Queued | None:
        with self._lock:
            return self._jobs.popleft() if self._jobs else None

    def _carry_out(self, context: TaskContext) -> None:
        """In the worker: one job after the other, as long as there are any."""
        while self._carry_out_next(context):
            pass

    def _carry_out_next(self, context: TaskContext) -> bool:
        with self._turn:
            queued = self._next()
            if queued is None:
                return False
            try:
                for news in queued.job(self._work, context.control):
                    context.partial(news)
            except BreedLensError as error:
                context.partial(News("failed" if self._work.library is not None else "closed", error))
        return True

    def _tell(self, news: News) -> None:
        match news.name:
            case "left":
                self.is_open, self.why_closed = False, None
                self.why_read_only = self.why_no_backup = None
            case "opened":
                self.is_open, self.why_closed = True, None
                self.why_read_only, self.why_no_backup = news.value
                self.opened.emit()
            case "closed":
                self._on_closed(news.value)
            case "steps":
                if news.value != self.steps:
                    self.steps = news.value
                    self.steps_changed.emit()
            case name:
                getattr(self, name).emit(news.value)

    def _on_closed(self, error: BreedLensError) -> None:
        """It could not be opened: told once, until another way is tried."""
        is_known, self.why_closed, self.is_open = self.why_closed is not None, error, False
        if not is_known:
            self.opened.emit()
            self.failed.emit(error)
