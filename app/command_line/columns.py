"""Text in columns for a terminal, wide characters counted as the two places that they take."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def cell_width(text: str) -> int:
    """Places that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to the width."""
    return text + " " * (width - cell_width(text))


def in_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with a line of titles; each column as wide as its widest cell."""
    widths = [max(map(cell_width, column)) for column in zip(head, *rows, strict=True)]
    lines = ("  ".join(map(padded, row, widths)).rstrip() for row in (head, *rows))
    return "\n".join(lines) + "\n"
