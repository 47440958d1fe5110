"""Many photos: each answered once, in the order wanted, until told otherwise, whatever fails."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from toy_answers import ToyClassifier, prediction, same

from core.control import Cancelled, Command, Control, Progress
from core.errors import PhotoError, PhotoErrorCode
from core.inference import folder_run, prediction_store
from core.inference.folder_run import LOOKED_UP_AHEAD, PHOTOS_A_TURN, classify_photos
from core.inference.photo_queue import PhotoQueue
from core.inference.prediction_store import PredictionStore
from core.inference.results import Prediction

Answers = Mapping[str, Prediction | PhotoError]


class Loader:
    """Stands for the decoder: the first byte of a file is its picture; notes what was decoded, in order."""

    def __init__(self) -> None:
        self.decoded: list[str] = []
        self.before: Callable[[str], None] = lambda path: None
        self._lock = threading.Lock()

    def __call__(self, path: str, shorter_side: int | None = None) -> NDArray[np.uint8] | PhotoError:
        assert shorter_side == ToyClassifier.decode_side
        self.before(path)
        with self._lock:
            self.decoded.append(path)
        try:
            return np.full((4, 4, 3), Path(path).read_bytes()[0], np.uint8)
        except OSError:
            return PhotoError(PhotoErrorCode.NOT_FOUND)


class Listener:
    """Collects answers and progress, and checks that it is never called twice at once."""

    def __init__(self) -> None:
        self.answers: dict[str, Prediction | PhotoError] = {}
        self.counts: Counter[str] = Counter()
        self.order: list[str] = []
        self.progress: list[Progress] = []
        self._busy = threading.Lock()

    def on_answers(self, answers: Answers) -> None:
        assert self._busy.acquire(blocking=False)
        assert answers
        self.answers.update(answers)
        self.counts.update(answers.keys())
        self.order += answers
        self._busy.release()


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> Loader:
    loader = Loader()
    monkeypatch.setattr(folder_run, "load_photo", loader)
    return loader


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = PredictionStore(tmp_path / "cache")
    yield store
    store.close()


def photos(folder: Path, count: int) -> list[str]:
    folder.mkdir(exist_ok=True)
    for i in range(count):
        (folder / f"{i:04}.jpg").write_bytes(bytes([i % 256]) + b"%d" % i)
    return [str(folder / f"{i:04}.jpg") for i in range(count)]


def run(paths: Any, **options: Any) -> Listener:
    listener = Listener()
    classifier = options.pop("classifier", None) or ToyClassifier()
    classify_photos(paths, classifier, listener.on_answers, on_progress=listener.progress.append, **options)
    return listener


def assert_answered(listener: Listener, paths: list[str]) -> None:
    assert set(listener.counts) == set(paths) and set(listener.counts.values()) <= {1}
    for path in paths:
        answer = listener.answers[path]
        assert isinstance(answer, Prediction) and same(answer, prediction(Path(path).read_bytes()[0]))


@pytest.mark.parametrize("threads", [0, 1, 5])
@pytest.mark.parametrize("kept", [False, True])
def test_each_photo_is_answered_once(threads: int, kept: bool, loader: Loader, store: Any, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 211)
    listener = run([*paths, *paths[:50]], threads=threads, store=store if kept else None)
    assert_answered(listener, paths)
    assert Counter(loader.decoded) == Counter(paths)
    assert [p.done for p in listener.progress] == sorted(p.done for p in listener.progress)
    assert listener.progress[-1].done == listener.progress[-1].total == 211


def test_nothing_to_do_is_said_too(loader: Loader) -> None:
    assert run([]).progress == [Progress(0, 0, None)]


def test_the_order_is_that_of_the_queue_and_those_in_view_come_first(
    loader: Loader, store: Any, tmp_path: Path
) -> None:
    paths = photos(tmp_path / "photos", 200)
    queue = PhotoQueue(paths, closed=True)
    in_view = paths[150:160]

    def scroll(path: str) -> None:
        if path == paths[2]:
            queue.prioritise(in_view)

    loader.before = scroll
    run(queue, threads=1, store=store)
    turn = paths[:PHOTOS_A_TURN]
    rest = [path for path in paths if path not in turn and path not in in_view]
    assert loader.decoded == [*turn, *in_view, *rest]


def test_a_queue_may_grow_while_it_is_worked_on(loader: Loader, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 60)
    queue = PhotoQueue()

    def scan() -> None:
        for start in range(0, 60, 7):
            queue.add(paths[start : start + 7])
        queue.close()

    scanning = threading.Thread(target=scan)
    scanning.start()
    listener = run(queue, threads=2)
    scanning.join()
    assert_answered(listener, paths)
    assert listener.progress[-1].total == 60


def test_a_few_photos_are_shared_among_all_workers(loader: Loader, store: Any, tmp_path: Path) -> None:
    """Fewer photos than are looked up ahead: no worker may take them all and let the others go home."""
    paths = photos(tmp_path / "photos", LOOKED_UP_AHEAD // 2)
    meeting = threading.Barrier(2, timeout=30)
    met = threading.Event()

    def meet(path: str) -> None:
        if not met.is_set():
            meeting.wait()
            met.set()

    loader.before = meet
    assert_answered(run(paths, threads=2, store=store), paths)


def test_errors_are_answers(loader: Loader, store: Any, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 20)
    missing = str(tmp_path / "missing.jpg")
    listener = run([*paths[:5], missing, *paths[5:]], store=store)
    error = listener.answers.pop(missing)
    assert isinstance(error, PhotoError) and error.code is PhotoErrorCode.NOT_FOUND
    assert listener.counts.pop(missing) == 1
    assert_answered(listener, paths)
    again = run([missing], store=store)
    assert isinstance(again.answers[missing], PhotoError) and loader.decoded.count(missing) == 2


def test_what_is_kept_is_not_decoded_again(loader: Loader, store: Any, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 150)
    run(paths[:100], store=store)
    loader.decoded.clear()
    classifier = ToyClassifier()
    assert_answered(run(paths, store=store, classifier=classifier), paths)
    assert sorted(loader.decoded) == paths[100:] and classifier.answered == 50
    loader.decoded.clear()
    assert_answered(run(paths, store=store, classifier=ToyClassifier("toy:2")), paths)
    assert sorted(loader.decoded) == paths


def test_a_moved_photo_is_found_by_its_content(loader: Loader, store: Any, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 30)
    run(paths, store=store)
    loader.decoded.clear()
    (tmp_path / "photos").rename(tmp_path / "moved")
    moved = [path.replace("photos", "moved") for path in paths]
    assert_answered(run(moved, store=store), moved)
    assert loader.decoded == []


def test_a_changed_photo_is_decoded_again(loader: Loader, store: Any, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 10)
    run(paths, store=store)
    loader.decoded.clear()
    Path(paths[3]).write_bytes(b"another")
    assert_answered(run(paths, store=store), paths)
    assert loader.decoded == [paths[3]]


@pytest.mark.parametrize("obstacle", ["a file for the folder", "full", "damaged later"])
def test_a_store_that_fails_changes_no_answer(
    obstacle: str, loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = photos(tmp_path / "photos", 90)
    folder = tmp_path / "broken"
    store = PredictionStore(folder)
    if obstacle == "a file for the folder":
        folder.write_text("")
    elif obstacle == "full":
        monkeypatch.setattr(prediction_store, "_SCHEMA", "PRAGMA max_page_count = 1;" + prediction_store._SCHEMA)
    else:

        def damage(path: str) -> None:
            if path == paths[40] and store._file._connection is not None:
                store._file._connection.execute("DROP TABLE files")

        loader.before = damage
    assert_answered(run(paths, store=store, threads=1), paths)
    assert_answered(run(paths, store=store), paths)
    store.close()


def paused_at(path: str, control: Control, loader: Loader) -> threading.Event:
    """Pause the run when this path is decoded; set once that has happened."""
    reached = threading.Event()

    def pause(decoded: str) -> None:
        if decoded == path:
            control.pause()
            reached.set()

    loader.before = pause
    return reached


def in_background(paths: Any, listener: Listener, **options: Any) -> tuple[threading.Thread, list[BaseException]]:
    errors: list[BaseException] = []

    def work() -> None:
        try:
            classify_photos(
                paths, ToyClassifier(), listener.on_answers, on_progress=listener.progress.append, **options
            )
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, errors


def test_a_pause_holds_and_the_rate_starts_anew(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(folder_run.time, "monotonic", lambda: now[0])
    paths, control, listener = photos(tmp_path / "photos", 40), Control(), Listener()
    reached = paused_at(paths[10], control, loader)
    thread, errors = in_background(paths, listener, control=control, threads=1)
    assert reached.wait(30)
    now[0] = 1000.0  # a long pause

    def tick(_: str) -> None:
        now[0] += 0.5

    loader.before = tick
    thread.join(0.3)
    assert thread.is_alive() and len(listener.answers) <= 10
    control.resume()
    thread.join(30)
    assert not thread.is_alive() and errors == []
    assert_answered(listener, paths)
    # a photo every half second; the first turn was half over when the pause came
    assert listener.progress[-1].rate == pytest.approx(2, rel=0.5)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_cancelled_run_ends_also_while_it_is_paused(threads: int, loader: Loader, tmp_path: Path) -> None:
    paths, control, listener = photos(tmp_path / "photos", 100), Control(), Listener()
    reached = paused_at(paths[20], control, loader)
    thread, errors = in_background(PhotoQueue(paths), listener, control=control, threads=threads)
    assert reached.wait(30)
    control.cancel()
    thread.join(30)
    assert not thread.is_alive() and [type(error) for error in errors] == [Cancelled]
    assert len(listener.answers) < 100 and set(listener.counts.values()) <= {1}


def test_a_cancelled_run_waits_for_no_queue(loader: Loader) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        run(PhotoQueue(), control=control)


def test_stopping_keeps_what_was_answered(loader: Loader, store: Any, tmp_path: Path) -> None:
    paths, control = photos(tmp_path / "photos", 100), Control()

    def stop(path: str) -> None:
        if path == paths[50]:
            control.set(Command.STOP_KEEP)

    loader.before = stop
    listener = run(paths, control=control, threads=1, store=store)
    assert_answered(listener, paths[:51])
    loader.before = lambda path: None
    assert_answered(run(paths, store=store), paths)
    assert len(loader.decoded) == 100


class Unlucky(Exception):
    """What a listener or a network may raise."""


@pytest.mark.parametrize("where", ["answers", "progress", "network", "loader"])
def test_a_failure_ends_the_run_and_is_passed_on(where: str, loader: Loader, store: Any, tmp_path: Path) -> None:
    paths, calls = photos(tmp_path / "photos", 200), Counter[str]()

    def fail(*_: Any) -> Any:
        calls[where] += 1
        raise Unlucky(where)

    classifier = ToyClassifier()
    if where == "network":
        classifier.classify = fail  # type: ignore[method-assign]
    if where == "loader":
        loader.before = fail
    with pytest.raises(Unlucky, match=where):
        classify_photos(
            PhotoQueue(paths), classifier, fail if where == "answers" else lambda answers: None,  # type: ignore[arg-type]
            on_progress=fail if where == "progress" else None, threads=3, store=store,
        )  # fmt: skip
    assert calls[where] <= 3 and len(loader.decoded) <= 3 * PHOTOS_A_TURN


def test_a_failure_ends_a_paused_run(loader: Loader, tmp_path: Path) -> None:
    paths, control = photos(tmp_path / "photos", 200), Control()

    def pause_and_fail(_: Answers) -> None:
        control.pause()
        raise Unlucky

    with pytest.raises(Unlucky):
        classify_photos(paths, ToyClassifier(), pause_and_fail, control=control, threads=3)  # type: ignore[arg-type]


def test_an_interrupted_caller_takes_its_workers_along(
    loader: Loader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_run, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(PhotoQueue(photos(tmp_path / "photos", 50)))
