"""How one photo or burst of a group looks, and the words above a group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap

from app.item_models.group_board import Cell
from app.translation import printable
from app.widgets import glyphs
from app.widgets.photo_delegate import with_alpha
from app.widgets.rounded_pictures import RoundedPictures

_PAD = 5
_RADIUS = 6.0
_OUT_OPACITY = 0.25
_PENDING_OPACITY = 0.4
_READY_KEPT = 400
_BADGE = 20


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """The words below a photo: a name, which may be cut, and a figure, which is not."""

    words: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class CellLook:
    """What is said of a cell besides its photo."""

    caption: CaptionWords = CaptionWords()
    is_current: bool = False
    has_focus: bool = False
    is_hovered: bool = False
    is_pending: bool = False
    """what was said of it is on its way into the library"""


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The words above a group: what it suggests, how many photos, and what there is to add."""

    title: str
    count: str
    addition: str


class CellPainter:
    """Paints with the palette's colours only, so that it follows every theme."""

    def __init__(self, thumbnail: Callable[[str], QPixmap | None]) -> None:
        self._thumbnail = thumbnail
        self.side = 128
        """side of the square that a thumbnail fits into"""
        self._rounded = RoundedPictures(_RADIUS, _READY_KEPT)

    def cell_size(self, metrics: QFontMetrics) -> QSize:
        """The least room of a cell."""
        return QSize(self.side + 2 * _PAD, self.side + 2 * _PAD + metrics.lineSpacing())

    def header_height(self, metrics: QFontMetrics) -> int:
        """Two lines, the first a little larger."""
        return round(2.35 * metrics.lineSpacing()) + 10

    def badge_rect(self, cell: QRect, count: int, metrics: QFontMetrics) -> QRect:
        """Where the number of photos of a burst stands, and is clicked."""
        width = _BADGE + 4 if count == 1 else metrics.horizontalAdvance(f"{count}") + _BADGE + 8
        return QRect(cell.right() - width - 2, cell.top() + 4, width, _BADGE)

    def paint_header(self, painter: QPainter, place: QRect, words: HeaderWords, palette: QPalette) -> None:
        """Title and count in one line, the addition in the next."""
        text = palette.color(QPalette.ColorRole.Text)
        small, large = QFont(painter.font()), QFont(painter.font())
        large.setBold(True)
        large.setPointSizeF(small.pointSizeF() * 1.2)
        line = QRect(place.left() + _PAD, place.top() + 4, place.width() - 2 * _PAD, QFontMetrics(large).lineSpacing())
        metrics = QFontMetrics(small)
        room = line.width() - metrics.horizontalAdvance(words.count) - 16
        painter.setPen(text)
        painter.setFont(large)
        title = QFontMetrics(large).elidedText(words.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.count)
        line.translate(0, line.height())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        addition = metrics.elidedText(words.addition, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, addition)

    def paint_cell(self, painter: QPainter, place: QRect, cell: Cell, look: CellLook, palette: QPalette) -> None:
        """Photo, signs, caption."""
        self._paint_card(painter, place, look, palette)
        square = QRect(place.left() + (place.width() - self.side) // 2, place.top() + _PAD, self.side, self.side)
        shown = self._photo_rect(square, cell.paths[0])
        if len(cell.paths) > 1:
            self._paint_pile(painter, shown, palette)
        opacity = _PENDING_OPACITY if look.is_pending else 1.0
        painter.setOpacity(_OUT_OPACITY if cell.is_out else opacity)
        self._paint_photo(painter, shown, cell.paths[0], palette)
        painter.setOpacity(opacity)
        if cell.is_out:
            self._sign(painter, glyphs.no_dog, QPointF(shown.center()), 30, palette)
        if cell.is_odd:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1.6, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(shown.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS, _RADIUS)
            self._sign(painter, glyphs.unsure, shown.bottomLeft() + QPointF(13, -13), _BADGE, palette)
        if cell.label is not None:
            self._sign(painter, _tick, shown.bottomRight() + QPointF(-13, -13), _BADGE, palette)
        if len(cell.paths) > 1 or cell.is_opened:
            self._paint_badge(painter, place, len(cell.paths), palette)
        self._paint_caption(painter, square, look.caption, palette)
        painter.setOpacity(1.0)

    def _paint_card(self, painter: QPainter, place: QRect, look: CellLook, palette: QPalette) -> None:
        card = QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5)
        highlight = palette.color(QPalette.ColorRole.Highlight)
        if look.is_current:
            painter.setPen(QPen(highlight, 2.5) if look.has_focus else QPen(with_alpha(highlight, 140), 1.5))
            painter.setBrush(with_alpha(highlight, 48))
            painter.drawRoundedRect(card, _RADIUS + 2, _RADIUS + 2)
        elif look.is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(palette.color(QPalette.ColorRole.Text), 18))
            painter.drawRoundedRect(card, _RADIUS + 2, _RADIUS + 2)

    def _paint_pile(self, painter: QPainter, shown: QRectF, palette: QPalette) -> None:
        """The edges of photos that lie below the first."""
        painter.setPen(QPen(with_alpha(palette.color(QPalette.ColorRole.Text), 130), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        for shift in (6, 3):
            painter.drawRoundedRect(shown.translated(shift, -shift), _RADIUS, _RADIUS)

    def _photo_rect(self, square: QRect, path: str) -> QRectF:
        """Where a photo lies in its square; all of it while there is no thumbnail."""
        pixmap = self._thumbnail(path)
        if pixmap is None or pixmap.isNull():
            return QRectF(square)
        size = pixmap.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        # whole pixels: between them every painting would scale the photo
        left, top = (square.width() - size.width()) // 2, (square.height() - size.height()) // 2
        return QRectF(square.x() + left, square.y() + top, size.width(), size.height())

    def _paint_photo(self, painter: QPainter, shown: QRectF, path: str, palette: QPalette) -> None:
        pixmap = self._thumbnail(path)
        if pixmap is None or pixmap.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(palette.color(QPalette.ColorRole.Text), 16))
            painter.drawRoundedRect(shown, _RADIUS, _RADIUS)
            return
        ready = self._rounded.get(pixmap, shown.size(), painter.device().devicePixelRatioF())
        painter.drawPixmap(shown.topLeft(), ready)

    def _sign(self, painter: QPainter, glyph: glyphs.Glyph, centre: QPointF, side: float, palette: QPalette) -> None:
        place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.setPen(QPen(with_alpha(palette.color(QPalette.ColorRole.Text), 60), 1))
        painter.setBrush(with_alpha(palette.color(QPalette.ColorRole.Base), 235))
        painter.drawEllipse(place)
        inner = place.adjusted(side * 0.2, side * 0.2, -side * 0.2, -side * 0.2)
        glyphs.draw(painter, glyph, inner, palette.color(QPalette.ColorRole.Text), 0.13)

    def _paint_badge(self, painter: QPainter, place: QRect, count: int, palette: QPalette) -> None:
        badge = QRectF(self.badge_rect(place, count, QFontMetrics(painter.font())))
        painter.setPen(QPen(with_alpha(palette.color(QPalette.ColorRole.Text), 60), 1))
        painter.setBrush(with_alpha(palette.color(QPalette.ColorRole.Base), 235))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        sign = QRectF(badge.left() + 6, badge.center().y() - 6, 12, 12)
        glyphs.draw(painter, _pile if count > 1 else _fold, sign, palette.color(QPalette.ColorRole.Text), 0.1)
        if count > 1:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            painter.drawText(badge.adjusted(18, 0, -2, 0), Qt.AlignmentFlag.AlignCenter, str(count))

    def _paint_caption(self, painter: QPainter, square: QRect, caption: CaptionWords, palette: QPalette) -> None:
        metrics = QFontMetrics(painter.font())
        line = QRect(square.left(), square.bottom() + 2, square.width(), metrics.lineSpacing())
        figure = f" {caption.figure}" if caption.words and caption.figure else caption.figure
        room = line.width() - metrics.horizontalAdvance(figure)
        words = metrics.elidedText(printable(caption.words), Qt.TextElideMode.ElideRight, room)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, words + figure)


def _tick(painter: QPainter) -> None:
    painter.drawPolyline([QPointF(0.1, 0.55), QPointF(0.4, 0.85), QPointF(0.9, 0.2)])


def _pile(painter: QPainter) -> None:
    """Two sheets."""
    painter.drawRect(QRectF(0.05, 0.05, 0.65, 0.65))
    painter.drawPolyline([QPointF(0.95, 0.3), QPointF(0.95, 0.95), QPointF(0.3, 0.95)])


def _fold(painter: QPainter) -> None:
    painter.drawLine(QLineF(0.1, 0.5, 0.9, 0.5))
