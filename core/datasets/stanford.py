"""The Stanford Dogs layout: `Images/<wnid>-<Breed>/<wnid>_<n>.jpg`, boxes in `Annotation/<wnid>-<Breed>/<wnid>_<n>`.

Khosla et al., "Novel Dataset for Fine-Grained Image Categorization", 2011.
"""

from __future__ import annotations

import os

from core.control import Control
from core.datasets.breed_names import BreedNamer
from core.datasets.folders import read_folders
from core.datasets.table import PhotoRow
from core.datasets.voc import read_box
from core.errors import BreedLensError
from core.files import shown

_IMAGES, _ANNOTATIONS = "images", ("annotation", "annotations")
_CHECKPOINT_PHOTOS = 512


def stanford_folders(source: str) -> tuple[str, str | None] | None:
    """The folders of photos and of annotations (None without), where `source` holds them or is the one of photos."""
    inside = _folders(source)
    if _IMAGES in inside:
        annotations = next((inside[name] for name in _ANNOTATIONS if name in inside), None)
        return inside[_IMAGES], annotations
    if os.path.basename(source).lower() == _IMAGES:
        beside = _folders(os.path.dirname(source))
        annotations = next((beside[name] for name in _ANNOTATIONS if name in beside), None)
        return (source, annotations) if annotations else None
    return None


def read_stanford(
    source: str, namer: BreedNamer, *, control: Control | None = None
) -> tuple[list[PhotoRow], list[str]]:
    """The photos as rows without sizes, with the largest box of each, and sentences about what was left out.

    Args:
        source: the folder that holds `Images`, or `Images` itself; case does not count.
        namer: for the breeds.
        control: asked every few hundred photos.

    Raises:
        BreedLensError: there is nothing of that kind.
        Cancelled: by `control`.
    """
    folders = stanford_folders(source)
    if folders is None and os.path.basename(source).lower() == _IMAGES:
        folders = source, None
    if folders is None:
        raise BreedLensError("no_images_folder", "There is no folder Images in {path}.", path=shown(source))
    images, annotations = folders
    rows, notes = read_folders(images, namer, control=control)
    if annotations is None:
        return rows, notes
    boxed, unusable = [], 0
    for number, row in enumerate(rows):
        if control is not None and number % _CHECKPOINT_PHOTOS == 0:
            control.checkpoint()
        stem = os.path.splitext(os.path.relpath(row.path, images))[0]
        box, is_usable = read_box(os.path.join(annotations, stem))
        unusable += not is_usable
        boxed.append(row._replace(box=box))
    if unusable:
        notes.append(f"Photos without a box, their annotation being missing or damaged: {unusable}.")
    return boxed, notes


def _folders(path: str) -> dict[str, str]:
    """The folders in a folder, by their name in lower case."""
    try:
        with os.scandir(path) as entries:
            return {entry.name.lower(): entry.path for entry in entries if entry.is_dir()}
    except OSError:
        return {}
