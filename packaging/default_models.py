"""The models that need no download as ready bundles: `python packaging/default_models.py FOLDER`.

The installers bring them along, so that the first answer needs no building and nothing has to be written for it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from stamp import source_time

from core.bundles.bundle import CARD, load_bundle
from core.bundles.card import to_json
from core.bundles.provide import find_bundle
from core.catalog import PackageSource, load_catalog
from core.paths import HOME_VARIABLE, user_folders


def make_default_models(folder: Path) -> Sequence[Path]:
    """Build the bundles of all models whose weights are installed.

    Args:
        folder: gets `NAME.breedmodel/`; what was there before is removed.

    Returns:
        The bundles' folders.

    Raises:
        BreedLensError: the weights are missing or not what they should be.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before = os.environ.get(HOME_VARIABLE)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        try:
            names = [entry.name for entry in load_catalog().entries if isinstance(entry.source, PackageSource)]
            return [_ready(user_folders().models, name, folder) for name in names]
        finally:
            if before is None:
                del os.environ[HOME_VARIABLE]
            else:
                os.environ[HOME_VARIABLE] = before


def _ready(models: Path, name: str, folder: Path) -> Path:
    find_bundle(name)
    entry = load_catalog().get(name)
    target = folder / entry.bundle_folder.name
    # the models' own lock and links stay behind
    shutil.copytree(models / target.name, target)
    created = source_time() or datetime.now(UTC)
    card = replace(load_bundle(target).card, created=created.isoformat(timespec="seconds"))
    (target / CARD).write_text(to_json(card), "utf-8")
    return target


if __name__ == "__main__":
    for made in make_default_models(Path(sys.argv[1])):
        print(made)
