"""The child process of `keras_import`: `python -m core.architectures.import_child FOLDER`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.architectures.keras_import import REQUEST
from core.bundles.bundle import KERAS, save_bundle
from core.bundles.provide import described
from core.catalog import load_catalog
from core.child_work import report_on
from core.errors import BreedLensError
from core.preprocessing.scaling import Scaling


def main(folder: Path) -> int:
    """Carry out the request in the folder; the exit code."""
    failure = BreedLensError("import_failed", "The model could not be made ready on this computer.")
    return report_on(_import, folder, failure)


def _import(folder: Path) -> None:
    from core.architectures.keras_files import keras_bytes
    from core.architectures.keras_split import load_network, split_network

    request = json.loads((folder / REQUEST).read_text("utf-8"))
    entry = load_catalog().get(request["name"])
    network = load_network(entry, request["weights"])
    backbone, head = split_network(network, Scaling(entry.preprocessing))
    card = replace(described(entry), created=datetime.now(UTC).isoformat(timespec="seconds"))
    save_bundle(Path(request["models"]), card, backbone, head, {KERAS: keras_bytes(network)})


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
