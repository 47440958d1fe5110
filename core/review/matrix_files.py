"""A confusion matrix as a file: SVG, PNG or CSV."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence

import numpy as np

from core.errors import BreedLensError
from core.evaluation.drawing import Box, Drawing, Line, Text
from core.exports.csv_export import text_cell
from core.files import shown, write_bytes, write_failure
from core.review.confusion import Confusion

KINDS = ("png", "svg", "csv")
_CELL = 22.0
_SMALL_CELL = 13.0
_MANY = 40
"""from this many breeds on, cells are small and hold no numbers"""
_FAINTEST = 0.12
_READABLE = 0.55
"""from this share of the colour on, the colour of the paper is the one that can be read"""
_LONGEST_NAME = 34


def matrix_drawing(confusion: Confusion, names: Sequence[str], *, title: str, rows: str, columns: str) -> Drawing:
    """The matrix as a chart: colours are shares of the row, numbers are photos.

    Args:
        confusion: in the order to draw.
        names: [labels] to show.
        title: above the matrix.
        rows: what a row is.
        columns: what a column is.
    """
    count = len(confusion.labels)
    cell = _CELL if count <= _MANY else _SMALL_CELL
    size = 11.0 if count <= _MANY else 9.0
    short = [name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…" for name in names]
    margin = 30 + size * 0.58 * max((len(name) for name in short), default=0)
    top = margin + 36
    side = cell * count
    drawing = Drawing(margin + side + 24, top + side + 24, title)
    drawing.add(Text(margin, 16, title, size=14, bold=True))
    drawing.add(Text(margin, 36, columns, size=size, colour="faint"))
    drawing.add(Text(12, top + side / 2, rows, "middle", size, "faint", turned=True))
    for place, name in enumerate(short):
        middle = (place + 0.5) * cell
        drawing.add(Text(margin - 5, top + middle, name, "end", size))
        drawing.add(Text(margin + middle, top - 5, name, "start", size, turned=True))
        for line in ([(margin, top + place * cell), (margin + side, top + place * cell)],
                     [(margin + place * cell, top), (margin + place * cell, top + side)]):  # fmt: skip
            drawing.add(Line(line, "grid", 0.5))
    rates = confusion.rates
    for row, column in np.argwhere(confusion.counts):
        number, rate = int(confusion.counts[row, column]), float(rates[row, column])
        hint = f"{names[row]} → {names[column]}: {number} ({100 * rate:.0f}%)"
        x, y = margin + column * cell, top + row * cell
        colour = "right" if row == column else "wrong"
        drawing.add(Box(x + 0.5, y + 0.5, cell - 1, cell - 1, colour, max(_FAINTEST, rate), hint))
        if count <= _MANY:
            ink = "paper" if rate > _READABLE else "ink"
            drawing.add(Text(x + cell / 2, y + cell / 2, str(number), "middle", 10, ink))
    return drawing


def matrix_csv(confusion: Confusion, names: Sequence[str], corner: str) -> bytes:
    """The counts as a table in UTF-8 with a byte order mark; no cell can begin a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    shown_names = [text_cell(name) for name in names]
    writer.writerow([text_cell(corner), *shown_names])
    for name, row in zip(shown_names, confusion.counts, strict=True):
        writer.writerow([name, *map(int, row)])
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def save_matrix(path: str, confusion: Confusion, names: Sequence[str], *, title: str, rows: str, columns: str) -> None:
    """Write the matrix in the format that the name's ending says: one of `KINDS`.

    Raises:
        BreedLensError: another ending (`matrix_format`), or the file cannot be written.
    """
    kind = os.path.splitext(path)[1].lower().lstrip(".")
    if kind not in KINDS:
        raise BreedLensError(
            "matrix_format",
            'A matrix is saved as .png, .svg or .csv, which "{name}" does not end in.',
            name=shown(os.path.basename(path)),
        )
    if kind == "csv":
        data = matrix_csv(confusion, names, f"{rows} \\ {columns}")
    else:
        drawing = matrix_drawing(confusion, names, title=title, rows=rows, columns=columns)
        data = drawing.to_svg().encode("utf-8", "backslashreplace") if kind == "svg" else _png(drawing)
    try:
        write_bytes(path, data)
    except OSError as error:
        raise write_failure(error) from error


def _png(drawing: Drawing) -> bytes:
    from PIL import Image

    scale = 2.0 if max(drawing.width, drawing.height) < 1200 else 1.25
    buffer = io.BytesIO()
    Image.fromarray(drawing.to_pixels(scale)).save(buffer, "PNG")
    return buffer.getvalue()
