"""Reads expressions of licences (SPDX) and says which of them may be handed out with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\(|\)|[A-Za-z0-9.+-]+")
_NAMES_A_LICENCE = re.compile(r"^\s*License( ::|-)")


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be handed out."""

    allowed: frozenset[str]
    exceptions: Mapping[str, str]
    """licence to the reason why it may be bundled all the same"""

    def refused(self, expression: str) -> list[str]:
        """The licences for which this expression may not be bundled; empty if it may.

        Of licences joined by OR one is enough; it is the one with the least against it.

        Raises:
            ValueError: the expression cannot be read.
        """
        tokens = list(_tokens(expression))
        refused, rest = self._any_of(tokens)
        if rest or not tokens:
            raise ValueError(f"no expression of licences: {expression!r}")
        return refused

    def chosen(self, expression: str) -> list[str]:
        """The licences that the expression names and that are bundled because of a listed reason."""
        names = re.split(r"\s+(?:AND|OR)\s+|[()]", expression)
        return [name.strip() for name in names if name.strip() in self.exceptions]

    def needed(self, expression: str) -> list[str]:
        """The identifiers in the expression under which it may be bundled, exceptions to licences left out."""
        names = re.findall(r"(?<!WITH )[A-Za-z0-9.+-]+", expression)
        may = {name.partition(" WITH ")[0] for name in (*self.allowed, *self.exceptions)}
        return [name for name in names if name in may]

    def _any_of(self, tokens: list[str]) -> tuple[list[str], list[str]]:
        best, rest = self._all_of(tokens)
        while rest[:1] == ["OR"]:
            other, rest = self._all_of(rest[1:])
            best = min(best, other, key=len)
        return best, rest

    def _all_of(self, tokens: list[str]) -> tuple[list[str], list[str]]:
        refused, rest = self._one(tokens)
        while rest[:1] == ["AND"]:
            more, rest = self._one(rest[1:])
            refused = refused + more
        return refused, rest

    def _one(self, tokens: list[str]) -> tuple[list[str], list[str]]:
        if not tokens or tokens[0] in ("AND", "OR", "WITH", ")"):
            raise ValueError("an expression of licences ends too early")
        if tokens[0] == "(":
            refused, rest = self._any_of(tokens[1:])
            if rest[:1] != [")"]:
                raise ValueError("a bracket is not closed in an expression of licences")
            return refused, rest[1:]
        name, rest = tokens[0], tokens[1:]
        if rest[:1] == ["WITH"]:
            name, rest = f"{name} WITH {rest[1] if rest[1:] else ''}", rest[2:]
        may = name in self.allowed or name in self.exceptions
        return ([] if may else [name]), rest


def _tokens(expression: str) -> Iterator[str]:
    place = 0
    for match in _TOKEN.finditer(expression):
        if expression[place : match.start()].strip():
            raise ValueError(f"no expression of licences: {expression!r}")
        place = match.end()
        yield match[0].upper() if match[0].upper() in ("AND", "OR", "WITH") else match[0]
    if expression[place:].strip():
        raise ValueError(f"no expression of licences: {expression!r}")


def recorded_licence(metadata: Mapping[str, str], classifiers: list[str], words: Mapping[str, str]) -> str:
    """The expression in a package's record, by its newest field first; empty where it says none that can be read.

    Args:
        metadata: `License-Expression` and `License`, where the record has them.
        classifiers: of trove.
        words: what older records say, and the identifiers meant.
    """
    expression = metadata.get("License-Expression") or ""
    if expression:
        return expression
    text = (metadata.get("License") or "").strip()
    if text in words:
        return words[text]
    if text and text != "UNKNOWN" and "\n" not in text and re.fullmatch(r"[A-Za-z0-9.+() -]+", text):
        parts = re.split(r"\s+(?:AND|OR)\s+", text)
        if all(re.fullmatch(r"\(?[A-Za-z0-9.+-]+\)?", part) for part in parts):
            return text
    named = [line.rsplit(" :: ", 1)[-1] for line in classifiers if _NAMES_A_LICENCE.match(line)]
    known = [words.get(name, "") for name in named]
    return " AND ".join(known) if known and all(known) else ""
