"""The epochs of a run, for learning curves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EpochFigures:
    """One epoch; what was not measured is NaN."""

    epoch: float
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    is_best: bool = False


def history_of(rows: Iterable[Mapping[str, Any]]) -> list[EpochFigures]:
    """The epochs of events or of a table's rows.

    Args:
        rows: with `epoch`, and any of the other figures, as numbers or texts.
    """
    epochs = [
        EpochFigures(
            epoch=_number(row.get("epoch")),
            loss=_number(row.get("loss")),
            accuracy=_number(row.get("accuracy")),
            val_loss=_number(row.get("val_loss")),
            val_accuracy=_number(row.get("val_accuracy")),
            is_best=str(row.get("is_best", "")).lower() in ("true", "1"),
        )
        for row in rows
    ]
    return [one for one in epochs if math.isfinite(one.epoch)]


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return math.nan
