"""Labels as tags in sidecars beside the photos, or those tags taken out again."""

from __future__ import annotations

import os
from collections.abc import Sequence

from core.breeds import BreedTable
from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports.report import LeftOut
from core.library.exports.outcome import ExportOutcome, no_label, not_reached
from core.library.exports.selection import ExportPhoto
from core.library.records import Status
from core.library.sidecars.files import Naming, SidecarNames, remove_tags, write_sidecar


def export_sidecars(
    photos: Sequence[ExportPhoto],
    table: BreedTable,
    *,
    naming: Naming,
    removing: bool = False,
    control: Control,
    on_progress: OnProgress | None = None,
) -> ExportOutcome:
    """Write the sidecar of each photo, or take our tags out of it. Sidecars that say so already stay as they are.

    Raises:
        BreedLensError: `disk_full`: nothing more can be written; what was written stays.
        Cancelled: by `control`; what was written stays.
    """
    names = SidecarNames()
    left_out: list[LeftOut] = []
    written = 0
    for number, photo in enumerate(photos):
        if not control.checkpoint():
            left_out += [LeftOut(one.path, not_reached()) for one in photos[number:]]
            break
        reason = _remove(photo, names) if removing else _write(photo, names, naming, table)
        if reason is None:
            written += 1
        else:
            left_out.append(LeftOut(photo.path, reason))
        if on_progress:
            on_progress(Progress(number + 1, len(photos)))
    return ExportOutcome(len(photos), written, "", tuple(left_out))


def _write(
    photo: ExportPhoto, names: SidecarNames, naming: Naming, table: BreedTable
) -> PhotoError | BreedLensError | None:
    if photo.status is Status.UNLABELLED:
        return None if _remove(photo, names) is None else no_label()
    if not os.path.isfile(photo.path):
        return PhotoError(PhotoErrorCode.NOT_FOUND)
    try:
        write_sidecar(names.to_write(photo.path, naming), photo.status, photo.breed, table)
    except BreedLensError as error:
        if error.code == "disk_full":
            raise
        return error
    return None


def _remove(photo: ExportPhoto, names: SidecarNames) -> BreedLensError | None:
    try:
        removed = [remove_tags(path) for path in names.existing(photo.path)]
    except BreedLensError as error:
        if error.code == "disk_full":
            raise
        return error
    return None if any(removed) else BreedLensError("not_tagged", "No sidecar of the photo holds tags of BreedLens.")
