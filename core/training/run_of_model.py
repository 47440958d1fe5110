"""From a model back to the run that made it, and to photos that the model can be compared on."""

from __future__ import annotations

import os
from pathlib import Path

from core.bundles.bundle import SUFFIX
from core.datasets.table import TEST, TRAIN, VALIDATION
from core.errors import BreedLensError
from core.paths import user_folders
from core.training.run_folder import RUN, RunFolder
from core.training.runs import list_runs


def run_of_model(name_or_path: str) -> RunFolder | None:
    """The run whose model this is, or None where there is none, or not any more.

    Args:
        name_or_path: of a model, as `core.bundles.provide.find_bundle` takes it.
    """
    folder = Path(os.path.abspath(name_or_path))
    if folder.name.endswith(SUFFIX) and folder.parent != user_folders().models:
        return RunFolder(folder.parent) if (folder.parent / RUN).is_file() else None
    name = folder.name.removesuffix(SUFFIX) if folder.name.endswith(SUFFIX) else name_or_path
    return next((one.run for one in list_runs() if name and one.info.model == name), None)


def photos_to_compare(run: RunFolder) -> list[str]:
    """The files of the run's test photos that are still there; without any, those for validation, or the others.

    Empty where the run's table cannot be read, or its photos are gone.
    """
    try:
        table = run.table()
    except BreedLensError:
        return []
    for split in (TEST, VALIDATION, TRAIN):
        found = [path for path in table.loc[table["split"] == split, "path"] if os.path.isfile(path)]
        if found:
            return found
    return []
