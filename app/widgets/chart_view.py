"""A chart of `core.evaluation.charts` in the window: the same shapes as in a report, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.evaluation.drawing import COLOURS, Area, Box, Dot, Line, Text

if TYPE_CHECKING:
    from core.evaluation.drawing import Drawing, Shape

_ON_DARK = {"first": "#7cabff", "second": "#ffa35c", "third": "#4fd1a8", "fourth": "#bf9bff",
            "right": "#7cabff", "wrong": "#ff7b66"}  # fmt: skip
"""as the style sheet of the reports has them"""
_ROLES = {
    "paper": QPalette.ColorRole.Base,
    "ink": QPalette.ColorRole.Text,
    "faint": QPalette.ColorRole.Dark,
    "grid": QPalette.ColorRole.AlternateBase,
}


class ChartView(QWidget):
    """One drawing, as large as there is room, never larger than it was made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another one, or nothing."""
        self._drawing = drawing
        self.setAccessibleName("" if drawing is None else drawing.title)
        self.update()

    def sizeHint(self) -> QSize:
        """As it was made."""
        return QSize(320, 320) if self._drawing is None else QSize(int(self._drawing.width), int(self._drawing.height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Every shape, in its order."""
        drawing = self._drawing
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(1.0, self.width() / drawing.width, self.height() / drawing.height)
        painter.scale(scale, scale)
        for shape in drawing.shapes:
            self._paint(painter, shape)

    def _paint(self, painter: QPainter, shape: Shape) -> None:
        match shape:
            case Line(points, colour, width, dashed):
                style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
                painter.setPen(QPen(self._colour(colour), width, style))
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
            case Area(points, colour, opacity):
                self._fill(painter, colour, opacity)
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
            case Box(x, y, width, height, colour, opacity):
                self._fill(painter, colour, opacity)
                painter.drawRect(QRectF(x, y, width, height))
            case Dot(x, y, radius, colour):
                self._fill(painter, colour, 1.0)
                painter.drawEllipse(QPointF(x, y), radius, radius)
            case Text():
                self._write(painter, shape)

    def _write(self, painter: QPainter, text: Text) -> None:
        font = QFont(self.font())
        font.setPixelSize(round(text.size))
        font.setBold(text.bold)
        painter.setFont(font)
        painter.setPen(self._colour(text.colour))
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text.text)
        painter.save()
        painter.translate(text.x, text.y)
        if text.turned:
            painter.rotate(-90)
        x = {"start": 0.0, "middle": -width / 2, "end": -width}[text.anchor]
        painter.drawText(QPointF(x, (metrics.ascent() - metrics.descent()) / 2), text.text)
        painter.restore()

    def _fill(self, painter: QPainter, name: str, opacity: float) -> None:
        colour = self._colour(name)
        colour.setAlphaF(opacity)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)

    def _colour(self, name: str) -> QColor:
        if name in _ROLES:
            return self.palette().color(_ROLES[name])
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        return QColor(_ON_DARK[name] if is_dark else COLOURS[name])
