"""One measure of a training run as curves: training and validation on one axis, with other runs beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QWidget

from app.item_models.curve_data import MOST_POINTS, Across, Floats, RunCurves, Series, thinned, weight_of

_LEAST_LOGARITHM = 1e-8


@dataclass(frozen=True)
class CurveColours:
    """Colours that people with any kind of colour vision tell apart (after Okabe and Ito, 2008)."""

    train: str
    validation: str
    others: tuple[str, ...]


ON_LIGHT = CurveColours("#0072b2", "#c44e00", ("#8f4a7c", "#007f5f", "#7a6a00", "#3b3b8f", "#5c5c5c"))
ON_DARK = CurveColours("#56b4e9", "#f0a030", ("#e59fc5", "#3fc79a", "#f0e442", "#a9a9ff", "#b5b5b5"))


def colours_on(palette: QPalette) -> CurveColours:
    """Those that stand out from the palette's ground."""
    return ON_DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else ON_LIGHT


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Seconds as minutes and hours where `is_time` says so, numbers in the person's way otherwise."""

    is_time = False

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Words for the ticks."""
        if self.is_time:
            return [clock(value * scale) for value in values]
        if self.logMode:
            return [QLocale().toString(10.0**value, "g", 3) for value in values]
        places = max(0, -int(np.floor(np.log10(spacing * scale)))) if spacing > 0 else 0
        return [QLocale().toString(float(value * scale), "f", places) for value in values]

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        """Minutes and hours instead of hundreds of seconds."""
        if not self.is_time or maxVal - minVal < 60:
            return list(super().tickSpacing(minVal, maxVal, size))
        wanted = (maxVal - minVal) / max(2.0, size / 90)
        steps = (10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
        return [(next((step for step in steps if step >= wanted), 86400), 0)]


def clock(seconds: float) -> str:
    """ "1:05" or "2:01:05"."""
    whole = round(seconds)
    minutes, rest = divmod(abs(whole), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"-{text}" if whole < 0 else text


class MetricPlot(pg.PlotWidget):  # type: ignore[misc]
    """Draws; `LiveCurves` says when. Arrow keys move, + and - zoom, Home shows all."""

    def __init__(self, metric: str, parent: QWidget | None = None) -> None:
        self._x_axis, self._y_axis = TimeAxis("bottom"), TimeAxis("left")
        super().__init__(parent, axisItems={"bottom": self._x_axis, "left": self._y_axis})
        self.metric = metric
        self._axis = Across.EPOCH
        self._is_logarithmic = False
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseEnabled(x=True, y=False)
        for axis in (self._x_axis, self._y_axis):
            axis.enableAutoSIPrefix(False)
            axis.setStyle(maxTickLevel=0)
        self._raw, self._smooth, self._validation = pg.PlotCurveItem(), pg.PlotCurveItem(), pg.PlotDataItem()
        # where the curve is not, mostly
        label = {"position": 0.94 if metric == "loss" else 0.06, "anchors": [(0, 0.5), (1, 0.5)]}
        self._best = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts=label)
        self._others: list[pg.PlotCurveItem] = []
        self._shown: tuple[Any, ...] = ()
        self._shown_runs: Sequence[RunCurves] = ()
        """what the curves of other runs were drawn from"""
        for depth, item in enumerate((self._best, self._raw, self._validation, self._smooth)):
            item.setZValue(10 + depth)
            self.addItem(item, ignoreBounds=item is self._best)
        self._best.hide()
        self.getPlotItem().setContentsMargins(6, 6, 12, 4)
        self.getViewBox().setDefaultPadding(0.03)
        self.dress(self.palette())

    @property
    def has_validation(self) -> bool:
        """Whether there is something to smooth and to compare; a learning rate is what it is."""
        return self.metric != "learning_rate"

    def set_axis(self, axis: Across, label: str) -> None:
        """Draw over another quantity."""
        self._axis = axis
        self._x_axis.is_time = axis is Across.TIME
        self._x_axis.setLabel(label)
        self._x_axis.picture = None
        self.show_all()

    def set_logarithmic(self, on: bool) -> None:
        """A logarithmic scale for the measure."""
        self._is_logarithmic = on
        self.getPlotItem().setLogMode(False, False)
        self._y_axis.setLogMode(on)
        self.show_all()

    def show_all(self) -> None:
        """Undo zooming and moving; the view follows the curve from now on."""
        self.getViewBox().enableAutoRange()

    def dress(self, palette: QPalette) -> None:
        """Take up the colours of a theme."""
        self._colours = colours = colours_on(palette)
        role = QPalette.ColorRole
        text = palette.color(role.Dark)
        self.setBackground(palette.color(role.Base))
        for axis in (self._x_axis, self._y_axis):
            axis.setPen(pg.mkPen(palette.color(role.Midlight), width=1))
            axis.setTextPen(text)
        self.showGrid(x=True, y=True, alpha=0.5)
        faint = QColor(colours.train)
        faint.setAlphaF(0.24)
        self._raw.setPen(pg.mkPen(faint, width=1))
        self._smooth.setPen(pg.mkPen(colours.train, width=2))
        self._validation.setPen(pg.mkPen(colours.validation, width=2))
        self._validation.setSymbolBrush(colours.validation)
        self._validation.setSymbolPen(pg.mkPen(palette.color(role.Base), width=1))
        self._validation.setSymbolSize(7)
        self._best.setPen(pg.mkPen(text, width=1, style=Qt.PenStyle.DashLine))
        self._best.label.setColor(text)

    def draw(self, run: RunCurves | None, others: Sequence[RunCurves], strength: float) -> None:
        """Show a run with others beneath it; `strength` 0..1 is that of the smoothing."""
        train = run.train[self.metric] if run else Series()
        validation = run.validation[self.metric] if run else Series()
        low, high = self._window()
        x = train.across(self._axis)
        self._set(self._raw, *thinned(x, train.values, low, high))
        smooth = train.smoothed(weight_of(strength, len(train)))
        self._set(self._smooth, *thinned(x, smooth, low, high, most=MOST_POINTS // 4, mean=True))
        vx, vy = thinned(validation.across(self._axis), validation.values, low, high)
        self._validation.setData(vx, self._scaled(vy), symbol="o" if len(vx) <= 200 else None)
        self._draw_best(run)
        self._draw_others(others, low, high, strength)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom."""
        box = self.getViewBox()
        width = box.viewRect().width()
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                box.translateBy(x=width / 8 * (1 if key == Qt.Key.Key_Right else -1))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                box.scaleBy(x=0.8)
            case Qt.Key.Key_Minus:
                box.scaleBy(x=1.25)
            case Qt.Key.Key_Home:
                self.show_all()
            case _:
                event.ignore()
                return
        event.accept()

    def _window(self) -> tuple[float, float]:
        """What is in view across, all of it where the view follows."""
        box = self.getViewBox()
        if box.autoRangeEnabled()[0]:
            return -np.inf, np.inf
        (low, high), _ = box.viewRange()
        return low, high

    def _scaled(self, values: Floats) -> Floats:
        return np.log10(np.maximum(values, _LEAST_LOGARITHM)) if self._is_logarithmic else values

    def _set(self, item: pg.PlotCurveItem, x: Floats, y: Floats) -> None:
        item.setData(x, self._scaled(y), connect="all", skipFiniteCheck=True)

    def _draw_best(self, run: RunCurves | None) -> None:
        place = None
        if run is not None and run.best_epoch is not None:
            epochs = run.validation[self.metric].across(Across.EPOCH)
            found = int(np.searchsorted(epochs, run.best_epoch))
            if found < len(epochs) and epochs[found] == run.best_epoch:
                place = run.validation[self.metric].across(self._axis)[found]
        self._best.setVisible(place is not None)
        if place is not None and run is not None and run.best_epoch is not None:
            self._best.setPos(place)
            text = QCoreApplication.translate("MetricPlot", "best: epoch {number}")
            self._best.label.setFormat(text.format(number=QLocale().toString(run.best_epoch)))

    def _draw_others(self, others: Sequence[RunCurves], low: float, high: float, strength: float) -> None:
        lengths = [(len(run.train[self.metric]), len(run.validation[self.metric])) for run in others]
        shown = (list(map(id, others)), lengths, self._axis, self._is_logarithmic, low, high, strength, self._colours)
        if shown == self._shown:
            return  # most of them are over
        self._shown, self._shown_runs = shown, others  # held, so that the ids stay theirs
        while len(self._others) < 2 * len(others):
            item = pg.PlotCurveItem()
            item.setZValue(len(self._others) % 2)
            self._others.append(item)
            self.addItem(item)
        for item in self._others[2 * len(others) :]:
            item.clear()
        colours = self._colours.others
        for i, run in enumerate(others):
            colour = colours[i % len(colours)]
            train, validation = run.train[self.metric], run.validation[self.metric]
            smooth = train.smoothed(weight_of(strength, len(train)))
            pairs = ((train, smooth, Qt.PenStyle.DotLine), (validation, validation.values, Qt.PenStyle.SolidLine))
            for item, (series, values, style) in zip(self._others[2 * i : 2 * i + 2], pairs, strict=True):
                item.setPen(pg.mkPen(colour, width=1.4, style=style))
                x = series.across(self._axis)
                self._set(item, *thinned(x, values, low, high, most=MOST_POINTS // 4, mean=True))
