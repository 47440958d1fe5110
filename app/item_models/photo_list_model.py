"""The photo list: it holds ids, and builds a row only when the view asks for it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.item_models.vocabulary import PhotoState
from app.translation import printable
from core.errors import PhotoError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.item_models.photo_columns import PhotoColumns, Summary

AnyIndex = QModelIndex | QPersistentModelIndex

PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
"""the whole row as a `PhotoRow`"""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """What a view shows of one photo; probabilities are in 0..1 and NaN while unknown."""

    id: int
    path: str
    state: PhotoState
    dog_probability: float
    probability: float
    margin: float
    set_size: int
    classes: tuple[int, ...]
    """class indexes of the likeliest breeds, likeliest first"""
    error: PhotoError | None

    @property
    def name(self) -> str:
        """The file name, fit for the screen."""
        return printable(os.path.basename(self.path))


class PhotoListModel(QAbstractListModel):
    """Photos in the order that was asked for.

    `describe` turns a row into the sentence that screen readers and tooltips give.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: PhotoColumns | None = None
        self._order: NDArray[np.int64] | Sequence[int] = ()
        self._rows_of_ids: NDArray[np.int64] | None = None
        self.describe = lambda row: row.name

    @property
    def columns(self) -> PhotoColumns | None:
        """All photos, also those that the filter holds back; None before the first folder."""
        return self._columns

    @property
    def order(self) -> NDArray[np.int64] | Sequence[int]:
        """The ids shown, in order."""
        return self._order

    def reset(self, columns: PhotoColumns | None) -> None:
        """Start over with other photos, none of which is shown yet."""
        self.beginResetModel()
        self._columns = columns
        self._order = ()
        self._rows_of_ids = None
        self.endResetModel()

    def set_order(self, order: NDArray[np.int64]) -> None:
        """Show these ids in this order; selection and current photo stay with their photos."""
        import numpy as np

        shown = len(self._order)
        if shown <= len(order) and np.array_equal(self._order, order[:shown]):
            if shown < len(order):
                self.beginInsertRows(QModelIndex(), shown, len(order) - 1)
                self._take(order)
                self.endInsertRows()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [int(self._order[index.row()]) for index in before]
        self._take(order)
        after = [self.index(row) if (row := self.row_of(i)) is not None else QModelIndex() for i in ids]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def set_outcomes(self, ids: Sequence[int], summaries: Sequence[Summary], errors: dict[int, PhotoError]) -> None:
        """Take in what was found; one change is announced for all of them."""
        if self._columns is None or not ids:
            return
        self._columns.set_outcomes(ids, summaries)
        for i in ids:
            self._columns.errors.pop(i, None)
        self._columns.errors.update(errors)
        rows = [row for i in ids if (row := self.row_of(i)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def refresh(self) -> None:
        """The words or the outcomes changed: views ask again for what they show."""
        if len(self._order):
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    def row_of(self, photo_id: int) -> int | None:
        """Where a photo is shown, None if it is not."""
        if self._rows_of_ids is None or not 0 <= photo_id < len(self._rows_of_ids):
            return None
        row = int(self._rows_of_ids[photo_id])
        return row if row >= 0 else None

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of a photo, invalid if it is not shown."""
        row = self.row_of(photo_id)
        return QModelIndex() if row is None else self.index(row)

    def photo(self, photo_id: int) -> PhotoRow:
        """The row of a photo, whether it is shown or not."""
        columns = self._columns
        if columns is None:
            raise LookupError(photo_id)
        state, dog_probability, probability, margin, set_size, classes = columns.rows[photo_id].item()
        return PhotoRow(
            photo_id,
            columns.paths[photo_id],
            PhotoState(state),
            dog_probability,
            probability,
            margin,
            set_size,
            tuple(int(index) for index in classes if index >= 0),
            columns.errors.get(photo_id),
        )

    def photo_at(self, row: int) -> PhotoRow:
        """The photo shown in a row."""
        return self.photo(int(self._order[row]))

    def paths_at(self, rows: range) -> list[str]:
        """The paths shown in some rows; rows past the end are left out."""
        columns = self._columns
        if columns is None:
            return []
        return [columns.paths[int(self._order[row])] for row in rows if 0 <= row < len(self._order)]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of photos shown."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One aspect of one row."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        if role == PHOTO_ROLE:
            return self.photo_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.photo_at(index.row()).name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.describe(self.photo_at(index.row()))
        return None

    def _take(self, order: NDArray[np.int64]) -> None:
        import numpy as np

        self._order = order
        rows = np.full(0 if self._columns is None else len(self._columns), -1, np.int64)
        rows[order] = np.arange(len(order))
        self._rows_of_ids = rows
