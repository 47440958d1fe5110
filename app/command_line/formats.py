"""Answers as text: lines for people, JSON objects or CSV lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from typing import Any, Protocol

from app.command_line.columns import cell_width, padded
from core.breeds import BreedTable, Language, breed_set_phrase
from core.errors import PhotoError
from core.exports.csv_export import breed_name, csv_cells, csv_header
from core.exports.report import Row
from core.files import shown
from core.inference.results import Finding, Prediction


class Formatter(Protocol):
    """Text that goes before all answers, and the text of one answer; both end with a line break if not empty."""

    def head(self) -> str:
        """What comes first."""

    def row(self, row: Row) -> str:
        """One answer."""


class JsonLines:
    """One object a line with every key always present; pure ASCII, so that any name survives any pipe."""

    def __init__(self, top: int, breeds: BreedTable, language: Language, model: str) -> None:
        self._top, self._breeds, self._language, self._model = top, breeds, language, model

    def head(self) -> str:
        """Nothing."""
        return ""

    def row(self, row: Row) -> str:
        """The object of one photo."""
        path, answer = row
        values: dict[str, Any] = {
            "path": path,
            "is_dog": None,
            "dog_probability": None,
            "predictions": [],
            "breed_set": [],
            "model": self._model,
            "error": None,
        }
        if isinstance(answer, PhotoError):
            values["error"] = {"code": answer.code.value, "message": answer.message}
        else:
            values["is_dog"] = answer.is_dog
            values["dog_probability"] = answer.dog_probability
            values["predictions"] = self._predictions(answer)
            values["breed_set"] = list(answer.breed_set)
        return json.dumps(values, allow_nan=False) + "\n"

    def _predictions(self, answer: Prediction) -> list[dict[str, Any]]:
        return [
            {
                "rank": breed.rank,
                "breed": breed.breed,
                "name": breed_name(breed.breed, self._breeds, self._language),
                "wnid": _wnid(breed.breed, self._breeds),
                "probability": breed.probability,
            }
            for breed in answer.top(self._top)
        ]


def _wnid(slug: str, breeds: BreedTable) -> str | None:
    """WordNet's name of a class, None for a class that is none of the table's breeds."""
    try:
        return breeds.by_slug(slug).wnid
    except KeyError:
        return None


class CsvLines:
    """The table of docs/csv-columns.md."""

    def __init__(self, top: int, breeds: BreedTable, language: Language) -> None:
        self._top, self._breeds, self._language = top, breeds, language

    def head(self) -> str:
        """The names of the columns."""
        return _csv_line(csv_header(self._top))

    def row(self, row: Row) -> str:
        """One photo."""
        return _csv_line(csv_cells(row, top=self._top, breeds=self._breeds, language=self._language))


def _csv_line(cells: list[str]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


_NO_DOG = {"en": "no dog found ({percent})", "fr": "pas de chien ({percent})"}
_OTHER = {"en": "dog of an unknown breed", "fr": "chien de race inconnue"}
_NEAREST = {"en": "nearest: {breeds}", "fr": "les plus proches : {breeds}"}
_DOG = {"en": "dog ({percent})", "fr": "chien ({percent})"}


class TableLines:
    """One line a photo: name, finding, breeds; nothing that a terminal could take for a command."""

    def __init__(
        self, top: int, breeds: BreedTable, language: Language, *, paths: Iterable[str], always_breeds: bool
    ) -> None:
        """`paths` are all that will come, for the width of their column."""
        self._top, self._breeds, self._language = top, breeds, language
        self._always_breeds = always_breeds
        self._name_width = min(48, max((cell_width(shown(path)) for path in paths), default=0))

    def head(self) -> str:
        """Nothing."""
        return ""

    def row(self, row: Row) -> str:
        """One photo."""
        path, answer = row
        name = padded(shown(path), self._name_width)
        if isinstance(answer, PhotoError):
            return f"{name}  {answer.message}\n"
        parts = [name, padded(self._finding(answer), 16)]
        if answer.finding is not Finding.NO_DOG or self._always_breeds:
            parts.append(self._answer(answer))
        return "  ".join(parts).rstrip() + "\n"

    def _finding(self, answer: Prediction) -> str:
        if answer.finding is Finding.OTHER_BREED:
            return _OTHER[self._language]
        if answer.finding is Finding.NO_DOG:
            return _NO_DOG[self._language].format(percent=_percent(1 - answer.dog_probability))
        return _DOG[self._language].format(percent=_percent(answer.dog_probability))

    def _answer(self, answer: Prediction) -> str:
        ranked = ", ".join(
            f"{breed_name(breed.breed, self._breeds, self._language)} {_percent(breed.probability)}"
            for breed in answer.top(self._top)
        )
        if answer.finding is not Finding.DOG:
            return _NEAREST[self._language].format(breeds=ranked)
        return ranked + self._doubt(answer)

    def _doubt(self, answer: Prediction) -> str:
        """The set of breeds in words, where there is more than one."""
        try:
            members = [self._breeds.by_slug(slug) for slug in answer.breed_set]
        except KeyError:  # classes of a person's own
            return ""
        return f"  [{breed_set_phrase(members, self._language)}]" if len(members) > 1 else ""


def _percent(probability: float) -> str:
    """Whole percent, and never 100% or 0% for what is not certain."""
    if probability > 0.99:
        return "99%" if probability < 0.995 else ">99%"
    return f"{probability:.0%}" if probability >= 0.01 else "<1%"
