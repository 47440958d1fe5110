"""The work of `breedlens runs`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.command_line.columns import in_columns
from app.command_line.outcome import OK, WrongUse
from app.command_line.output import standard_output
from core.files import shown
from core.training.runs import RunSummary, list_runs

_TITLES = (
    "name",
    "state",
    "recipe",
    "epochs",
    "accuracy",
    "validation",
    "test",
    "loss",
    "minutes",
    "parameters",
    "begun",
)
_FOR_RESUMING = ("digests", "planned")


def print_runs(folder: str | None, *, as_json: bool) -> int:
    """List the runs of a folder.

    Raises:
        WrongUse: there is no such folder.
    """
    if folder is not None and not os.path.isdir(folder):
        raise WrongUse(f"There is no folder {shown(folder)}.")
    runs = list_runs(Path(folder) if folder else None)
    write = standard_output()
    if as_json:
        for run in runs:
            write(json.dumps(_row(run)) + "\n")
    else:
        write(in_columns(_TITLES, [_cells(run) for run in runs]))
    return OK


def _row(summary: RunSummary) -> dict[str, Any]:
    info = asdict(summary.info)
    bundle = str(summary.run.path / info["bundle"]) if info["bundle"] else None
    known = {name: value for name, value in info.items() if name not in _FOR_RESUMING}
    return {"run": str(summary.run.path)} | known | {"bundle": bundle, "notes": summary.notes}


def _cells(summary: RunSummary) -> list[str]:
    info = summary.info
    return [
        shown(info.name),
        info.state,
        shown(info.recipe),
        f"{info.epochs}/{info.planned_epochs}",
        *(_share(value) for value in (info.accuracy, info.val_accuracy, info.test_accuracy, info.loss)),
        f"{info.duration / 60:.1f}",
        f"{info.parameters:,}" if info.parameters else "",
        datetime.fromtimestamp(info.created).strftime("%Y-%m-%d %H:%M") if info.created else "",
    ]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
