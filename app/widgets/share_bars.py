"""A few breeds with their probabilities as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.photo_delegate import paint_bar


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One line; `share` in 0..1 is what the bar shows, `text` says it."""

    name: str
    share: float
    text: str
    is_marked: bool = False


class ShareBars(QWidget):
    """As many lines as there are breeds."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """Room for so many lines, whether they are there or not."""
        super().__init__(parent)
        self._lines = lines
        self._bars: list[ShareBar] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> list[ShareBar]:
        """What is shown."""
        return list(self._bars)

    def set_bars(self, bars: Sequence[ShareBar]) -> None:
        """Show these."""
        self._bars = list(bars)
        self.setAccessibleName("; ".join(f"{bar.name}: {bar.text}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """All lines."""
        return QSize(220, self._lines * self._line())

    def _line(self) -> int:
        return self.fontMetrics().height() + 9

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Name and share, and the bar below them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, palette = self.fontMetrics(), self.palette()
        font = QFont(self.font())
        for number, bar in enumerate(self._bars[: self._lines]):
            line = QRect(0, number * self._line(), self.width(), metrics.height())
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            font.setBold(bar.is_marked)
            painter.setFont(font)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.text)
            room = self.width() - metrics.horizontalAdvance(bar.text) - 14
            name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            paint_bar(painter, QRectF(0, line.bottom() + 3, self.width(), 3), bar.share, palette)
