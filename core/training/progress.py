"""What a training says of itself while it runs: at most ten batches a second, rates that leave pauses out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from core.training.events import OnEvent

EVENT_SECONDS = 0.1
"""least time between two events of the same kind"""
RATE_SECONDS = 5.0


class Steered(Protocol):
    """What a training asks of its control: a `core.control.Control`, or one that reads its commands from a file."""

    def checkpoint(self) -> bool:
        """Wait while paused; False to stop and keep what there is; raises `Cancelled`."""


class WorkingTime:
    """A clock that stands still while the work is paused."""

    def __init__(self, control: Steered, clock: Callable[[], float] = time.monotonic) -> None:
        self._control, self._clock = control, clock
        self._paused = 0.0

    def seconds(self) -> float:
        """Seconds of work since some moment."""
        return self._clock() - self._paused

    def checkpoint(self) -> bool:
        """Ask the control, and leave out the time that it took to answer."""
        before = self._clock()
        may_go_on = self._control.checkpoint()
        self._paused += self._clock() - before
        return may_go_on


class Rate:
    """Photos a second over the last few seconds of work."""

    def __init__(self, working_time: WorkingTime) -> None:
        self._time = working_time
        self._done = 0
        self._recent: deque[tuple[float, int]] = deque([(working_time.seconds(), 0)])

    def advance(self, count: int) -> None:
        """So many more photos are done."""
        self._done += count
        now = self._time.seconds()
        self._recent.append((now, self._done))
        while len(self._recent) > 2 and now - self._recent[1][0] > RATE_SECONDS:
            self._recent.popleft()

    @property
    def a_second(self) -> float | None:
        """None before anything can be said."""
        (start, before), (end, after) = self._recent[0], self._recent[-1]
        return (after - before) / (end - start) if end > start else None


class Progress:
    """Sends events, rarely enough for whoever draws them."""

    def __init__(self, on_event: OnEvent, control: Steered, clock: Callable[[], float] = time.monotonic) -> None:
        self._on_event, self._clock = on_event, clock
        self.working_time = WorkingTime(control, clock)
        self._last: dict[str, float] = {}

    def checkpoint(self) -> bool:
        """Wait while paused; False to stop and keep what there is; raises `Cancelled`."""
        return self.working_time.checkpoint()

    def send(self, event: str, **values: Any) -> None:
        """An event that is always sent."""
        self._on_event({"event": event, **values})

    def send_some(self, event: str, *, is_last: bool = False, **values: Any) -> None:
        """An event that may be left out when the one before was sent a moment ago; the last is always sent."""
        now = self._clock()
        if is_last or now - self._last.get(event, float("-inf")) >= EVENT_SECONDS:
            self._last[event] = now
            self.send(event, **values)

    def warn(self, code: str, message: str) -> None:
        """Something that a person should know, and that does not end the training."""
        self.send("warning", code=code, message=message)
