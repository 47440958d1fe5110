"""The charts of reports and studies: curves, intervals, calibration, confusion."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evaluation.calibration import Bin
from core.evaluation.drawing import SERIES, Area, Box, Dot, Drawing, Line, Point, Text

LEFT, RIGHT, TOP, BOTTOM = 58.0, 16.0, 34.0, 44.0
_LEGEND_STEP = 18.0
_ROW = 26.0
_CELL_MOST, _CELL_LEAST = 34.0, 9.0
_NUMBERS_FROM = 20.0
"""a cell of this many pixels has room for its number"""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart, with a band between `low` and `high` where they are given."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    dashed: bool = False
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """One row of an interval chart."""

    name: str
    value: float
    low: float
    high: float


def as_percent(value: float) -> str:
    """`0.25` as `25%`."""
    return f"{100 * value:.3g}%"


def as_number(value: float) -> str:
    """Short, without a needless fraction."""
    return f"{value:.4g}"


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers that reach over `low` to `high`."""
    span = high - low or abs(high) or 1.0
    raw = span / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, max(last, first + 1) + 1)]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rectangle of a chart in which values have a place."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: float
    height: float
    left: float = LEFT

    def place(self, x: float, y: float) -> Point:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            self.left + across * (self.width - self.left - RIGHT),
            self.height - BOTTOM - up * (self.height - BOTTOM - TOP),
        )


@dataclass(frozen=True, slots=True)
class _Axis:
    label: str
    ticks: Sequence[float]
    form: Callable[[float], str] = as_number


def line_chart(
    title: str,
    curves: Sequence[Curve],
    *,
    x_label: str,
    y_label: str,
    form: Callable[[float], str] = as_number,
    y_range: tuple[float, float] | None = None,
    mark: float | None = None,
    width: float = 560.0,
    height: float = 330.0,
) -> Drawing:
    """Curves over a common axis; values that are not finite leave a gap at the end or the beginning.

    Args:
        title: shown above.
        curves: at least one point altogether.
        x_label: below.
        y_label: beside.
        form: writes the values of y.
        y_range: where the axis must reach; from the values where None.
        mark: an x to be marked with a line.
        width: of the chart in pixels.
        height: of the chart in pixels.
    """
    curves = [_finite(curve) for curve in curves]
    xs = [x for curve in curves for x in curve.x] or [0.0, 1.0]
    ys = [y for curve in curves for y in (*curve.y, *curve.low, *curve.high)] or [0.0, 1.0]
    y_ticks = nice_ticks(*(y_range or (min(ys), max(ys))))
    x_low, x_high = min(xs), max(xs)
    x_ticks = [x for x in nice_ticks(x_low, x_high, 7) if x_low <= x <= x_high]
    frame = _Frame((x_low, x_high if x_high > x_low else x_low + 1), (y_ticks[0], y_ticks[-1]), width, height)
    drawing = Drawing(width, height, title)
    _axes(drawing, frame, _Axis(x_label, x_ticks), _Axis(y_label, y_ticks, form))
    if mark is not None:
        drawing.add(Line([frame.place(mark, y) for y in frame.y], "faint", 1, dashed=True))
    for curve, colour in zip(curves, _cycle(len(curves)), strict=True):
        _draw_curve(drawing, frame, curve, colour, form)
    if len(curves) > 1:
        _legend(drawing, [(curve.name, colour) for curve, colour in zip(curves, _cycle(len(curves)), strict=True)])
    return drawing


def _finite(curve: Curve) -> Curve:
    keep = [i for i, y in enumerate(curve.y) if math.isfinite(y) and math.isfinite(curve.x[i])]

    def of(values: Sequence[float]) -> list[float]:
        return [values[i] for i in keep] if len(values) else []

    return Curve(curve.name, of(curve.x), of(curve.y), of(curve.low), of(curve.high), curve.dashed, curve.dots)


def _cycle(count: int) -> list[str]:
    return [SERIES[i % len(SERIES)] for i in range(count)]


