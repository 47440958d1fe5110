"""The curves of runs on disk, for laying beneath each other. Imports NumPy: meant for worker threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.item_models.curve_data import RunCurves

if TYPE_CHECKING:
    from core.training.run_folder import RunFolder


def read_curves(runs: Sequence[tuple[str, str]]) -> list[RunCurves]:
    """The histories, one point an epoch, of runs given as (path, name)."""
    from core.training.run_folder import RunFolder

    found = []
    for path, name in runs:
        curves = RunCurves(name)
        for row in _history(RunFolder(path)):
            curves.add_epoch(row)
        found.append(curves)
    return found


def _history(run: RunFolder) -> Sequence[Mapping[str, Any]]:
    """The rows of a run; where an older version wrote them without steps, those that its events make."""
    from core.training.events import read_events
    from core.training.history import history_of_events, load_history

    rows = load_history(run.history_path)
    if any(row["step"] is None for row in rows):
        rows = history_of_events(read_events(run.events_path)[0]) or rows
    return rows
