"""`history.csv`: one row a finished epoch, for spreadsheets, reports and the curves of other runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.files import write_bytes

COLUMNS = (
    "epoch",
    "loss",
    "accuracy",
    "val_loss",
    "val_accuracy",
    "learning_rate",
    "seconds",
    "memory_mb",
    "is_best",
    "step",
)
Row = Mapping[str, Any]
"""by the names of `COLUMNS`; a value that was not measured is None; `step` counts batches from the run's beginning"""


def row_of(event: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an `epoch` event."""
    return {column: event.get(column) for column in COLUMNS}


def with_row(rows: Sequence[Row], row: Row) -> list[Row]:
    """The rows before this one's epoch, then this one: an epoch that is repeated takes the place of the lost one."""
    return [*until(rows, row["epoch"] - 1), row]


def until(rows: Sequence[Row], epoch: int) -> list[Row]:
    """The rows up to and with an epoch."""
    return [row for row in rows if row["epoch"] <= epoch]


def history_of_events(events: Iterable[Mapping[str, Any]], known: Sequence[Row] = ()) -> list[Row]:
    """The rows that the events of a run make, over all of its attempts, behind those that are known already.

    The epochs of older versions do not say their step: it is counted from their batches.
    """
    rows = list(known)
    batches = 0
    for event in events:
        if event["event"] == "started":
            rows = until(rows, int(event.get("resumed_epoch") or 0))
        elif event["event"] == "cancelled" and "kept_epochs" in event:
            rows = until(rows, int(event["kept_epochs"]))
        elif event["event"] == "batch":
            batches = int(event["batches"])
        elif event["event"] == "epoch":
            row = row_of(event)
            if row["step"] is None and batches:
                before = until(rows, row["epoch"] - 1)
                row["step"] = batches + int((before[-1]["step"] if before else 0) or 0)
            rows = with_row(rows, row)
    return rows


def save_history(path: Path, rows: Sequence[Row]) -> None:
    """Write the whole file; what was not measured is empty.

    Raises:
        OSError: nothing can be written there.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_bytes(str(path), text.getvalue().encode())


def load_history(path: Path) -> list[Row]:
    """The rows of a run; none where there is no file yet. Rows that make no sense are left out."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    rows: list[Row] = []
    for line in csv.DictReader(lines):
        try:
            rows.append({column: _value(column, line.get(column)) for column in COLUMNS})
        except ValueError:
            continue
    return rows


def _value(column: str, text: str | None) -> int | float | bool | None:
    if column == "epoch":
        return int(text or "")
    if not text:
        return None
    if column == "step":
        return int(text)
    return text == "True" if column == "is_best" else float(text)
