"""A keras.applications network as a bundle, made by a child process, because Keras stays out of this one."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from core.catalog import CatalogEntry
from core.child_work import run_child
from core.control import Control
from core.errors import BreedLensError
from core.paths import user_folders

CHILD = "core.architectures.import_child"
REQUEST = "request.json"


def import_weights(entry: CatalogEntry, weights: str, *, control: Control | None = None) -> Path:
    """Turn a weights file with the ImageNet classifier into the bundle of a catalogue entry.

    The bundle answers with the 120 breeds, and its gate uses the other ImageNet classes. The child compares its
    answers with those of Keras before the bundle is saved. The bundle keeps the network as a Keras file too, for
    training that starts from it.

    Args:
        entry: one whose architecture is `keras`.
        weights: `.h5` as Keras publishes it, or `.weights.h5` as Keras saves it.
        control: asked several times a second; cancelling ends the child at once.

    Returns:
        The bundle's folder.

    Raises:
        BreedLensError: the file does not fit, or the child failed; nothing is left behind.
        Cancelled: through `control`.
    """
    with tempfile.TemporaryDirectory(prefix="breedlens-import-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        request = {"name": entry.name, "weights": os.path.abspath(weights), "models": str(user_folders().models)}
        (folder / REQUEST).write_text(json.dumps(request), "utf-8")
        lost = BreedLensError("import_failed", "The model could not be made ready; the computer may lack memory.")
        run_child(CHILD, folder, control or Control(), lost)
    return entry.bundle_folder
