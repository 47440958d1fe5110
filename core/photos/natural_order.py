"""The order in which file managers list names: numbers by their value, letters whatever their case."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9]+")
_MOST_DIGITS = 24


def natural_key(name: str) -> tuple[str, str]:
    """A sort key for file names: photo2 before Photo10; equal ones are told apart by the name itself.

    Numbers are padded, so that plain strings are compared: several times faster than natsort's keys, which matters for
    100,000 names. Lone surrogates (names that are not valid UTF-8) are letters like any other.
    """
    return _NUMBER.sub(_padded, name.casefold()), name


def _padded(number: re.Match[str]) -> str:
    return number[0].lstrip("0").rjust(_MOST_DIGITS, "0")
