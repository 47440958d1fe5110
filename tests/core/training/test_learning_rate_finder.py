"""The sweep suggests a rate at which the network learns, and leaves no trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import draw_photos, recipe_with

from core.control import Command, Control
from core.datasets.table import make_table


def test_the_steepest_place_before_the_lowest(keras: Any) -> None:
    from core.training.learning_rate_finder import suggested_rate

    rates = np.geomspace(1e-6, 1, 61)
    losses = 1 - 0.8 / (1 + np.exp(-4 * (np.log10(rates) + 3)))  # falls most steeply at 1e-3
    losses[50:] += np.linspace(0, 9, 11)
    assert suggested_rate(rates, losses) == pytest.approx(1e-3, rel=0.3)
    assert suggested_rate(rates, np.linspace(1, 2, 61)) is None
    assert suggested_rate(rates[:5], losses[:5]) is None


def test_a_sweep_over_a_recipe_can_be_repeated(tmp_path: Path, keras: Any) -> None:
    from core.training.learning_rate_finder import sweep_for_recipe

    recipe = recipe_with("mahmoudi-dense-sigmoid-dropout", {"training.batch_size": 8, "training.optimiser": "adam"})
    table = make_table(draw_photos(tmp_path))
    found = sweep_for_recipe(recipe, table, lambda _: None, Control())
    assert len(found.rates) == len(found.losses) > 10 and np.all(np.diff(found.rates) > 0)
    again = sweep_for_recipe(recipe, table, lambda _: None, Control())
    np.testing.assert_array_equal(again.losses, found.losses)


def test_the_network_is_as_it_was(tmp_path: Path, keras: Any) -> None:
    from core.training.array_batches import ArrayBatches
    from core.training.learning_rate_finder import find_learning_rate
    from core.training.progress import Progress

    inputs = keras.Input((4,))
    start = keras.initializers.GlorotUniform(seed=1)
    dropped = keras.layers.Dropout(0.5, seed=1)(inputs)
    network = keras.Model(inputs, keras.layers.Dense(2, activation="softmax", kernel_initializer=start)(dropped))
    network.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy", jit_compile=False)
    network.optimizer.build(network.trainable_variables)
    values = np.random.default_rng(0).normal(size=(20, 1, 4)).astype(np.float32)
    batches = ArrayBatches(values, (values[:, 0, 0] > 0).astype(np.int64), 2, batch_size=8)
    before = [variable.numpy() for variable in (*network.variables, *network.optimizer.variables)]
    told: list[Any] = []
    found = find_learning_rate(network, batches, Progress(told.append, Control()), steps=60)
    assert [event["learning_rate"] for event in told] == list(found.rates) and told[-1]["loss"] == found.losses[-1]
    assert found.suggestion is not None and found.rates[0] < found.suggestion <= found.rates[-1]
    after = [variable.numpy() for variable in (*network.variables, *network.optimizer.variables)]
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)
    stopped = Control()
    stopped.set(Command.STOP_KEEP)
    assert find_learning_rate(network, batches, Progress(lambda _: None, stopped)).suggestion is None
