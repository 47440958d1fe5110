"""The loss at each learning rate as a curve, with the suggested rate marked. Imports pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.widgets.metric_plot import TimeAxis, colours_on

_DECADES = range(-7, 2)
"""powers of ten; rates are tried from the second to the last but one"""
_RUN_AWAY = 1.5
"""how far above the first loss the view reaches"""


class RatePlot(pg.PlotWidget):  # type: ignore[misc]
    """Rates from left to right on a logarithmic scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._x_axis, self._y_axis = TimeAxis("bottom"), TimeAxis("left")
        super().__init__(parent, axisItems={"bottom": self._x_axis, "left": self._y_axis})
        self.setObjectName("ratePlot")
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        for axis in (self._x_axis, self._y_axis):
            axis.enableAutoSIPrefix(False)
            axis.setStyle(maxTickLevel=0)
        # one label a decade: pyqtgraph's own would lie over each other
        self._x_axis.setTicks([[(place, QLocale().toString(10.0**place, "g", 1)) for place in _DECADES]])
        self._curve = pg.PlotCurveItem()
        self._mark = pg.InfiniteLine(angle=90, movable=False)
        self._mark.hide()
        self.addItem(self._curve)
        self.addItem(self._mark, ignoreBounds=True)
        self.getPlotItem().setContentsMargins(6, 8, 14, 4)
        self.getViewBox().setXRange(_DECADES[1], _DECADES[-2], padding=0.02)
        self._dress()

    @property
    def points(self) -> tuple[list[float], list[float]]:
        """Rates and losses as they are drawn."""
        x, y = self._curve.getData()
        return ([], []) if x is None else ([float(10.0**value) for value in x], [float(value) for value in y])

    @property
    def marked(self) -> float | None:
        """The rate that is marked."""
        return float(10.0 ** self._mark.value()) if self._mark.isVisible() else None

    def set_labels(self, rate: str, loss: str) -> None:
        """What the axes show."""
        self._x_axis.setLabel(rate)
        self._y_axis.setLabel(loss)

    def set_points(self, rates: Sequence[float], losses: Sequence[float]) -> None:
        """Draw these; where the loss runs away, the view does not follow."""
        self._curve.setData(np.log10(np.asarray(rates, np.float64)), np.asarray(losses, np.float64))
        if len(losses) > 1:
            shown = [loss for loss in losses if loss <= _RUN_AWAY * losses[0]]
            margin = 0.06 * (max(shown) - min(shown) or 1.0)
            self.getViewBox().setYRange(min(shown) - margin, max(shown) + margin, padding=0)

    def mark(self, rate: float | None) -> None:
        """Mark a rate, or none."""
        self._mark.setVisible(rate is not None)
        if rate is not None:
            self._mark.setValue(float(np.log10(rate)))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._dress()

    def _dress(self) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        colours = colours_on(palette)
        self.setBackground(palette.color(role.Base))
        for axis in (self._x_axis, self._y_axis):
            axis.setPen(pg.mkPen(palette.color(role.Midlight), width=1))
            axis.setTextPen(palette.color(role.Dark))
        self.showGrid(x=True, y=True, alpha=0.5)
        self._curve.setPen(pg.mkPen(colours.train, width=2))
        self._mark.setPen(pg.mkPen(colours.validation, width=2, style=Qt.PenStyle.DashLine))
