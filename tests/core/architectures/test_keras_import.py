"""A keras.applications network becomes a bundle that answers as Keras does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.architectures.keras_import import import_weights
from core.bundles.bundle import load_bundle
from core.catalog import load_catalog
from core.control import Cancelled, Control
from core.errors import BreedLensError
from core.inference.classifier import Classifier
from core.inference.session import BackboneSession
from core.paths import user_folders

NAME = "mobilenetv3-small"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights and expected answers, made by Keras itself."""
    folder = tmp_path_factory.mktemp("reference")
    entry = load_catalog().get(NAME)
    script = Path(__file__).with_name("keras_reference.py")
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    arguments = [entry.variant, str(entry.input_size), entry.preprocessing, str(folder)]
    made = subprocess.run(
        [sys.executable, script, *arguments], check=False, capture_output=True, text=True, env=environment, timeout=240
    )
    assert made.returncode == 0, made.stderr
    return folder


def test_the_bundle_answers_as_keras_does(reference: Path) -> None:
    entry = load_catalog().get(NAME)
    folder = import_weights(entry, str(reference / "weights.h5"))
    assert entry.installed and folder == entry.bundle_folder
    bundle = load_bundle(folder)
    with np.load(reference / "expected.npz") as expected:
        pixels, probabilities = expected["pixels"], expected["probabilities"]
    assert len({int(row.argmax()) for row in probabilities}) == len(pixels)  # they are told apart
    logits = bundle.head.logits(BackboneSession(bundle.backbone).features(pixels)).astype(np.float64)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found = powers / powers.sum(axis=1, keepdims=True)
    assert np.abs(found - probabilities).max() < 1e-4 * probabilities.max()

    classifier = Classifier.load(NAME)
    examination = classifier.examine(pixels[0])
    assert len(classifier.class_names) == 120
    heat = examination.heat_map(examination.prediction.top(1)[0].class_index)
    assert np.isfinite(heat).all() and 0 <= heat.min() <= heat.max() <= 1.001


def test_what_is_hard_to_export_answers_alike() -> None:
    root = str(Path(__file__).resolve().parents[3])
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PYTHONPATH": root}
    made = subprocess.run(
        [sys.executable, Path(__file__).with_name("keras_small_network.py")],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
    )
    assert made.returncode == 0, made.stderr
    heads = [line for line in made.stdout.splitlines() if line.startswith("head ")]
    assert heads == 3 * ["head global_average_pooling layer_normalization dense dense"]


def test_a_file_that_does_not_fit_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "weights.h5"
    wrong.write_bytes(b"not weights")
    with pytest.raises(BreedLensError, match="MobileNetV3 Small") as failure:
        import_weights(load_catalog().get(NAME), str(wrong))
    assert failure.value.code == "weights_do_not_fit"
    assert not user_folders().models.exists()


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        import_weights(load_catalog().get(NAME), str(tmp_path / "weights.h5"), control=control)
    assert not user_folders().models.exists()
