"""Which breed was called which, as a picture of a hundred breeds and more that can be walked, zoomed and clicked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.widgets.confusion_area import ConfusionArea
from app.widgets.figures import count_text, percent_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ConfusionMatrix(ConfusionArea):
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
        self._pressed: tuple[int, int] | None = None
        self._retranslate()

    def show_counts(
        self, names: Sequence[str], counts: NDArray[np.intp] | Sequence[Sequence[int]], outside: Collection[int] = ()
    ) -> None:
        """As `ConfusionArea.show_counts`, and tell of the current cell."""
        super().show_counts(names, counts, outside)
        self._tell(self.current)

    def set_current(self, row: int, column: int) -> None:
        """Make a cell the current one, and bring it into view."""
        if not self.names:
            return
        last = len(self.names) - 1
        self.current = (max(0, min(row, last)), max(0, min(column, last)))
        self._bring_into_view()
        self._tell(self.current)
        self.viewport().update()

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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Cells, names, and what is pointed at."""
        from app.widgets.confusion_paint import paint_matrix

        paint_matrix(self)

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
