"""Photos and breeds named by a table: Kaggle's labels.csv, a data frame's export, a person's own list."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.breeds import normalise_breed
from core.control import Control
from core.datasets.breed_names import BreedNamer, split_of
from core.datasets.csv_text import CsvText, read_csv
from core.datasets.photo_finder import PhotoFinder
from core.datasets.table import COLUMNS, Box, PhotoRow, load_table, rows_of
from core.errors import BreedLensError
from core.files import shown
from core.photos.scan import looks_like_photo

COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "file_path", "filepath", "image_path", "photo_path", "filename", "file_name", "file", "image",
             "photo", "picture", "img", "image_name", "image_id", "photo_id", "fichier", "chemin", "id", "name"),
    "breed": ("breed", "race", "breed_name", "label", "labels", "class", "class_name", "classname", "category",
              "categorie", "species", "target"),
    "split": ("split", "subset", "set", "partition", "phase", "data_set"),
    "group": ("group", "animal", "animal_id", "dog_id", "dog", "pet_id", "pet", "individual", "burst"),
    "folder": ("directory", "dir", "folder", "dossier"),
    "xmin": ("xmin", "x_min", "x1", "left"),
    "ymin": ("ymin", "y_min", "y1", "top"),
    "xmax": ("xmax", "x_max", "x2", "right"),
    "ymax": ("ymax", "y_max", "y2", "bottom"),
}  # fmt: skip
"""What a table's columns may be called, best first; case, blanks, accents and punctuation do not count."""

_CHECKPOINT_ROWS = 4096
_BOX = ("xmin", "ymin", "xmax", "ymax")


@dataclass(slots=True)
class _Reader:
    """Turns lines into rows, and counts what it left out."""

    source: str
    places: Mapping[str, int]
    finder: PhotoFinder
    namer: BreedNamer
    incomplete: int = 0
    repeated: int = 0
    apart: int = 0
    unknown_splits: int = 0

    def row(self, cells: Sequence[str]) -> PhotoRow | None:
        """The photo of a line, None for a line that names no photo or no breed."""

        def cell(name: str) -> str:
            place = self.places.get(name, len(cells))
            return cells[place].strip() if place < len(cells) else ""

        name, breed = cell("path"), self.namer.name(cell("breed"))
        if not name or not breed or "\0" in name:
            self.incomplete += 1
            return None
        path = self.finder.find(os.path.join(cell("folder"), name)) or self.finder.expected(name)
        split = split_of(cell("split"))
        self.unknown_splits += bool(cell("split") and not split)
        box = _box([cell(side) for side in _BOX])
        return PhotoRow(path, breed, split, source=self.source, group=cell("group"), box=box)

    def joined(self, known: PhotoRow, row: PhotoRow) -> PhotoRow:
        """Two lines of one photo as one: the larger box, and the split that was named first."""
        if known.split and row.split and known.split != row.split:
            self.apart += 1
        else:
            self.repeated += 1
        box = row.box if _area(row.box) > _area(known.box) else known.box
        return known._replace(box=box, split=known.split or row.split)

    def notes(self) -> list[str]:
        """Sentences about what was left out."""
        notes = []
        if self.incomplete:
            notes.append(f"Lines of the table without a photo or a breed, left out: {self.incomplete}.")
        if self.repeated:
            notes.append(f"Lines of the table that repeat a photo, left out: {self.repeated}.")
        if self.apart:
            notes.append(
                f"Lines of the table that put a photo into another split than an earlier line, left out: {self.apart}."
            )
        if self.unknown_splits:
            notes.append(f"Lines of the table whose split is none of train, validation, test: {self.unknown_splits}.")
        return notes


