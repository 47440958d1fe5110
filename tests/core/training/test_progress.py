"""Events are rare enough to draw, and a pause is not counted as slow work."""

from __future__ import annotations

from typing import Any

import pytest

from core.control import Cancelled, Control
from core.training.memory import memory_in_use_mb
from core.training.progress import Progress, Rate, WorkingTime


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Pausing(Control):
    """Takes a while to answer, as a paused control does."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        super().__init__()
        self._clock, self._seconds = clock, seconds

    def checkpoint(self) -> bool:
        self._clock.now += self._seconds
        return super().checkpoint()


def test_at_most_ten_batches_a_second_and_always_the_last() -> None:
    clock, events = Clock(), []
    progress = Progress(events.append, Control(), clock)
    for batch in range(1, 101):
        clock.now += 0.01
        progress.send_some("batch", is_last=batch == 100, batch=batch)
    told = [event["batch"] for event in events]
    assert told[0] == 1 and told[-1] == 100 and len(told) <= 12


def test_kinds_of_events_do_not_hold_each_other_back() -> None:
    events: list[Any] = []
    progress = Progress(events.append, Control(), Clock())
    progress.send_some("features", done=1)
    progress.send_some("batch", batch=1)
    progress.warn("code", "A sentence.")
    assert [event["event"] for event in events] == ["features", "batch", "warning"]


def test_a_pause_counts_neither_as_time_nor_in_the_rate() -> None:
    clock = Clock()
    working = WorkingTime(Pausing(clock, 1000.0), clock)
    start, rate = working.seconds(), Rate(working)
    assert rate.a_second is None
    for _ in range(10):
        clock.now += 0.5
        rate.advance(20)
        assert working.checkpoint()
    assert working.seconds() - start == pytest.approx(5)
    assert rate.a_second == pytest.approx(40)


def test_the_rate_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    rate = Rate(WorkingTime(Control(), clock))
    for photos in [1] * 50 + [10] * 50:
        clock.now += 1
        rate.advance(photos)
    assert rate.a_second == pytest.approx(10)


def test_the_control_is_asked() -> None:
    control = Control()
    progress = Progress(lambda _: None, control)
    assert progress.checkpoint()
    control.cancel()
    with pytest.raises(Cancelled):
        progress.checkpoint()


def test_memory_grows_with_what_is_held() -> None:
    before = memory_in_use_mb()
    held = bytearray(b"x") * 300_000_000
    assert memory_in_use_mb() - before > 200 and len(held) == 300_000_000
