"""The breeds of one photo, likeliest first: one row a breed, with its name and its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt

from app.item_models.photo_list_model import AnyIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""the whole row as a `BreedRow`"""


@dataclass(frozen=True, slots=True)
class BreedRow:
    """One breed of the answer; `probability` is in 0..1."""

    rank: int
    class_index: int
    name: str
    group: str
    """breed group, empty where no source gives one"""
    probability: float
    in_set: bool
    """one of several breeds between which the model does not decide"""


class PredictionModel(QAbstractTableModel):
    """Columns: name, probability."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BreedRow, ...] = ()

    @property
    def rows(self) -> tuple[BreedRow, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[BreedRow]) -> None:
        """Show other breeds; where their number stays, so does the current row."""
        if tuple(rows) == self._rows:
            return
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of breeds shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Name and probability."""
        return 0 if parent.isValid() else 2

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One aspect of one cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if index.column() == 0 else percent(row.probability)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(line for line in (row.name, row.group) if line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {percent(row.probability)}"
        return None


def percent(probability: float) -> str:
    """A probability as people write it: "93 %" in French, "93%" in English, never a false "0%" or "100%"."""
    narrow = "\u202f" if _is_spaced() else ""
    if probability < 0.01:
        return f"<{narrow}{percent_figure(0.01)}"
    if 0.995 <= probability < 1.0:
        return f">{narrow}{percent_figure(0.99)}"
    return percent_figure(probability)


def percent_figure(share: float) -> str:
    """A share in percent, rounded, of any size."""
    space = "\u202f" if _is_spaced() else ""
    return f"{QLocale().toString(round(100 * share))}{space}%"


def _is_spaced() -> bool:
    return QLocale().language() == QLocale.Language.French
