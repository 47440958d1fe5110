"""A table of figures that is sorted by value, whatever its cells say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.widgets.named import named

SORT_ROLE = Qt.ItemDataRole.UserRole
Cell = tuple[Any, str]
"""what is sorted by, and what is shown"""


class FigureTable(QTreeWidget):
    """The first `texts` columns are words and share the width, the others numbers."""

    def __init__(self, name: str, columns: int, *, texts: int = 1, is_sorted: bool = True) -> None:
        """Tables that are not `is_sorted` keep the order that they are given."""
        super().__init__()
        named(self, name)
        self._is_sorted = is_sorted
        self.setColumnCount(columns)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        for column in range(columns):
            mode = QHeaderView.ResizeMode.Stretch if column < texts else QHeaderView.ResizeMode.ResizeToContents
            self.header().setSectionResizeMode(column, mode)
        if is_sorted:
            self.sortByColumn(columns - 1, Qt.SortOrder.DescendingOrder)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows; a number that cannot be said is given as text to show, and any number to sort by."""
        self.setSortingEnabled(False)
        self.clear()
        for row in rows:
            item = _Item([text for _, text in row])
            for column, (value, text) in enumerate(row):
                item.setData(column, SORT_ROLE, value)
                if isinstance(value, str):
                    item.setToolTip(column, text)
                else:
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.setSortingEnabled(self._is_sorted)


class _Item(QTreeWidgetItem):
    """Sorts by value."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        return bool(self.data(column, SORT_ROLE) < other.data(column, SORT_ROLE))
