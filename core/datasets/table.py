"""The photo table: a pandas DataFrame with one row a photo, and its file.

Columns: `path` (absolute, may hold lone surrogates), `breed` (a slug of the 120, or the person's own text), `split`
(one of `SPLITS`), `width` and `height` (pixels of the upright photo, 0 while unknown or unreadable), `source` (what
the row was read from), `group` (photos of one animal or one burst share a text; "" stands alone) and `box` (None, or
xmin, ymin, xmax, ymax in pixels of the upright photo).

What the reader had to leave out is kept in `table.attrs["notes"]`, a tuple of sentences, for the report.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from core.errors import BreedLensError
from core.files import replace, shown, temporary_beside, write_failure

TRAIN, VALIDATION, TEST, UNASSIGNED = "train", "validation", "test", ""
SPLITS = (TRAIN, VALIDATION, TEST, UNASSIGNED)

NOTES = "notes"
"""the key of `table.attrs` under which builders say what they left out"""

Box = tuple[float, float, float, float]

_CODECS = (("utf-8", "strict"), ("utf-8", "surrogatepass"), ("utf-8", "surrogateescape"))


class PhotoRow(NamedTuple):
    """One row of the table."""

    path: str
    breed: str
    split: str = UNASSIGNED
    width: int = 0
    height: int = 0
    source: str = ""
    group: str = ""
    box: Box | None = None


COLUMNS = PhotoRow._fields
_NUMBERS = ("width", "height")


def empty_table() -> pd.DataFrame:
    """A table without photos."""
    return make_table([])


def make_table(rows: Iterable[PhotoRow | Mapping[str, Any]], notes: Iterable[str] = ()) -> pd.DataFrame:
    """A table of these rows, in their order; mappings need `path` and `breed` at least."""
    photos = [row if isinstance(row, PhotoRow) else PhotoRow(**row) for row in rows]
    columns = dict(zip(COLUMNS, zip(*photos, strict=True), strict=True)) if photos else dict.fromkeys(COLUMNS, ())
    # Plain objects, not pandas' own texts: those refuse names that are not valid UTF-8 where pyarrow is installed.
    table = pd.DataFrame(
        {
            name: pd.Series(list(values), dtype="int64" if name in _NUMBERS else object)
            for name, values in columns.items()
        }
    )
    table.attrs[NOTES] = tuple(notes)
    return table


def rows_of(table: pd.DataFrame) -> list[PhotoRow]:
    """The rows of a table, with plain Python values.

    Raises:
        BreedLensError: as `check_columns`.
    """
    check_columns(table)
    columns = [table[name].tolist() for name in COLUMNS]
    return [PhotoRow(*values) for values in zip(*columns, strict=True)]


def check_columns(table: pd.DataFrame) -> None:
    """Hold a table to its columns and to the words of `split`.

    Raises:
        BreedLensError: a column is missing, or a split is none of `SPLITS`.
    """
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise BreedLensError(
            "not_a_photo_table",
            "This is no table of photos: it has no column {columns}.",
            columns=", ".join(missing),
        )
    unknown = set(table["split"]) - set(SPLITS)
    if unknown:
        raise BreedLensError(
            "not_a_photo_table",
            "A split is called train, validation or test, or left empty; the table says {words}.",
            words=", ".join(sorted(repr(word) for word in unknown)[:3]),
        )


def save_table(path: str, table: pd.DataFrame) -> None:
    """Write the table as CSV, complete or not at all; `load_table` gives the same table again.

    Raises:
        BreedLensError: it cannot be written (a code of `core.files.write_failure`), or is no photo table.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows_of(table):
        writer.writerow(row._replace(box=json.dumps(row.box) if row.box is not None else ""))  # type: ignore[arg-type]
    try:
        with temporary_beside(path) as temporary:
            with open(temporary, "wb") as file:
                file.write(_encode(buffer.getvalue()))
            replace(temporary, path)
    except OSError as error:
        raise write_failure(error) from error


def load_table(path: str) -> pd.DataFrame:
    """Read what `save_table` wrote.

    Raises:
        BreedLensError: the file cannot be read, or is no photo table.
    """
    try:
        with open(path, "rb") as file:
            text = _decode(file.read())
    except (OSError, ValueError) as error:
        raise BreedLensError(
            "table_unreadable", "The table of photos {path} cannot be read.", path=shown(path), details=str(error)
        ) from error
    try:
        lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [name for name in COLUMNS if name not in (lines.fieldnames or ())]
        if missing:
            raise ValueError(f"no column {', '.join(missing)}")
        table = make_table([_row(line) for line in lines])
    except (csv.Error, ValueError, TypeError, KeyError) as error:
        raise BreedLensError(
            "table_unreadable",
            "{path} is damaged, or no table of photos that BreedLens wrote.",
            path=shown(path),
            details=str(error),
        ) from error
    check_columns(table)
    return table


def _row(line: Mapping[str, str]) -> PhotoRow:
    box = json.loads(line["box"]) if line["box"] else None
    if box is not None and (len(box) != 4 or not all(isinstance(value, (int, float)) for value in box)):
        raise ValueError(f"no box: {line['box']}")
    return PhotoRow(
        line["path"],
        line["breed"],
        line["split"],
        int(line["width"]),
        int(line["height"]),
        line["source"],
        line["group"],
        None if box is None else (box[0], box[1], box[2], box[3]),
    )


def _encode(text: str) -> bytes:
    """UTF-8 where names are; else the bytes that the names have on the disk, as far as they can be told again."""
    for codec, errors in (_CODECS[0], _CODECS[2]):
        try:
            data = text.encode(codec, errors)
        except UnicodeEncodeError:
            continue
        if _decode(data) == text:
            return data
    return text.encode("utf-8", "surrogatepass")


def _decode(data: bytes) -> str:
    for codec, errors in _CODECS[:-1]:
        try:
            return data.decode(codec, errors)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "surrogateescape")
