"""Classify many photos: one worker a core, each decoding and predicting on its own, answers given out as they come."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait

from core.control import Cancelled, Control, OnProgress, Progress
from core.errors import PhotoError
from core.inference.classifier import Classifier
from core.inference.photo_queue import PhotoQueue
from core.inference.prediction_store import PredictionStore
from core.inference.results import Prediction
from core.photos.loader import load_photo
from core.thread_priority import lower_this_thread, usable_cores

Answer = Prediction | PhotoError
OnAnswers = Callable[[Mapping[str, Answer]], None]

PHOTOS_A_TURN = 4
STORED_A_TURN = 64
RATE_WINDOW_SECONDS = 5.0
_WAIT_SECONDS = 0.1


class _Meter:
    """Counts what is done, and how fast over the last seconds; time spent paused does not count."""

    def __init__(self, queue: PhotoQueue, on_progress: OnProgress | None) -> None:
        self._queue, self._on_progress = queue, on_progress
        self._done = 0
        self._recent: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def advance(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        self._recent.append((now, self._done))
        while len(self._recent) > 2 and now - self._recent[0][0] > RATE_WINDOW_SECONDS:
            self._recent.popleft()
        self.report()

    def report(self) -> None:
        if self._on_progress is None:
            return
        (start, before), (end, after) = self._recent[0], self._recent[-1]
        rate = (after - before) / (end - start) if end > start else None
        total = max(self._queue.added, self._done) if self._queue.closed else None
        self._on_progress(Progress(self._done, total, rate))


class _Run:
    """One pass over a queue, shared by its workers."""

    def __init__(
        self,
        queue: PhotoQueue,
        classifier: Classifier,
        on_answers: OnAnswers,
        *,
        on_progress: OnProgress | None,
        control: Control,
        store: PredictionStore | None,
    ) -> None:
        self._queue, self._classifier, self._control, self._store = queue, classifier, control, store
        self._on_answers = on_answers
        self._meter = _Meter(queue, on_progress)
        self._lock = threading.Lock()
        self._failed = threading.Event()

    def work(self) -> None:
        """What every worker does until the queue ends, the control says so, or another worker failed."""
        lower_this_thread()
        try:
            while not self._failed.is_set() and self._control.checkpoint():
                paths = self._queue.take(STORED_A_TURN if self._store else PHOTOS_A_TURN, _WAIT_SECONDS)
                if paths is None:
                    return
                if paths:
                    self._answer(paths)
        except BaseException:
            self._failed.set()
            raise

    def _answer(self, paths: list[str]) -> None:
        known = self._store.get_many(paths, self._classifier.model_id) if self._store else {}
        self._deliver(known)
        rest = [path for path in paths if path not in known]
        # what was taken only to be looked up goes back, so that no worker hoards what others could do
        self._queue.put_back(rest[PHOTOS_A_TURN:])
        turn = rest[:PHOTOS_A_TURN]
        if self._store and turn:
            moved = self._store.get_by_content(turn, self._classifier.model_id)
            self._deliver(moved)
            turn = [path for path in turn if path not in moved]
        self._classify(turn)

    def _classify(self, paths: list[str]) -> None:
        answers: dict[str, Answer] = {}
        photos = {}
        for path in paths:
            if not self._control.checkpoint():
                break
            photo = load_photo(path, shorter_side=self._classifier.decode_side)
            if isinstance(photo, PhotoError):
                answers[path] = photo
            else:
                photos[path] = photo
        predictions = dict(zip(photos, self._classifier.classify_batch(list(photos.values())), strict=True))
        if self._store:
            self._store.put_many(predictions, self._classifier.model_id)
        self._deliver(answers | predictions)

    def _deliver(self, answers: Mapping[str, Answer]) -> None:
        if answers:
            with self._lock:
                self._on_answers(answers)
                self._meter.advance(len(answers))


def classify_photos(
    photos: PhotoQueue | Iterable[str],
    classifier: Classifier,
    on_answers: OnAnswers,
    *,
    on_progress: OnProgress | None = None,
    control: Control | None = None,
    threads: int = 0,
    store: PredictionStore | None = None,
) -> None:
    """Answer every photo of the queue, or of a closed list; returns when all are answered.

    Args:
        photos: paths, or a queue that may still grow and be re-ordered; a queue must be closed for this to end.
        classifier: a model, loaded with one thread a call.
        on_answers: called from worker threads, never twice at once, with answers by path; each path is answered once.
        on_progress: called after each delivery; the total is None until the queue is closed.
        control: pauses, stops (what is answered stays answered) or cancels; asked before each photo.
        threads: workers; 0 for one a core.
        store: answers from here where it can, and keeps new predictions here.

    Raises:
        Cancelled: the control said so.
    """
    queue = photos if isinstance(photos, PhotoQueue) else PhotoQueue(photos, closed=True)
    control = control or Control()
    run = _Run(queue, classifier, on_answers, on_progress=on_progress, control=control, store=store)
    with ThreadPoolExecutor(threads or usable_cores(), thread_name_prefix="classify") as pool:
        workers = [pool.submit(run.work) for _ in range(threads or usable_cores())]
        wait(workers)
    errors = [error for worker in workers if (error := worker.exception())]
    # a real failure is worth more than the cancellation that may have come with it
    for error in sorted(errors, key=lambda error: isinstance(error, Cancelled)):
        raise error
