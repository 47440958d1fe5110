"""Reading arguments, with the standard library's parser: it is there in 10 ms where Typer takes 170."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NoReturn

from app.command_line.outcome import WrongUse

MOST_THREADS = 256


class Format(StrEnum):
    """How answers are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Parser(argparse.ArgumentParser):
    """Complains with one sentence, and ends no process; options must be written out."""

    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(prog, description=description, epilog=epilog or None, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        raise WrongUse(f"{message[:1].upper()}{message[1:].rstrip('.')}. Try: {self.prog} --help")

    def add_choice(self, option: str, choices: Iterable[str], default: str, help: str) -> None:
        """An option with one of several words."""
        names = tuple(str(choice) for choice in choices)
        self.add_argument(
            option, choices=names, default=default, metavar="|".join(names), help=f"{help} (default: {default})"
        )

    def add_debug(self) -> None:
        """The option of every command."""
        self.add_argument("--debug", action="store_true", help="when something fails, show the technical details")


def whole_number(smallest: int, largest: int | None = None) -> Callable[[str], int]:
    """What argparse calls to read a whole number of at least `smallest`, and at most `largest` if there is one."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = smallest - 1
        if number < smallest or (largest is not None and number > largest):
            end = "up" if largest is None else f"to {largest}"
            raise argparse.ArgumentTypeError(f"{text!a} is not a whole number from {smallest} {end}")
        return number

    return read


def share(text: str) -> float:
    """What argparse calls to read a number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!a} is not a number from 0 to 1")
    return number
