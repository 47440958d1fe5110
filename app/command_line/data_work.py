"""Opening the labelled photos that a command names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.command_line.outcome import complain
from app.command_line.progress import progress_bar
from core.control import Control
from core.datasets.open_dataset import open_labelled
from core.datasets.table import NOTES
from core.errors import PhotoError
from core.files import shown

if TYPE_CHECKING:
    import pandas as pd

_NAMED = 10


def open_data(data: str, *, layout: str, photos: str | None, control: Control) -> pd.DataFrame:
    """The photo table of a folder, a CSV file, or of a run's folder; what was left out is said.

    Raises:
        BreedLensError: there is nothing to read.
        Cancelled: by `control`.
    """
    with progress_bar("Looking at photos") as bar:
        table = open_labelled(data, layout=layout, photos=photos, control=control, on_progress=bar.on_progress)
    for note in table.attrs.get(NOTES, ()):
        complain(note)
    return table


def name_bad_photos(bad: tuple[tuple[str, PhotoError], ...], count: int) -> None:
    """Say which photos could not be read, of how many."""
    for path, error in bad[:_NAMED]:
        complain(f"{shown(path)}: {error.message}")
    if bad:
        complain(f"{len(bad)} of {count} could not be read.")
