"""The runs on disk as the window lists them. Reads files: meant for worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.training.run_info import RunInfo

ACTIVE = ("running", "paused")
RESUMABLE = ("interrupted", "failed", "stopped", "queued", "unstarted")
MORE_EPOCHS = 10
"""that a run goes on for where the window offers more; its texts say so"""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run."""

    path: str
    info: RunInfo
    notes: str = ""
    is_owned: bool = False
    """a process is at work on it, or about to begin"""
    turn: int | None = None
    """its place among the runs that wait, counted from 0; None where it does not wait"""
    model: str = ""
    """what finds its model; empty where there is none"""

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.info.name

    @property
    def state(self) -> str:
        """As `core.training.run_info` names them, but that only a run in the queue is "queued".

        One that is just being started is running; one that nobody will start is unstarted, or interrupted where it
        was to go on.
        """
        if self.info.state != "queued":
            return self.info.state
        if self.is_owned:
            return "running"
        if self.turn is not None:
            return "queued"
        return "interrupted" if self.info.epochs else "unstarted"

    @property
    def is_active(self) -> bool:
        """A process is at work on it."""
        return self.is_owned or self.info.state in ACTIVE

    @property
    def has_ended(self) -> bool:
        """It was begun, or could not begin, and nobody is at work on it."""
        return not self.is_active and self.info.state != "queued"

    @property
    def has_model(self) -> bool:
        """It gave a model that is still there."""
        return bool(self.model)


def read_runs() -> list[RunRow]:
    """Every run of the person, the latest first."""
    from core.training.run_queue import RunQueue
    from core.training.runs import list_runs

    turns = {run: turn for turn, run in enumerate(RunQueue().waiting())}
    return [
        RunRow(str(one.run.path), one.info, one.notes, one.run.is_owned(), turns.get(one.run), one.model)
        for one in list_runs()
    ]


def waiting_runs(rows: Sequence[RunRow]) -> list[RunRow]:
    """Those that wait for their turn, the next one first."""
    return sorted((row for row in rows if row.state == "queued"), key=lambda row: row.turn or 0)
