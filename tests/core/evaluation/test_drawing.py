"""Charts: the same shapes as SVG and as pixels."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluation.charts import Curve, Interval, confusion_chart, interval_chart, line_chart, nice_ticks
from core.evaluation.drawing import COLOURS, Area, Box, Dot, Drawing, Line, Text

SVG = "{http://www.w3.org/2000/svg}"


def _rgb(name: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(COLOURS[name][1:]))


@pytest.fixture
def drawing() -> Drawing:
    """One of each shape."""
    return Drawing(
        100,
        60,
        "A <title> & more",
        [
            Box(10, 10, 20, 10, "first", hint='"<hint>"'),
            Line([(0, 40), (100, 40)], "wrong", 2),
            Line([(0, 50), (100, 50)], "ink", 2, dashed=True),
            Area([(60, 0), (80, 0), (80, 20), (60, 20)], "third"),
            Dot(50, 30, 4, "second"),
            Text(50, 5, "<b> & é", "middle"),
            Text(95, 30, "up", "middle", turned=True),
        ],
    )


def test_svg_is_well_formed_and_escapes(drawing: Drawing) -> None:
    root = ElementTree.fromstring(drawing.to_svg())
    assert root.get("viewBox") == "0 0 100 60" and root.find(f"{SVG}title").text == drawing.title  # type: ignore[union-attr]
    assert [text.text for text in root.iter(f"{SVG}text")] == ["<b> & é", "up"]
    assert root.findall(f"{SVG}rect")[1].find(f"{SVG}title").text == '"<hint>"'  # type: ignore[union-attr]
    styled = drawing.to_svg(styled=True)
    assert ElementTree.fromstring(styled) is not None and "var(--first)" in styled and COLOURS["first"] not in styled


def test_pixels_show_the_shapes_where_they_are(drawing: Drawing) -> None:
    picture = drawing.to_pixels(scale=2)
    assert picture.shape == (120, 200, 3)
    for (x, y), colour in {(20, 15): "first", (30, 40): "wrong", (70, 10): "third", (50, 30): "second"}.items():
        assert picture[2 * y, 2 * x].tolist() == pytest.approx(_rgb(colour), abs=20)
    dashes = picture[100, :, 0] < 128
    assert 0.3 < dashes.mean() < 0.7 and np.abs(np.diff(dashes.astype(int))).sum() > 10
    assert (picture[40:80, 180:] < 128).any()  # the turned text
    assert tuple(picture[119, 0]) == (255, 255, 255)


@given(
    st.floats(-1e6, 1e6), st.floats(1e-6, 1e6),
)  # fmt: skip
def test_ticks_are_round_few_and_reach_over_the_values(low: float, span: float) -> None:
    high = low + span
    ticks = nice_ticks(low, high)
    step = ticks[1] - ticks[0]
    assert ticks[0] <= low + step * 1e-6 and ticks[-1] >= high - step * 1e-6 and 2 <= len(ticks) <= 13
    assert np.allclose(np.diff(ticks), step, rtol=1e-3)


def test_ticks_by_hand() -> None:
    assert nice_ticks(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert nice_ticks(3, 3)[0] <= 3 <= nice_ticks(3, 3)[-1]


def test_curves_leave_out_what_was_not_measured() -> None:
    curve = Curve("a", [1, 2, 3], [math.nan, 0.5, 0.7], dots=True)
    drawing = line_chart("t", [curve, Curve("b", [1], [0.2])], x_label="x", y_label="y")
    assert sum(isinstance(shape, Dot) for shape in drawing.shapes) == 3
    assert ElementTree.fromstring(drawing.to_svg()) is not None
    empty = line_chart("t", [Curve("a", [], [])], x_label="x", y_label="y")
    assert "nan" not in drawing.to_svg() + empty.to_svg()


def test_intervals_lie_where_their_values_are() -> None:
    rows = [Interval("one", 0.5, 0.4, 0.6), Interval("two", 0.8, 0.7, 0.9)]
    drawing = interval_chart("t", rows, x_label="accuracy", reference=0.5)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    dashed = next(shape for shape in drawing.shapes if isinstance(shape, Line) and shape.dashed)
    assert dots[0].x == dashed.points[0][0] < dots[1].x and dots[0].y < dots[1].y


def test_a_confusion_matrix_has_a_cell_for_every_kind_of_answer() -> None:
    drawing = confusion_chart("t", ["a", "b"], np.array([[3, 1], [0, 0]]))
    cells = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.hint]
    assert [(cell.hint, cell.colour) for cell in cells] == [
        ("a taken for a: 3 of 4", "right"),
        ("a taken for b: 1 of 4", "wrong"),
    ]
    assert cells[0].opacity > cells[1].opacity
