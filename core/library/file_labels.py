"""Which files have which label."""

from __future__ import annotations

from collections.abc import Sequence

from core.control import Control
from core.library.library import LabelLibrary
from core.library.records import PhotoLabel, Status


def labels_among(library: LabelLibrary, paths: Sequence[str], control: Control | None = None) -> dict[str, PhotoLabel]:
    """The labels of those of the files that have one, of any status, in the order of the files.

    Raises:
        BreedLensError: the library cannot be read.
        Cancelled: by `control`.
    """
    known = library.known_files(paths, control)
    labels = library.labels(list(set(known.values())))
    found = {path: labels[known[path]] for path in paths if path in known}
    return {path: label for path, label in found.items() if label.status is not Status.UNLABELLED}
