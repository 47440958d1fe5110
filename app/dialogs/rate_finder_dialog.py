"""Looking for a learning rate: ever larger ones are tried, the curve of the loss is shown, one rate is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.dialogs.train_dialog_work import RunRequest, find_rate
from app.services import Services
from app.translation import translate_error, translate_message
from app.widgets.figures import count_text, figure_text
from app.widgets.named import named

if TYPE_CHECKING:
    from app.widgets.rate_plot import RatePlot
    from core.training.rate_sweep import RateSweep

_SIZE = QSize(640, 460)


class RateFinderDialog(QDialog):
    """Works in a process of its own; closing it gives up.

    Signals:
        taken: the person wants this learning rate.
    """

    taken = Signal(float)

    def __init__(self, services: Services, request: RunRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateFinderDialog")
        self.setWindowTitle(self.tr("Find a learning rate"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found: RateSweep | None = None
        self._rates: list[float] = []
        self._losses: list[float] = []
        self._plot: RatePlot | None = None
        self._state = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "rateState")
        self._bar = named(QProgressBar(textVisible=False), "rateProgress")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("How far the search is"))
        self._place = QVBoxLayout()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = named(QPushButton(self.tr("Use this rate")), "useRateButton")
        self._use.setProperty("primary", True)
        self._use.setEnabled(False)
        self._buttons.addButton(self._use, QDialogButtonBox.ButtonRole.ActionRole)
        self._use.clicked.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._state)
        column.addWidget(self._bar)
        column.addLayout(self._place, 1)
        column.addWidget(self._buttons)
        self.resize(_SIZE)
        self._state.setText(self.tr("Getting ready…"))
        self._task = services.tasks.run(
            partial(find_rate, request),
            on_partial=self._take_up,
            on_result=self._on_found,
            on_error=self._on_failed,
            owner=self,
        )

    def done(self, result: int) -> None:
        """Give up what is under way."""
        self._task.drop()
        super().done(result)

    def _take_up(self, event: Mapping[str, Any]) -> None:
        match event["event"]:
            case "ready":
                self._make_plot()
            case "features":
                self._show_progress(int(event["done"]), int(event["total"] or 0))
                done, total = count_text(int(event["done"])), count_text(int(event["total"] or 0))
                self._state.setText(self.tr("Looking at the photos: {done} of {total}").format(done=done, total=total))
            case "rate":
                self._show_progress(int(event["step"]), int(event["steps"]))
                rate = figure_text(float(event["learning_rate"]), 2)
                self._state.setText(self.tr("Trying the learning rate {rate}").format(rate=rate))
                if event["loss"] is not None:
                    self._rates.append(float(event["learning_rate"]))
                    self._losses.append(float(event["loss"]))
                    self._draw()
            case "warning":
                self._state.setText(translate_message(str(event["message"])))

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _make_plot(self) -> None:
        from app.widgets.rate_plot import RatePlot

        self._plot = RatePlot()
        self._plot.setAccessibleName(self.tr("Loss at each learning rate"))
        self._plot.set_labels(self.tr("Learning rate"), self.tr("Loss"))
        self._place.addWidget(self._plot)

    def _draw(self) -> None:
        if self._plot is not None:
            self._plot.set_points(self._rates, self._losses)

    def _on_found(self, found: RateSweep) -> None:
        self._end()
        self._found = found
        self._rates, self._losses = list(found.rates), list(found.losses)
        self._draw()
        if self._plot is not None:
            self._plot.mark(found.suggestion)
        if found.suggestion is None:
            self._state.setText(self.tr("The loss fell at no learning rate, so none can be suggested."))
            return
        text = self.tr("Suggested: {rate}. There the loss falls most steeply.")
        self._state.setText(text.format(rate=figure_text(_rounded(found.suggestion), 2)))
        self._use.setEnabled(True)
        self._use.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self._state.setText(translate_error(error))

    def _end(self) -> None:
        self._bar.hide()
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))

    def _take(self) -> None:
        if self._found is not None and self._found.suggestion is not None:
            self.taken.emit(_rounded(self._found.suggestion))
        self.accept()


def _rounded(rate: float) -> float:
    """Two figures: more would pretend to know more."""
    return float(f"{rate:.2g}")
