"""Learning curves: loss and accuracy of a run as it goes on, and those of other runs beneath.

Imports pyqtgraph and NumPy: not before the first paint.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import set_icon
from app.item_models.curve_data import Across, RunCurves, weight_of
from app.widgets.curve_legend import CurveLegend
from app.widgets.figures import figure_text, percent_text
from app.widgets.metric_plot import MetricPlot
from app.widgets.named import named
from app.widgets.wrapped_row import WrappedRow

REDRAW_MS = 100
"""at least between two redraws"""
_PLOTS = (("loss", "lossPlot"), ("accuracy", "accuracyPlot"), ("learning_rate", "learningRatePlot"))
_LEAST_WIDTH = 170
"""of a plot, in pixels"""
_SMOOTHEST = 100
_SMOOTH_AT_FIRST = 50


class LiveCurves(QWidget):
    """Two plots, what they are drawn over and how smooth. Redraws when there is something new, ten times a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunCurves | None = None
        self._others: list[RunCurves] = []
        self._is_stale = False
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self.draw)
        self.plots = tuple(named(MetricPlot(metric), name) for metric, name in _PLOTS)
        self._titles = tuple(QLabel() for _ in self.plots)
        self._readings = tuple(QLabel(alignment=Qt.AlignmentFlag.AlignRight, wordWrap=True) for _ in self.plots)
        self._across = named(QComboBox(), "curveAxisBox")
        self._across_label = QLabel()
        self._smoothing = named(QSlider(Qt.Orientation.Horizontal), "smoothingSlider")
        self._smoothing_label = QLabel()
        self._logarithmic = named(QCheckBox(), "logScaleBox")
        self._show_all = named(QToolButton(), "showAllButton")
        self._rate = named(QCheckBox(), "learningRateBox")
        self.legend = CurveLegend()
        self._make_controls()
        self._lay_out()
        self._retranslate()

    def set_run(self, run: RunCurves | None, *, keep_view: bool = False) -> None:
        """The run whose curves are drawn in front; `keep_view`: it is the same one, read again."""
        self._run = run
        for plot in self.plots:
            if not keep_view:
                plot.show_all()
        self._update_legend()
        self.refresh()

    def set_others(self, runs: Sequence[RunCurves]) -> None:
        """Runs to compare with."""
        self._others = list(runs)
        self._update_legend()
        self.refresh()

    def add(self, event: Mapping[str, Any]) -> None:
        """Something happened in the run in front."""
        if self._run is not None and self._run.add(event):
            self.refresh()

    def refresh(self) -> None:
        """There is something new: draw it soon, if it can be seen."""
        self._is_stale = True
        if self.isVisible() and not self._redraw.isActive():
            self._redraw.start()

    def draw(self) -> None:
        """Draw now."""
        self._is_stale = False
        for plot in self.plots:
            if not plot.isHidden():
                plot.draw(self._run, self._others, self._strength(plot))
        self._show_readings()

    def showEvent(self, event: QShowEvent) -> None:
        """What came while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._redraw.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()  # the plots have words in them
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _make_controls(self) -> None:
        for axis in (Across.EPOCH, Across.STEP, Across.TIME):
            self._across.addItem("", axis)
        self._across_label.setBuddy(self._across)
        self._across.currentIndexChanged.connect(self._on_axis)
        self._smoothing.setRange(0, _SMOOTHEST)
        self._smoothing.setValue(_SMOOTH_AT_FIRST)
        self._smoothing.setFixedWidth(120)
        self._smoothing_label.setBuddy(self._smoothing)
        self._smoothing.valueChanged.connect(self.refresh)
        self._logarithmic.toggled.connect(self._on_logarithmic)
        self._show_all.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_all.clicked.connect(self._on_show_all)
        set_icon(self._show_all, "zoom-fit")
        self._rate.toggled.connect(self._show_rate)
        for plot in self.plots:
            plot.getViewBox().sigXRangeChanged.connect(self._on_range)

    def _lay_out(self) -> None:
        controls = WrappedRow(18)
        controls.add_group([self._across_label, self._across], 8)
        controls.add_group([self._smoothing_label, self._smoothing], 8)
        for widget in (self._logarithmic, self._rate, self._show_all):
            controls.addWidget(widget)
        plots = QGridLayout()
        plots.setHorizontalSpacing(12)
        plots.setVerticalSpacing(2)
        for column, plot in enumerate(self.plots):
            title = QHBoxLayout()
            self._titles[column].setProperty("role", "heading")
            self._readings[column].setProperty("role", "muted")
            title.addWidget(self._titles[column])
            title.addWidget(self._readings[column], 1)
            plots.addLayout(title, 0, column)
            plots.addWidget(plot, 1, column)
            plot.setMinimumSize(_LEAST_WIDTH, 150)
            plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        plots.setRowStretch(1, 1)
        self._grid = plots
        self._show_rate(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(controls)
        whole.addLayout(plots, 1)
        whole.addWidget(self.legend)

    def _show_rate(self, on: bool) -> None:
        """The third plot, where someone wants it."""
        for widget in (self.plots[2], self._titles[2], self._readings[2]):
            widget.setVisible(on)
        self.refresh()
        for column, stretch in enumerate((3, 3, 2 if on else 0)):
            self._grid.setColumnStretch(column, stretch)

    def _on_axis(self) -> None:
        for plot in self.plots:
            plot.set_axis(self._across.currentData(), self._across.currentText())
        self.refresh()

    def _on_logarithmic(self, on: bool) -> None:
        self.plots[0].set_logarithmic(on)
        self.refresh()

    def _on_show_all(self) -> None:
        for plot in self.plots:
            plot.show_all()
        self.refresh()

    def _on_range(self) -> None:
        """The person moved or zoomed: another part is thinned now."""
        if not all(plot.getViewBox().autoRangeEnabled()[0] for plot in self.plots):
            self.refresh()

    def _dress(self) -> None:
        for plot in self.plots:
            plot.dress(self.palette())
        self._update_legend()
        self.refresh()

    def _update_legend(self) -> None:
        names = [run.name for run in self._others]
        self.legend.set_entries(None if self._run is None else self._run.name, names, self.palette())

    def _show_readings(self) -> None:
        """The latest figures in words, for eyes and for screen readers."""
        run = self._run
        for plot, reading in zip(self.plots, self._readings, strict=True):
            parts = []
            if run is not None and len(run.train[plot.metric]):
                train = run.train[plot.metric]
                latest = train.smoothed(weight_of(self._strength(plot), len(train)))[-1]
                value = _figure(plot.metric, latest)
                parts.append(self.tr("training {value}").format(value=value) if plot.has_validation else value)
            if run is not None and len(run.validation[plot.metric]):
                value = _figure(plot.metric, run.validation[plot.metric].values[-1])
                parts.append(self.tr("validation {value}").format(value=value))
            reading.setText("  ·  ".join(parts))
            plot.setAccessibleDescription(reading.text())

    def _strength(self, plot: MetricPlot) -> float:
        return self._smoothing.value() / _SMOOTHEST if plot.has_validation else 0.0

    def _retranslate(self) -> None:
        for index, text in enumerate((self.tr("Epochs"), self.tr("Batches"), self.tr("Time"))):
            self._across.setItemText(index, text)
        self._across_label.setText(self.tr("Across"))
        self._across.setAccessibleName(self.tr("What the curves are drawn over"))
        self._smoothing_label.setText(self.tr("Smoothing"))
        self._smoothing.setToolTip(self.tr("How smooth the bold line is; the faint one shows every batch"))
        self._logarithmic.setText(self.tr("Logarithmic loss"))
        self._show_all.setToolTip(self.tr("Show the whole curves (Home in a plot)"))
        self._show_all.setAccessibleName(self.tr("Show the whole curves"))
        names = (self.tr("Loss"), self.tr("Accuracy"), self.tr("Learning rate"))
        self._rate.setText(names[2])
        for title, plot, text in zip(self._titles, self.plots, names, strict=True):
            title.setText(text)
            plot.setAccessibleName(text)
            plot.set_axis(self._across.currentData(), self._across.currentText())
        self._update_legend()
        self._show_readings()


def _figure(metric: str, value: float) -> str:
    return percent_text(value) if metric == "accuracy" else figure_text(value)
