"""How one breed looks in the panel: its place, its name and group, its probability as a figure and as a bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.item_models.prediction_model import ROW_ROLE, BreedRow, percent
from app.widgets.photo_delegate import paint_bar, with_alpha

_SIDE = 10
_TOP = 8
_BAR = 6
_SIGN = 22


class BreedDelegate(QStyledItemDelegate):
    """Paints with the palette's colours only, so that it follows every theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Two lines and a bar; the name takes the width that there is."""
        return QSize(160, 2 * _TOP + 2 * option.fontMetrics.height() + _BAR + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one breed."""
        row: BreedRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, option)
        place = option.rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        self._paint_rank(painter, option, place, row)
        place.setLeft(place.left() + _SIGN + 6)
        self._paint_words(painter, option, place, row)
        bar = QRectF(place.left(), place.bottom() + 1 - _BAR, place.width(), _BAR)
        paint_bar(painter, bar, row.probability, option.palette)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        card = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        highlight = option.palette.color(QPalette.ColorRole.Highlight)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(highlight, 2))
            painter.setBrush(with_alpha(highlight, 44))
            painter.drawRoundedRect(card, 8, 8)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(option.palette.color(QPalette.ColorRole.Text), 18))
            painter.drawRoundedRect(card, 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card, 8, 8)

    def _paint_rank(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: BreedRow) -> None:
        text = option.palette.color(QPalette.ColorRole.Text)
        sign = QRectF(place.left(), place.top() + 1, _SIGN, _SIGN)
        painter.setPen(QPen(with_alpha(text, 90), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(sign, 5, 5)
        painter.setPen(with_alpha(text, 190))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, str(row.rank))

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: BreedRow) -> None:
        text = option.palette.color(QPalette.ColorRole.Text)
        font = QFont(option.font)
        font.setBold(row.rank == 1 or row.in_set)
        metrics = QFontMetrics(font)
        share = percent(row.probability)
        # Without a group the name has both lines to itself.
        height = metrics.height() if row.group else 2 * metrics.height()
        line = QRect(place.left(), place.top(), place.width(), height)
        painter.setFont(font)
        painter.setPen(text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        room = place.width() - metrics.horizontalAdvance(share) - 10
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        if row.group:
            font.setBold(False)
            font.setPointSizeF(font.pointSizeF() * 0.9)
            painter.setFont(font)
            painter.setPen(with_alpha(text, 165))
            line.translate(0, metrics.height())
            group = QFontMetrics(font).elidedText(row.group, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, group)
