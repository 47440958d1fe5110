"""What `test_backends` has pytest run in a process of its own, with another backend under Keras."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import attempt, convert_quickly, draw_photos, recipe_with

from core.datasets.table import PhotoRow, make_table
from core.inference.classifier import Classifier
from core.photos.loader import load_photo
from core.training.devices import backend_name, device_name, prepare_backend
from core.training.execute import execute
from core.training.file_control import FileControl
from core.training.run_folder import RunFolder, create_run

QUICK = "quick"
CHECKED_RECIPES: Mapping[str, Mapping[str, Any]] = {
    "roussel-small-elu-64-corrected": {"architecture.input_size": 32, "training.epochs": 2},
    "transfer-efficientnet-lite0-tuned": {
        "architecture.input_size": 32,
        "training.epochs": 1,
        "training.fine_tune": {"top_blocks": 1, "epochs": 1, "learning_rate": 1e-5},
    },
}
"""a network that learns as a whole, and a frozen one that is fine-tuned"""
TOO_MANY = 1 << 43
"""numbers, for any memory"""


def test_a_processor_counts_in_32_bits_whatever_the_recipe_wants(keras: Any) -> None:
    for mixed_precision in ("auto", "on", "off"):
        prepare_backend(0, mixed_precision)
        assert keras.mixed_precision.dtype_policy().name == "float32"
    assert device_name() == "CPU"


@pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")
@pytest.mark.parametrize("name", CHECKED_RECIPES)
def test_a_recipe_becomes_a_model_that_answers_as_the_trained_network_did(
    name: str, keras: Any, tmp_path: Path
) -> None:
    rows = draw_photos(tmp_path / "photos", count=8)
    recipe = recipe_with(name, CHECKED_RECIPES[name])
    run = create_run(recipe, make_table(rows), source="photos", folder=tmp_path / "run")
    execute(run, FileControl(run), lambda _: None)
    answers_as_trained(run, rows, keras.backend.backend())


def answers_as_trained(run: RunFolder, rows: Sequence[PhotoRow], backend: str) -> None:
    """The model of a run is as often right on its photos for validation as the network was in its best epoch."""
    bundle, info = run.bundle(), run.info()
    assert bundle is not None, info.message
    classifier = Classifier.load(str(bundle))
    assert classifier.card.backend == backend and info.device == "CPU"
    are_right = []
    for row in rows:
        if row.split == "validation":
            photo = load_photo(row.path, shorter_side=classifier.decode_side)
            assert isinstance(photo, np.ndarray)
            answer = classifier.classify(photo)
            assert answer.probabilities.sum() == pytest.approx(1, abs=1e-5)
            are_right.append(answer.class_names[answer.probabilities.argmax()] == row.breed)
    assert np.mean(are_right) == pytest.approx(info.val_accuracy, abs=1e-6)


def test_memory_that_runs_out_within_a_step_costs_that_epoch_alone(
    keras: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frozen layers, which no checkpoint holds, are still there afterwards."""
    monkeypatch.setattr("core.training.make_bundle.convert", convert_quickly)
    recipe = recipe_with(
        "quick",
        {
            "architecture.input_size": 32,
            "architecture.head": {"dropout": 0.4},
            "training.batch_size": 8,
            "training.drop_last": True,  # fewer sizes of batches to compile for
            "training.epochs": 1,
            "training.feature_cache": "on",
            "training.fine_tune": {"top_blocks": 1, "epochs": 1, "learning_rate": 1e-3},
        },
    )
    make, steps = keras.Model.make_train_function, []

    def make_scarce(network: Any, *arguments: Any, **options: Any) -> None:
        is_new = network.train_function is None
        make(network, *arguments, **options)
        if not is_new or network.name == "head":
            return
        step = network.train_function

        def scarce(first: Any, *others: Any) -> Any:
            steps.append(network.name)
            if len(steps) == 2:
                exhaust_memory(first)
            return step(first, *others)

        network.train_function = scarce

    monkeypatch.setattr(keras.Model, "make_train_function", make_scarce)
    found = attempt(recipe, draw_photos(tmp_path / "photos", count=8), tmp_path)
    assert found.error is None, found.error
    assert [event["code"] for event in found.of("warning")] == ["batch_halved"]
    assert [event["epoch"] for event in found.of("epoch")] == [1, 2]
    assert len(steps) == 2 + 18 // 4


def exhaust_memory(given: Any) -> None:
    """Do what a step does for which there is no memory: JAX frees what it was given."""
    if backend_name() == "jax":
        import jax

        def step(state: Any) -> Any:
            return state, jax.numpy.cumsum(jax.numpy.ones(TOO_MANY) * state[0][0].sum())

        jax.block_until_ready(jax.jit(step, donate_argnums=0)(given))
    else:
        import torch

        torch.ones(TOO_MANY)
