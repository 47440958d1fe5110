"""The confusion matrix as a person meets it: by mouse, by keyboard, and by ear."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.widgets.confusion_area import LARGEST, SMALLEST
from app.widgets.confusion_legend import ConfusionLegend
from app.widgets.confusion_matrix import ConfusionMatrix

NAMES = ("Beagle", "Norfolk Terrier", "Norwich Terrier", "Rex")
COUNTS = np.array([[8, 0, 0, 0], [1, 5, 4, 0], [0, 3, 2, 0], [2, 0, 0, 0]])


@pytest.fixture
def matrix(qtbot: QtBot) -> Iterator[ConfusionMatrix]:
    made = ConfusionMatrix()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_counts(NAMES, COUNTS, [3])
    yield made
    made.close()


def press(qtbot: QtBot, matrix: ConfusionMatrix, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(matrix, key)


def test_a_click_says_which_cell(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect(1, 2).center().toPoint())
    assert chosen.args == [1, 2]
    with qtbot.assertNotEmitted(matrix.chosen):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect(0, 3).center().toPoint())
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert matrix.current == (0, 3)


def test_every_place_is_in_its_cell_at_every_zoom(matrix: ConfusionMatrix) -> None:
    for steps in (0, 3, -9, 30, -60):
        matrix.zoom(steps)
        assert SMALLEST <= matrix.cell <= LARGEST
        for row in range(4):
            for column in range(4):
                matrix.set_current(row, column)
                assert matrix.cell_at(matrix.cell_rect(row, column).center()) == (row, column)


def test_the_keyboard_walks_and_opens(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    key = Qt.Key
    matrix.set_current(0, 0)
    press(qtbot, matrix, key.Key_Down, key.Key_Right)
    assert matrix.current == (1, 1)
    qtbot.keyClick(matrix, key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert matrix.current == (1, 2)
    qtbot.keyClick(matrix, key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert matrix.current == (1, 2), "there is no further cell with photos"
    with qtbot.waitSignal(matrix.chosen) as chosen:
        press(qtbot, matrix, key.Key_Return)
    assert chosen.args == [1, 2]
    press(qtbot, matrix, key.Key_End)
    assert matrix.current == (1, 3)
    press(qtbot, matrix, key.Key_Home, key.Key_Up, key.Key_Up)
    assert matrix.current == (0, 0)
    before = matrix.cell
    press(qtbot, matrix, key.Key_Plus)
    assert matrix.cell > before
    press(qtbot, matrix, key.Key_0)
    assert matrix.cell == before


def test_a_cell_in_words_for_eye_and_ear(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    with qtbot.waitSignal(matrix.pointed) as pointed:
        matrix.set_current(1, 2)
    assert pointed.args == ["Norfolk Terrier → Norwich Terrier: 4 of 10 (40%)"]
    assert matrix.accessibleDescription() == pointed.args[0] and matrix.accessibleName()
    with qtbot.waitSignal(matrix.pointed) as pointed:
        qtbot.mouseMove(matrix.viewport(), matrix.cell_rect(3, 0).center().toPoint())
    assert "2 of 2 (100%)" in pointed.args[0] and "does not know" in pointed.args[0]


def test_numbers_or_shares(matrix: ConfusionMatrix) -> None:
    assert matrix.cell_text(1, 2) == "4" and matrix.cell_text(0, 1) == ""
    matrix.set_rates(True)
    assert matrix.cell_text(1, 2) == "40%"


def test_the_wheel_zooms_where_the_mouse_is(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    names = [f"breed {i}" for i in range(120)]
    matrix.show_counts(names, np.diag([3] * 120))
    assert matrix.cell > 12, "names can be read at the beginning"
    matrix.fit()
    all_in_view = matrix.cell
    assert matrix.cell * 120 + matrix.left <= matrix.viewport().width() + 1 or matrix.cell == SMALLEST
    matrix.zoom(6)
    matrix.set_current(60, 60)
    at = matrix.cell_rect(60, 60).center()
    for _ in range(6):
        wheel = QWheelEvent(
            at, matrix.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(matrix.viewport(), wheel)
    assert matrix.cell > 3 * all_in_view
    cell = matrix.cell_at(QPointF(at))
    assert cell is not None and abs(cell[0] - 60) <= 1 and abs(cell[1] - 60) <= 1


def test_the_current_cell_stays_with_its_breeds(matrix: ConfusionMatrix) -> None:
    matrix.set_current(2, 1)
    order = [3, 2, 1, 0]
    matrix.show_counts([NAMES[i] for i in order], COUNTS[np.ix_(order, order)], [0])
    assert [matrix.names[place] for place in matrix.current] == ["Norwich Terrier", "Norfolk Terrier"]


@pytest.mark.parametrize("ground", ["#ffffff", "#1f2429"])
def test_colours_are_those_of_the_theme(qtbot: QtBot, matrix: ConfusionMatrix, ground: str) -> None:
    palette = QPalette(matrix.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#0000ff"))
    palette.setColor(QPalette.ColorRole.BrightText, QColor("#ff0000"))
    matrix.setPalette(palette)
    matrix.set_rates(True)
    picture = matrix.viewport().grab().toImage()

    def colour(row: int, column: int) -> QColor:
        corner = matrix.cell_rect(row, column).topLeft() + QPointF(3, 3)
        return picture.pixelColor((corner * picture.devicePixelRatio()).toPoint())

    assert colour(0, 0) == QColor("#0000ff") and colour(0, 1) == QColor(ground)
    assert colour(1, 2).red() > colour(1, 2).blue()
    assert colour(3, 0).name() == palette.color(QPalette.ColorRole.Mid).name()


def test_nothing_to_show(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    matrix.show_counts([], np.zeros((0, 0)))
    matrix.grab()
    press(qtbot, matrix, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Plus)
    assert matrix.accessibleDescription() == ""


def test_the_legend_names_what_there_is(qtbot: QtBot, matrix: ConfusionMatrix) -> None:
    legend = ConfusionLegend(matrix)
    qtbot.addWidget(legend)
    legend.refresh()
    assert "does not know" in legend.accessibleName()
    legend.grab()
    matrix.show_counts(NAMES[:2], COUNTS[:2, :2])
    matrix.set_rates(True)
    legend.refresh()
    assert "does not know" not in legend.accessibleName()
    legend.grab()
