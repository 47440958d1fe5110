"""From what a person points at to the photo table."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pandas as pd

from core.control import Control, OnProgress
from core.datasets.breed_names import BreedNamer
from core.datasets.csv_table import read_csv_table
from core.datasets.folders import read_folders
from core.datasets.headers import with_sizes
from core.datasets.library_table import looks_like_library, read_library
from core.datasets.photo_finder import USUAL_FOLDERS
from core.datasets.stanford import read_stanford, stanford_folders
from core.datasets.table import load_table, make_table
from core.errors import BreedLensError
from core.files import shown
from core.photos.scan import looks_like_photo

LAYOUTS = ("auto", "folders", "stanford", "kaggle", "csv", "library")

_RUN_SPLIT, _RUN_INFO = "split.csv", "run.json"
"""in a run's folder: its photos, each with its split; what the run is"""
_TABLE_ENDINGS = (".csv", ".tsv", ".txt")
_KAGGLE_TABLE = "labels.csv"
_KAGGLE_COLUMNS = {"path": "id", "breed": "breed"}


def open_dataset(
    source: str,
    *,
    layout: str = "auto",
    photos: str | None = None,
    columns: Mapping[str, str] | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> pd.DataFrame:
    """Read a data set into a photo table (`core.datasets.table`), with the size of every readable photo.

    Args:
        source: a folder, a table (CSV), or a label library.
        layout: one of `LAYOUTS`; "auto" looks at what is there. "folders": a folder a breed, perhaps below train,
            validation and test; "stanford": `Images/` with a folder a breed, boxes in `Annotation/`; "kaggle":
            `labels.csv` (id, breed) and `train/`; "csv": any table with a column of photos and one of breeds;
            "library": the file of a label library.
        photos: the folder of the photos that a table names, where it is not beside the table.
        columns: for "csv", the table's own column names by ours: {"path": "Bild", "breed": "Rasse"}.
        control: asked every few hundred photos.
        on_progress: photos whose size is known, of all.

    Raises:
        BreedLensError: there is nothing, nothing that can be read, or no breed in it.
        Cancelled: by `control`.
    """
    if layout not in LAYOUTS:
        raise BreedLensError(
            "unknown_layout",
            "There is no layout {layout}; choose one of {known}.",
            layout=shown(layout),
            known=", ".join(LAYOUTS),
        )
    source = _there(source)
    photos = None if photos is None else _there(photos)
    if photos is not None and not os.path.isdir(photos):
        raise BreedLensError("not_a_folder", "{path} is a file, not a folder of photos.", path=shown(photos))
    layout, source, photos = _layout_of(source, photos) if layout == "auto" else _given(layout, source, photos)
    namer = BreedNamer()
    if layout == "folders":
        rows, notes = read_folders(source, namer, control=control)
    elif layout == "stanford":
        rows, notes = read_stanford(source, namer, control=control)
    elif layout == "library":
        rows, notes = read_library(source)
    else:
        named = _KAGGLE_COLUMNS if layout == "kaggle" else columns
        rows, notes = read_csv_table(source, namer, photos=photos, columns=named, control=control)
    return make_table(with_sizes(rows, control=control, on_progress=on_progress), notes)


def open_labelled(
    source: str,
    *,
    layout: str = "auto",
    photos: str | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> pd.DataFrame:
    """As `open_dataset`, but that the folder of a run means its photos, as the run divided them.

    Raises:
        BreedLensError: there is nothing to read.
        Cancelled: by `control`.
    """
    run = os.path.join(source, _RUN_SPLIT)
    if layout == "auto" and os.path.isfile(run) and os.path.isfile(os.path.join(source, _RUN_INFO)):
        return load_table(run)
    return open_dataset(source, layout=layout, photos=photos, control=control, on_progress=on_progress)


def _there(path: str) -> str:
    """The absolute path of something that exists."""
    try:
        exists = os.path.exists(path)
        absolute = os.path.abspath(path)
    except (OSError, ValueError):  # no working folder any more, or a NUL in the name
        exists, absolute = False, path
    if not exists or not path:
        raise BreedLensError("not_there", "There is nothing at {path}, or not any more.", path=shown(path))
    return absolute


def _layout_of(source: str, photos: str | None) -> tuple[str, str, str | None]:
    """Layout, table or folder, and the folder of the photos."""
    if not os.path.isdir(source):
        if looks_like_library(source):
            return "library", source, photos
        if looks_like_photo(source) or not source.lower().endswith(_TABLE_ENDINGS):
            raise BreedLensError(
                "not_a_data_set",
                "{path} is neither a folder of photos nor a table (CSV) of them.",
                path=shown(source),
            )
        return "csv", source, photos
    if os.path.isfile(os.path.join(source, _KAGGLE_TABLE)):
        return _given("csv", source, photos)
    if stanford_folders(source) is not None:
        return "stanford", source, photos
    if len(_tables(source)) == 1 and not _holds_breed_folders(source):
        return _given("csv", source, photos)
    return "folders", source, photos


def _given(layout: str, source: str, photos: str | None) -> tuple[str, str, str | None]:
    """As `_layout_of`, for a layout that was asked for."""
    is_folder = os.path.isdir(source)
    if layout == "library" and not looks_like_library(source):
        raise BreedLensError("not_a_library", "{path} is no library of labels.", path=shown(source))
    if layout in ("folders", "stanford"):
        if not is_folder:
            raise BreedLensError("not_a_folder", "{path} is a file, not a folder of photos.", path=shown(source))
        return layout, source, photos
    if not is_folder:
        return layout, source, photos
    table = os.path.join(source, _KAGGLE_TABLE)
    if not os.path.isfile(table):
        tables = _tables(source)
        if layout == "kaggle":
            raise BreedLensError("no_table", "There is no {name} in {path}.", name=_KAGGLE_TABLE, path=shown(source))
        if len(tables) != 1:
            raise BreedLensError(
                "no_table",
                "There is no table (CSV), or more than one, in {path}; name the table itself.",
                path=shown(source),
            )
        table = tables[0]
    return layout, table, photos


def _tables(folder: str) -> list[str]:
    return [os.path.join(folder, name) for name in _names(folder) if name.lower().endswith(_TABLE_ENDINGS[:2])]


def _folders(folder: str) -> list[str]:
    return [name for name in _names(folder) if os.path.isdir(os.path.join(folder, name))]


def _holds_breed_folders(folder: str) -> bool:
    """Whether there is any folder but the one or two of photos that lie beside a table."""
    usual = {name.lower() for name in USUAL_FOLDERS}
    return any(name.lower() not in usual or _folders(os.path.join(folder, name)) for name in _folders(folder))


def _names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []
