"""What a report says beside breeds and mistakes: calibration, all splits side by side, robustness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.pages.runs.figure_table import Cell, FigureTable
from app.widgets.chart_view import ChartView
from app.widgets.figures import count_text, figure_text, percent_text
from core.evaluation.calibration import Bin
from core.evaluation.charts import reliability_chart
from core.evaluation.metrics import Proportion

Figures = Mapping[str, Any]
_NONE = "–"
_UNCHANGED = "unchanged"
"""`core.evaluation.robustness.UNCHANGED`, which brings the whole inference along"""


class CalibrationView(QWidget):
    """The reliability chart, and what a temperature does to the calibration error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Figures = {}
        self.chart = ChartView()
        self._table = FigureTable("calibrationTable", 4, is_sorted=False)
        self._note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._note.setProperty("role", "muted")
        beside = QVBoxLayout()
        beside.addWidget(self._table, 1)
        beside.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self.chart, 2)
        row.addLayout(beside, 3)
        self._retranslate()

    def show_figures(self, figures: Figures) -> None:
        """`calibration` of `core.evaluation.record`."""
        self._figures = figures
        names = {
            "without_temperature": self.tr("Before temperature scaling"),
            "as_answered": self.tr("As the model answers"),
            "refitted": self.tr("Fitted on these photos"),
        }
        kinds = [(names[kind], figures[kind]) for kind in names if (figures.get(kind) or {}).get("bins")]
        self.chart.show_drawing(
            reliability_chart(
                self.tr("Can its probabilities be believed?"),
                [(name, [Bin(**one) for one in values["bins"]]) for name, values in kinds],
                x_label=self.tr("probability that the model states"),
                y_label=self.tr("share that is right"),
            )
            if kinds
            else None
        )
        keys = ("temperature", "ece", "log_loss")
        self._table.show_rows([[(name, name), *(_number(values.get(key)) for key in keys)] for name, values in kinds])

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Calibration"))
        self._table.setHeaderLabels(["", self.tr("Temperature"), self.tr("Error"), self.tr("Log loss")])
        self._note.setText(
            self.tr(
                "A model is calibrated where it is right as often as it says, on the dashed line. The larger a dot, "
                "the more photos."
            )
        )
        self.show_figures(self._figures)


class SplitTable(FigureTable):
    """Accuracy in training, validation and test side by side."""

    def __init__(self) -> None:
        super().__init__("splitTable", 5, is_sorted=False)
        self._splits: Figures = {}
        self._retranslate()

    def show_splits(self, splits: Figures) -> None:
        """`splits` of `core.evaluation.record`."""
        self._splits = splits
        names = {
            "train": self.tr("Training"),
            "validation": self.tr("Validation"),
            "test": self.tr("Test"),
        }
        rows: list[list[Cell]] = []
        for split, values in splits.items():
            photos, accuracy = int(values.get("photos") or 0), values.get("accuracy")
            if accuracy is None:
                continue
            share = Proportion.of(round(accuracy * photos), photos) if photos else None
            between = _NONE if share is None else _interval(self.tr("{low} to {high}"), share.low, share.high)
            name = names.get(split, split)
            rows.append(
                [(name, name), (photos, count_text(photos)), (accuracy, percent_text(accuracy)), (0.0, between),
                 _number(values.get("log_loss"))]
            )  # fmt: skip
        self.show_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Training, validation and test side by side"))
        self.setHeaderLabels(
            [
                self.tr("Photos for"),
                self.tr("Photos"),
                self.tr("Accuracy"),
                self.tr("95% interval"),
                self.tr("Log loss"),
            ]
        )
        self.show_splits(self._splits)


class RobustnessTable(FigureTable):
    """The accuracy on spoiled photos."""

    def __init__(self) -> None:
        super().__init__("robustnessTable", 5, texts=2, is_sorted=False)
        self._rows: Sequence[Figures] = ()
        self._retranslate()

    def show_changes(self, rows: Sequence[Figures]) -> None:
        """`robustness` of `core.evaluation.record`; the unchanged photos are what the others are held against."""
        self._rows = rows
        base = next((row["accuracy"] for row in rows if row["change"] == _UNCHANGED), None)
        cells: list[list[Cell]] = []
        for row in rows:
            name, strength = self._words(str(row["change"]), str(row["strength"]))
            lost = None if base is None or row["change"] == _UNCHANGED else row["accuracy"] - base
            cells.append(
                [(name, name), (strength, strength), (row["accuracy"], percent_text(row["accuracy"])),
                 (0.0, _interval(self.tr("{low} to {high}"), row["accuracy_low"], row["accuracy_high"])),
                 (0.0, "" if lost is None else ("+" if lost > 0 else "") + percent_text(lost))]
            )  # fmt: skip
        self.show_rows(cells)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _words(self, change: str, strength: str) -> tuple[str, str]:
        """A change and its strength in the person's language; those of a newer program as they are."""
        number = re.search(r"-?\d+(\.\d+)?", strength)
        known = {
            _UNCHANGED: (self.tr("Unchanged"), ""),
            "blur": (self.tr("Blur"), self.tr("{number} px")),
            "noise": (self.tr("Noise"), self.tr("{number} levels")),
            "brightness": (self.tr("Brightness"), self.tr("times {number}")),
            "rotation": (self.tr("Rotation"), self.tr("{number} degrees")),
            "crop": (self.tr("Crop"), self.tr("middle {number}%")),
            "JPEG": (self.tr("JPEG compression"), self.tr("quality {number}")),
        }
        if change not in known:
            return change, strength
        name, words = known[change]
        value = QLocale().toString(float(number.group()), "g", 4) if number else ""
        return name, words.format(number=value)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Accuracy on spoiled photos"))
        self.setHeaderLabels(
            [
                self.tr("Change"),
                self.tr("Strength"),
                self.tr("Accuracy"),
                self.tr("95% interval"),
                self.tr("Difference"),
            ]
        )
        self.show_changes(self._rows)


def _interval(words: str, low: float, high: float) -> str:
    return words.format(low=percent_text(low), high=percent_text(high))


def _number(value: Any) -> Cell:
    return (-1.0, _NONE) if value is None else (float(value), figure_text(value, 3))
