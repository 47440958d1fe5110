"""The signs on photos that are more than a breed, drawn as outlines: sharp at every size, in every colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.item_models.vocabulary import PhotoState
from core.library.records import Status

Glyph = Callable[[QPainter], None]
"""draws within the unit square 0..1, with the painter's pen"""


def no_dog(painter: QPainter) -> None:
    """A circle with a stroke through it."""
    painter.drawEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
    painter.drawLine(QLineF(0.24, 0.24, 0.76, 0.76))


def other_breed(painter: QPainter) -> None:
    """The sign for "is not": none of the known breeds."""
    painter.drawLine(QLineF(0.16, 0.36, 0.84, 0.36))
    painter.drawLine(QLineF(0.16, 0.64, 0.84, 0.64))
    painter.drawLine(QLineF(0.66, 0.12, 0.34, 0.88))


def unreadable(painter: QPainter) -> None:
    """A warning triangle."""
    painter.drawPolygon(QPolygonF([QPointF(0.5, 0.12), QPointF(0.94, 0.86), QPointF(0.06, 0.86)]))
    painter.drawLine(QLineF(0.5, 0.4, 0.5, 0.6))
    painter.drawPoint(QPointF(0.5, 0.74))


def unsure(painter: QPainter) -> None:
    """A question mark."""
    path = QPainterPath(QPointF(0.28, 0.32))
    path.cubicTo(0.28, 0.04, 0.74, 0.04, 0.74, 0.34)
    path.cubicTo(0.74, 0.52, 0.5, 0.5, 0.5, 0.68)
    painter.drawPath(path)
    painter.drawPoint(QPointF(0.5, 0.9))


def check(painter: QPainter) -> None:
    """A check mark."""
    painter.drawPolyline(QPolygonF([QPointF(0.14, 0.54), QPointF(0.4, 0.8), QPointF(0.88, 0.24)]))


def double_check(painter: QPainter) -> None:
    """Two check marks: looked at twice."""
    painter.drawPolyline(QPolygonF([QPointF(0.02, 0.56), QPointF(0.24, 0.8), QPointF(0.62, 0.28)]))
    painter.drawPolyline(QPolygonF([QPointF(0.5, 0.74), QPointF(0.56, 0.8), QPointF(0.98, 0.28)]))


def mixed(painter: QPainter) -> None:
    """Two circles that overlap."""
    painter.drawEllipse(QRectF(0.06, 0.22, 0.56, 0.56))
    painter.drawEllipse(QRectF(0.38, 0.22, 0.56, 0.56))


LABEL_GLYPHS: dict[Status, Glyph] = {
    Status.LABELLED: check,
    Status.VERIFIED: double_check,
    Status.NOT_A_DOG: no_dog,
    Status.UNKNOWN: unsure,
    Status.MIXED: mixed,
}
"""what a person said"""

STATE_GLYPHS: dict[PhotoState, Glyph] = {
    PhotoState.NO_DOG: no_dog,
    PhotoState.OTHER_BREED: other_breed,
    PhotoState.UNREADABLE: unreadable,
}


def draw(painter: QPainter, glyph: Glyph, target: QRectF, colour: QColor, weight: float = 0.1) -> None:
    """Draw a sign into `target`; `weight` is the stroke's share of its side."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(target.topLeft())
    painter.scale(target.width(), target.height())
    pen = QPen(colour, weight, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    glyph(painter)
    painter.restore()
