"""A drawing as pixels, with Pillow: for people whose programs take no SVG."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor, ImageDraw, ImageFont

from core.evaluation.drawing import COLOURS, Area, Box, Dot, Line, Point, Text

if TYPE_CHECKING:
    from core.evaluation.drawing import Drawing, Shape

_FINER = 2
"""drawn this many times larger, then reduced: Pillow's own lines have stairs"""
_DASH = 4.0


def drawn(drawing: Drawing, scale: float) -> NDArray[np.uint8]:
    """RGB [height * scale, width * scale, 3] of a drawing, on white."""
    finer = scale * _FINER
    size = (round(drawing.width * scale), round(drawing.height * scale))
    picture = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), COLOURS["paper"])
    # RGBA mode blends translucent fills into an RGB picture
    pen = ImageDraw.Draw(picture, "RGBA")
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            _write(picture, shape, finer)
        else:
            _draw(pen, shape, finer)
    return np.asarray(picture.resize(size, Image.Resampling.LANCZOS), np.uint8)


def _colour(name: str, opacity: float = 1.0) -> tuple[int, ...]:
    return (*ImageColor.getrgb(COLOURS[name])[:3], round(255 * opacity))


def _scaled(points: Sequence[Point], scale: float) -> list[Point]:
    return [(x * scale, y * scale) for x, y in points]


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    match shape:
        case Line(points, colour, width, dashed):
            pieces = _dashes(points) if dashed else [points]
            for piece in pieces:
                pen.line(_scaled(piece, scale), _colour(colour), max(1, round(width * scale)), joint="curve")
        case Area(points, colour, opacity):
            pen.polygon(_scaled(points, scale), _colour(colour, opacity))
        case Box(x, y, width, height, colour, opacity):
            if width > 0 and height > 0:
                corner = ((x + width) * scale, (y + height) * scale)
                pen.rectangle([(x * scale, y * scale), corner], _colour(colour, opacity))
        case Dot(x, y, radius, colour):
            corners = [((x - radius) * scale, (y - radius) * scale), ((x + radius) * scale, (y + radius) * scale)]
            pen.ellipse(corners, _colour(colour))


def _dashes(points: Sequence[Point]) -> list[list[Point]]:
    pieces: list[list[Point]] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = float(np.hypot(x1 - x0, y1 - y0))
        for start in np.arange(0, length, 2 * _DASH):
            ends = (start / length, min(1.0, (start + _DASH) / length))
            pieces.append([(x0 + (x1 - x0) * end, y0 + (y1 - y0) * end) for end in ends])
    return pieces


def _write(picture: Image.Image, text: Text, scale: float) -> None:
    font = ImageFont.load_default(text.size * scale)
    across = {"start": "l", "middle": "m", "end": "r"}[text.anchor]
    weight = round(text.size * scale / 40) if text.bold else 0
    if not text.turned:
        ImageDraw.Draw(picture).text(
            (text.x * scale, text.y * scale),
            text.text,
            _colour(text.colour)[:3],
            font,
            across + "m",
            stroke_width=weight,
        )
        return
    left, top, right, bottom = font.getbbox(text.text, stroke_width=weight)
    mask = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))))
    ImageDraw.Draw(mask).text((-left, -top), text.text, 255, font, stroke_width=weight)
    mask = mask.rotate(90, expand=True)
    # turned to read upwards, the text's start is its lower end
    rise = {"l": mask.height, "m": mask.height / 2, "r": 0.0}[across]
    corner = (round(text.x * scale - mask.width / 2), round(text.y * scale - rise))
    picture.paste(_colour(text.colour)[:3], corner, mask)
