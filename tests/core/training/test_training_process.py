"""The process of a run seen from outside: killed at any moment, left behind, found again, steered, queued."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stand_in import MANNERS, execute_here, make_run, start_with_stand_in

from core.control import Cancelled, Command, Control
from core.errors import BreedLensError
from core.training import start
from core.training.events import read_events
from core.training.follow import follow
from core.training.run_folder import RunFolder, create_run, runs_folder
from core.training.run_queue import RunQueue
from core.training.runs import discard, resume
from core.training.start import Child, start_child

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")


def wait_for(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def seen(run: RunFolder, kind: str) -> int:
    return sum(event["event"] == kind for event in read_events(run.events_path)[0])


def heard(run: RunFolder, child: Child | None = None, offset: int = 0) -> list[dict[str, Any]]:
    try:
        return list(follow(run, offset, child=child))
    finally:
        if child is not None:
            child.process.wait(30)
            child.let_go()


def test_a_child_trains_at_low_priority_and_says_nothing_but_in_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path)
    child = start_child(run, tied=True)
    assert run.is_owned() and run.info().state == "running"
    if sys.platform == "linux":
        assert os.getpriority(os.PRIO_PROCESS, child.process.pid) >= 10
    events = heard(run, child)
    assert [event["event"] for event in events].count("epoch") == 3 and events[-1]["event"] == "finished"
    assert run.info().state == "finished" and capfd.readouterr() == ("", "")
    assert child.process.returncode == 0 and "Fatal" not in run.log_path.read_text()


@posix
def test_a_child_that_the_window_left_behind_leaves_it_a_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path)
    child = start_child(run)
    if hasattr(os, "sched_getaffinity"):
        cores = os.sched_getaffinity(0)
        wait_for(lambda: seen(run, "started") > 0)
        assert len(os.sched_getaffinity(child.process.pid)) == max(1, len(cores) - 1)
    assert heard(run, child)[-1]["event"] == "finished"


@posix
@pytest.mark.parametrize("moment", ["started", "batch", "epoch"])
def test_a_killed_run_is_interrupted_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path, epochs=6)
    child = start_child(run)
    wait_for(lambda: seen(run, moment) > 0)
    os.kill(child.process.pid, signal.SIGKILL)
    events = heard(run, child)
    assert events[-1]["event"] == "failed" and "can be resumed" in events[-1]["message"]
    assert "memory" in events[-1]["message"]  # nobody here killed it, as far as it knows
    assert run.info().state == "interrupted" and seen(run, "failed") == 0
    done = seen(run, "epoch")
    offset = run.events_path.stat().st_size

    child = start_child(resume(run), tied=True)
    events = heard(run, child, offset)
    assert events[0]["event"] == "started" and events[0]["resumed_epoch"] in (done - 1, done)
    assert events[-1]["event"] == "finished" and run.info().epochs == 6


def test_who_does_not_wait_for_a_child_lets_it_begin_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path)
    child = start_child(run, is_awaited=lambda: False)
    wait_for(lambda: seen(run, "started") > 0)
    assert heard(run, child)[-1]["event"] == "finished"


@posix
def test_a_tied_child_ends_with_whoever_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.2)
    run = make_run(tmp_path, epochs=50)
    script = (
        "import os, signal, sys, time\n"
        "from core.training import start\n"
        "from core.training.run_folder import RunFolder\n"
        "start.CHILD = 'stand_in'\n"
        "run = RunFolder(sys.argv[1])\n"
        "start.start_child(run, tied=True)\n"
        "while run.info().state == 'queued': time.sleep(0.01)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    paths = os.pathsep.join([str(Path(start.__file__).parents[2]), os.environ["PYTHONPATH"]])
    subprocess.run(
        [sys.executable, "-c", script, str(run.path)], check=False, timeout=60, env={**os.environ, "PYTHONPATH": paths}
    )
    wait_for(lambda: not run.is_owned(), 20)
    assert run.info().state == "interrupted"


def test_commands_reach_the_process_through_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    run = make_run(tmp_path, epochs=200)
    child = start_child(run)
    wait_for(lambda: seen(run, "epoch") > 0)
    run.give_command(Command.PAUSE)
    wait_for(lambda: run.info().state == "paused")
    batches = seen(run, "batch")
    time.sleep(0.3)
    assert seen(run, "batch") == batches
    run.give_command(Command.RUN)
    wait_for(lambda: run.info().state == "running" and seen(run, "batch") > batches)
    run.give_command(Command.STOP_KEEP)
    run.give_command(Command.PAUSE)  # too late: an end is an end
    events = heard(run, child)
    assert events[-1]["event"] == "finished" and events[-1]["status"] == "stopped"
    assert run.command() is Command.STOP_KEEP
    child = start_child(resume(run, extra_epochs=1))  # what the earlier attempt was told is forgotten
    assert heard(run, child)[-1]["status"] == "finished"


def test_what_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)
    monkeypatch.setattr(start, "CHILD", "core.training.no_such_module")
    with pytest.raises(BreedLensError) as failure:
        start_child(run)
    assert failure.value.code == "training_not_started" and "no_such_module" in failure.value.details
    with run.own(), pytest.raises(BreedLensError) as failure:
        start_child(run)
    assert failure.value.code == "run_owned"
    run.log_path.unlink()
    run.log_path.mkdir()
    with pytest.raises(BreedLensError) as failure:
        start_child(run)
    assert failure.value.code == "is_folder"
    assert run.info().state == "queued" and not run.is_owned()


def test_a_killed_run_that_was_told_to_cancel_is_discarded(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    run.checkpoints.mkdir()
    run.update(state="running")
    assert run.info().state == "interrupted"
    discard(run)
    assert run.info().state == "cancelled" and not run.checkpoints.exists()


def test_following_passes_over_earlier_ends(tmp_path: Path) -> None:
    run = make_run(tmp_path)

    def failing(*_: Any, **__: Any) -> Any:
        raise ValueError

    execute_here(run, trainer=failing)
    assert [event["event"] for event in heard(run)] == ["failed"]
    execute_here(resume(run))
    events = heard(run)
    assert events[0]["event"] == "started" and events[-1]["event"] == "finished"
    assert sum(event["event"] in ("failed", "finished") for event in events) == 1


def test_following_a_run_whose_last_word_is_lost(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert heard(run)[-1]["code"] == "not_started"
    execute_here(run)
    lines = run.events_path.read_bytes().splitlines(keepends=True)
    run.events_path.write_bytes(b"".join([*lines[:-1], lines[-1][:20]]))  # the disk was full
    events = heard(run)
    assert events[-1]["event"] == "finished" and events[-1]["bundle"] == str(run.bundle())
    run.events_path.unlink()
    assert [event["event"] for event in heard(run)] == ["finished"]
    (run.path / "run.json").unlink()
    assert heard(run)[-1]["event"] == "failed"


def test_queued_runs_follow_each_other_without_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.02)
    first, second, third = (make_run(tmp_path, name=f"run {number}") for number in (1, 2, 3))
    queue = RunQueue()
    for run in (first, second, third, second):
        queue.add(run)
    assert queue.waiting() == [first, second, third] and not queue.is_busy()
    queue.remove(third)
    queue.add(third)
    (second.path / "run.json").unlink()  # deleted meanwhile
    assert RunQueue().waiting() == [first, third]
    assert queue.start_next() == first and queue.start_next() is None and queue.waiting() == [third]
    wait_for(lambda: third.info().state == "finished")
    assert first.info().state == "finished" and queue.waiting() == [] and queue.start_next() is None
    started = third.info().started
    ended = first.info().ended
    assert started is not None and ended is not None and started >= ended - 0.5


def test_a_queued_run_that_cannot_start_says_so_and_lets_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    first, second = make_run(tmp_path, name="a"), make_run(tmp_path, name="b")
    first.log_path.mkdir()
    with pytest.raises(BreedLensError) as failure:
        RunQueue().launch([first, second])
    assert (first.info().state, first.info().code) == ("failed", failure.value.code) == ("failed", "is_folder")
    assert first.info().message == failure.value.message and RunQueue().waiting() == []
    wait_for(lambda: second.info().state == "finished")


def test_a_run_whose_start_was_cut_short_still_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)
    queue = RunQueue()
    queue.add(run)

    def killed(run: RunFolder) -> Child:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("core.training.run_queue.start_child", killed)
        with pytest.raises(KeyboardInterrupt):
            queue.start_next()
    assert queue.waiting() == [run]
    execute_here(run)  # started otherwise
    assert queue.waiting() == []


def test_a_run_that_lies_elsewhere_is_waited_for_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch)
    here = make_run(tmp_path)
    elsewhere = create_run(here.recipe(), here.table(), source="photos", folder=tmp_path / "elsewhere")
    queue = RunQueue()
    with elsewhere.own():
        queue.launch([here])
        assert queue.is_busy() and queue.waiting() == [here]
    assert queue.start_next() == here
    wait_for(lambda: here.info().state == "finished")


def test_work_of_several_runs_keeps_its_turn_between_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch)
    run, place = make_run(tmp_path), runs_folder() / "search"
    place.mkdir()
    queue, waits, control = RunQueue(), [], Control()
    with queue.turn(place, control, lambda: waits.append(True)):
        queue.launch([run])
        assert queue.waiting() == [run] and not waits
    with run.own():
        control.set(Command.STOP_KEEP)
        with queue.turn(place, control, lambda: waits.append(True)):
            assert waits == [True]
        control.cancel()
        with pytest.raises(Cancelled), queue.turn(place, control, lambda: None):
            pass
    assert queue.start_next() == run
    wait_for(lambda: run.info().state == "finished")


@pytest.mark.skipif(sys.platform != "linux", reason="affinity is Linux's")
def test_each_queued_run_is_as_polite_and_spares_as_many_cores_as_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    monkeypatch.setenv(MANNERS, str(tmp_path / "manners"))
    runs = [make_run(tmp_path, name=name) for name in ("a", "b", "c")]
    RunQueue().launch(runs)
    wait_for(lambda: all(run.info().state == "finished" for run in runs))
    manners = [json.loads(line) for line in (tmp_path / "manners").read_text().splitlines()]
    cores = max(1, len(os.sched_getaffinity(0)) - 1)
    level = max(10, os.getpriority(os.PRIO_PROCESS, 0))
    assert manners == [{"nice": level, "cores": cores, "threads": str(cores)}] * 3
