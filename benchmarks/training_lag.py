"""How the window feels while a network is trained beside it, which may use every core but one.

    python -m benchmarks.training_lag [--photos FOLDER] [--count N] [--epochs N]

A network from scratch learns from photos that are decoded and changed anew each epoch. For half of the epochs the
window shows the curves; for the other half it classifies a folder as well. Needs a display, or
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.folder import make_photos
from benchmarks.measuring import machine
from benchmarks.photo_sets import default_root
from benchmarks.window import probe
from core.datasets.open_dataset import open_dataset
from core.inference.classifier import Classifier
from core.paths import HOME_VARIABLE, user_folders
from core.training.recipe_files import changed, load_recipe
from core.training.recipe_split import split_photos
from core.training.run_folder import create_run

RECIPE = "roussel-small-elu-64-corrected"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--epochs", type=int, default=8)
    arguments = parser.parse_args()
    Classifier.load()  # the bundle is built before anything is timed
    with tempfile.TemporaryDirectory() as scratch:
        home, shown = Path(scratch, "home"), Path(scratch, "shown")
        models = home / "data" / "models"
        models.parent.mkdir(parents=True)
        models.symlink_to(user_folders().models.absolute(), target_is_directory=True)
        shown.mkdir()
        make_photos(arguments.photos, shown, arguments.count)
        labelled = Path(scratch, "labelled")
        for number, photo in enumerate(sorted(shown.iterdir())):
            folder = labelled / f"breed {number % 8}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / photo.name).symlink_to(photo)
        os.environ[HOME_VARIABLE] = str(home)
        recipe = changed(load_recipe(RECIPE), {"training.epochs": str(arguments.epochs)})
        table, _ = split_photos(open_dataset(str(labelled)), recipe.data)
        run = create_run(recipe, table, source="benchmark")
        delays = probe(home, "training", str(run.path), str(shown))
        print(machine())
        for name, title in (("curves", "curves in front"), ("folder", "a folder classified as well")):
            print("event loop while a network is trained, {}: p99 {p99:.1f} ms, longest {max:.1f} ms".format(
                title, **delays[name]))  # fmt: skip


if __name__ == "__main__":
    main()
