"""How long work is steered from outside: run, pause, stop and keep, cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Command(Enum):
    """What the owner of a piece of long work wants of it."""

    RUN = "run"
    PAUSE = "pause"
    STOP_KEEP = "stop_keep"
    CANCEL = "cancel"


_FINALITY = {Command.RUN: 0, Command.PAUSE: 0, Command.STOP_KEEP: 1, Command.CANCEL: 2}


class Cancelled(Exception):
    """Raised inside long work that was told to cancel."""


class Control:
    """Thread-safe handle: the owner sets the command, the work asks `checkpoint()` at every batch."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._command = Command.RUN

    @property
    def command(self) -> Command:
        """The command in force."""
        return self._command

    def set(self, command: Command) -> None:
        """Give a command. An end is an end: after `STOP_KEEP` only `CANCEL` counts, and after `CANCEL` nothing does."""
        with self._condition:
            if _FINALITY[command] >= _FINALITY[self._command]:
                self._command = command
            self._condition.notify_all()

    def pause(self) -> None:
        """Hold the work at its next checkpoint."""
        self.set(Command.PAUSE)

    def resume(self) -> None:
        """Let the work go on."""
        self.set(Command.RUN)

    def cancel(self) -> None:
        """End the work at its next checkpoint; its result is discarded."""
        self.set(Command.CANCEL)

    def checkpoint(self) -> bool:
        """Wait while paused; True to go on, False to stop and keep what there is.

        Raises:
            Cancelled: the work is to end without a result.
        """
        with self._condition:
            while self._command is Command.PAUSE:
                self._condition.wait()
            if self._command is Command.CANCEL:
                raise Cancelled
            return self._command is Command.RUN


class Steady(Control):
    """Pauses and cancels as another control does; what is told to stop and keep goes on to its end."""

    def __init__(self, inner: Control) -> None:
        super().__init__()
        self._inner = inner

    @property
    def command(self) -> Command:
        """The other's command in force, but for a stop."""
        command = self._inner.command
        return Command.RUN if command is Command.STOP_KEEP else command

    def checkpoint(self) -> bool:
        """Wait while paused; True to go on.

        Raises:
            Cancelled: the work is to end without a result.
        """
        self._inner.checkpoint()
        return True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come; `total` is None while it is not known."""

    done: int
    total: int | None
    rate: float | None = None
    """items a second"""

    @property
    def seconds_left(self) -> float | None:
        """Time to the end at the present rate."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done) / self.rate


OnProgress = Callable[[Progress], None]
