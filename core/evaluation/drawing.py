"""Charts as shapes, written as SVG or drawn as a picture, so that both are the same chart.

Colours are named by what they stand for. In a report they follow its style sheet, light or dark; elsewhere they are
those of the light one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

COLOURS = {
    "paper": "#ffffff",
    "ink": "#1f2430",
    "faint": "#667085",
    "grid": "#e3e6ec",
    "first": "#2563c9",
    "second": "#c2570c",
    "third": "#0f7b5f",
    "fourth": "#8a3ffc",
    "right": "#2563c9",
    "wrong": "#d0412b",
}
"""what a colour stands for, and its look on white; the report's style sheet has the same names"""
SERIES = ("first", "second", "third", "fourth")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: Sequence[Point]
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon without an outline."""

    points: Sequence[Point]
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `hint` is shown when the mouse rests on it."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    opacity: float = 1.0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, its vertical middle at `y`; `turned` reads from bottom to top."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    size: float = 12.0
    colour: str = "ink"
    bold: bool = False
    turned: bool = False


Shape = Line | Area | Box | Dot | Text


@dataclass(slots=True)
class Drawing:
    """Shapes in the order of drawing, on a sheet of `width` x `height`; `title` is read to people who cannot see."""

    width: float
    height: float
    title: str
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draw further shapes over what is there."""
        self.shapes += shapes

    def to_svg(self, *, styled: bool = False) -> str:
        """The chart as SVG.

        Args:
            styled: colours are left to the style sheet of the page around it; otherwise it is a file of its own.
        """
        size = f'viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        title = f"<title>{escape(self.title)}</title>"
        body = "\n".join(_svg(shape, styled) for shape in self.shapes)
        if styled:
            return f'<svg {size} width="{_n(self.width)}" role="img">{title}\n{body}\n</svg>'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{_n(self.width)}" height="{_n(self.height)}"'
        paper = f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>'
        return f'{head} font-family="{FONT}">{title}\n{paper}\n{body}\n</svg>\n'

    def to_pixels(self, scale: float = 2.0) -> NDArray[np.uint8]:
        """The chart as a picture, RGB [height * scale, width * scale, 3]."""
        from core.evaluation.drawing_pixels import drawn

        return drawn(self, scale)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _paint(attribute: str, colour: str, styled: bool) -> str:
    return f'{attribute}="var(--{colour})"' if styled else f'{attribute}="{COLOURS[colour]}"'


def _hinted(tag: str, attributes: str, hint: str) -> str:
    return f"<{tag} {attributes}><title>{escape(hint)}</title></{tag}>" if hint else f"<{tag} {attributes}/>"


def _svg(shape: Shape, styled: bool) -> str:
    match shape:
        case Line(points, colour, width, dashed):
            dash = ' stroke-dasharray="4 4"' if dashed else ""
            stroke = f'{_paint("stroke", colour, styled)} stroke-width="{_n(width)}"{dash}'
            return f'<polyline points="{_points(points)}" fill="none" {stroke} stroke-linejoin="round"/>'
        case Area(points, colour, opacity):
            return f'<polygon points="{_points(points)}" {_paint("fill", colour, styled)} opacity="{_n(opacity)}"/>'
        case Box(x, y, width, height, colour, opacity, hint):
            place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            return _hinted("rect", f'{place} {_paint("fill", colour, styled)} opacity="{_n(opacity)}"', hint)
        case Dot(x, y, radius, colour, hint):
            place = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            return _hinted("circle", f"{place} {_paint('fill', colour, styled)}", hint)
        case Text(x, y, text, anchor, size, colour, bold, turned):
            weight = ' font-weight="600"' if bold else ""
            turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
            look = f'text-anchor="{anchor}" font-size="{_n(size)}"{weight} {_paint("fill", colour, styled)}'
            return f'<text x="{_n(x)}" y="{_n(y)}" dy=".35em" {look}{turn}>{escape(text)}</text>'


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
