"""The curves of runs on disk, for laying beneath each other. Imports NumPy: meant for worker threads."""

from __future__ import annotations

from collections.abc import Sequence

from app.widgets.curve_data import RunCurves


def read_curves(runs: Sequence[tuple[str, str]]) -> list[RunCurves]:
    """The histories, one point an epoch, of runs given as (path, name)."""
    from core.training.history import load_history
    from core.training.run_folder import RunFolder

    found = []
    for path, name in runs:
        curves = RunCurves(name)
        for row in load_history(RunFolder(path).history_path):
            curves.add_epoch(row)
        found.append(curves)
    return found
