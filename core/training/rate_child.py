"""The process that looks for a learning rate: `python -m core.training.rate_child FOLDER [--tied] [--spare-a-core]`.

See `core.training.rate_sweep`, which starts it and names the files. Imports Keras.
"""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.control import Control
from core.errors import BreedLensError
from core.training.child import settle_in
from core.training.engine import check_engine
from core.training.events import EventWriter, complete
from core.training.rate_sweep import EVENTS, PHOTOS, RECIPE
from core.training.start import FAILED, OK


def main(arguments: Sequence[str]) -> int:
    """Sweep; the exit code."""
    folder = Path(arguments[0])
    settle_in(arguments[1:])
    with contextlib.closing(EventWriter(folder / EVENTS)) as writer:
        last = _sweep(folder, writer)
        writer.write(complete(last))
    return FAILED if last["event"] == "failed" else OK


def _sweep(folder: Path, writer: EventWriter) -> dict[str, Any]:
    from core.datasets.table import load_table
    from core.training.recipe_files import load_recipe

    try:
        check_engine()
        from core.training.learning_rate_finder import sweep_for_recipe

        found = sweep_for_recipe(
            load_recipe(str(folder / RECIPE)),
            load_table(str(folder / PHOTOS)),
            lambda event: writer.write(complete(event)),
            Control(),
        )
    except BreedLensError as error:
        return _failed(error.code, error.template, dict(error.parameters), error.details)
    except Exception as error:
        return _failed(
            "sweep_failed",
            "Something unexpected went wrong in the search for a learning rate ({what}).",
            {"what": type(error).__name__},
            traceback.format_exc(),
        )
    rates, losses = found.rates.tolist(), found.losses.tolist()
    return {"event": "finished", "rates": rates, "losses": losses, "suggestion": found.suggestion}


def _failed(code: str, template: str, parameters: dict[str, str], details: object) -> dict[str, Any]:
    return {"event": "failed", "code": code, "template": template, "parameters": parameters, "details": str(details)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
