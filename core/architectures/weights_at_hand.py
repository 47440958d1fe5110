"""Whether the weights that a training begins with are there: known without Keras, before anything is made."""

from __future__ import annotations

import os
from pathlib import Path

from core.architectures.registry import Architecture
from core.bundles.bundle import KERAS
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
        BreedLensError: `model_not_downloaded` or `weights_not_found`.
    """
    if weights.startswith(FILE):
        require_file(weights.removeprefix(FILE))
    elif weights == "imagenet" and row.backbone:
        entry = load_catalog().get(row.backbone)
        if not isinstance(entry.source, PackageSource):
            downloaded_file(entry)


def downloaded_file(entry: CatalogEntry) -> Path:
    """The Keras file of a model that is downloaded.

    Raises:
        BreedLensError: `model_not_downloaded`.
    """
    path = entry.bundle_folder / KERAS
    if not path.is_file():
        raise BreedLensError(
            "model_not_downloaded",
            "The model {name} is not on this computer yet. It can be downloaded with: breedlens models get {name}",
            name=entry.name,
        )
    return path


def require_file(path: str) -> None:
    """Refuse a file of weights that is not there.

    Raises:
        BreedLensError: `weights_not_found`.
    """
    if not os.path.isfile(path):
        raise BreedLensError("weights_not_found", "There is no file of weights at {path}.", path=shown(path))
