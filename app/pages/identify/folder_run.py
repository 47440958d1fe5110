"""One folder (or list of files) from opening to the last prediction: scan, then classification, side by side."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.model_in_use import ModelInUse
from app.services import Services
from app.task_runner import Task, TaskContext
from core.errors import PhotoError

if TYPE_CHECKING:
    from app.item_models.photo_columns import Summary
    from core.inference.photo_queue import PhotoQueue
    from core.inference.results import Prediction

log = logging.getLogger(__name__)

_DELIVERY_MS = 60
_AT_ONCE = 400
"""outcomes taken into the window at once: a few milliseconds of work"""

Outcome = tuple[str, "Summary", "Prediction | PhotoError"]


class _Outbox:
    """Where the workers of one run put outcomes, and the window fetches them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: deque[Outcome] = deque()

    def put(self, answers: Mapping[str, Prediction | PhotoError]) -> None:
        from app.item_models.photo_columns import summarise

        rows = [(path, summarise(outcome), outcome) for path, outcome in answers.items()]
        with self._lock:
            self._waiting.extend(rows)

    def take(self, most: int) -> list[Outcome]:
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]


class FolderRun(QObject):
    """Starting again ends what was under way; nothing of it arrives any more.

    Signals:
        begun: photos are being looked for or classified from now on.
        found: some photos (`PhotoChunk`).
        scanned: no more photos will be found; how many folders could not be read.
        model_ready: class names of the model, before its first outcome.
        outcomes: a list of (path, row summary, Prediction or PhotoError).
        progress: how far the classification is.
        ended: all done (True) or given up (False).
        failed: neither photos nor the model gave an answer; the exception.
    """

    begun = Signal()
    found = Signal(object)
    scanned = Signal(int)
    model_ready = Signal(object)
    outcomes = Signal(object)
    progress = Signal(object)
    ended = Signal(bool)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._scan: Task[int] | None = None
        self._work: Task[None] | None = None
        self._queue: PhotoQueue | None = None
        self._outbox = _Outbox()
        self._delivery = QTimer(self, interval=_DELIVERY_MS)
        self._delivery.timeout.connect(self._deliver)
        self._has_failed = False

    @property
    def is_running(self) -> bool:
        """Photos are being looked for or classified (or the work is held)."""
        return self._delivery.isActive()

    def start(self, paths: Sequence[str], model: ModelInUse, *, recursive: bool, threads: int) -> None:
        """Find the photos of `paths` and classify them."""
        queue = self._begin(model, threads)
        self._scan = self._services.tasks.run(
            partial(_scan, list(paths), recursive, queue),
            on_partial=self.found.emit,
            on_result=self._on_scanned,
            on_error=partial(self._on_failure, "scan"),
            owner=self,
        )

    def classify(self, paths: Sequence[str], model: ModelInUse, *, threads: int) -> None:
        """Classify photos that are already known, with another model."""
        queue = self._begin(model, threads)
        queue.add(paths)
        queue.close()

    def prioritise(self, paths: Sequence[str]) -> None:
        """Classify these first: they are in view."""
        if self._queue is not None and self.is_running:
            self._queue.prioritise(paths)

    def set_paused(self, paused: bool) -> None:
        """Hold the classification, or go on with it."""
        if self._work is not None:
            (self._work.pause if paused else self._work.resume)()

    def cancel(self) -> None:
        """Give up; what was found stays."""
        if self.is_running:
            self._deliver(everything=True)
            self.stop()
            self.ended.emit(False)

    def stop(self) -> None:
        """End without another word."""
        for task in (self._scan, self._work):
            if task is not None:
                task.drop()
        if self._queue is not None:
            self._queue.close()
        self._scan = self._work = self._queue = None
        self._delivery.stop()

    def _begin(self, model: ModelInUse, threads: int) -> PhotoQueue:
        from core.inference.photo_queue import PhotoQueue

        self.stop()
        self._has_failed = False
        self._outbox = _Outbox()
        self._queue = PhotoQueue()
        self._delivery.start()
        self.begun.emit()
        self._work = self._services.tasks.run(
            partial(_classify, model, self._services, (self._queue, self._outbox), threads),
            on_partial=self.model_ready.emit,
            on_progress=self.progress.emit,
            on_result=self._on_classified,
            on_error=partial(self._on_failure, "work"),
            owner=self,
        )
        return self._queue

    def _on_scanned(self, unreadable: int) -> None:
        self._scan = None
        self.scanned.emit(unreadable)

    def _on_classified(self, _: None) -> None:
        self._work = None

    def _on_failure(self, what: str, error: BaseException) -> None:
        """Photos are shown also where the model gives no answers, and answered as far as they were found."""
        if what == "scan":
            self._scan = None
            if self._queue is not None:
                self._queue.close()
            self.scanned.emit(0)
        else:
            self._work = None
            self._has_failed = True
        self.failed.emit(error)

    def _deliver(self, everything: bool = False) -> None:
        while rows := self._outbox.take(_AT_ONCE):
            self.outcomes.emit(rows)
            if not everything:
                return
        if self._scan is None and self._work is None and not everything:
            self.stop()
            self.ended.emit(not self._has_failed)


def _scan(paths: list[str], recursive: bool, queue: PhotoQueue, context: TaskContext) -> int:
    """From the disk to the queue; gives the number of folders that could not be read."""
    from app.item_models.photo_columns import PhotoChunk
    from core.photos.scan import scan

    unreadable: list[str] = []

    def note(folder: str, error: PhotoError) -> None:
        unreadable.append(folder)
        log.warning("The folder %r cannot be read: %s", folder, error.code.value)

    for chunk in scan(paths, recursive=recursive, control=context.control, on_problem=note):
        context.partial(PhotoChunk.of(chunk))
        queue.add(chunk)
    queue.close()
    return len(unreadable)


def _classify(
    model: ModelInUse, services: Services, ends: tuple[PhotoQueue, _Outbox], threads: int, context: TaskContext
) -> None:
    """From the queue to the outbox."""
    from core.inference.folder_run import classify_photos

    classifier = model.get()
    context.partial(tuple(classifier.class_names))
    queue, outbox = ends
    classify_photos(
        queue,
        classifier,
        outbox.put,
        on_progress=context.report,
        control=context.control,
        threads=threads,
        store=services.predictions,
        features=services.features,
    )
    services.features.trim()