def read_csv_table(
    source: str,
    namer: BreedNamer,
    *,
    photos: str | None = None,
    columns: Mapping[str, str] | None = None,
    control: Control | None = None,
) -> tuple[list[PhotoRow], list[str]]:
    """The photos that a table names, as rows without sizes, and sentences about what was left out.

    Args:
        source: the table.
        namer: for the breeds.
        photos: the folder of the photos; without it they are looked for beside the table, and in the folders beside
            it that usually hold them.
        columns: the table's own column names by ours (keys of `COLUMN_NAMES`), where guessing would go wrong.
        control: asked every few thousand rows.

    A photo that is not there stays in the table: the report names it. Where a photo has several rows of one breed,
    the largest box counts, and the split that is named first; lines that name another one are told of. A table that
    `save_table` wrote is taken as it is.

    Raises:
        BreedLensError: the table cannot be read, says nothing of photos or breeds, or none of its photos is there.
        Cancelled: by `control`.
    """
    content = read_csv(source)
    if content.header == COLUMNS:
        return rows_of(load_table(source)), []
    content, places = _find_columns(source, content, columns or {})
    finder = PhotoFinder(source, photos)
    reader = _Reader(source, places, finder, namer)
    rows: dict[tuple[str, str], PhotoRow] = {}
    for number, cells in enumerate(content.rows):
        if control is not None and number % _CHECKPOINT_ROWS == 0:
            control.checkpoint()
        row = reader.row(cells)
        if row is None:
            continue
        known = rows.setdefault((row.path, row.breed), row)
        if known is not row:
            rows[row.path, row.breed] = reader.joined(known, row)
    if not rows:
        raise BreedLensError("no_photos", "The table {path} names no photo with a breed.", path=shown(source))
    if not finder.found:
        raise BreedLensError(
            "photos_not_found",
            "None of the {count} photos that {path} names was found; say in which folder they are.",
            count=str(len(rows)),
            path=shown(source),
            details=f"looked in: {', '.join(map(shown, finder.folders))}",
        )
    return list(rows.values()), reader.notes()


def _find_columns(source: str, content: CsvText, named: Mapping[str, str]) -> tuple[CsvText, dict[str, int]]:
    """Where our columns are in the table; a table of two columns may also have no header."""
    unknown = [name for name in named if name not in COLUMN_NAMES]
    if unknown:
        raise BreedLensError(
            "no_column",
            "There is no column {name} to choose; there are {known}.",
            name=", ".join(unknown),
            known=", ".join(COLUMN_NAMES),
        )
    by_key: dict[str, int] = {}
    for place, cell in enumerate(content.header):
        by_key.setdefault(normalise_breed(cell), place)
    places: dict[str, int] = {}
    for name in sorted(COLUMN_NAMES, key=lambda name: name not in named):  # what was named goes before guesses
        keys = map(normalise_breed, [named[name]] if name in named else COLUMN_NAMES[name])
        found = next((by_key[key] for key in keys if key in by_key), None)
        if found is not None and found not in places.values():
            places[name] = found
        elif name in named:
            raise _no_column(source, content, named[name])
    if "path" in places and "breed" in places:
        return content, places
    if len(content.header) == 2 and any(map(looks_like_photo, content.header)):
        first = [looks_like_photo(cell) for cell in content.header].index(True)
        return CsvText((), [list(content.header), *content.rows]), {"path": first, "breed": 1 - first}
    raise _no_column(source, content, "breed" if "path" in places else "path")


def _no_column(source: str, content: CsvText, name: str) -> BreedLensError:
    return BreedLensError(
        "no_column",
        "The table {path} has no column called {name}; it has: {columns}.",
        path=shown(source),
        name=shown(name),
        columns=", ".join(shown(cell)[:40] for cell in content.header[:12]),
    )


def _box(cells: Sequence[str]) -> Box | None:
    try:
        left, top, right, bottom = (float(cell.replace(",", ".")) for cell in cells)
    except ValueError:
        return None
    if not all(map(math.isfinite, (left, top, right, bottom))) or left >= right or top >= bottom:
        return None
    return left, top, right, bottom


def _area(box: Box | None) -> float:
    return 0.0 if box is None else (box[2] - box[0]) * (box[3] - box[1])
