"""The options by which commands name labelled photos."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.command_line.arguments import Parser

LAYOUTS = ("auto", "folders", "stanford", "kaggle", "csv", "library")
"""as in core.datasets.open_dataset, which costs too much to import here"""


def add_data_options(parser: Parser) -> None:
    """`--layout` and `--photos`."""
    parser.add_choice("--layout", LAYOUTS, "auto", "how the data is laid out")
    parser.add_argument("--photos", metavar="DIR", help="the folder of the photos that a CSV file names")


def empty_names_refused(parser: Parser, parsed: Mapping[str, Any], names: Iterable[str]) -> None:
    """A script's variable without a value is no name.

    Raises:
        WrongUse: one of them is there and empty.
    """
    for name in names:
        if parsed[name] == "":
            parser.error(f"argument {name}: the name is empty")
