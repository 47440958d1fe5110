"""A few thumbnails beside each other, each with a line below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.widgets.photo_delegate import with_alpha

_GAP = 8
_SIDE = 68


class PhotoStrip(QWidget):
    """Shows what `thumbnail` has of each path."""

    def __init__(self, most: int, thumbnail: Callable[[str], QPixmap | None], parent: QWidget | None = None) -> None:
        """Room for so many."""
        super().__init__(parent)
        self._most, self._thumbnail = most, thumbnail
        self._photos: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def photos(self) -> list[tuple[str, str, str]]:
        """(path, line, more words for hovering) of what is shown."""
        return list(self._photos)

    def set_photos(self, photos: Sequence[tuple[str, str, str]]) -> None:
        """Show these."""
        self._photos = list(photos)[: self._most]
        self.setAccessibleName("; ".join(line for _, line, _ in self._photos))
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(self._most * (_SIDE + _GAP), _SIDE + self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrower, each a little smaller."""
        return QSize(self._most * 56, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """What a photo is, on hovering."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = next((i for i in range(len(self._photos)) if self._place(i).contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), "" if place is None else self._photos[place][2], self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The photos, as squares."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        for number, (path, line, _) in enumerate(self._photos):
            place = self._place(number)
            square = QRect(place.x(), place.y(), place.width(), place.width())
            pixmap = self._thumbnail(path)
            if pixmap is None or pixmap.isNull():
                painter.fillRect(square, with_alpha(text, 16))
            else:
                side = min(pixmap.width(), pixmap.height())
                middle = QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
                painter.drawPixmap(QRectF(square), pixmap, middle)
            painter.setPen(with_alpha(text, 190))
            words = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, place.width())
            below = QRect(place.x(), square.bottom() + 2, place.width(), self.fontMetrics().height())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)

    def _place(self, number: int) -> QRect:
        side = min(_SIDE, (self.width() - (self._most - 1) * _GAP) // self._most)
        return QRect(number * (side + _GAP), 0, side, side + self.fontMetrics().height() + 4)
