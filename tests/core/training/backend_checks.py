"""What `test_backends` has pytest run in a process of its own, with another backend under Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_trainings import attempt, convert_quickly, draw_photos, recipe_with

from core.training.devices import backend_name, device_name, prepare_backend

TOO_MANY = 1 << 43
"""numbers, for any memory"""


def test_a_processor_counts_in_32_bits_whatever_the_recipe_wants(keras: Any) -> None:
    for mixed_precision in ("auto", "on", "off"):
        prepare_backend(0, mixed_precision)
        assert keras.mixed_precision.dtype_policy().name == "float32"
    assert device_name() == "CPU"


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
