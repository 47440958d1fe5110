"""Which files have which label, read in a worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.control import Control

if TYPE_CHECKING:
    from core.library.library import LabelLibrary
    from core.library.records import PhotoLabel


def labels_among(library: LabelLibrary, paths: Sequence[str], control: Control) -> dict[str, PhotoLabel]:
    """The labels of those of the files that have one, of any status.

    Raises:
        BreedLensError: the library cannot be read.
        Cancelled: by `control`.
    """
    from core.library.records import Status

    known = library.known_files(paths, control)
    labels = library.labels(list(set(known.values())))
    return {path: labels[photo] for path, photo in known.items() if labels[photo].status is not Status.UNLABELLED}
