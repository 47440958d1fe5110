"""Thumbnails with round corners at the size of the screen, kept: scaling at every painting is felt."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap


class RoundedPictures:
    """Keeps the last ones that were asked for.

    Args:
        radius: of the corners, in device-independent pixels.
        most: how many are kept; some screens full.
    """

    def __init__(self, radius: float, most: int) -> None:
        self._radius = radius
        self._most = most
        self._kept: OrderedDict[tuple[int, int, int], QPixmap] = OrderedDict()

    def get(self, pixmap: QPixmap, size: QSizeF, ratio: float) -> QPixmap:
        """A picture at a size in device-independent pixels, of which each is `ratio` pixels of the screen."""
        key = (pixmap.cacheKey(), round(size.width() * ratio), round(size.height() * ratio))
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._draw(pixmap, max(1, key[1]), max(1, key[2]), ratio)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept

    def _draw(self, pixmap: QPixmap, width: int, height: int, ratio: float) -> QPixmap:
        drawn = QPixmap(width, height)
        drawn.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addRoundedRect(QRectF(drawn.rect()), self._radius * ratio, self._radius * ratio)
        painter = QPainter(drawn)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(path)
        painter.drawPixmap(QRectF(drawn.rect()), pixmap, QRectF(pixmap.rect()))
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        return drawn
