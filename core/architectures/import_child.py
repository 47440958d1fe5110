"""The child process of `keras_import`: `python -m core.architectures.import_child REQUEST.json`.

Writes its outcome to the file that the request names, never to the standard output, where TensorFlow writes.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from core.bundles.bundle import save_bundle
from core.bundles.provide import described
from core.catalog import load_catalog
from core.errors import BreedLensError

_POLITE = 10


@dataclass(frozen=True, slots=True)
class Report:
    """What the parent is told; an empty code means success."""

    code: str = ""
    template: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    details: str = ""


def main(request_path: str) -> int:
    """Carry out one request; the exit code."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    request = json.loads(Path(request_path).read_text("utf-8"))
    try:
        _import(request["name"], request["weights"], Path(request["models"]))
        report = Report()
    except BreedLensError as error:
        report = Report(error.code, error.template, dict(error.parameters), error.details)
    except Exception:
        report = Report(
            "import_failed", "The model could not be made ready on this computer.", details=traceback.format_exc()
        )
    Path(request["result"]).write_text(json.dumps(asdict(report)), "utf-8")
    return 1 if report.code else 0


def _import(name: str, weights: str, models: Path) -> None:
    from core.architectures.keras_split import load_network, split_network

    entry = load_catalog().get(name)
    backbone, head = split_network(load_network(entry, weights), entry.preprocessing)
    card = replace(described(entry), created=datetime.now(UTC).isoformat(timespec="seconds"))
    save_bundle(models, card, backbone, head)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
