"""The bundle of a training answers as its Keras network does, and says honestly how sure it is."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import BREEDS, Attempt, attempt, draw_photos, recipe_with

from core.bundles.bundle import KERAS, save_bundle
from core.bundles.provide import find_bundle
from core.datasets.table import PhotoRow
from core.inference.classifier import Classifier
from core.inference.views import VIEW_NAMES
from core.photos.loader import load_photo
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[PhotoRow]:
    return draw_photos(tmp_path_factory.mktemp("photos"), count=8)


def answers_of_keras(found: Attempt, row: PhotoRow, scaling: Scaling, folder: Path) -> np.ndarray:
    """[classes] of the Keras file in the bundle, at the calibration's temperature."""
    from core.architectures.keras_files import load_keras_file

    path = folder / KERAS
    path.write_bytes(found.trained.extra[KERAS])
    network = load_keras_file(str(path))
    size, pipeline = found.trained.card.input_size, Pipeline(found.trained.card.preprocessing)
    photo = load_photo(row.path, shorter_side=pipeline.decode_side(size))
    assert isinstance(photo, np.ndarray)
    pixels = pipeline.prepare(photo, size)[None].astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        probabilities = np.asarray(network.predict_on_batch(scaling.apply(pixels))[0], np.float64)
    powers = probabilities ** (1 / found.trained.card.calibration["single"].temperature)
    return np.asarray(powers / powers.sum())


def classifier_of(found: Attempt, folder: Path) -> Classifier:
    assert found.error is None, found.error
    card = replace(found.trained.card, name="trained")
    bundle = save_bundle(folder, card, found.trained.backbone, found.trained.head, found.trained.extra)
    return Classifier.load(str(bundle.folder))


def assert_answers_as_keras(found: Attempt, rows: list[PhotoRow], scaling: Scaling, folder: Path) -> Classifier:
    classifier = classifier_of(found, folder)
    for row in (rows[0], rows[-1]):
        photo = load_photo(row.path, shorter_side=classifier.decode_side)
        assert isinstance(photo, np.ndarray)
        expected = answers_of_keras(found, row, scaling, folder)
        np.testing.assert_allclose(classifier.classify(photo).probabilities, expected, atol=2e-3)
    return classifier


def test_a_head_on_a_frozen_backbone_keeps_it_byte_for_byte_and_knows_dogs(
    rows: list[PhotoRow], tmp_path: Path, keras: Any
) -> None:
    values = {"training.epochs": 3, "training.batch_size": 8, "architecture.pca_components": 5}
    found = attempt(recipe_with("quick", values), rows, tmp_path / "run")
    classifier = assert_answers_as_keras(found, rows, Scaling("lite"), tmp_path)
    card, installed = found.trained.card, find_bundle("efficientnet-lite0")
    assert found.trained.backbone == installed.backbone  # type: ignore[union-attr]
    assert [entry.breed for entry in card.classes] == ["beagle", "pug", "Rex of mine"]
    assert [bool(entry.wnid) for entry in card.classes] == [True, True, False]
    assert card.gate is not None and found.trained.head.output_count == len(BREEDS) + 1000
    assert card.calibration.keys() == set(VIEW_NAMES)
    assert card.calibration["single"].dog_slope == installed.card.calibration["single"].dog_slope  # type: ignore[union-attr]
    assert card.calibration["single"].count == 6 == card.metrics[0]["count"]
    assert 'name = "quick"' in card.recipe and card.backend == "tensorflow" and card.licence == "Apache-2.0"
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), np.uint8)
    assert not classifier.classify(noise).is_dog


def test_as_published_each_split_has_its_own_preparation(rows: list[PhotoRow], tmp_path: Path, keras: Any) -> None:
    values = {
        "training.epochs": 2,
        "training.batch_size": 8,
        "preprocessing": [{"step": "resize", "mode": "squeeze"}, {"step": "equalise", "method": "global"}],
        "evaluation_preprocessing": [{"step": "resize", "mode": "squeeze"}],
        "scaling": {"kind": "standardise"},
        "evaluation_scaling": {"kind": "unit"},
    }
    found = attempt(recipe_with("roussel-two-conv", values), rows, tmp_path / "run")
    assert_answers_as_keras(found, rows, Scaling("unit"), tmp_path)
    assert [step["step"] for step in found.trained.card.preprocessing] == ["resize"]
    assert found.trained.card.gate is None


