"""Calibration, splits and robustness of a run, as its report has them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.pages.runs.figure_table import FigureTable
from app.pages.runs.measured_views import CalibrationView, RobustnessTable, SplitTable
from core.evaluation.robustness import CHANGES, UNCHANGED

BIN = {"low": 0.8, "high": 0.9, "count": 9, "confidence": 0.85, "accuracy": 0.6}
CALIBRATION = {
    "without_temperature": {"temperature": 1.0, "ece": 0.25, "log_loss": 0.9, "bins": [BIN]},
    "as_answered": {"temperature": 0.5, "ece": 0.125, "log_loss": None, "bins": [{**BIN, "accuracy": 0.8}]},
    "refitted": {"temperature": 0.4, "ece": 0.1, "log_loss": 0.5, "bins": []},
}


def cells(table: FigureTable) -> list[list[str]]:
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(table.columnCount())] for item in items]


def test_calibration_is_drawn_and_listed_before_and_after(qtbot: QtBot) -> None:
    view = CalibrationView()
    qtbot.addWidget(view)
    view.resize(700, 420)
    view.show()
    empty = view.chart.grab().toImage()
    view.show_figures(CALIBRATION)
    assert cells(view.findChild(FigureTable)) == [
        ["Before temperature scaling", "1", "0.25", "0.9"],
        ["As the model answers", "0.5", "0.125", "–"],
    ]
    image = view.chart.grab().toImage()
    assert image != empty
    drawn = {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    assert {"#2563c9", "#c2570c"} <= drawn, "both curves"
    view.show_figures({})
    assert view.chart.drawing is None and cells(view.findChild(FigureTable)) == []


def test_splits_stand_side_by_side(qtbot: QtBot) -> None:
    table = SplitTable()
    qtbot.addWidget(table)
    table.show_splits({
        "train": {"photos": 80, "accuracy": 1.0, "log_loss": 0.05},
        "test": {"photos": 20, "accuracy": 0.5, "log_loss": None},
        "odd": {"photos": 0},
    })  # fmt: skip
    assert cells(table) == [
        ["Training", "80", "100.0%", "95.4% to 100.0%", "0.05"],
        ["Test", "20", "50.0%", "29.9% to 70.1%", "–"],
    ]


def test_robustness_is_held_against_the_unchanged_photos(qtbot: QtBot) -> None:
    table = RobustnessTable()
    qtbot.addWidget(table)
    interval = {"accuracy_low": 0.25, "accuracy_high": 0.75}
    table.show_changes([
        {"change": UNCHANGED, "strength": "", "accuracy": 0.5, **interval},
        {"change": "crop", "strength": "middle 80%", "accuracy": 0.25, **interval},
        {"change": "rotation", "strength": "-15 degrees", "accuracy": 0.75, **interval},
        {"change": "snow", "strength": "deep", "accuracy": 0.5, **interval},
    ])  # fmt: skip
    assert cells(table) == [
        ["Unchanged", "", "50.0%", "25.0% to 75.0%", ""],
        ["Crop", "middle 80%", "25.0%", "25.0% to 75.0%", "-25.0%"],
        ["Rotation", "-15 degrees", "75.0%", "25.0% to 75.0%", "+25.0%"],
        ["snow", "deep", "50.0%", "25.0% to 75.0%", "0.0%"],
    ]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.name} {change.strength}")
def test_every_change_of_core_is_said_as_core_says_it(qtbot: QtBot, change: object) -> None:
    table = RobustnessTable()
    qtbot.addWidget(table)
    name, strength = change.name, change.strength
    values = {"accuracy": 1.0, "accuracy_low": 0.5, "accuracy_high": 1.0}
    table.show_changes([{"change": name, "strength": strength, **values}])
    assert cells(table)[0][0].casefold().startswith(name.casefold()) and cells(table)[0][0] != name.lower()
    assert cells(table)[0][1] == strength


def test_numbers_are_sorted_by_value(qtbot: QtBot) -> None:
    table = FigureTable("figures", 2)
    qtbot.addWidget(table)
    table.show_rows([[("a", "a"), (2, "2")], [("b", "b"), (10, "10")]])
    assert [row[0] for row in cells(table)] == ["b", "a"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in cells(table)] == ["a", "b"]
