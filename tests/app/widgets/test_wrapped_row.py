"""A row of widgets goes on in the next line where there is no room, and never asks for more than its widest one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.wrapped_row import WrappedRow

WIDTHS = (60, 90, 40, 70)
GAP = 10


class Box(QWidget):
    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size


@pytest.fixture
def place(qtbot: QtBot) -> tuple[QWidget, list[Box]]:
    place, row = QWidget(), WrappedRow(GAP)
    qtbot.addWidget(place)
    boxes = [Box(width) for width in WIDTHS]
    for box in boxes:
        row.addWidget(box)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    column.addStretch()
    place.show()
    return place, boxes


@pytest.mark.parametrize(("width", "lines"), [(300, 1), (290, 1), (289, 2), (160, 2), (159, 3), (90, 4)])
def test_it_takes_as_many_lines_as_it_must(place: tuple[QWidget, list[Box]], width: int, lines: int) -> None:
    window, boxes = place
    window.resize(width, 200)
    window.layout().activate()
    assert len({box.y() for box in boxes}) == lines
    assert all(
        box.width() == wanted and box.geometry().right() < width for box, wanted in zip(boxes, WIDTHS, strict=True)
    )
    for before, after in pairwise(boxes):
        assert after.y() > before.y() or after.x() == before.geometry().right() + 1 + GAP
    assert window.layout().heightForWidth(width) == max(box.geometry().bottom() for box in boxes) + 1


def test_it_asks_for_the_room_of_its_widest_item(place: tuple[QWidget, list[Box]]) -> None:
    window, boxes = place
    assert window.minimumSizeHint().width() == 90 and window.sizeHint().width() == sum(WIDTHS) + 3 * GAP
    boxes[1].hide()
    window.layout().activate()
    assert window.minimumSizeHint().width() == 70 and window.sizeHint().width() == 170 + 2 * GAP


def test_items_of_several_heights_stand_in_the_middle_of_their_line(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    row = WrappedRow(GAP)
    low, high, label = Box(50, 10), Box(50, 30), QLabel("field")
    row.addWidget(low)
    row.add_group([label, high], 4)
    place.setLayout(row)
    place.resize(400, 100)
    place.show()
    group = high.parentWidget()
    assert low.geometry().center().y() == group.geometry().center().y()
    assert label.parentWidget() is group and high.x() >= label.geometry().right() + 4
    assert row.count() == 2 and row.itemAt(2) is None
    taken = row.takeAt(0)
    assert taken.widget() is low and row.count() == 1 and row.takeAt(5) is None
