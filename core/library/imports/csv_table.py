"""Labels of a table: one that BreedLens or AddaxAI wrote, or a person's own list."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.breeds import normalise_breed
from core.control import Control
from core.datasets.csv_table import COLUMN_NAMES
from core.datasets.csv_text import read_csv
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.files import shown
from core.library.exchange import known_status, original_name, plain_cell
from core.library.imports.given import (
    Given,
    Reading,
    line_damaged,
    only_a_model,
    says_nothing,
    status_unknown,
    with_breed,
)
from core.library.records import Status

_ROWS_AT_ONCE = 1000
_ADDAXAI = {"path": "relative_path", "folder": "absolute_path", "breed": "label"}
_NO_BREED = ("", "none", "null", "nan", "na", "n/a")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns that matter are."""

    places: Mapping[str, int]

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.places.get(name, len(row))
        return row[place] if place < len(row) else ""


def read_csv_labels(path: str, control: Control) -> Reading:
    """What a table says of photos, with any delimiter and any usual encoding.

    The columns are those of BreedLens' and AddaxAI's tables, or are called as in any data set (`COLUMN_NAMES`); a
    `status` column says more than a breed can.

    Raises:
        BreedLensError: as `read_csv`, or `no_column`: there is none for photos, or none for breeds and statuses.
        Cancelled: by `control`.
    """
    table = read_csv(path)
    columns = _find_columns(path, table.header)
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for number, row in enumerate(table.rows):
        if number % _ROWS_AT_ONCE == 0:
            control.checkpoint()
        found = _given(columns, row)
        if isinstance(found, Given):
            given.append(found)
        else:
            left_out.append(LeftOut(columns.cell(row, "path"), found))
    return Reading(path, tuple(given), tuple(left_out))


def _find_columns(path: str, header: Sequence[str]) -> _Columns:
    by_key: dict[str, int] = {}
    for place, title in enumerate(header):
        by_key.setdefault(normalise_breed(title), place)
    places: dict[str, int] = {}
    for name in ("status", "breed", "path", "folder", "human_verified"):
        titles = [_ADDAXAI[name]] if name in _ADDAXAI and normalise_breed("relative_path") in by_key else []
        titles += COLUMN_NAMES.get(name, (name,))
        found = next((by_key[key] for key in map(normalise_breed, titles) if key in by_key), None)
        if found is not None and found not in places.values():
            places[name] = found
    for missing in ("path",) if "path" not in places else () if {"breed", "status"} & places.keys() else ("breed",):
        raise BreedLensError(
            "no_column",
            "The table {path} has no column called {name}; it has: {columns}.",
            path=shown(path),
            name=missing,
            columns=", ".join(shown(cell)[:40] for cell in header[:12]),
        )
    return _Columns(places)


def _given(columns: _Columns, row: Sequence[str]) -> Given | BreedLensError:
    names = _names(columns.cell(row, "folder"), columns.cell(row, "path"))
    if not names:
        return line_damaged()
    word, breed = columns.cell(row, "status").strip(), plain_cell(columns.cell(row, "breed")).strip()
    breed = "" if breed.casefold() in _NO_BREED else breed
    status = known_status(word)
    if word and status is None:
        return says_nothing() if word.casefold() == Status.UNLABELLED else status_unknown(word)
    if not word and columns.cell(row, "human_verified").strip().casefold() in ("false", "0"):
        return only_a_model()
    if status in (Status.NOT_A_DOG, Status.UNKNOWN, Status.MIXED):
        return Given(names, status)
    return with_breed(names, breed, status) if breed else says_nothing()


def _names(folder: str, name: str) -> tuple[str, ...]:
    """What a photo may be called: within its folder first, then by itself; as it was escaped, then as it stands."""
    if not name.strip():
        return ()
    folder = original_name(plain_cell(folder))
    plain = [original_name(plain_cell(name)), plain_cell(name), name]
    return tuple(dict.fromkeys([os.path.join(folder, plain[0]), *plain] if folder else plain))
