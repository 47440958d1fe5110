"""An epoch of ours is an epoch of Keras; what is random in it follows from seed and epoch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.training.array_batches import ArrayBatches

FEATURES, CLASSES = 6, 3


@pytest.fixture
def data() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    labels = np.arange(44) % CLASSES
    return (rng.normal(size=(44, FEATURES)) + labels[:, None]).astype(np.float32), labels


def build(keras: Any, dropout: float = 0.0) -> Any:
    keras.utils.set_random_seed(3)
    inputs = keras.Input((FEATURES,))
    x = keras.layers.Dropout(dropout)(inputs) if dropout else inputs
    x = keras.layers.BatchNormalization(trainable=False)(x)
    x = keras.layers.BatchNormalization()(keras.layers.Dense(5, activation="relu", kernel_regularizer="l2")(x))
    network = keras.Model(inputs, keras.layers.Dense(CLASSES, activation="softmax")(x))
    network.compile(
        keras.optimizers.SGD(0.05, momentum=0.9),
        keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
        jit_compile=False,
    )
    return network


def batches(data: tuple[np.ndarray, np.ndarray], **options: Any) -> ArrayBatches:
    return ArrayBatches(data[0][:, None], data[1], CLASSES, batch_size=10, **options)


def epoch(network: Any, source: ArrayBatches, number: int = 0, seed: int = 0) -> dict[str, float]:
    from core.training.fit import train_epoch

    logs, is_whole = train_epoch(network, source, epoch=number, seed=seed, on_batch=lambda *_: True)
    assert is_whole
    return logs


def test_an_epoch_is_that_of_keras(keras: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    from core.training.fit import validate

    ours, theirs = build(keras), build(keras)
    weights = np.linspace(0.5, 2, CLASSES).astype(np.float32)
    source = batches(data, shuffle=False, class_weights=weights)
    logs = epoch(ours, source)
    one_hot = np.eye(CLASSES, dtype=np.float32)[data[1]]
    history = theirs.fit(
        data[0], one_hot, batch_size=10, shuffle=False, verbose=0, sample_weight=weights[data[1]]
    ).history
    assert logs["loss"] == pytest.approx(history["loss"][0], rel=1e-5)
    assert logs["accuracy"] == pytest.approx(history["accuracy"][0], rel=1e-5)
    for mine, other in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-4, atol=1e-6)
    found, is_whole = validate(ours, batches(data, shuffle=False))
    expected = theirs.evaluate(data[0], one_hot, batch_size=10, verbose=0, return_dict=True)
    assert is_whole and found == pytest.approx(expected, rel=1e-5)


def test_dropout_follows_from_seed_and_epoch(keras: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    def loss(number: int, seed: int, drawn_before: int = 0) -> float:
        network = build(keras, dropout=0.5)
        for _ in range(drawn_before):
            network(data[0], training=True)
        return epoch(network, batches(data, shuffle=False), number, seed)["loss"]

    first = loss(2, 7)
    assert first == loss(2, 7, drawn_before=3)
    assert first != loss(3, 7)


def test_an_epoch_ends_where_the_control_says(keras: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    from core.training.fit import train_epoch

    seen: list[tuple[int, int]] = []
    _, is_whole = train_epoch(
        build(keras), batches(data), epoch=0, seed=0, on_batch=lambda done, count, _: not (
            seen.append((done, count)) or done == 2
        ),
    )  # fmt: skip
    assert not is_whole and seen == [(1, 10), (2, 10)]


def test_a_loss_that_runs_away_is_an_error(keras: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    from core.training.fit import LossNotANumber

    data[0][30] = np.inf
    with pytest.raises(LossNotANumber, match="lower learning rate"):
        epoch(build(keras), batches(data))


def test_what_is_learned_can_be_taken_out_and_put_back(keras: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    from core.training.fit import assign, learnt_variables, values_of

    network = build(keras)
    variables = learnt_variables(network)
    before = values_of(variables)
    frozen = network.layers[1].get_weights()
    assert sum(array.size for array in before) + sum(array.size for array in frozen) == network.count_params()
    epoch(network, batches(data))
    for array, same in zip(network.layers[1].get_weights(), frozen, strict=True):
        np.testing.assert_array_equal(array, same)
    assert any(not np.array_equal(a, b) for a, b in zip(values_of(variables), before, strict=True))
    assign(variables, before)
    for found, expected in zip(values_of(variables), before, strict=True):
        np.testing.assert_array_equal(found, expected)
    with pytest.raises(ValueError, match="another network"):
        assign(variables, before[:-1])
