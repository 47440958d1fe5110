"""The child process of `convert`: `python -m core.training.convert_child FOLDER`, with Keras on TensorFlow.

Reads the network and the scaling of its photos in the folder, and writes backbone, head and a report beside them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from core.bundles.head_file import head_to_bytes
from core.child_work import report_on
from core.errors import BreedLensError
from core.preprocessing.scaling import Scaling

MODEL, SCALING, BACKBONE, HEAD = "model.keras", "scaling.json", "backbone.onnx", "head.npz"


def main(folder: Path) -> int:
    """Convert; the exit code."""
    failure = BreedLensError("conversion_failed", "The trained model could not be made ready to identify photos.")
    return report_on(_convert, folder, failure)


def _convert(folder: Path) -> None:
    from core.architectures.keras_files import load_keras_file
    from core.architectures.keras_split import split_network

    scaling = Scaling.from_dict(json.loads((folder / SCALING).read_text("utf-8")))
    backbone, head = split_network(load_keras_file(str(folder / MODEL)), scaling)
    (folder / BACKBONE).write_bytes(backbone)
    (folder / HEAD).write_bytes(head_to_bytes(head))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
