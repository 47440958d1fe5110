"""Each recipe, two epochs on a tiny data set, ends in a model that identifies a photo.

One of each family of networks always, on smaller photos where the network would be slow, but for those of VGG16,
ResNet50, ConvNeXt and InceptionResNetV2, which take a minute each. All of them, as they are, with
BREEDLENS_ALL_RECIPES=1 (about two hours on two cores).
"""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pictures import draw, encode

from core.architectures.registry import architecture
from core.child_process import child_environment, module_command
from core.datasets.open_dataset import open_dataset
from core.datasets.splits import C_BREEDS
from core.inference.classifier import Classifier
from core.training.recipe import Recipe
from core.training.recipe_files import all_recipes, changed, load_recipe
from core.training.recipe_split import split_photos
from core.training.run_folder import create_run

PHOTOS_A_BREED = 9
EVERYTHING = bool(os.environ.get("BREEDLENS_ALL_RECIPES"))
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


def short(recipe: Recipe) -> Recipe:
    """The recipe with two epochs in each phase, small batches and no weights to download."""
    values: dict[str, Any] = {"training.epochs": 2, "training.batch_size": 8}
    if recipe.training.fine_tune:
        values["training.fine_tune.epochs"] = 1
    backbone = architecture(recipe.architecture.name).backbone
    if backbone and not backbone.startswith("efficientnet-lite"):
        values["architecture.weights"] = "random"
        if not EVERYTHING:
            values["architecture.input_size"] = SMALL_SIDE
    return changed(recipe, {name: str(value) for name, value in values.items()})


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", names())
def test_two_epochs_end_in_a_model_that_identifies_a_photo(name: str, dataset: Path, tmp_path: Path) -> None:
    recipe = short(load_recipe(name))
    table, _ = split_photos(open_dataset(str(dataset)), recipe.data)
    run = create_run(recipe, table, source=str(dataset), folder=tmp_path / "run")
    command = module_command("core.training.child", str(run.path))
    ended = subprocess.run(command, check=False, env=child_environment(), capture_output=True, text=True)
    assert ended.returncode == 0, run.info().message + ended.stderr[-3000:]

    bundle = run.bundle()
    assert bundle is not None
    prediction = Classifier.load(str(bundle)).classify(draw(120, 90, seed=3))
    assert set(prediction.class_names) == set(C_BREEDS)
    assert float(prediction.probabilities.sum()) == pytest.approx(1.0, abs=1e-4)
    with run.history_path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == (3 if recipe.training.fine_tune else 2)
    assert all(float(row["loss"]) >= 0 and 0 <= float(row["accuracy"]) <= 1 for row in rows)
