"""Rows and columns of a confusion matrix on the screen: where each cell is, how large, and what is in view."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SMALLEST, LARGEST = 3.0, 64.0
"""side of a cell in device-independent pixels"""
_COMFORTABLE = 34.0
"""no cell is made larger than this in order to fill the room"""
_READABLE = 13.0
"""cells begin at least this large: names can be read, and what is confused most comes first"""
_STEP = 1.25
_MOST_NAMES = 0.3
"""share of the width, and of the height, that names may take"""


class ConfusionArea(QAbstractScrollArea):
    """Holds the counts, and scrolls and zooms over them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.names: tuple[str, ...] = ()
        self.outside: frozenset[int] = frozenset()
        self.counts: NDArray[np.intp] | None = None
        self.sums: list[int] = []
        self.shows_rates = False
        self.cell = _COMFORTABLE
        self.image: QImage | None = None
        """a pixel a cell, painted large"""
        self.current = (0, 0)
        self.pointed_at: tuple[int, int] | None = None
        self._fits = True
        self._margins = (0.0, 0.0)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.viewport().update)

    def show_counts(
        self, names: Sequence[str], counts: NDArray[np.intp] | Sequence[Sequence[int]], outside: Collection[int] = ()
    ) -> None:
        """Show [breeds, breeds] counts in this order; the current cell stays with its breeds.

        Args:
            names: of the breeds.
            counts: photos, rows as given, columns as predicted.
            outside: places of breeds that the model does not know, which are neither right nor wrong.
        """
        import numpy as np

        kept = tuple(self.names[place] for place in self.current) if self.names else ()
        before = self.names
        self.names, self.outside = tuple(names), frozenset(outside)
        self.counts = np.asarray(counts, np.intp).reshape(len(self.names), len(self.names))
        self.sums = [int(value) for value in self.counts.sum(axis=1)]
        known = {name: place for place, name in enumerate(self.names)}
        self.current = (known.get(kept[0], 0), known.get(kept[1], 0)) if kept else (0, 0)
        self.pointed_at = None
        self.image = None
        if len(before) != len(self.names):
            self._fits = True
            self._lay_out()
            if self.cell < _READABLE:
                self._fits = False
                self.cell = _READABLE
        self._lay_out()

    def set_rates(self, on: bool) -> None:
        """Show shares of the row's photos, or numbers of photos."""
        self.shows_rates = on
        self.image = None
        self.viewport().update()

    def zoom(self, steps: int, at: QPointF | None = None) -> None:
        """Larger (above 0) or smaller cells; the place `at` stays where it is."""
        self._fits = False
        self._scale_to(self.cell * _STEP**steps, at)

    def fit(self) -> None:
        """All breeds at once, as large as that allows."""
        self._fits = True
        self._lay_out()

    def rate(self, row: int, column: int) -> float:
        """Share of the row's photos in a cell, in 0..1; 0 in a row without photos."""
        return self.count(row, column) / self.sums[row] if self.sums[row] else 0.0

    def count(self, row: int, column: int) -> int:
        """Photos in a cell."""
        return 0 if self.counts is None else int(self.counts[row, column])

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return self._margins[0]

    @property
    def top(self) -> float:
        """Where the cells begin."""
        return self._margins[1]

    def corner(self) -> QPointF:
        """Where the first cell is now, in the viewport."""
        return QPointF(self.left - self.horizontalScrollBar().value(), self.top - self.verticalScrollBar().value())

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is now, in the viewport."""
        corner = self.corner()
        return QRectF(corner.x() + column * self.cell, corner.y() + row * self.cell, self.cell, self.cell)

    def cell_at(self, point: QPointF | QPoint) -> tuple[int, int] | None:
        """The cell at a place of the viewport."""
        corner = self.corner()
        if point.x() < self.left or point.y() < self.top:
            return None
        column, row = int((point.x() - corner.x()) // self.cell), int((point.y() - corner.y()) // self.cell)
        inside = 0 <= row < len(self.names) and 0 <= column < len(self.names)
        return (row, column) if inside else None

    def sizeHint(self) -> QSize:
        """Enough to see something."""
        return QSize(560, 420)

    def _lay_out(self) -> None:
        count, room = len(self.names), self.viewport().size()
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in self.names), default=0) + 12.0
        self._margins = (
            min(widest, max(60.0, room.width() * _MOST_NAMES)),
            min(widest, max(50.0, room.height() * _MOST_NAMES)),
        )
        if self._fits and count:
            side = min((room.width() - self.left - 1) / count, (room.height() - self.top - 1) / count)
            self.cell = max(SMALLEST, min(side, _COMFORTABLE))
        for bar, length, shown in (
            (self.horizontalScrollBar(), self.left + self.cell * count, room.width()),
            (self.verticalScrollBar(), self.top + self.cell * count, room.height()),
        ):
            bar.setRange(0, max(0, int(length + 1 - shown)))
            bar.setPageStep(max(1, shown - int(self.top)))
            bar.setSingleStep(max(8, int(self.cell)))
        self.viewport().update()

    def _scale_to(self, cell: float, at: QPointF | None) -> None:
        centre = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        place = at or centre
        before = place - self.corner()
        old, self.cell = self.cell, max(SMALLEST, min(cell, LARGEST))
        self._lay_out()
        moved = before * (self.cell / old - 1)
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + moved.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + moved.y()))

    def _bring_into_view(self) -> None:
        rect = self.cell_rect(*self.current)
        for bar, start, end, low, high in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.left, self.viewport().width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.top, self.viewport().height()),
        ):
            if start < low:
                bar.setValue(int(bar.value() - (low - start)))
            elif end > high:
                bar.setValue(int(bar.value() + end - high + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All breeds stay in view where they were."""
        super().resizeEvent(event)
        self._lay_out()
