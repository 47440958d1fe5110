"""A photo with a layer over the part that the network saw."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

_STRENGTH = 0.5


class LayeredPhoto(QWidget):
    """Shown as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._photo: QImage | None = None
        self._layer: QImage | None = None
        self._seen = QRectF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 90)

    def sizeHint(self) -> QSize:
        """Comfortable to look at."""
        return QSize(220, 220)

    def show_picture(self, photo: QImage | None, layer: QImage | None, seen: QRectF, name: str) -> None:
        """Show, or nothing."""
        self._photo, self._layer, self._seen = photo, layer, seen
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Fitted into the room there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._photo is None:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
            return
        size = self._photo.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.drawImage(place, self._photo)
        if self._layer is not None:
            painter.setOpacity(_STRENGTH)
            seen = QRectF(
                place.x() + self._seen.x() * place.width(),
                place.y() + self._seen.y() * place.height(),
                self._seen.width() * place.width(),
                self._seen.height() * place.height(),
            )
            painter.drawImage(seen, self._layer)
