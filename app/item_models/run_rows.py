"""The runs on disk as the window lists them. Reads files: meant for worker threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.training.run_info import RunInfo

ACTIVE = ("running", "paused")
RESUMABLE = ("interrupted", "failed", "stopped", "queued")
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
    model: str = ""
    """what finds its model; empty where there is none"""

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.info.name

    @property
    def state(self) -> str:
        """As `core.training.run_info` names them; a run that is just being started counts as running."""
        return "running" if self.is_owned and self.info.state == "queued" else self.info.state

    @property
    def is_active(self) -> bool:
        """A process is at work on it."""
        return self.is_owned or self.info.state in ACTIVE

    @property
    def has_model(self) -> bool:
        """It gave a model that is still there."""
        return bool(self.model)


def read_runs() -> list[RunRow]:
    """Every run of the person, the latest first."""
    from core.training.runs import list_runs

    return [RunRow(str(one.run.path), one.info, one.notes, one.run.is_owned(), one.model) for one in list_runs()]
