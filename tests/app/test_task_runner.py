"""Every task ends in exactly one of result, error or silence, in the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.task_runner import Task, TaskContext, TaskRunner
from core.control import Progress


class Log:
    """Records what a task delivers, and in which thread."""

    def __init__(self) -> None:
        self.events: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    def note(self, name: str) -> Callable[..., None]:
        def callback(*values: object) -> None:
            self.events.append((name, *values))
            self.threads.add(threading.get_ident())

        return callback

    def callbacks(self) -> dict[str, Callable[..., None]]:
        names = ("result", "error", "progress", "partial", "finished")
        return {f"on_{name}": self.note(name) for name in names}

    @property
    def names(self) -> list[str]:
        return [event[0] for event in self.events]


def wait_for_end(qtbot: QtBot, task: Task) -> None:
    qtbot.waitUntil(lambda: not task.is_running, timeout=10_000)


@pytest.mark.parametrize("pool", ["work", "quick"])
def test_a_result_arrives_once_in_the_windows_thread(qtbot: QtBot, tasks: TaskRunner, pool: str) -> None:
    log = Log()
    worker = []

    def work(context: TaskContext) -> int:
        worker.append(threading.get_ident())
        return 42

    task = tasks.run(work, pool=pool, **log.callbacks())
    wait_for_end(qtbot, task)
    assert log.events == [("result", 42), ("finished",)]
    assert log.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]


def test_an_error_arrives_instead_of_a_result(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()
    error = ValueError("no")

    def work(context: TaskContext) -> None:
        raise error

    wait_for_end(qtbot, tasks.run(work, **log.callbacks()))
    assert log.events == [("error", error), ("finished",)]


def test_an_error_without_a_taker_reaches_the_error_handler(
    qtbot: QtBot, tasks: TaskRunner, unhandled: list[BaseException]
) -> None:
    error = ValueError("no")

    def work(context: TaskContext) -> None:
        raise error

    wait_for_end(qtbot, tasks.run(work))
    assert unhandled == [error]
    unhandled.clear()


def test_a_faulty_callback_is_reported_and_keeps_no_other_from_its_turn(
    qtbot: QtBot, tasks: TaskRunner, unhandled: list[BaseException]
) -> None:
    log = Log()
    callbacks = log.callbacks() | {"on_result": lambda _: 1 / 0}
    wait_for_end(qtbot, tasks.run(lambda _: None, **callbacks))
    assert log.names == ["finished"]
    assert [type(error) for error in unhandled] == [ZeroDivisionError]
    unhandled.clear()


def test_parts_arrive_in_order_and_before_the_result(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()

    def work(context: TaskContext) -> str:
        for i in range(3000):
            context.partial(i)
        return "end"

    wait_for_end(qtbot, tasks.run(work, **log.callbacks()))
    assert log.events == [*(("partial", i) for i in range(3000)), ("result", "end"), ("finished",)]


def test_progress_is_thinned_and_its_last_value_arrives(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()

    def work(context: TaskContext) -> None:
        for i in range(1, 10_001):
            context.report(Progress(i, 10_000))

    wait_for_end(qtbot, tasks.run(work, **log.callbacks()))
    reports = [event[1] for event in log.events if event[0] == "progress"]
    assert reports[-1] == Progress(10_000, 10_000)
    assert len(reports) < 1000
    assert [report.done for report in reports] == sorted({report.done for report in reports})
    assert log.names[-2:] == ["result", "finished"]


def test_cancelling_gives_neither_result_nor_error(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()
    started = threading.Event()

    def work(context: TaskContext) -> None:
        started.set()
        while True:
            context.control.checkpoint()

    task = tasks.run(work, **log.callbacks())
    assert started.wait(10)
    task.cancel()
    wait_for_end(qtbot, task)
    assert log.names == ["finished"]


def test_cancelling_what_has_not_begun_ends_it_at_once(qtbot: QtBot, tasks: TaskRunner) -> None:
    release = threading.Event()
    holders = [tasks.run(lambda _: release.wait(10)) for _ in range(3)]
    log = Log()
    task = tasks.run(lambda _: 1, **log.callbacks())
    task.cancel()
    task.cancel()
    wait_for_end(qtbot, task)
    assert log.names == ["finished"]
    release.set()
    for holder in holders:
        wait_for_end(qtbot, holder)


def test_a_result_that_comes_after_cancelling_is_not_delivered(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()
    started, release = threading.Event(), threading.Event()

    def work(context: TaskContext) -> int:
        started.set()
        release.wait(10)
        return 1

    task = tasks.run(work, **log.callbacks())
    assert started.wait(10)
    task.cancel()
    release.set()
    wait_for_end(qtbot, task)
    assert log.names == ["finished"]


def test_nothing_arrives_after_drop(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()
    done = threading.Event()

    def work(context: TaskContext) -> int:
        context.partial(1)
        done.set()
        return 1

    task = tasks.run(work, **log.callbacks())
    assert done.wait(10)
    task.drop()
    wait_for_end(qtbot, task)
    assert log.names == []


class Owner(QObject):
    """A receiver that can be destroyed."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[object] = []

    def receive(self, value: object) -> None:
        self.received.append(value)


