"""Where groups and photos lie in the list: geometry only, nothing is painted here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize

SIDE = 12
"""left and right of everything"""
GAP = 14
"""between two groups"""


class GroupLayout:
    """Rows of equal cells below a header, one group below the other; rows are counted from the first group shown."""

    def __init__(self) -> None:
        self._counts: Sequence[int] = ()
        self._tops: list[int] = [0]
        self._header = 1
        self._cell = QSize(1, 1)
        self._width = 1
        self.columns = 1

    def update(self, counts: Sequence[int], width: int, header: int, cell: QSize) -> None:
        """`counts`: cells of each group; `cell`: the least size, widened so that cells fill the width."""
        self._counts, self._width, self._header = counts, width, header
        room = max(cell.width(), width - 2 * SIDE)
        self.columns = max(1, room // cell.width())
        self._cell = QSize(room // self.columns, cell.height())
        heights = (GAP + header + self._rows(count) * cell.height() for count in counts)
        self._tops = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """Of everything."""
        return self._tops[-1] + GAP

    @property
    def cell_size(self) -> QSize:
        """The room of one cell."""
        return self._cell

    def group_rect(self, row: int) -> QRect:
        """A whole group."""
        top = self._tops[row] + GAP
        return QRect(SIDE // 2, top, self._width - SIDE, self._tops[row + 1] - top)

    def header_rect(self, row: int) -> QRect:
        """The words above a group."""
        return QRect(SIDE, self._tops[row] + GAP, self._width - 2 * SIDE, self._header)

    def cell_rect(self, row: int, cell: int) -> QRect:
        """One cell."""
        line, column = divmod(cell, self.columns)
        top = self._tops[row] + GAP + self._header + line * self._cell.height()
        return QRect(SIDE + column * self._cell.width(), top, self._cell.width(), self._cell.height())

    def groups_between(self, top: int, bottom: int) -> range:
        """The groups that reach into these heights."""
        if not self._counts:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        last = min(len(self._counts) - 1, bisect_right(self._tops, bottom) - 1)
        return range(first, last + 1)

    def cells_between(self, row: int, top: int, bottom: int) -> range:
        """The cells of a group that reach into these heights."""
        start = self._tops[row] + GAP + self._header
        first = max(0, (top - start) // self._cell.height()) * self.columns
        last = (max(-1, (bottom - start) // self._cell.height()) + 1) * self.columns
        return range(min(first, self._counts[row]), min(last, self._counts[row]))

    def all_between(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """Group and cell of all cells that reach into these heights."""
        for row in self.groups_between(top, bottom):
            for cell in self.cells_between(row, top, bottom):
                yield row, cell

    def at(self, point: QPoint) -> tuple[int, int | None] | None:
        """The group at a point, and its cell (None above and beside the cells); None where there is nothing."""
        for row in self.groups_between(point.y(), point.y()):
            if not self.group_rect(row).contains(point):
                return None
            for cell in self.cells_between(row, point.y(), point.y()):
                if self.cell_rect(row, cell).contains(point):
                    return row, cell
            return row, None
        return None

    def step(self, row: int, cell: int, lines: int) -> tuple[int, int]:
        """The cell some lines above (less than 0) or below, in the nearest group where the own one ends."""
        column = cell % self.columns
        line = cell // self.columns + lines
        while line < 0 and row > 0:
            row -= 1
            line += self._rows(self._counts[row])
        while line >= self._rows(self._counts[row]) and row < len(self._counts) - 1:
            line -= self._rows(self._counts[row])
            row += 1
        line = max(0, min(line, self._rows(self._counts[row]) - 1))
        return row, min(line * self.columns + column, self._counts[row] - 1)

    def _rows(self, count: int) -> int:
        return -(-count // self.columns)
