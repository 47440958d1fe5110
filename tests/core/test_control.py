"""Steering long work, its folders, and its place behind the window."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from core.control import Cancelled, Command, Control, Progress, Steady
from core.paths import HOME_VARIABLE, catalog_path, resource, user_folders
from core.thread_priority import lower_this_thread, usable_cores


def test_work_goes_on_until_told_otherwise() -> None:
    control = Control()
    assert control.checkpoint() and control.command is Command.RUN
    control.set(Command.STOP_KEEP)
    assert not control.checkpoint()


def test_an_end_is_an_end() -> None:
    control = Control()
    control.set(Command.STOP_KEEP)
    control.pause()
    control.resume()
    assert control.command is Command.STOP_KEEP
    control.cancel()
    for command in Command:
        control.set(command)
        assert control.command is Command.CANCEL
    with pytest.raises(Cancelled):
        control.checkpoint()


@pytest.mark.parametrize("command", [Command.RUN, Command.STOP_KEEP, Command.CANCEL])
def test_a_pause_ends_with_the_next_command(command: Command) -> None:
    control, outcomes = Control(), []
    control.pause()

    def work() -> None:
        try:
            outcomes.append(control.checkpoint())
        except Cancelled:
            outcomes.append(None)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(0.1)
    assert worker.is_alive()
    control.set(command)
    worker.join(30)
    assert outcomes == [{Command.RUN: True, Command.STOP_KEEP: False, Command.CANCEL: None}[command]]


def test_the_time_left_follows_the_rate() -> None:
    assert Progress(20, 100, 4.0).seconds_left == 20
    assert Progress(120, 100, 4.0).seconds_left == 0
    for unknown in (Progress(20, None, 4.0), Progress(20, 100), Progress(20, 100, 0.0)):
        assert unknown.seconds_left is None


def test_a_thread_steps_back_alone() -> None:
    seen: list[int] = []

    def work() -> None:
        lower_this_thread()
        if sys.platform == "linux":
            seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    before = os.getpriority(os.PRIO_PROCESS, 0) if sys.platform == "linux" else 0
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    if sys.platform == "linux":
        assert seen == [max(before, 10)]
        assert os.getpriority(os.PRIO_PROCESS, 0) == before
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


def test_steady_work_is_cancelled_but_not_stopped() -> None:
    control = Control()
    steady = Steady(control)
    control.set(Command.STOP_KEEP)
    assert steady.checkpoint() and steady.command is Command.RUN
    control.cancel()
    assert steady.command is Command.CANCEL
    with pytest.raises(Cancelled):
        steady.checkpoint()


def test_the_folders_lie_below_the_home_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "stick"))
    folders = user_folders()
    for folder in (folders.data, folders.cache, folders.config, folders.logs, folders.models):
        assert folder.is_relative_to(tmp_path / "stick")
    assert list(tmp_path.glob("stick")) == []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, "stick")
    assert user_folders() == folders


def test_without_one_they_are_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, ""):
        monkeypatch.delenv(HOME_VARIABLE) if value is None else monkeypatch.setenv(HOME_VARIABLE, value)
        folders = user_folders()
        assert len({folders.data, folders.cache, folders.config}) == 3
        assert all("BreedLens" in str(folder) for folder in (folders.data, folders.cache, folders.logs))


def test_what_comes_with_the_program_is_found() -> None:
    assert catalog_path().is_file()
    assert resource("breeds.csv").is_file()
    assert not resource("no", "such", "file").exists()
