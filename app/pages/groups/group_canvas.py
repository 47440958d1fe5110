"""The groups one below the other: only what is in view is painted, and there is no widget for any photo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.item_models.group_board import Cell, GroupBoard
from app.pages.groups.cell_painter import CaptionWords, CellLook, CellPainter, HeaderWords
from app.pages.groups.group_layout import GroupLayout
from app.widgets.photo_delegate import with_alpha
from app.widgets.photo_grid import SIDES

_SETTLE_MS = 25
_ROOM = 8
"""pixels above or below what is scrolled to"""
_AHEAD = 200
"""pixels above and below the view whose photos are asked for too"""


class GroupCanvas(QAbstractScrollArea):
    """Paints a `GroupBoard` and scrolls through it.

    Signals:
        wanted: the paths whose thumbnails are in view or near it, those in view first.
        side_changed: thumbnails are shown at another size.
    """

    wanted = Signal(object)
    side_changed = Signal(int)

    def __init__(
        self,
        board: GroupBoard,
        thumbnail: Callable[[str], QPixmap | None],
        header: Callable[[int], HeaderWords],
        caption: Callable[[int, Cell], CaptionWords],
        parent: QWidget | None = None,
    ) -> None:
        """`header` gives the words above a group, `caption` those below a photo of it."""
        super().__init__(parent)
        self._board, self._header, self._caption = board, header, caption
        self._painter = CellPainter(thumbnail)
        self._layout = GroupLayout()
        self._laid_out: Sequence[int] = ()
        self._group: int | None = None
        self._cell = 0
        self._hovered: tuple[int, int | None] | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._tell_wanted)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def side(self) -> int:
        """Size of the thumbnails."""
        return self._painter.side

    def set_side(self, side: int) -> None:
        """Show thumbnails of this size."""
        self._painter.side = min(SIDES, key=lambda known: abs(known - side))
        self._update_layout()
        self._bring_into_view()
        self.side_changed.emit(self._painter.side)

    def sizeHint(self) -> QSize:
        """Room for some photos."""
        return QSize(700, 480)

    def event(self, event: QEvent) -> bool:
        """A move to a screen of another density wants other thumbnails."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.side_changed.emit(self._painter.side)
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, larger and smaller thumbnails."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = SIDES.index(self._painter.side) + (1 if event.angleDelta().y() > 0 else -1)
            self.set_side(SIDES[max(0, min(place, len(SIDES) - 1))])
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The groups that are in view, as far as they are to be painted anew."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self.verticalScrollBar().value()
        top, bottom = event.rect().top() + scrolled, event.rect().bottom() + scrolled
        painter.translate(0, -scrolled)
        for row in self._layout.groups_between(top, bottom):
            self._paint_group(painter, row, self._laid_out[row])
            for cell in self._layout.cells_between(row, top, bottom):
                if self._layout.cell_rect(row, cell).translated(0, -scrolled).intersects(event.rect()):
                    self._paint_cell(painter, row, self._laid_out[row], cell)

    def _repaint_cell(self, cell: int) -> None:
        """Of the current group."""
        if self._group in self._laid_out:
            place = self._layout.cell_rect(self._laid_out.index(self._group), cell)
            self.viewport().update(place.translated(0, -self.verticalScrollBar().value()))

    def _repaint_header(self) -> None:
        """Of the current group."""
        if self._group in self._laid_out:
            place = self._layout.header_rect(self._laid_out.index(self._group))
            self.viewport().update(place.translated(0, -self.verticalScrollBar().value()))

    def _paint_group(self, painter: QPainter, row: int, group: int) -> None:
        frame = QRectF(self._layout.group_rect(row)).adjusted(0.5, 0.5, -0.5, -0.5)
        if group == self._group:
            highlight = self.palette().color(QPalette.ColorRole.Highlight)
            painter.setPen(QPen(with_alpha(highlight, 150), 1.5))
            painter.setBrush(with_alpha(highlight, 16))
        else:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Midlight), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 8, 8)
        self._painter.paint_header(painter, self._layout.header_rect(row), self._header(group), self.palette())

    def _paint_cell(self, painter: QPainter, row: int, group: int, number: int) -> None:
        cell = self._board.cells(group)[number]
        look = CellLook(
            self._caption(group, cell),
            is_current=group == self._group and number == self._cell,
            has_focus=self.hasFocus(),
            is_hovered=self._hovered == (row, number),
            is_pending=self._board.is_pending(group),
        )
        self._painter.paint_cell(painter, self._layout.cell_rect(row, number), cell, look, self.palette())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells fill the width; the current one stays in view."""
        super().resizeEvent(event)
        self._update_layout()
        self._bring_into_view()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other cells."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._update_layout()

    @property
    def _row(self) -> int | None:
        shown = self._board.shown
        return shown.index(self._group) if self._group in shown else None

    def _at(self, point: QPoint) -> tuple[int, int | None] | None:
        return self._layout.at(point + QPoint(0, self.verticalScrollBar().value()))

    def _update_layout(self) -> None:
        """Lay out what the board shows now; the current group stays where it is on the screen."""
        held = self._height_on_screen()
        self._laid_out = self._board.shown
        metrics = self.fontMetrics()
        counts = [len(self._board.cells(group)) for group in self._laid_out]
        width = self.viewport().width()
        self._layout.update(counts, width, self._painter.header_height(metrics), self._painter.cell_size(metrics))
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._layout.cell_size.height() // 3)
        now = self._height_on_screen()
        if held is not None and now is not None:
            bar.setValue(bar.value() + now - held)
        self.viewport().update()
        self._settled.start()

    def _height_on_screen(self) -> int | None:
        if self._group not in self._laid_out:
            return None
        return self._layout.header_rect(self._laid_out.index(self._group)).top() - self.verticalScrollBar().value()

    def _bring_into_view(self, *, whole_group: bool = False) -> None:
        """Scroll to the current cell, or so that as much of its group is seen as there is room for."""
        row = self._row
        if row is None or not self._board.cells(self._board.shown[row]):
            return
        bar = self.verticalScrollBar()
        place = self._layout.cell_rect(row, self._cell)
        if whole_group:
            place = self._layout.group_rect(row)
        elif self._cell < self._layout.columns:  # in the first line the words above belong to it
            place = place.united(self._layout.header_rect(row))
        if place.top() < bar.value():
            bar.setValue(place.top() - _ROOM)
        elif place.bottom() > bar.value() + self.viewport().height():
            bar.setValue(min(place.top() - _ROOM, place.bottom() + _ROOM - self.viewport().height()))

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self._settled.start()

    def _tell_wanted(self) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        shown = self._board.shown
        near = [*self._layout.all_between(top, bottom)]
        near += [*self._layout.all_between(bottom, bottom + _AHEAD), *self._layout.all_between(top - _AHEAD, top)]
        self.wanted.emit([self._board.cells(shown[row])[cell].paths[0] for row, cell in near])
