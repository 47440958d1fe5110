"""A few small photos in a cell of a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.item_models.photo_list_model import AnyIndex
from app.widgets.photo_delegate import with_alpha

THUMBNAIL_SIDE = 52
_GAP = 4
_COUNT = 3


class ThumbnailStrip(QStyledItemDelegate):
    """Squares cut from the middle of each photo, so that they fill their place."""

    def __init__(
        self,
        path_of: Callable[[int], str],
        thumbnail: Callable[[str], QPixmap | None],
        role: int,
        parent: QObject | None = None,
    ) -> None:
        """`role` gives the ids of the photos, `path_of` their paths, `thumbnail` a picture or None."""
        super().__init__(parent)
        self._path_of, self._thumbnail, self._role = path_of, thumbnail, role

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        """Room for three."""
        return QSize(_COUNT * (THUMBNAIL_SIDE + _GAP) + _GAP, THUMBNAIL_SIDE + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Those that have been made; a grey square for the others."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = option.rect.top() + (option.rect.height() - THUMBNAIL_SIDE) // 2
        left = option.rect.left() + _GAP
        for photo in index.data(self._role) or ():
            place = QRect(left, top, THUMBNAIL_SIDE, THUMBNAIL_SIDE)
            pixmap = self._thumbnail(self._path_of(photo))
            if pixmap is None or pixmap.isNull():
                painter.fillRect(place, with_alpha(option.palette.color(QPalette.ColorRole.Text), 24))
            else:
                painter.drawPixmap(place, pixmap, _middle(pixmap))
            left += THUMBNAIL_SIDE + _GAP
        painter.restore()


def _middle(pixmap: QPixmap) -> QRect:
    side = min(pixmap.width(), pixmap.height())
    square = QRect(0, 0, side, side)
    square.moveCenter(pixmap.rect().center())
    return square.intersected(pixmap.rect())