def test_a_task_ends_with_its_owner(qtbot: QtBot, tasks: TaskRunner) -> None:
    owner = Owner()
    started = threading.Event()

    def work(context: TaskContext) -> int:
        started.set()
        while True:
            context.control.checkpoint()

    task = tasks.run(work, on_result=owner.receive)
    assert started.wait(10)
    delete(owner)
    wait_for_end(qtbot, task)
    assert owner.received == []


def test_an_owner_may_outlive_its_task(qtbot: QtBot, tasks: TaskRunner) -> None:
    owner = Owner()
    task = tasks.run(lambda _: 7, on_result=owner.receive)
    wait_for_end(qtbot, task)
    delete(owner)
    assert owner.received == [7]


def test_paused_work_goes_on_when_resumed(qtbot: QtBot, tasks: TaskRunner) -> None:
    log = Log()
    held, go = threading.Event(), threading.Event()

    def work(context: TaskContext) -> int:
        held.set()
        go.wait(10)
        context.control.checkpoint()
        return 1

    task = tasks.run(work, **log.callbacks())
    assert held.wait(10)
    task.pause()
    go.set()
    qtbot.wait(50)
    assert task.is_running
    assert log.names == []
    task.resume()
    wait_for_end(qtbot, task)
    assert log.names == ["result", "finished"]


def test_quick_work_asked_for_last_is_done_first(qtbot: QtBot, tasks: TaskRunner) -> None:
    release = threading.Event()
    order: list[int] = []
    started = threading.Semaphore(0)

    def hold(context: TaskContext) -> None:
        started.release()
        release.wait(10)

    size = tasks._pools["quick"]._size
    waiting = [tasks.run(hold, pool="quick") for _ in range(size)]
    for _ in range(size):
        assert started.acquire(timeout=10)
    lock = threading.Lock()

    def note(number: int) -> Callable[[TaskContext], None]:
        def work(context: TaskContext) -> None:
            with lock:
                order.append(number)

        return work

    waiting += [tasks.run(note(i), pool="quick") for i in range(50)]
    release.set()
    for task in waiting:
        wait_for_end(qtbot, task)
    assert sorted(order) == list(range(50))
    assert order[0] > 40


def test_shutdown_ends_paused_work_too(qtbot: QtBot) -> None:
    runner = TaskRunner(lambda error: pytest.fail(str(error)))
    log = Log()
    started = threading.Event()

    def work(context: TaskContext) -> None:
        started.set()
        while True:
            context.control.checkpoint()

    task = runner.run(work, **log.callbacks())
    task.pause()
    assert started.wait(10)
    assert runner.shutdown(10)
    assert log.names == []
