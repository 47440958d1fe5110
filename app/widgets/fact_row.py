"""A few figures beside each other, each with what it is below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 28
_LINE_GAP = 10


class FactRow(QWidget):
    """Wraps where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[tuple[str, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is shown."""
        return list(self._facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (what, how much)."""
        if list(facts) == self._facts:
            return
        self._facts = list(facts)
        self.setAccessibleName(", ".join(f"{what}: {how_much}" for what, how_much in facts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, self._line())

    def minimumSizeHint(self) -> QSize:
        """One line, of any width."""
        return QSize(120, self._line())

    def hasHeightForWidth(self) -> bool:
        """Narrow ones are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The figure large, what it is small."""
        painter = QPainter(self)
        palette = self.palette()
        for (what, how_much), place in zip(self._facts, self._places(self.width()), strict=True):
            painter.setFont(self._large())
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, how_much)
            painter.setFont(self.font())
            painter.setPen(palette.color(QPalette.ColorRole.Dark))
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, what)

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _line(self) -> int:
        return int(self.fontMetrics().height() * 2.5)

    def _places(self, width: int) -> list[QRect]:
        large, small = QFontMetrics(self._large()), self.fontMetrics()
        places: list[QRect] = []
        x = y = 0
        for what, how_much in self._facts:
            needed = max(large.horizontalAdvance(how_much), small.horizontalAdvance(what)) + 2
            if x and x + needed > width:
                x, y = 0, y + self._line() + _LINE_GAP
            places.append(QRect(x, y, needed, self._line()))
            x += needed + _GAP
        return places
