"""Labels of a folder a breed, perhaps below train, validation and test."""

from __future__ import annotations

import os

from core.control import Control
from core.datasets.breed_names import BreedNamer
from core.datasets.folders import find_photos, read_folders
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.exchange import status_of_folder
from core.library.imports.given import Given, Reading
from core.library.records import Status


def read_folder_labels(path: str, control: Control) -> Reading:
    """What the folders below a folder are called, as a label of the photos in them.

    Raises:
        BreedLensError: there is no photo, or none lies in a folder of a breed.
        Cancelled: by `control`.
    """
    source = os.path.abspath(path)
    rows, _ = read_folders(source, BreedNamer(), control=control)
    given = tuple(_given(row.path, row.breed) for row in rows)
    inside = {row.path for row in rows}
    photos, _ = find_photos(source, control=control)
    loose = BreedLensError("no_breed_folder", "The photo lies in no folder of a breed.")
    return Reading(source, given, tuple(LeftOut(photo, loose) for photo in photos if photo not in inside))


def _given(path: str, folder: str) -> Given:
    status = status_of_folder(folder)
    return Given((path,), Status.LABELLED, folder) if status is None else Given((path,), status)
