"""How a photo under review looks: what the model says in bold, and below it what the label says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from app.item_models.review_model import MARKED_ROLE, REVIEW_ROLE
from app.widgets import glyphs
from app.widgets.photo_delegate import MARGIN, PhotoDelegate, paint_bar, with_alpha

if TYPE_CHECKING:
    from core.review.table import ReviewRow

Words = tuple[str, str, str]
"""what the model says, how sure it is, what the label says"""
_GAP, _BAR, _SIGN = 6, 3, 24.0


class ReviewDelegate(PhotoDelegate):
    """`words` says what stands below a photo."""

    def __init__(
        self,
        words: Callable[[ReviewRow], Words],
        thumbnail: Callable[[str], QPixmap | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(lambda row: row.name, thumbnail, parent)  # type: ignore[arg-type,return-value]
        self._words = words

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one photo."""
        row: ReviewRow | None = index.data(REVIEW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.paint_card(painter, option)
        cell = option.rect
        square = QRect(cell.x() + (cell.width() - self.side) // 2, cell.y() + MARGIN, self.side, self.side)
        shown = self.paint_picture(painter, option, square, row.path)
        glyph = glyphs.LABEL_GLYPHS.get(row.given.status) if index.data(MARKED_ROLE) else None
        if glyph is not None:
            place = QRectF(shown.right() - _SIGN - 5, shown.top() + 5, _SIGN, _SIGN)
            painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
            painter.setBrush(QColor(20, 20, 24, 205))
            painter.drawEllipse(place)
            glyphs.draw(painter, glyph, place.adjusted(6, 6, -6, -6), QColor(255, 255, 255), 0.14)
        self._paint_answer(painter, option, square, row)
        painter.restore()

    def _paint_answer(self, painter: QPainter, option: QStyleOptionViewItem, square: QRect, row: ReviewRow) -> None:
        said, share, label = self._words(row)
        text = option.palette.color(QPalette.ColorRole.Text)
        left, width = option.rect.x() + MARGIN, option.rect.width() - 2 * MARGIN
        top = square.bottom() + 1 + _GAP
        paint_bar(painter, QRectF(square.x(), top, square.width(), _BAR), row.confidence, option.palette)
        metrics = option.fontMetrics
        line = QRect(left, top + _BAR + 4, width, metrics.height())
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        room = width - metrics.horizontalAdvance(share) - _GAP
        painter.drawText(line, start, QFontMetrics(bold).elidedText(said, Qt.TextElideMode.ElideRight, room))
        painter.setFont(option.font)
        line.translate(0, metrics.lineSpacing() + 1)
        painter.setPen(with_alpha(text, 175))
        painter.drawText(line, start, metrics.elidedText(label, Qt.TextElideMode.ElideRight, width))
