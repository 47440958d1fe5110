"""Labels of sidecars, whichever program gave the tags."""

from __future__ import annotations

import os

from core.breeds import load_breed_table
from core.control import Control
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.exports.report import LeftOut
from core.files import shown
from core.library.imports.given import Given, Reading, says_nothing, several_breeds, with_breed
from core.library.records import WITH_BREED
from core.library.sidecars.files import SUFFIX, SidecarNames, read_meaning, sidecars_below


def read_sidecar_labels(path: str, control: Control) -> Reading:
    """What the sidecars below a folder, one sidecar, or those of one photo say.

    Raises:
        BreedLensError: `no_sidecars`.
        Cancelled: by `control`.
    """
    source = os.path.abspath(path)
    if os.path.isdir(source):
        pairs = list(sidecars_below(source, control))
    elif source.casefold().endswith(SUFFIX):
        pairs = [pair for pair in sidecars_below(os.path.dirname(source), control) if pair[0] == source]
    else:
        pairs = [(sidecar, source) for sidecar in SidecarNames().existing(source)]
    if not pairs:
        raise BreedLensError("no_sidecars", "There is no sidecar (XMP) at {path}.", path=shown(path))
    table = load_breed_table()
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for sidecar, photo in pairs:
        control.checkpoint()
        if photo is None:
            left_out.append(LeftOut(sidecar, PhotoError(PhotoErrorCode.NOT_FOUND)))
            continue
        try:
            meant = read_meaning(sidecar, table)
        except BreedLensError as error:
            left_out.append(LeftOut(sidecar, error))
            continue
        if meant.is_ambiguous:
            left_out.append(LeftOut(sidecar, several_breeds()))
        elif meant.status is None or (meant.status in WITH_BREED and not meant.breed):
            left_out.append(LeftOut(sidecar, says_nothing()))
        elif meant.breed and meant.status in WITH_BREED:
            given.append(with_breed((photo,), meant.breed, meant.status))
        else:
            given.append(Given((photo,), meant.status))
    return Reading(source, tuple(given), tuple(left_out))
