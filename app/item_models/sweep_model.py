"""The breeds that a threshold sweeps in: one row a breed, with a tick that leaves it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from app.item_models.photo_list_model import AnyIndex
from app.widgets.figures import count_text, percent_text

if TYPE_CHECKING:
    from app.item_models.answer_columns import BreedSweep

LEAST_SURE_ROLE = Qt.ItemDataRole.UserRole + 1
"""ids of the least sure photos of the row"""


class Column(IntEnum):
    """What a row tells."""

    BREED = 0
    PHOTOS = 1
    LOWEST = 2
    MEAN = 3
    LEAST_SURE = 4


class SweepModel(QAbstractTableModel):
    """A breed that was left out stays left out when the threshold changes.

    Signals:
        choice_changed: a breed was left out or taken in again.
    """

    choice_changed = Signal()

    def __init__(self, name: Callable[[int], str], parent: QObject | None = None) -> None:
        """`name` says what a class index is called."""
        super().__init__(parent)
        self._name = name
        self._left_out: set[int] = set()
        self.rows: Sequence[BreedSweep] = ()

    @property
    def chosen(self) -> list[BreedSweep]:
        """The rows with a tick."""
        return [row for row in self.rows if row.class_index not in self._left_out]

    def set_rows(self, rows: Sequence[BreedSweep]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def choose_all(self, on: bool) -> None:
        """Tick every breed, or none of those that are listed."""
        listed = {row.class_index for row in self.rows}
        self._left_out = self._left_out - listed if on else self._left_out | listed
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, Column.BREED))
        self.choice_changed.emit()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Breeds."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """As in `Column`."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """The breed can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.BREED else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the columns are."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Breed"),
            self.tr("Photos"),
            self.tr("Lowest"),
            self.tr("On average"),
            self.tr("The least sure"),
        )
        return titles[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, tick, alignment, ids of the least sure photos."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.BREED:
            is_out = row.class_index in self._left_out
            return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == LEAST_SURE_ROLE:
            return row.least_sure
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or leave out a breed."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.BREED:
            return False
        class_index = self.rows[index.row()].class_index
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(class_index)
        else:
            self._left_out.add(class_index)
        self.dataChanged.emit(index, index, [role])
        self.choice_changed.emit()
        return True

    def _text(self, row: BreedSweep, column: int) -> str | None:
        match column:
            case Column.BREED:
                return self._name(row.class_index)
            case Column.PHOTOS:
                return count_text(row.count)
            case Column.LOWEST:
                return percent_text(row.lowest)
            case Column.MEAN:
                return percent_text(row.mean)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    numbers = (Column.PHOTOS, Column.LOWEST, Column.MEAN)
    side = Qt.AlignmentFlag.AlignRight if column in numbers else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
