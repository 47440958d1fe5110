"""The worker of the window: signals for events, commands, another window that takes over."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from stand_in import execute_here, make_run, start_with_stand_in
from test_training_process import posix

from core.training import worker as worker_module
from core.training.events import event_line
from core.training.run_folder import RunFolder
from core.training.runs import resume
from core.training.worker import TrainingWorker


class Listener:
    """Notes every signal of a worker, in order."""

    def __init__(self, run: RunFolder) -> None:
        self.worker = TrainingWorker(run)
        self.heard: list[tuple[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        for name in ("started", "batch_done", "epoch_done", "finished", "failed"):
            getattr(self.worker, name).connect(lambda value, name=name: self.heard.append((name, value)))
        for name in ("cancelled", "ended"):
            getattr(self.worker, name).connect(lambda name=name: self.heard.append((name, None)))
        self.worker.happened.connect(self.events.append)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    def run_to_the_end(self, qtbot: QtBot) -> None:
        with qtbot.waitSignal(self.worker.ended, timeout=60_000):
            self.worker.start()
        assert self.worker.wait(10_000)


def test_events_become_signals(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch)
    listener = Listener(make_run(tmp_path))
    listener.run_to_the_end(qtbot)
    names = listener.names
    assert names[0] == "started" and names[-2:] == ["finished", "ended"]
    assert names.count("epoch_done") == 3 and names.count("batch_done") == 9
    assert listener.heard[-2][1]["bundle"] == str(listener.worker.run_folder.bundle())
    assert "evaluating" in [event["event"] for event in listener.events]


@posix
def test_a_process_that_has_done_its_work_is_gone(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.02)
    listener = Listener(make_run(tmp_path))
    pids: list[int | None] = []
    listener.worker.batch_done.connect(lambda _: pids.append(listener.worker.run_folder.info().pid))
    listener.run_to_the_end(qtbot)
    pid = pids[0]
    assert pid is not None
    with pytest.raises(ProcessLookupError):  # a process that nobody waited for would still be there
        os.kill(pid, 0)


def test_a_run_outlives_its_window_and_the_next_one_finds_it(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path, epochs=100)
    first = Listener(run)
    with qtbot.waitSignal(first.worker.epoch_done, timeout=60_000):
        first.worker.start()
    first.worker.detach()
    assert first.worker.wait(10_000)
    qtbot.waitUntil(lambda: "ended" in first.names)
    assert not {"finished", "failed", "cancelled"} & set(first.names) and run.is_owned()

    second = Listener(run)
    with qtbot.waitSignal(second.worker.epoch_done, timeout=60_000):
        second.worker.start()
    assert second.names[0] == "started" and second.heard[second.names.index("epoch_done")][1]["epoch"] == 1
    second.worker.pause()
    qtbot.waitUntil(lambda: run.info().state == "paused", timeout=20_000)
    second.worker.resume()
    qtbot.waitUntil(lambda: run.info().state == "running", timeout=20_000)
    with qtbot.waitSignal(second.worker.ended, timeout=60_000):
        second.worker.stop_and_keep()
    assert second.worker.wait(10_000)
    assert second.heard[-2][1]["status"] == "stopped"


def test_cancel_discards(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path, epochs=100)
    listener = Listener(run)
    listener.worker.batch_done.connect(lambda _: listener.worker.cancel())
    listener.run_to_the_end(qtbot)
    assert listener.names[-2:] == ["cancelled", "ended"] and run.info().state == "cancelled"


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_process_that_does_not_listen_is_ended(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_mine: bool
) -> None:
    start_with_stand_in(monkeypatch, seconds=30)
    monkeypatch.setattr(worker_module, "CANCEL_S", 0.3)
    run = make_run(tmp_path)
    if not is_mine:
        worker_module.start_child(run).let_go()
    listener = Listener(run)
    listener.worker.started.connect(lambda _: listener.worker.cancel())
    listener.run_to_the_end(qtbot)
    assert listener.names == ["started", "cancelled", "ended"] and run.info().state == "cancelled"


@posix
def test_a_process_that_is_killed_is_a_failure_of_one_sentence(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path, epochs=100)
    listener = Listener(run)
    listener.worker.epoch_done.connect(lambda _: os.kill(run.info().pid or 0, signal.SIGKILL) if run.is_owned() else 0)
    listener.run_to_the_end(qtbot)
    assert listener.names[-2:] == ["failed", "ended"] and "can be resumed" in listener.heard[-2][1]
    again = Listener(resume(run))
    again.worker.batch_done.connect(lambda _: again.worker.stop_and_keep())
    again.run_to_the_end(qtbot)
    assert again.names[-2:] == ["finished", "ended"]


def test_a_run_that_has_ended_is_told_and_not_trained_again(tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    ended = run.info().ended
    listener = Listener(run)
    listener.run_to_the_end(qtbot)
    assert listener.names.count("epoch_done") == 3 and listener.names[-2:] == ["finished", "ended"]
    assert run.info().ended == ended


def test_a_long_run_can_be_left_while_it_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    batch = {"event": "batch", "time": 1.0, "epoch": 1, "batch": 1, "batches": 1, "loss": 0.5}
    with run.events_path.open("a") as file:
        file.write(20_000 * event_line(batch))
    listener = Listener(run)
    listener.worker.started.connect(lambda _: listener.worker.detach())
    listener.run_to_the_end(qtbot)
    assert listener.names[0] == "started" and listener.names[-1] == "ended" and "finished" not in listener.names
    assert len(listener.events) < 20_000


def test_events_that_make_no_sense_are_a_failure_too(tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(tmp_path)
    execute_here(run)
    run.events_path.write_text(event_line({"event": "failed"}))
    listener = Listener(run)
    listener.run_to_the_end(qtbot)
    assert listener.names == ["failed", "ended"] and "damaged" in listener.heard[0][1]


def test_what_cannot_start_fails_in_one_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    listener = Listener(RunFolder(tmp_path / "nothing"))
    listener.run_to_the_end(qtbot)
    assert listener.names == ["failed", "ended"] and "no run" in listener.heard[0][1]
