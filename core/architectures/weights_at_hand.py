"""Whether the weights that a training begins with are there: known without Keras, before anything is made."""

from __future__ import annotations

import os
from pathlib import Path

from core.architectures.registry import Architecture
from core.bundles.bundle import KERAS, SUFFIX, checked_file
from core.catalog import CatalogEntry, PackageSource, load_catalog
from core.errors import BreedLensError
from core.files import shown

FILE = "file:"
"""what a path of weights begins with where weights are named"""


def require_weights(row: Architecture, weights: str) -> None:
    """Refuse weights that are not on this computer.

    Args:
        row: the architecture.
        weights: `imagenet`, `random`, or `file:PATH`.

    Raises:
        BreedLensError: as `downloaded_file` and `require_file`.
    """
    if weights.startswith(FILE):
        require_file(weights.removeprefix(FILE))
    elif weights == "imagenet" and row.backbone:
        entry = load_catalog().get(row.backbone)
        if not isinstance(entry.source, PackageSource):
            downloaded_file(entry)


def downloaded_file(entry: CatalogEntry) -> Path:
    """The Keras file of a model that is downloaded, checked against its card.

    Raises:
        BreedLensError: `model_not_downloaded`, or the file is not the one that was saved.
    """
    if not (entry.bundle_folder / KERAS).is_file():
        raise BreedLensError(
            "model_not_downloaded",
            "The model {name} is not on this computer yet. With a network, this command in a terminal downloads it: "
            "breedlens models get {name}",
            name=entry.name,
        )
    return checked_file(entry.bundle_folder, KERAS)


def require_file(path: str) -> None:
    """Refuse a file of weights that is not there, or that its bundle's card says is another one.

    Raises:
        BreedLensError: `weights_not_found`, or as `core.bundles.bundle.checked_file`.
    """
    if not os.path.isfile(path):
        raise BreedLensError("weights_not_found", "There is no file of weights at {path}.", path=shown(path))
    folder, name = os.path.split(os.path.abspath(path))
    if name == KERAS and folder.endswith(SUFFIX):
        checked_file(Path(folder), name)