def _axes(drawing: Drawing, frame: _Frame, across: _Axis, up: _Axis) -> None:
    left, right = frame.place(frame.x[0], 0)[0], frame.place(frame.x[1], 0)[0]
    bottom = frame.place(0, frame.y[0])[1]
    for y in up.ticks:
        height = frame.place(0, y)[1]
        drawing.add(Line([(left, height), (right, height)], "grid"))
        drawing.add(Text(left - 8, height, up.form(y), "end", 11, "faint"))
    for x in across.ticks:
        drawing.add(Text(frame.place(x, 0)[0], bottom + 14, across.form(x), "middle", 11, "faint"))
    drawing.add(Line([(left, bottom), (right, bottom)], "faint"))
    drawing.add(Text(frame.left - 46, 12, drawing.title, "start", 13, "ink", bold=True))
    drawing.add(Text((left + right) / 2, frame.height - 10, across.label, "middle", 11, "faint"))
    drawing.add(Text(12, (TOP + bottom) / 2, up.label, "middle", 11, "faint", turned=True))


def _draw_curve(drawing: Drawing, frame: _Frame, curve: Curve, colour: str, form: Callable[[float], str]) -> None:
    if len(curve.low) and len(curve.high):
        upper = [frame.place(x, y) for x, y in zip(curve.x, curve.high, strict=True)]
        lower = [frame.place(x, y) for x, y in zip(curve.x, curve.low, strict=True)]
        drawing.add(Area([*upper, *reversed(lower)], colour, 0.15))
    points = [frame.place(x, y) for x, y in zip(curve.x, curve.y, strict=True)]
    if len(points) > 1:
        drawing.add(Line(points, colour, 1.5 if curve.dashed else 2.25, curve.dashed))
    if curve.dots or len(points) == 1:
        for point, x, y in zip(points, curve.x, curve.y, strict=True):
            drawing.add(Dot(*point, 3.5, colour, f"{curve.name}, {as_number(x)}: {form(y)}"))


def _legend(drawing: Drawing, entries: Sequence[tuple[str, str]]) -> None:
    """Names in one line at the upper right, each with its colour."""
    x = drawing.width - RIGHT
    for name, colour in reversed(entries):
        x -= 6.6 * len(name)
        drawing.add(Text(x, 12, name, "start", 11, "ink"))
        drawing.add(Line([(x - 20, 12), (x - 6, 12)], colour, 3))
        x -= 32


def interval_chart(
    title: str,
    rows: Sequence[Interval],
    *,
    x_label: str,
    form: Callable[[float], str] = as_percent,
    reference: float | None = None,
    width: float = 640.0,
) -> Drawing:
    """Values with their intervals, one row each; `reference` is a dashed line through all of them."""
    left = 24.0 + 6.6 * max((len(row.name) for row in rows), default=0)
    height = TOP + _ROW * len(rows) + BOTTOM
    ends = [end for row in rows for end in (row.low, row.high)] or [0.0, 1.0]
    ticks = nice_ticks(min(ends), max(ends))
    frame = _Frame((ticks[0], ticks[-1]), (0.0, float(len(rows) or 1)), width, height, left)
    drawing = Drawing(width, height, title)
    drawing.add(Text(12, 12, title, "start", 13, "ink", bold=True))
    for tick in ticks:
        x = frame.place(tick, 0)[0]
        drawing.add(Line([(x, TOP), (x, height - BOTTOM)], "grid"))
        drawing.add(Text(x, height - BOTTOM + 14, form(tick), "middle", 11, "faint"))
    if reference is not None:
        x = frame.place(reference, 0)[0]
        drawing.add(Line([(x, TOP), (x, height - BOTTOM)], "faint", 1.5, dashed=True))
    for number, row in enumerate(rows):
        y = TOP + _ROW * (number + 0.5)
        low, middle, high = (frame.place(value, 0)[0] for value in (row.low, row.value, row.high))
        drawing.add(Text(left - 12, y, row.name, "end", 12, "ink"))
        drawing.add(Line([(low, y), (high, y)], "first", 2.25))
        drawing.add(*(Line([(end, y - 4), (end, y + 4)], "first", 2.25) for end in (low, high)))
        drawing.add(Dot(middle, y, 4.5, "first", f"{row.name}: {form(row.value)}"))
    drawing.add(Text((left + width - RIGHT) / 2, height - 10, x_label, "middle", 11, "faint"))
    return drawing


