"""What the lines of the curves mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import printable
from app.widgets.metric_plot import colours_on

_SAMPLE = 26
_GAP = 18


@dataclass(frozen=True)
class _Entry:
    text: str
    colour: QColor
    width: float = 2.0
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    has_dot: bool = False


class CurveLegend(QWidget):
    """Samples of the lines with their names, in as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_entries(self, run: str | None, others: Sequence[str], palette: QPalette) -> None:
        """Explain the run in front, by its name where there are others, and the runs beneath by theirs."""
        colours = colours_on(palette)
        self._entries = []
        if run is not None:
            faint = QColor(colours.train)
            faint.setAlphaF(0.4)
            validation = self.tr("validation")
            if others and run:
                validation = f"{printable(run)}, {validation}"
            self._entries = [
                _Entry(self.tr("training, smoothed"), QColor(colours.train)),
                _Entry(self.tr("training, each batch"), faint, 1.0),
                _Entry(validation, QColor(colours.validation), has_dot=True),
            ]
        for i, name in enumerate(others):
            self._entries.append(_Entry(printable(name), QColor(colours.others[i % len(colours.others)]), 1.4))
        if others:
            ground = palette.color(QPalette.ColorRole.Dark)
            self._entries.append(_Entry(self.tr("training of the others"), ground, 1.4, Qt.PenStyle.DotLine))
        self.setAccessibleName(", ".join(entry.text for entry in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, self._row_height())

    def minimumSizeHint(self) -> QSize:
        """One row, of any width."""
        return QSize(80, self._row_height())

    def hasHeightForWidth(self) -> bool:
        """Narrow legends are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        places = self._places(width)
        return (places[-1].bottom() + 1) if places else self._row_height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A line and a name each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for entry, place in zip(self._entries, self._places(self.width()), strict=True):
            middle = place.center().y() + 0.5
            painter.setPen(QPen(entry.colour, entry.width, entry.style))
            painter.drawLine(QLineF(place.left() + 1, middle, place.left() + _SAMPLE - 5, middle))
            if entry.has_dot:
                painter.setBrush(entry.colour)
                painter.drawEllipse(QPointF(place.left() + _SAMPLE / 2 - 2, middle), 3, 3)
            painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
            painter.drawText(place.adjusted(_SAMPLE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.text)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 6

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = 0
        for entry in self._entries:
            needed = _SAMPLE + self.fontMetrics().horizontalAdvance(entry.text) + 2
            if x and x + needed > width:
                x, y = 0, y + self._row_height()
            places.append(QRect(x, y, needed, self._row_height()))
            x += needed + _GAP
        return places
