"""Keras reads the batches of a `BatchMaker`, each photo once an epoch, and epochs follow each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import encode

from core.datasets.batches import BatchMaker
from core.datasets.table import PhotoRow
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling

SIZE = 8
CLASSES = ("bright", "dark")


@pytest.fixture
def maker(tmp_path: Path) -> BatchMaker:
    rows = []
    for index in range(10):
        path = tmp_path / f"{index}.png"
        path.write_bytes(encode(np.full((SIZE, SIZE, 3), 20 + 20 * index, np.uint8), "PNG"))
        rows.append(PhotoRow(str(path), CLASSES[index < 5], width=SIZE, height=SIZE))
    return BatchMaker(
        rows, CLASSES, size=SIZE, pipeline=Pipeline(), scaling=Scaling("tf"), batch_size=4, seed=1, shuffle=True
    )


@pytest.fixture
def network(keras: Any) -> Any:
    inputs = keras.Input((SIZE, SIZE, 3))
    outputs = keras.layers.Dense(2, activation="softmax")(keras.layers.GlobalAveragePooling2D()(inputs))
    network = keras.Model(inputs, outputs)
    network.compile(keras.optimizers.Adam(0.3), "categorical_crossentropy", metrics=["accuracy"])
    return network


def test_keras_learns_from_them(maker: BatchMaker, network: Any) -> None:
    from core.training.photo_batches import PhotoBatches

    batches = PhotoBatches(maker)
    history = network.fit(batches, epochs=12, shuffle=False, verbose=0, callbacks=[batches.following()]).history
    assert history["loss"][-1] < history["loss"][0] and history["accuracy"][-1] == 1
    evaluated = network.evaluate(PhotoBatches(maker), verbose=0, return_dict=True)
    assert evaluated["accuracy"] == 1


def test_a_training_that_goes_on_sees_the_same_epochs(maker: BatchMaker, network: Any, keras: Any) -> None:
    from core.training.photo_batches import PhotoBatches

    start = network.get_weights()

    def losses(*parts: tuple[int, int]) -> list[float]:
        network.set_weights(start)
        network.compile(keras.optimizers.SGD(0.1), "categorical_crossentropy")
        batches = PhotoBatches(maker)
        return [
            loss
            for first, end in parts
            for loss in network.fit(
                batches, initial_epoch=first, epochs=end, shuffle=False, verbose=0, callbacks=[batches.following()]
            ).history["loss"]
        ]

    np.testing.assert_allclose(losses((0, 2), (2, 5)), losses((0, 5)), rtol=1e-6)


def test_each_index_gives_the_makers_batch_in_any_order(maker: BatchMaker, keras: Any) -> None:
    from core.training.photo_batches import PhotoBatches

    batches = PhotoBatches(maker)
    assert len(batches) == len(maker) == 3
    for epoch in (0, 1):
        batches.epoch = epoch
        for index in (0, 1, 0, 2, 2, 1):
            inputs, targets = batches[index]
            expected = maker.batch(epoch, index)
            np.testing.assert_array_equal(inputs, expected.inputs)
            np.testing.assert_array_equal(targets, expected.targets)


def test_weights_reach_keras(maker: BatchMaker, keras: Any) -> None:
    from core.training.photo_batches import PhotoBatches

    weighted = BatchMaker(
        [PhotoRow(maker._rows[0].path, "dark")],
        CLASSES,
        size=SIZE,
        pipeline=Pipeline(),
        scaling=Scaling("none"),
        class_weights=np.array([1, 5], np.float32),
    )
    assert PhotoBatches(weighted)[0][2].tolist() == [5]
