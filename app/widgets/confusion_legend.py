"""What the colours of a confusion matrix mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.confusion_paint import FAINTEST, base_colour
from app.widgets.figures import count_text, percent_text
from app.widgets.photo_delegate import with_alpha

if TYPE_CHECKING:
    from app.widgets.confusion_matrix import ConfusionMatrix


class ConfusionLegend(QWidget):
    """A strip from faint to full for each kind of cell."""

    def __init__(self, matrix: ConfusionMatrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = matrix
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, round(self.fontMetrics().height() * 1.5))

    def refresh(self) -> None:
        """The matrix shows something else."""
        self.setAccessibleName("; ".join(words for words, _, _ in self._parts()))
        self.update()

    def _parts(self) -> list[tuple[str, bool, bool]]:
        parts = [(self.tr("right"), True, False), (self.tr("taken for another breed"), False, False)]
        if self._matrix.outside:
            parts.append((self.tr("breed that the model does not know"), False, True))
        return parts

    def _ends(self) -> tuple[str, str]:
        if self._matrix.shows_rates:
            return percent_text(0, 0), percent_text(1, 0)
        counts = self._matrix.counts
        return count_text(1), count_text(int(counts.max()) if counts is not None and counts.size else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Strips from faint to full, and what they stand for."""
        painter = QPainter(self)
        metrics, palette = self.fontMetrics(), self.palette()
        low, high = self._ends()
        x, height = 0, self.height()
        for words, is_right, is_outside in self._parts():
            painter.setPen(palette.color(QPalette.ColorRole.Dark))
            for text in (low, None, high, words):
                if text is None:
                    self._paint_strip(painter, QRectF(x, height / 2 - 5, 56, 10), is_right, is_outside)
                    x += 62
                    continue
                width = metrics.horizontalAdvance(text) + 6
                if text == words:
                    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
                painter.drawText(QRectF(x, 0, width, height), Qt.AlignmentFlag.AlignVCenter, text)
                x += width
            x += 18

    def _paint_strip(self, painter: QPainter, place: QRectF, is_right: bool, is_outside: bool) -> None:
        base = self.palette().color(QPalette.ColorRole.Base)
        colour = QColor(*base_colour(self.palette(), is_right=is_right, is_outside=is_outside))
        steps = 14
        for step in range(steps):
            share = FAINTEST + (1 - FAINTEST) * step / (steps - 1)
            left = place.left() + place.width() * step / steps
            painter.fillRect(QRectF(left, place.top(), place.width() / steps + 1, place.height()), base)
            painter.fillRect(
                QRectF(left, place.top(), place.width() / steps, place.height()), with_alpha(colour, round(255 * share))
            )
