"""The photos under review as a list: it holds places in the table, and builds a row when the view asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from app.item_models.photo_list_model import AnyIndex

if TYPE_CHECKING:
    from core.review.table import ReviewRow, ReviewTable

REVIEW_ROLE = Qt.ItemDataRole.UserRole + 20
"""the whole row as a `ReviewRow`"""
MARKED_ROLE = Qt.ItemDataRole.UserRole + 21
"""whether the photo's label was looked at: corrected since, or verified"""


class ReviewModel(QAbstractListModel):
    """`describe` turns a row into the sentence that screen readers and tooltips give."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: ReviewTable | None = None
        self._order: list[int] = []
        self.describe: Callable[[ReviewRow], str] = lambda row: row.path
        self.is_marked: Callable[[ReviewRow], bool] = lambda row: False  # noqa: ARG005

    @property
    def order(self) -> list[int]:
        """The places shown, in order."""
        return list(self._order)

    def reset(self, table: ReviewTable | None, order: Sequence[int]) -> None:
        """Show other photos, or the same in another order."""
        self.beginResetModel()
        self._table, self._order = table, [int(place) for place in order]
        self.endResetModel()

    def update(self, table: ReviewTable, order: Sequence[int]) -> None:
        """The labels of some photos changed, and so some come or go; the others keep their places and selection."""
        order = [int(place) for place in order]
        wanted, shown = set(order), set(self._order)
        kept = [place for place in order if place in shown]
        self._table = table
        if kept != [place for place in self._order if place in wanted]:
            self.reset(table, order)
            return
        for row in range(len(self._order) - 1, -1, -1):
            if self._order[row] not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._order[row]
                self.endRemoveRows()
        for row, place in enumerate(order):
            if row >= len(self._order) or self._order[row] != place:
                self.beginInsertRows(QModelIndex(), row, row)
                self._order.insert(row, place)
                self.endInsertRows()
        if self._order:
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    def row_of(self, place: int) -> int | None:
        """Where a photo of the table is shown, None if it is not."""
        return self._order.index(place) if place in self._order else None

    def at(self, row: int) -> ReviewRow | None:
        """The photo in a row; None where there is no such row."""
        if self._table is None or not 0 <= row < len(self._order):
            return None
        return self._table.row(self._order[row])

    def paths_at(self, rows: range) -> list[str]:
        """The paths shown in some rows; rows past the end are left out."""
        if self._table is None:
            return []
        return [self._table.paths[self._order[row]] for row in rows if 0 <= row < len(self._order)]

    def tell(self, paths: Sequence[str]) -> None:
        """Pictures of these photos have arrived."""
        if self._table is None:
            return
        places = {self._table.row_of[path] for path in paths if path in self._table.row_of}
        rows = sorted(row for row, place in enumerate(self._order) if place in places)
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Photos."""
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One aspect of one row."""
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == REVIEW_ROLE:
            return row
        if role == MARKED_ROLE:
            return self.is_marked(row)
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.describe(row)
        return None
