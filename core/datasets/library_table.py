"""The label library as a data set: the photos that a person gave a breed."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from core.datasets.table import PhotoRow
from core.library.library import LabelLibrary

_MAGIC = b"SQLite format 3\0"


def looks_like_library(path: str) -> bool:
    """Whether the file is an SQLite database, whatever it is called; a pipe, which would be waited for, is none."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def read_library(path: str) -> tuple[list[PhotoRow], list[str]]:
    """The rows of all photos with a breed, where they were seen last, and sentences on what is left out.

    Raises:
        BreedLensError: the file is damaged, of a newer version, or no library of labels.
    """
    with LabelLibrary(Path(path)) as library:
        labels = list(library.labels().values())
    rows = [PhotoRow(one.path, one.breed, source=path) for one in labels if one.breed and one.path]
    others = Counter(one.status.value.replace("_", " ") for one in labels if not one.breed)
    notes = [
        f"Photos without a breed in the library: {', '.join(f'{n} {name}' for name, n in sorted(others.items()))}."
    ]
    return sorted(rows), notes if others else []
