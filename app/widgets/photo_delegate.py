"""How one photo looks in the grid: thumbnail, a sign where it needs one, breed and confidence, file name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.item_models.photo_list_model import PHOTO_ROLE, PhotoRow
from app.item_models.vocabulary import PhotoState
from app.widgets import glyphs
from app.widgets.rounded_pictures import RoundedPictures

MARGIN = 8
_GAP = 6
_BAR = 3
_RADIUS = 6.0
_BADGE = 24.0
LABEL_COLOUR = QColor(22, 128, 74)
"""behind what a person said, white on it in every theme"""
_READY_KEPT = 120
"""thumbnails kept ready for painting: some screens full"""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words below a thumbnail."""

    answer: str
    confidence: str = ""


class PhotoDelegate(QStyledItemDelegate):
    """Paints with the palette's colours only, so that it follows every theme.

    Args:
        caption: the words for a row.
        thumbnail: the picture of a path, or None while there is none.
    """

    def __init__(
        self,
        caption: Callable[[PhotoRow], Caption],
        thumbnail: Callable[[str], QPixmap | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption = caption
        self._thumbnail = thumbnail
        self.wished_side = 160
        """about how large thumbnails are to be"""
        self.side = 160
        """side of the square that a thumbnail fits into"""
        self._cell = QSize()
        self._rounded = RoundedPictures(_RADIUS, _READY_KEPT)

    def wished_width(self) -> int:
        """Width of a cell with thumbnails of the wished size."""
        return self.wished_side + 2 * MARGIN

    def cell_for(self, width: int, metrics: QFontMetrics) -> QSize:
        """Fill cells of this width from now on; gives their size."""
        self.side = width - 2 * MARGIN
        words = 2 * metrics.lineSpacing() + 2
        self._cell = QSize(width, MARGIN + self.side + _GAP + _BAR + 4 + words + MARGIN - 2)
        return self._cell

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """The grid gives every photo the same room."""
        return self._cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one photo."""
        photo: PhotoRow | None = index.data(PHOTO_ROLE)
        if photo is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.paint_card(painter, option)
        cell = option.rect
        square = QRect(cell.x() + (cell.width() - self.side) // 2, cell.y() + MARGIN, self.side, self.side)
        shown = self.paint_picture(painter, option, square, photo.path)
        self._paint_badge(painter, option, shown, photo)
        self._paint_label(painter, shown, photo)
        self._paint_words(painter, option, square, photo)
        painter.restore()

    def paint_card(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """What lies behind a photo that is selected or pointed at."""
        card = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        highlight = option.palette.color(QPalette.ColorRole.Highlight)
        text = option.palette.color(QPalette.ColorRole.Text)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(highlight, 2.5) if has_focus else QPen(with_alpha(highlight, 140), 1.5))
            painter.setBrush(with_alpha(highlight, 48))
            painter.drawRoundedRect(card, _RADIUS + 2, _RADIUS + 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(text, 18))
            painter.drawRoundedRect(card, _RADIUS + 2, _RADIUS + 2)
        elif has_focus:
            painter.setPen(QPen(text, 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(card.adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)

    def paint_picture(self, painter: QPainter, option: QStyleOptionViewItem, square: QRect, path: str) -> QRectF:
        """The thumbnail of a path in a square, or an empty one; gives the place that it fills."""
        pixmap = self._thumbnail(path)
        if pixmap is None or pixmap.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(option.palette.color(QPalette.ColorRole.Text), 16))
            painter.drawRoundedRect(QRectF(square), _RADIUS, _RADIUS)
            return QRectF(square)
        size = pixmap.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(
            square.x() + (square.width() - size.width()) / 2,
            square.y() + (square.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        painter.drawPixmap(
            target.topLeft(), self._rounded.get(pixmap, target.size(), painter.device().devicePixelRatioF())
        )
        return target

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem, shown: QRectF, photo: PhotoRow) -> None:
        glyph = glyphs.STATE_GLYPHS.get(photo.state)
        if glyph is None and photo.state == PhotoState.DOG and photo.set_size > 1:
            glyph = glyphs.unsure
        if glyph is None:
            return
        if photo.state == PhotoState.UNREADABLE:
            side = shown.width() * 0.3
            place = QRectF(shown.center().x() - side / 2, shown.center().y() - side / 2, side, side)
            glyphs.draw(painter, glyph, place, with_alpha(option.palette.color(QPalette.ColorRole.Text), 150), 0.07)
            return
        place = QRectF(shown.right() - _BADGE - 5, shown.top() + 5, _BADGE, _BADGE)
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
        painter.setBrush(QColor(20, 20, 24, 205))
        painter.drawEllipse(place)
        glyphs.draw(painter, glyph, place.adjusted(5, 5, -5, -5), QColor(255, 255, 255), 0.13)

    def _paint_label(self, painter: QPainter, shown: QRectF, photo: PhotoRow) -> None:
        """What a person said, opposite to what the model says."""
        if photo.label is None or photo.label.status not in glyphs.LABEL_GLYPHS:
            return
        place = QRectF(shown.left() + 5, shown.top() + 5, _BADGE, _BADGE)
        painter.setPen(QPen(QColor(255, 255, 255, 220), 1))
        painter.setBrush(LABEL_COLOUR)
        painter.drawEllipse(place)
        glyph = glyphs.LABEL_GLYPHS[photo.label.status]
        glyphs.draw(painter, glyph, place.adjusted(5, 5, -5, -5), QColor(255, 255, 255), 0.14)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, square: QRect, photo: PhotoRow) -> None:
        caption = self._caption(photo)
        text = option.palette.color(QPalette.ColorRole.Text)
        muted = with_alpha(text, 165)
        left, width = option.rect.x() + MARGIN, option.rect.width() - 2 * MARGIN
        top = square.bottom() + 1 + _GAP
        if photo.label is None and photo.state in (PhotoState.DOG, PhotoState.OTHER_BREED):
            bar = QRectF(square.x(), top, square.width(), _BAR)
            paint_bar(painter, bar, photo.probability, option.palette)
        top += _BAR + 4
        metrics = option.fontMetrics
        line = QRect(left, top, width, metrics.height())
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = QFont(option.font)
        is_named = photo.state == PhotoState.DOG or photo.label is not None
        font.setBold(is_named)
        painter.setFont(font)
        painter.setPen(text if is_named else muted)
        answer = QFontMetrics(font).elidedText(caption.answer, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, start, answer)
        painter.setFont(option.font)
        line.translate(0, metrics.lineSpacing() + 1)
        if caption.confidence:
            painter.setPen(text)
            painter.drawText(line, start, caption.confidence)
            line.setLeft(line.left() + metrics.horizontalAdvance(caption.confidence) + _GAP)
        painter.setPen(muted)
        name = metrics.elidedText(photo.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, start, name)


def with_alpha(colour: QColor, alpha: int) -> QColor:
    """The colour, more or less see-through (`alpha` in 0..255)."""
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


def paint_bar(painter: QPainter, place: QRectF, share: float, palette: QPalette) -> None:
    """A bar filled to `share` (0..1; NaN and less are empty)."""
    radius = place.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(with_alpha(palette.color(QPalette.ColorRole.Text), 28))
    painter.drawRoundedRect(place, radius, radius)
    if share > 0:
        filled = QRectF(place)
        filled.setWidth(max(place.height(), place.width() * min(1.0, share)))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(filled, radius, radius)
