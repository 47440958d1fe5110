"""Answers as a table for spreadsheets; docs/csv-columns.md describes the columns for people."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable

from core.breeds import BreedTable, Language, own_name
from core.errors import PhotoError
from core.exports.report import ExportReport, Row
from core.files import replace, temporary_beside, write_failure

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(
    rows: Iterable[Row],
    path: str,
    *,
    top: int,
    breeds: BreedTable,
    language: Language,
    sentence: Callable[[PhotoError], str] = lambda error: error.message,
) -> ExportReport:
    """Write the answers as UTF-8 with a byte order mark, so that spreadsheets read accents right.

    Args:
        rows: photos in the order of the lines.
        path: the table; an older one is replaced when the new one is complete.
        top: how many breeds a line holds, at least 1.
        breeds: for the names to show.
        language: of those names.
        sentence: words for an unreadable photo; English by default.

    Raises:
        BreedLensError: the table cannot be written (a code of `core.files.write_failure`).
    """
    try:
        with temporary_beside(path) as temporary:
            with open(temporary, "w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(csv_header(top))
                for row in rows:
                    writer.writerow(csv_cells(row, top=top, breeds=breeds, language=language, sentence=sentence))
            replace(temporary, path)
    except OSError as error:
        raise write_failure(error) from error
    return ExportReport(written=(path,))


def csv_header(top: int) -> list[str]:
    """The names of the columns."""
    ranked = [f"{name}_{rank}" for rank in range(1, top + 1) for name in ("breed", "name", "probability")]
    return ["path", "answer", "dog_probability", *ranked, "breed_set", "margin", "model", "error", "message"]


def csv_cells(
    row: Row,
    *,
    top: int,
    breeds: BreedTable,
    language: Language,
    sentence: Callable[[PhotoError], str] = lambda error: error.message,
) -> list[str]:
    """One line, in the order of `csv_header`; what is not known is empty."""
    path, answer = row
    if isinstance(answer, PhotoError):
        empty = [""] * (1 + 3 * top + 3)
        return [path_cell(path), "unreadable", *empty, answer.code.value, text_cell(sentence(answer))]
    ranked: list[str] = []
    for breed in answer.top(top):
        name = breed_name(breed.breed, breeds, language)
        ranked += [text_cell(breed.breed), text_cell(name), _number(breed.probability)]
    ranked += [""] * (3 * top - len(ranked))
    return [
        path_cell(path),
        answer.finding.value,
        _number(answer.dog_probability),
        *ranked,
        text_cell("|".join(answer.breed_set)),
        _number(answer.margin),
        text_cell(answer.model),
        "",
        "",
    ]


def breed_name(slug: str, breeds: BreedTable, language: Language) -> str:
    """The name to show for a class; that of a class which is none of the table's breeds is made readable."""
    try:
        return breeds.by_slug(slug).name(language)
    except KeyError:
        return own_name(slug)


def path_cell(path: str) -> str:
    """A path that a spreadsheet takes for text: `./` before a relative one that could be taken for a formula.

    It still names the same file. What is not valid UTF-8 becomes `\\udcXX`.
    """
    text = os.path.join(os.curdir, path) if path.startswith(_FORMULA_STARTS) else path
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def text_cell(text: str) -> str:
    """Text that comes from a model or its maker: an apostrophe keeps a spreadsheet from computing it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _number(value: float) -> str:
    return f"{value:.6f}"
