"""The ground of an empty page: a dashed frame, because something can be dropped here, and a large icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.icons import themed_icon
from app.widgets.photo_delegate import with_alpha

_ICON = 96
LARGE_BUTTON = "padding: 11px 26px; font-size: 15px"
"""the style of the buttons that begin"""


class DropFrame(QWidget):
    """Draws the frame and the icon in the colours of the theme in force; what else there is, others lay out."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        """`icon` is a drawing of `resources/icons`."""
        super().__init__(parent)
        self._icon_name = icon
        self.icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(with_alpha(self.palette().color(QPalette.ColorRole.Text), 70), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(24, 24, -24, -24), 16, 16)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self.icon.setPixmap(themed_icon(self._icon_name, (_ICON, 2 * _ICON)).pixmap(_ICON, _ICON))
