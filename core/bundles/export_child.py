"""The child process of `export`, for the formats that Keras writes: `python -m core.bundles.export_child FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from core.bundles.bundle import KERAS, checked_file
from core.bundles.export import ANSWERS, HEAD, MODEL, PIXELS, REQUEST
from core.bundles.head_file import head_from_bytes
from core.child_work import report_on
from core.errors import BreedLensError


def main(folder: Path) -> int:
    """Carry out the request in the folder; the exit code."""
    failure = BreedLensError("export_failed", "The model could not be exported on this computer.")
    return report_on(_export, folder, failure)


def _export(folder: Path) -> None:
    from core.architectures.keras_joined import as_litert, ask_keras, ask_litert, joined_network
    from core.preprocessing.scaling import Scaling

    request = json.loads((folder / REQUEST).read_text("utf-8"))
    head = head_from_bytes((folder / HEAD).read_bytes())
    network = joined_network(_network(request), Scaling.from_dict(request["scaling"]), head)
    pixels = np.load(folder / PIXELS, allow_pickle=False)
    # what is asked is the file as it was written, not the network that it was written from
    if request["format"] == "keras":
        network.save(folder / f"{MODEL}.keras")
        answers = ask_keras(str(folder / f"{MODEL}.keras"), pixels)
    else:
        content = as_litert(network)
        (folder / f"{MODEL}.tflite").write_bytes(content)
        answers = ask_litert(content, pixels)
    np.save(folder / ANSWERS, answers)


def _network(request: Mapping[str, Any]) -> Any:
    from core.architectures.build import build_network
    from core.architectures.keras_files import load_keras_file

    if "architecture" in request:
        return build_network(request["architecture"], 1)
    return load_keras_file(str(checked_file(Path(request["bundle"]), KERAS)))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