def reliability_chart(
    title: str,
    kinds: Sequence[tuple[str, Sequence[Bin]]],
    *,
    x_label: str = "probability that the model states",
    y_label: str = "share that is right",
) -> Drawing:
    """Stated against observed accuracy of several calibrations; the dots are larger where there are more photos."""
    size = 400.0
    frame = _Frame((0.0, 1.0), (0.0, 1.0), size, size)
    drawing = Drawing(size, size + 8 + _LEGEND_STEP * len(kinds), title)
    ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    _axes(drawing, frame, _Axis(x_label, ticks), _Axis(y_label, ticks))
    drawing.add(Line([frame.place(0, 0), frame.place(1, 1)], "faint", 1, dashed=True))
    colours = ("second", "first", "third")
    for (name, bins), colour in zip(kinds, colours, strict=False):
        total = sum(one.count for one in bins)
        points = [frame.place(one.confidence, one.accuracy) for one in bins]
        if len(points) > 1:
            drawing.add(Line(points, colour, 1.75))
        for point, one in zip(points, bins, strict=True):
            hint = f"{name}: stated {one.confidence:.2f}, right {one.accuracy:.2f}, {one.count} photos"
            drawing.add(Dot(*point, 2.5 + 6 * math.sqrt(one.count / total), colour, hint))
    for row, ((name, _), colour) in enumerate(zip(kinds, colours, strict=False)):
        y = size + 12 + _LEGEND_STEP * row
        drawing.add(Line([(LEFT, y), (LEFT + 14, y)], colour, 3), Text(LEFT + 22, y, name, "start", 12))
    return drawing


def confusion_chart(title: str, names: Sequence[str], matrix: NDArray[np.integer]) -> Drawing:
    """True breeds down, answers across; the stronger the colour, the larger the share of the row's photos."""
    count = len(names)
    cell = min(_CELL_MOST, max(_CELL_LEAST, 700.0 / max(1, count)))
    font = min(12.0, cell * 0.9)
    margin = 24.0 + 0.58 * font * max(map(len, names), default=0)
    width = margin + cell * count + 8
    height = margin + cell * count + 24
    drawing = Drawing(max(width, 260.0), height, title)
    drawing.add(Text(margin, 10, "taken for", "start", 11, "faint"))
    drawing.add(Text(8, margin + 10 + cell * count / 2, "true breed", "middle", 11, "faint", turned=True))
    top = margin + 10
    photos = matrix.sum(axis=1)
    for i, name in enumerate(names):
        middle = (i + 0.5) * cell
        drawing.add(Text(margin - 4, top + middle, name, "end", font, "ink"))
        drawing.add(Text(margin + middle, top - 4, name, "start", font, "ink", turned=True))
        drawing.add(Box(margin, top + i * cell, cell * count, cell - 1, "grid", 0.35))
    for i, j in np.argwhere(matrix):
        share, number = float(matrix[i, j] / photos[i]), int(matrix[i, j])
        x, y, colour = margin + j * cell, top + i * cell, "right" if i == j else "wrong"
        hint = f"{names[i]} taken for {names[j]}: {number} of {int(photos[i])}"
        drawing.add(Box(x, y, cell - 1, cell - 1, colour, 0.2 + 0.8 * math.sqrt(share), hint))
        if cell >= _NUMBERS_FROM:
            ink = "paper" if share > 0.25 else "ink"
            drawing.add(Text(x + cell / 2 - 0.5, y + cell / 2 - 0.5, str(number), "middle", cell * 0.36, ink))
    return drawing
