"""Classify many photos: one worker a core, each decoding and predicting on its own, answers given out as they come."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait

from threadpoolctl import threadpool_limits

from core.control import Cancelled, Command, Control, OnProgress, Progress
from core.datasets.feature_cache import FeatureCache, FeatureKey, Features
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
LOOKED_UP_AHEAD = 64
"""photos at the front of the queue that the store is asked for before any of them is decoded"""
RATE_WINDOW_SECONDS = 5.0
_WAIT_SECONDS = 0.1


class _Meter:
    """Counts what is done, and how fast over the last seconds; time spent paused does not count."""

    def __init__(self, queue: PhotoQueue, on_progress: OnProgress | None) -> None:
        self._queue, self._on_progress = queue, on_progress
        self._done = 0
        self._recent: deque[tuple[float, int]] = deque()
        self.restart()

    def restart(self) -> None:
        """Measure the rate from now on: what was before was a pause."""
        self._recent.clear()
        self._recent.append((time.monotonic(), self._done))

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
        features: FeatureCache | None,
    ) -> None:
        self._queue, self._classifier, self._control, self._store = queue, classifier, control, store
        self._features = features if store else None  # which knows the photos' contents
        self._on_answers = on_answers
        self._meter = _Meter(queue, on_progress)
        self._lock = threading.Lock()
        self._store_lock = threading.Lock()
        self._looked_up: set[str] = set()
        self._given_up = threading.Event()

    def work(self) -> None:
        """What every worker does until the queue ends, the control says so, or another worker failed."""
        lower_this_thread()
        try:
            while self._may_go_on():
                if self._store and self._answer_ahead(self._store):
                    continue
                paths = self._queue.take(PHOTOS_A_TURN, _WAIT_SECONDS)
                if paths is None:
                    return
                self._answer(paths)
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """Let every worker end after the photo it is at."""
        self._given_up.set()

    def finish(self) -> None:
        """Report the end, which is known to be one only now."""
        self._meter.report()

    def _may_go_on(self) -> bool:
        """Wait while paused; False where the work is to end. Unlike `checkpoint`, it sees another worker's failure."""
        was_paused = False
        while (command := self._control.command) is Command.PAUSE and not self._given_up.wait(_WAIT_SECONDS):
            was_paused = True
        if command is Command.CANCEL:
            raise Cancelled
        if was_paused:
            with self._lock:
                self._meter.restart()
        return command is Command.RUN and not self._given_up.is_set()

    def _answer_ahead(self, store: PredictionStore) -> bool:
        """Answer those of the next photos that the store knows; whether there were any. Each is looked up once."""
        with self._store_lock:
            ahead = [path for path in self._queue.peek(LOOKED_UP_AHEAD) if path not in self._looked_up]
            known = store.get_many(ahead, self._classifier.model_id) if ahead else {}
            self._looked_up.update(ahead)
            answered = self._queue.remove(known)
        self._deliver({path: known[path] for path in answered})
        return bool(answered)

    def _answer(self, paths: list[str]) -> None:
        if self._store:
            for look_up in (self._store.get_many, self._store.get_by_content):
                known = look_up(paths, self._classifier.model_id)
                self._deliver(known)
                paths = [path for path in paths if path not in known]
        self._classify(paths)

    def _classify(self, paths: list[str]) -> None:
        answers: dict[str, Answer] = {}
        seen: dict[FeatureKey, dict[str, Features]] = {}
        for path in paths:
            if not self._may_go_on():
                break
            # one at a time: a photo may take hundreds of megabytes, and a batch would be no faster
            photo = load_photo(path, shorter_side=self._classifier.decode_side)
            if isinstance(photo, PhotoError) or self._features is None:
                answers[path] = photo if isinstance(photo, PhotoError) else self._classifier.classify(photo)
                continue
            answers[path], kept = self._classifier.classify_keeping(photo)
            for key, values in kept.items():
                seen.setdefault(key, {})[path] = values
        if self._store:
            self._keep_features(self._store, seen)
            predictions = {path: answer for path, answer in answers.items() if isinstance(answer, Prediction)}
            self._store.put_many(predictions, self._classifier.model_id)
        self._deliver(answers)

    def _keep_features(self, store: PredictionStore, seen: Mapping[FeatureKey, Mapping[str, Features]]) -> None:
        if self._features is None:
            return
        for (model_key, view_key), by_path in seen.items():
            contents = store.known_contents(list(by_path))
            kept = {contents[path]: values for path, values in by_path.items() if path in contents}
            self._features.put_many(kept, model_key, view_key)

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
    features: FeatureCache | None = None,
) -> None:
    """Answer every photo of the queue, or of a closed list; returns when all are answered.

    Args:
        photos: paths, or a queue that may still grow and be re-ordered; a queue must be closed for this to end.
        classifier: a model, loaded with one thread a call.
        on_answers: called from worker threads, never twice at once, with answers by path; each path is answered once.
        on_progress: called after each delivery and at the end; the total is None until the queue is closed.
        control: pauses, stops (what is answered stays answered) or cancels; asked before each photo.
        threads: workers; 0 for one a core.
        store: answers from here where it can, and keeps new predictions here.
        features: where the features that new predictions were made of are kept, by what `store` knows of the photos;
            they are what teaching and groups start from.

    Raises:
        Cancelled: the control said so.
        Exception: whatever `on_answers` or `on_progress` raised; the work has ended then.
    """
    queue = photos if isinstance(photos, PhotoQueue) else PhotoQueue(photos, closed=True)
    control = control or Control()
    run = _Run(queue, classifier, on_answers, on_progress=on_progress, control=control, store=store, features=features)
    count = threads or usable_cores()
    # NumPy's own threads would wait for each other's tiny products by spinning: half the speed on two cores
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(count, thread_name_prefix="classify") as pool:
        try:
            workers = [pool.submit(run.work) for _ in range(count)]
            wait(workers)
        except BaseException:  # Ctrl+C: the pool waits for its workers, who must not go on to the end
            run.give_up()
            raise
    errors = [error for worker in workers if (error := worker.exception())]
    if errors:
        # a real failure is worth more than the cancellation that may have come with it
        raise min(errors, key=lambda error: isinstance(error, Cancelled))
    run.finish()
