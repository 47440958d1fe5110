"""Where photos lie in the list of groups, held against a plain walk through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize

from app.pages.groups.group_layout import SIDE, GroupLayout

counts = st.lists(st.integers(1, 20), min_size=1, max_size=6)


def laid_out(numbers: list[int], width: int) -> GroupLayout:
    layout = GroupLayout()
    layout.update(numbers, width, 40, QSize(100, 120))
    return layout


@given(numbers=counts, width=st.integers(124, 900))
def test_every_cell_has_a_place_of_its_own_within_its_group(numbers: list[int], width: int) -> None:
    layout = laid_out(numbers, width)
    bottom = 0
    for row, count in enumerate(numbers):
        group = layout.group_rect(row)
        assert group.top() > bottom
        bottom = group.bottom()
        cells = [layout.cell_rect(row, cell) for cell in range(count)]
        assert all(layout.at(place.center()) == (row, i) for i, place in enumerate(cells))
        assert not any(one.intersects(other) for i, one in enumerate(cells) for other in cells[:i])
        assert all(place.top() > layout.header_rect(row).top() and place.bottom() <= bottom for place in cells)
        assert layout.at(QPoint(SIDE + 1, layout.header_rect(row).top() + 1)) == (row, None)
    assert bottom < layout.height and layout.at(QPoint(SIDE, layout.height + 5)) is None


@given(numbers=counts, width=st.integers(120, 900), top=st.integers(-50, 4000), height=st.integers(1, 800))
def test_what_is_in_view_is_found_without_walking_through_all(
    numbers: list[int], width: int, top: int, height: int
) -> None:
    layout = laid_out(numbers, width)
    found = set(layout.all_between(top, top + height))
    for row, count in enumerate(numbers):
        for cell in range(count):
            place = layout.cell_rect(row, cell)
            if place.bottom() >= top and place.top() <= top + height:
                assert (row, cell) in found
    assert all(0 <= cell < numbers[row] for row, cell in found)
    assert len(found) <= (height // 120 + 3) * layout.columns


@given(numbers=counts, data=st.data())
def test_down_and_up_stay_in_their_column(numbers: list[int], data: st.DataObject) -> None:
    layout = laid_out(numbers, 430)
    row = data.draw(st.integers(0, len(numbers) - 1))
    cell = data.draw(st.integers(0, numbers[row] - 1))
    below = layout.step(row, cell, 1)
    assert layout.cell_rect(*below).top() >= layout.cell_rect(row, cell).top()
    assert below[1] % layout.columns <= cell % layout.columns
    above = layout.step(row, cell, -1)
    assert layout.cell_rect(*above).top() <= layout.cell_rect(row, cell).top()
    assert layout.step(0, 0, -1) == (0, 0)


def test_no_groups_take_no_room() -> None:
    layout = GroupLayout()
    layout.update([], 500, 40, QSize(100, 120))
    assert layout.at(QPoint(50, 10)) is None and list(layout.all_between(0, 1000)) == []
