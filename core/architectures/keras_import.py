"""A keras.applications network as a bundle, made by a child process, because Keras stays out of this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import core
from core.catalog import CatalogEntry
from core.control import Control
from core.errors import BreedLensError
from core.paths import user_folders

CHILD = "core.architectures.import_child"
_ASK_CONTROL_SECONDS = 0.2
_LAST_OUTPUT = 4000
"""characters of what the child said that go into an error's details"""


def import_weights(entry: CatalogEntry, weights: str, *, control: Control | None = None) -> Path:
    """Turn a weights file with the ImageNet classifier into the bundle of a catalogue entry.

    The bundle answers with the 120 breeds, and its gate uses the other ImageNet classes. The child compares its
    answers with those of Keras before the bundle is saved.

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
    control = control or Control()
    with tempfile.TemporaryDirectory(prefix="breedlens-import-", ignore_cleanup_errors=True) as folder:
        request, result, output = (Path(folder, name) for name in ("request.json", "result.json", "output.txt"))
        request.write_text(
            json.dumps(
                {
                    "name": entry.name,
                    "weights": os.path.abspath(weights),
                    "models": str(user_folders().models),
                    "result": str(result),
                }
            )
        )
        _run_child(request, output, control)
        _raise_failure(result, output)
    return entry.bundle_folder


def _run_child(request: Path, output: Path, control: Control) -> None:
    with output.open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", CHILD, str(request)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_environment(),
        )
        try:
            while True:
                control.checkpoint()
                try:
                    child.wait(_ASK_CONTROL_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
                return
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()


def _environment() -> Mapping[str, str]:
    """This process's environment, with this very copy of BreedLens first, and a quiet TensorFlow on the processor."""
    here = str(Path(core.__file__).parents[1])
    path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}
    return {**os.environ, **quiet, "KERAS_BACKEND": "tensorflow", "PYTHONPATH": path}


def _raise_failure(result: Path, output: Path) -> None:
    """Raise what the child reports; a child that ended without a report failed, too."""
    said = output.read_text("utf-8", "replace")[-_LAST_OUTPUT:]
    try:
        report: dict[str, Any] = json.loads(result.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BreedLensError(
            "import_failed", "The model could not be made ready; the computer may lack memory.", details=said
        ) from error
    if report["code"]:
        raise BreedLensError(
            report["code"], report["template"], details=f"{report['details']}\n{said}", **report["parameters"]
        )
