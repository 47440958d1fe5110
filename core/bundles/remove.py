"""Taking a person's own model off the computer."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from core.bundles.bundle import LOCK, LOCK_SECONDS, STAGING, SUFFIX, installed_bundles, read_card
from core.catalog import DownloadSource, EnsembleSource, load_catalog
from core.enumeration import enumerated
from core.errors import BreedLensError
from core.files import shown, write_failure
from core.paths import user_folders

_NAMED = 5


def require_removable(name: str) -> Path:
    """The folder of an installed model that may go.

    Raises:
        BreedLensError: `no_model_to_remove`; `model_comes_along` for one that comes with the program; `model_in_use`:
            an ensemble answers with it.
    """
    models, entry = user_folders().models, load_catalog().find(name)
    if entry is not None and not isinstance(entry.source, DownloadSource):
        raise BreedLensError(
            "model_comes_along", "The model {name} comes with BreedLens and cannot be removed.", name=entry.name
        )
    folder = models / f"{entry.name if entry else name}{SUFFIX}"
    if folder.parent != models or not folder.is_dir():
        raise BreedLensError(
            "no_model_to_remove",
            'There is no model called "{name}" among those that are installed.',
            name=shown(name),
        )
    users = list(_ensembles_with(folder))
    if users:
        raise BreedLensError(
            "model_in_use",
            "The model {name} is a part of {ensembles}. Remove that first.",
            name=shown(name),
            ensembles=enumerated(users, _NAMED),
        )
    return folder


def remove_model(name: str) -> None:
    """Remove an installed model. Photos, runs and other models stay; a run keeps the model in its own folder.

    A backbone that other bundles have too is a link of theirs to the same file, and stays; the last one takes it along.

    Raises:
        BreedLensError: as `require_removable`; or it cannot be removed, and then it is as it was.
    """
    folder = require_removable(name)
    try:
        with FileLock(folder.parent / LOCK, timeout=LOCK_SECONDS):
            # out of sight in one step: a bundle is there whole, or not at all
            doomed = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder.parent))
            try:
                folder.rename(doomed / folder.name)
            except OSError:
                doomed.rmdir()
                raise
    except OSError as error:
        raise write_failure(error) from error
    shutil.rmtree(doomed, ignore_errors=True)  # what is still open elsewhere is swept another day


def _ensembles_with(folder: Path) -> Iterator[str]:
    """The names of the ensembles that have this model as a member."""
    for other in installed_bundles(folder.parent):
        with contextlib.suppress(BreedLensError):  # one that is damaged answers nothing
            if any(_is_named(member.name, folder) for member in read_card(other).members):
                yield shown(other.name.removesuffix(SUFFIX))
    for entry in load_catalog().entries:
        if isinstance(entry.source, EnsembleSource) and folder.name.removesuffix(SUFFIX) in entry.source.members:
            yield entry.name


def _is_named(member: str, folder: Path) -> bool:
    """Whether a member's name, which may be a path, means the model in this folder."""
    return f"{member}{SUFFIX}" == folder.name or os.path.abspath(member) == os.path.abspath(folder)
