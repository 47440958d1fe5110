"""Answers in the order of the photos, each as soon as all before it are there."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping, Sequence

from core.control import Control, OnProgress
from core.errors import PhotoError
from core.exports.report import Row
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.results import Prediction
from core.photos.loader import load_photo

_Answers = Mapping[str, Prediction | PhotoError]
_POLL_SECONDS = 0.2
"""how long Ctrl+C may have to wait on Windows, where a wait without limit cannot be interrupted"""


def answer_one(path: str, classifier: Classifier) -> Row:
    """The answer for a single photo, without threads."""
    photo = load_photo(path, shorter_side=classifier.decode_side)
    return path, photo if isinstance(photo, PhotoError) else classifier.classify(photo)


def answer_all(
    paths: Sequence[str], classifier: Classifier, *, threads: int, control: Control, on_progress: OnProgress
) -> Iterator[Row]:
    """Classify in the background and yield the answers in the order of `paths`, which holds no path twice.

    The work ends with the iterator, also when that is closed early.

    Args:
        paths: photos.
        classifier: loaded with one thread a call.
        threads: workers; 0 for one a core.
        control: cancels the work; it is cancelled itself where the iterator is closed early.
        on_progress: called from the workers' threads.

    Raises:
        Cancelled: by `control`.
    """
    arrivals: queue.SimpleQueue[_Answers | BaseException | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            classify_photos(paths, classifier, arrivals.put, on_progress=on_progress, control=control, threads=threads)
        except BaseException as error:
            arrivals.put(error)
        else:
            arrivals.put(None)

    worker = threading.Thread(target=work, name="classify")
    worker.start()
    try:
        yield from _in_order(paths, arrivals)
    except BaseException:  # closed early, too: whoever asked no longer wants the rest
        control.cancel()
        raise
    finally:
        worker.join()


def _in_order(paths: Sequence[str], arrivals: queue.SimpleQueue[_Answers | BaseException | None]) -> Iterator[Row]:
    early: dict[str, Prediction | PhotoError] = {}
    for path in paths:
        while path not in early:
            try:
                arrived = arrivals.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if arrived is None:
                return
            if isinstance(arrived, BaseException):
                raise arrived
            early.update(arrived)
        yield path, early.pop(path)
