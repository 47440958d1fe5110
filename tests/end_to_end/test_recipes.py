"""Each recipe, two epochs on a tiny data set, ends in a model that identifies a photo.

One of each family of networks always, on smaller photos where the network would be slow, but for those of VGG16,
ResNet50, ConvNeXt and InceptionResNetV2, which take a minute each. All of them, as they are, with
BREEDLENS_ALL_RECIPES=1 (about two hours on two cores).

One process trains them one after the other, as to import Keras takes longer than some of the trainings, and an epoch is
one batch, as a network is traced anew for batches of another size.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pictures import draw, encode

from core.architectures.registry import architecture
from core.child_process import child_environment
from core.datasets.open_dataset import open_dataset
from core.datasets.splits import C_BREEDS
from core.inference.classifier import Classifier
from core.paths import HOME_VARIABLE
from core.training.recipe import Recipe
from core.training.recipe_files import all_recipes, changed, load_recipe
from core.training.recipe_split import split_photos
from core.training.run_folder import RunFolder, create_run

PHOTOS_A_BREED = 9
EVERYTHING = bool(os.environ.get("BREEDLENS_ALL_RECIPES"))
TRAIN_ALL = "import sys; from core.training.child import main; print(*(main([run]) for run in sys.argv[1:]))"
SMALL_SIDE = 96
"""pixels; Xception needs 71"""
QUICK = (
    "mahmoudi-dense-sigmoid",
    "roussel-one-conv",
    "roussel-small-elu-64-corrected",
    "jarleton-three-conv",
    "quick",
    "transfer-efficientnet-lite0-tuned",
    "transfer-mobilenetv3-small",
    "transfer-efficientnetv2-b0",
    "transfer-xception",
)


def names() -> tuple[str, ...]:
    return tuple(recipe.name for recipe in all_recipes()) if EVERYTHING else QUICK


@dataclass(frozen=True)
class Trainings:
    """The runs by the names of their recipes, and what the process that trained them said."""

    runs: Mapping[str, RunFolder]
    home: Path
    output: str


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("photos")
    for index, breed in enumerate(sorted(C_BREEDS)):
        folder = root / breed
        folder.mkdir()
        for number in range(PHOTOS_A_BREED):
            pixels = draw(90 + 10 * index, 80 + 5 * number, seed=10 * index + number)
            (folder / f"{number}.jpg").write_bytes(encode(pixels[:, ::-1] if index % 2 else pixels))
    return root


@pytest.fixture(scope="module")
def trainings(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Trainings:
    folder = tmp_path_factory.mktemp("trainings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(folder / "home"))
        runs = {name: prepared(name, dataset, folder / name) for name in names()}
        command = [sys.executable, "-c", TRAIN_ALL, *(str(run.path) for run in runs.values())]
        ended = subprocess.run(command, check=False, env=child_environment(), capture_output=True, text=True)
    return Trainings(runs, folder / "home", ended.stdout + ended.stderr[-3000:])


def prepared(name: str, dataset: Path, folder: Path) -> RunFolder:
    recipe = short(load_recipe(name))
    table, _ = split_photos(open_dataset(str(dataset)), recipe.data)
    in_training = int((table["split"] == "train").sum())
    recipe = changed(recipe, {"training.batch_size": str(in_training)})
    return create_run(recipe, table, source=str(dataset), folder=folder)


def short(recipe: Recipe) -> Recipe:
    """The recipe with two epochs in each phase and no weights to download."""
    values: dict[str, Any] = {"training.epochs": 2}
    if recipe.training.fine_tune:
        values["training.fine_tune.epochs"] = 1
    backbone = architecture(recipe.architecture.name).backbone
    if backbone and not backbone.startswith("efficientnet-lite"):
        values["architecture.weights"] = "random"
        if not EVERYTHING:
            values["architecture.input_size"] = SMALL_SIDE
    return changed(recipe, {name: str(value) for name, value in values.items()})


@pytest.mark.timeout(8 * 3600 if EVERYTHING else 1200)
@pytest.mark.parametrize("name", names())
def test_two_epochs_end_in_a_model_that_identifies_a_photo(
    name: str, trainings: Trainings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trainings.runs[name]
    assert run.info().state == "finished", run.info().message + trainings.output
    monkeypatch.setenv(HOME_VARIABLE, str(trainings.home))

    bundle = run.bundle()
    assert bundle is not None
    prediction = Classifier.load(str(bundle)).classify(draw(120, 90, seed=3))
    assert set(prediction.class_names) == set(C_BREEDS)
    assert float(prediction.probabilities.sum()) == pytest.approx(1.0, abs=1e-4)
    with run.history_path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == (3 if run.recipe().training.fine_tune else 2)
    assert all(float(row["loss"]) >= 0 and 0 <= float(row["accuracy"]) <= 1 for row in rows)
