"""Photos in a folder a breed, perhaps below folders named train, validation and test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.breeds import readable
from core.control import Control
from core.datasets.breed_names import BreedNamer, split_of
from core.datasets.table import UNASSIGNED, PhotoRow
from core.errors import BreedLensError, PhotoError
from core.files import shown
from core.photos.scan import scan

Parts = tuple[str, ...]


def read_folders(source: str, namer: BreedNamer, *, control: Control | None = None) -> tuple[list[PhotoRow], list[str]]:
    """The photos below `source`, whose folders name their breed and, first of all, perhaps their split.

    The breed is the first folder on the way down that names one of the 120, else simply the first folder. A lone
    folder around all others (as archives have) says nothing. Hidden files and folders, and the folders that programs
    keep for themselves, are left out; links are followed, and no folder is entered twice.

    Returns:
        The rows without sizes, and sentences about what was left out.

    Raises:
        BreedLensError: there is nothing of that kind.
        Cancelled: by `control`.
    """
    paths, problems = find_photos(source, control=control)
    above = len(Path(source).parts)
    folders = _unwrapped([Path(path).parts[above:-1] for path in paths], namer)
    rows: list[PhotoRow] = []
    loose = 0
    for path, parts in zip(paths, folders, strict=True):
        split = split_of(parts[0]) if parts else UNASSIGNED
        names = parts[1:] if split else parts
        if not names or not readable(names[0]):
            loose += 1
            continue
        rows.append(PhotoRow(path, _breed(names, namer), split, source=source))
    if not rows:
        raise BreedLensError(
            "no_breeds",
            "The photos in {path} lie in no folder of a breed. Put the photos of each breed into a folder with the "
            "breed's name, or add a table (CSV) that names their breeds.",
            path=shown(source),
        )
    if loose:
        problems.append(f"Photos in no folder of a breed, left out: {loose}.")
    return rows, problems


def find_photos(source: str, *, control: Control | None = None) -> tuple[list[str], list[str]]:
    """Every photo below a folder, in natural order, and sentences about folders that could not be read.

    Raises:
        BreedLensError: there is no photo, or the folder cannot be read.
        Cancelled: by `control`.
    """
    problems: dict[str, PhotoError] = {}
    chunks = scan([source], recursive=True, control=control, on_problem=problems.__setitem__)
    paths = [path for chunk in chunks for path in chunk]
    if source in problems:
        raise BreedLensError(
            "folder_unreadable",
            "The folder {path} cannot be read: {reason}",
            path=shown(source),
            reason=problems[source].message,
        )
    if not paths:
        raise BreedLensError("no_photos", "There is no photo in {path}.", path=shown(source))
    return paths, [f"The folder {shown(path)} cannot be read: {error.message}" for path, error in problems.items()]


def _unwrapped(folders: Sequence[Parts], namer: BreedNamer) -> list[Parts]:
    """The folders of each photo without the lone folders around all of them, where breeds or splits lie within."""
    deepest = min(map(len, folders)) - 1
    depth = 0
    while depth < deepest and len({parts[depth] for parts in folders}) == 1:
        name = folders[0][depth]
        if split_of(name):
            return [parts[depth:] for parts in folders]
        if namer.known(name):
            break
        depth += 1
    several = len({parts[depth] for parts in folders}) > 1 if depth <= deepest else False
    return [parts[depth:] if several else parts for parts in folders]


def _breed(names: Parts, namer: BreedNamer) -> str:
    return next((breed for breed in map(namer.known, names) if breed), None) or namer.name(names[0])
