"""Which breed was called which, as a picture of a hundred breeds and more that can be walked, zoomed and clicked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.widgets.figures import count_text, percent_text

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


class ConfusionMatrix(QAbstractScrollArea):
    """Rows are what the photos are said to be, columns what the model called them.

    Signals:
        chosen: row and column of a cell with photos that was clicked or entered.
        pointed: what the cell under the mouse, or the current one, holds; empty for none.
    """

    chosen = Signal(int, int)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("confusionMatrix")
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
        self._pressed: tuple[int, int] | None = None
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.viewport().update)
        self._retranslate()

    # what is shown

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
        self._tell(self.current)

    def set_rates(self, on: bool) -> None:
        """Show shares of the row's photos, or numbers of photos."""
        self.shows_rates = on
        self.image = None
        self.viewport().update()

    def set_current(self, row: int, column: int) -> None:
        """Make a cell the current one, and bring it into view."""
        if not self.names:
            return
        last = len(self.names) - 1
        self.current = (max(0, min(row, last)), max(0, min(column, last)))
        self._bring_into_view()
        self._tell(self.current)
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

    def cell_text(self, row: int, column: int) -> str:
        """What stands in a cell; nothing where there is no photo."""
        count = self.count(row, column)
        if not count:
            return ""
        return percent_text(self.rate(row, column), 0) if self.shows_rates else count_text(count)

    def describe(self, row: int, column: int) -> str:
        """A cell in words."""
        words = self.tr("{given} → {predicted}: {count} of {all} ({rate})").format(
            given=self.names[row],
            predicted=self.names[column],
            count=count_text(self.count(row, column)),
            all=count_text(self.sums[row]),
            rate=percent_text(self.rate(row, column), 0),
        )
        if row in self.outside:
            words += "  ·  " + self.tr("the model does not know this breed")
        return words

    # places

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

    # what happens

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Cells, names, and what is pointed at."""
        from app.widgets.confusion_paint import paint_matrix

        paint_matrix(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All breeds stay in view where they were."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, font or language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.image = None
            self._lay_out()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the cells, with Ctrl from one with photos to the next; Enter opens one; + - 0 zoom."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in steps:
            far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.set_current(*self._next_cell(steps[key], far=far))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1, self.cell_rect(*self.current).center())
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_current(self.current[0], 0 if key == Qt.Key.Key_Home else len(self.names) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms with Ctrl, and scrolls without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        cell = self.cell_at(event.position())
        if cell == self.pointed_at:
            return
        self.pointed_at = cell
        filled = cell is not None and self.count(*cell) > 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if filled else Qt.CursorShape.ArrowCursor)
        if cell is None:
            QToolTip.hideText()
            self._tell(self.current)
        else:
            self.pointed.emit(self.describe(*cell))
            if filled:
                QToolTip.showText(event.globalPosition().toPoint(), self.describe(*cell), self.viewport())
            else:
                QToolTip.hideText()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cell becomes the current one."""
        cell = self.cell_at(event.position())
        self._pressed = cell if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None:
            self.set_current(*self._pressed)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A cell is clicked."""
        pressed, self._pressed = self._pressed, None
        event.accept()
        if pressed is not None and pressed == self.cell_at(event.position()):
            self._choose(pressed)

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse goes away."""
        if event.type() == QEvent.Type.Leave and self.pointed_at is not None:
            self.pointed_at = None
            self._tell(self.current)
            self.viewport().update()
        return super().viewportEvent(event)

    def _next_cell(self, step: tuple[int, int], *, far: bool) -> tuple[int, int]:
        row, column = self.current
        while True:
            following = (row + step[0], column + step[1])
            if not all(0 <= place < len(self.names) for place in following):
                return (row, column) if not far or self.count(row, column) else self.current
            row, column = following
            if not far or self.count(row, column):
                return row, column

    def _choose(self, cell: tuple[int, int]) -> None:
        if self.names and self.count(*cell):
            self.chosen.emit(*cell)

    def _tell(self, cell: tuple[int, int]) -> None:
        """Say what a cell holds, to the eye and to a screen reader."""
        words = self.describe(*cell) if self.names else ""
        self.pointed.emit(words)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Rows: what the photos are. Columns: what they were called."))
        if self.names:
            self._tell(self.current)