def test_published_runs_that_watch_their_test_photos_are_not_calibrated_on_them(
    rows: list[PhotoRow], tmp_path: Path, keras: Any
) -> None:
    values = {"training.epochs": 1, "data.validate_on": "test"}
    tested = [row._replace(split="test" if row.split == "validation" else row.split) for row in rows]
    found = attempt(recipe_with("mahmoudi-dense-sigmoid", values), tested, tmp_path)
    assert found.error is None and found.of("epoch")[0]["val_accuracy"] is not None
    assert found.trained.card.metrics == () and found.trained.card.calibration["single"].count == 0


def test_the_calibration_finds_the_temperature_and_the_bound_of_the_sets(keras: Any) -> None:
    from core.evaluation.calibration import COVERAGE, fit_calibration

    rng = np.random.default_rng(0)
    logits = rng.normal(scale=2, size=(4000, 5))
    honest = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truths = np.array([rng.choice(5, p=row) for row in honest])
    too_sure = honest**2 / (honest**2).sum(axis=1, keepdims=True)
    found = fit_calibration(too_sure, truths, "drawn")
    assert found.temperature == pytest.approx(2, rel=0.05) and found.count == 4000
    covered = (honest[np.arange(4000), truths] >= found.set_min_probability).mean()
    assert covered == pytest.approx(COVERAGE, abs=0.01)
    few = fit_calibration(too_sure[:20], truths[:20], "drawn")
    assert (
        few.temperature != 1
        and few.set_min_probability == fit_calibration(too_sure[:0], truths[:0], "").set_min_probability
    )


@pytest.mark.filterwarnings("ignore:__array__ implementation")  # Keras on TensorFlow's tensors
def test_a_backbone_that_is_another_is_noticed(keras: Any) -> None:
    from core.architectures.build import build_network
    from core.bundles.bundle import Bundle
    from core.control import Control
    from core.errors import BreedLensError
    from core.training.make_bundle import make_parts

    other = build_network("efficientnet-lite0", 3, weights="random", seed=1)
    installed = find_bundle("efficientnet-lite0")
    assert isinstance(installed, Bundle)
    with pytest.raises(BreedLensError, match="as Keras does"):
        make_parts(other, Scaling("lite"), installed, Control())


@pytest.mark.filterwarnings("ignore:__array__ implementation")
def test_large_logits_may_round_otherwise(keras: Any) -> None:
    """A rate that is too high ends in logits of thousands, of which two are near each other for some photo."""
    from core.architectures.build import build_network
    from core.architectures.keras_split import PARITY, head_of, largest_difference
    from core.architectures.parts import POOLING, feature_extractor, head_layers
    from core.bundles.bundle import Bundle

    network, scaling = build_network("efficientnet-lite0", 3, seed=1), Scaling("lite")
    installed = find_bundle("efficientnet-lite0")
    assert isinstance(installed, Bundle)
    pixels = np.random.default_rng(0).integers(0, 256, (2, 224, 224, 3), np.uint8)
    features = feature_extractor(network).predict_on_batch(scaling.apply(pixels.astype(np.float32)))
    kernel, bias = network.get_layer("predictions").get_weights()
    kernel *= 3e3
    bias[:2] = [0, features[0] @ (kernel[:, 0] - kernel[:, 1])]
    kernel[:, 2], bias[2] = 0, -1e3
    network.get_layer("predictions").set_weights([kernel, bias])
    head = head_of([network.get_layer(POOLING), *head_layers(network)])
    assert largest_difference(network, scaling, installed.backbone, head) < PARITY
    assert largest_difference(network, Scaling("unit"), installed.backbone, head) > PARITY
