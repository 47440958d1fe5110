"""Labels of Kaggle's dog breed competition: `labels.csv`, or a submission whose rows are certain."""

from __future__ import annotations

from collections.abc import Sequence

from core.breeds import normalise_breed
from core.control import Control
from core.datasets.csv_table import COLUMN_NAMES
from core.datasets.csv_text import read_csv
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.files import shown
from core.library.exchange import original_name, plain_cell
from core.library.imports.given import CERTAIN, Given, Reading, line_damaged, only_a_model, says_nothing, with_breed

_ROWS_AT_ONCE = 1000


def read_kaggle_labels(path: str, control: Control) -> Reading:
    """What a table of `id` and `breed`, or of `id` and a column a breed, says of photos.

    Of a submission only rows with a probability of 1 are labels; all others are a model's opinion.

    Raises:
        BreedLensError: as `read_csv`, or `no_column`.
        Cancelled: by `control`.
    """
    table = read_csv(path)
    keys = [normalise_breed(title) for title in table.header]
    names = [normalise_breed(title) for title in ("id", *COLUMN_NAMES["path"])]
    place = next((keys.index(name) for name in names if name in keys), None)
    breeds = [normalise_breed(title) for title in COLUMN_NAMES["breed"]]
    label = next((keys.index(name) for name in breeds if name in keys and keys.index(name) != place), None)
    if place is None or (label is None and len(keys) < 3):
        raise BreedLensError(
            "no_column",
            "The table {path} has no column called {name}; it has: {columns}.",
            path=shown(path),
            name="id" if place is None else "breed",
            columns=", ".join(shown(cell)[:40] for cell in table.header[:12]),
        )
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for number, row in enumerate(table.rows):
        if number % _ROWS_AT_ONCE == 0:
            control.checkpoint()
        name = row[place] if place < len(row) else ""
        found = _breed(row, table.header, place, label) if name.strip() else line_damaged()
        if isinstance(found, str):
            given.append(
                with_breed(tuple(dict.fromkeys((original_name(plain_cell(name)), plain_cell(name), name))), found)
            )
        else:
            left_out.append(LeftOut(name, found))
    return Reading(path, tuple(given), tuple(left_out))


def _breed(row: Sequence[str], header: Sequence[str], place: int, label: int | None) -> str | BreedLensError:
    if label is not None:
        breed = plain_cell(row[label]).strip() if label < len(row) else ""
        return breed or says_nothing()
    try:
        shares = {column: float(cell) for column, cell in enumerate(row[: len(header)]) if column != place}
    except ValueError:
        return line_damaged()
    best = max(shares, key=shares.__getitem__, default=None)
    if best is None:
        return line_damaged()
    return header[best] if CERTAIN <= shares[best] <= 1 + (1 - CERTAIN) else only_a_model()
