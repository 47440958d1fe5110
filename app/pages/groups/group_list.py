"""The groups as a person goes through them: a current photo, keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from app.item_models.group_board import Cell, GroupBoard
from app.pages.groups.cell_painter import CaptionWords, HeaderWords
from app.pages.groups.group_canvas import GroupCanvas
from app.translation import printable


class GroupList(GroupCanvas):
    """One cell of one group is the current one.

    Signals:
        current_changed: another group or cell is the current one.
        changed: photos were taken out or put in, or a burst was folded or unfolded.
        accepted: Enter: what the current group suggests is right.
        opened: the current photo is to be shown large.
    """

    current_changed = Signal()
    changed = Signal()
    accepted = Signal()
    opened = Signal()

    def __init__(
        self,
        board: GroupBoard,
        thumbnail: Callable[[str], QPixmap | None],
        header: Callable[[int], HeaderWords],
        caption: Callable[[int, Cell], CaptionWords],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(board, thumbnail, header, caption, parent)
        self.setObjectName("groupList")
        self._anchor: tuple[int, int, bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    @property
    def group(self) -> int | None:
        """The current group, as the board knows it; None where there is none."""
        return self._group

    @property
    def cell(self) -> Cell | None:
        """The current cell."""
        cells = self._board.cells(self._group) if self._group is not None else []
        return cells[self._cell] if self._cell < len(cells) else None

    def start(self) -> None:
        """The board has other groups: begin with the first."""
        self._group, self._cell, self._anchor = None, 0, None
        self.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """The board shows something else. A current group that is gone makes way for the one that follows it."""
        shown = self._board.shown
        if self._group is not None and self._group not in shown:
            following = next((group for group in shown if group > (self._group or 0)), None)
            self._group = following if following is not None else (shown[-1] if shown else None)
            self._cell, self._anchor = 0, None
        elif self._group is None and shown:
            self._group, self._cell = shown[0], 0
        if self._group is not None:
            self._cell = min(self._cell, len(self._board.cells(self._group)) - 1)
        self._update_layout()
        self.current_changed.emit()

    def go_to(self, group: int, cell: int | None = None) -> None:
        """Make a cell of a group the current one, and bring it into view; without a cell the first, and the group."""
        before = (self._group, self._cell)
        self._group, self._cell = group, cell or 0
        self._bring_into_view(whole_group=cell is None)
        self._on_current(before)

    def go(self, step: int) -> None:
        """The next (1) or previous (-1) photo, across groups."""
        row = self._row
        if row is None:
            return
        shown, cell = self._board.shown, self._cell + step
        if cell < 0 and row > 0:
            self.go_to(shown[row - 1], len(self._board.cells(shown[row - 1])) - 1)
        elif cell >= len(self._board.cells(shown[row])) and row + 1 < len(shown):
            self.go_to(shown[row + 1], 0)
        elif 0 <= cell < len(self._board.cells(shown[row])):
            self.go_to(shown[row], cell)

    def go_to_group(self, step: int) -> None:
        """The next (1) or previous (-1) group."""
        row = self._row
        if row is not None:
            shown = self._board.shown
            self.go_to(shown[max(0, min(row + step, len(shown) - 1))])

    def toggle(self) -> None:
        """Take the current cell out, or put it in again."""
        cell = self.cell
        if self._group is not None and cell is not None:
            self._take_out(self._cell, not cell.is_out)

    def toggle_odd(self) -> None:
        """Take all odd ones of the current group out, or put them in again."""
        if self._group is not None:
            self._board.take_out_odd(self._group)
            self._on_changed()

    def unfold(self) -> None:
        """Show the photos of the current burst one by one, or fold them again."""
        if self._group is not None and self.cell is not None:
            self._cell = self._board.unfold(self._group, self._cell)
            self._on_changed()

    def _take_out(self, cell: int, out: bool) -> None:
        assert self._group is not None
        self._anchor = (self._group, cell, out)
        self._board.take_out(self._group, [cell], out)
        self._repaint_cell(cell)
        self._repaint_header()
        self.changed.emit()

    def _take_out_range(self, cell: int) -> None:
        """From the cell that was taken out or put in last to this one, all the same."""
        if self._group is None or self._anchor is None or self._anchor[0] != self._group:
            return
        _, first, out = self._anchor
        self._board.take_out(self._group, range(min(first, cell), max(first, cell) + 1), out)
        self._on_changed()

    def _on_changed(self) -> None:
        self._update_layout()
        self.changed.emit()

    def _on_current(self, before: tuple[int | None, int]) -> None:
        self._tell_screen_reader()
        if before[0] == self._group:
            for cell in (before[1], self._cell):
                self._repaint_cell(cell)
        else:
            self.viewport().update()
        self.current_changed.emit()

    def _tell_screen_reader(self) -> None:
        cell = self.cell
        if cell is not None and self._group is not None:
            caption = self._caption(self._group, cell)
            words = (self._header(self._group).title, caption.words, caption.figure, printable(cell.paths[0]))
            self.setAccessibleDescription(", ".join(word for word in words if word))

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Space, Enter; with Ctrl from group to group."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.accepted.emit()
        elif key == Qt.Key.Key_Space and not modifiers:
            self.toggle()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers:
            self.go(1 if (key == Qt.Key.Key_Right) != self.isRightToLeft() else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            if modifiers == Qt.KeyboardModifier.ControlModifier:
                self.go_to_group(step)
            else:
                self._go_lines(step)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            lines = max(1, self.viewport().height() // self._layout.cell_size.height() - 1)
            self._go_lines(lines if key == Qt.Key.Key_PageDown else -lines)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._board.shown:
            last = self._board.shown[-1]
            is_end = key == Qt.Key.Key_End
            self.go_to(*((last, len(self._board.cells(last)) - 1) if is_end else (self._board.shown[0], 0)))
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Tooltips say the file."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._at(event.pos())
            if hit is not None and hit[1] is not None:
                paths = self._board.cells(self._board.shown[hit[0]])[hit[1]].paths
                QToolTip.showText(event.globalPos(), "\n".join(printable(path) for path in paths[:8]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes a photo out or puts it in; with Shift all from the last one on; on its badge it unfolds."""
        hit = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            return
        row, cell = hit
        group = self._board.shown[row]
        if group != self._group or cell is not None:
            before = (self._group, self._cell)
            self._group, self._cell = group, cell or 0
            self._on_current(before)
        if cell is None:
            return
        shown = self._board.cells(group)[cell]
        place = self._layout.cell_rect(row, cell).translated(0, -self.verticalScrollBar().value())
        badge = self._painter.badge_rect(place, len(shown.paths), self.fontMetrics())
        if (len(shown.paths) > 1 or shown.is_opened) and badge.contains(event.position().toPoint()):
            self.unfold()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._take_out_range(cell)
        else:
            self._take_out(cell, not shown.is_out)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Shows a photo large; what the first click did to it is taken back."""
        hit = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and hit is not None and hit[1] is not None:
            self.toggle()
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is below the pointer is marked."""
        hovered = self._at(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is below the pointer."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def _go_lines(self, lines: int) -> None:
        row = self._row
        if row is not None:
            row, cell = self._layout.step(row, self._cell, lines)
            self.go_to(self._board.shown[row], cell)
