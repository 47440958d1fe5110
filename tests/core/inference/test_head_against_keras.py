"""Every head that NumPy runs and differentiates is held to Keras and to TensorFlow's own gradient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.architectures.efficientnet_lite import VARIANTS
from core.bundles.head_file import head_from_bytes, head_to_bytes
from core.inference.grad_cam import class_activation_map, normalised
from core.inference.head import (
    ACTIVATIONS,
    BatchNormalization,
    Dense,
    Flatten,
    GlobalAveragePooling,
    GlobalMaxPooling,
    Head,
    Layer,
    LayerNormalization,
    MaxPooling,
)

MAP = (7, 6, 8)
"""an odd side, so that pooling has an edge to drop"""
CLASSES = 5

KINDS: Mapping[str, Callable[[Any], list[Any]]] = {
    "average": lambda layers: [layers.GlobalAveragePooling2D()],
    "average and hidden": lambda layers: [layers.GlobalAveragePooling2D(), layers.Dense(12, "relu")],
    "maximum": lambda layers: [layers.GlobalMaxPooling2D()],
    "normalised average": lambda layers: [layers.BatchNormalization(), layers.GlobalAveragePooling2D()],
    "average of each photo normalised": lambda layers: [layers.GlobalAveragePooling2D(), layers.LayerNormalization()],
    "pooled": lambda layers: [layers.MaxPooling2D(2), layers.Flatten()],
    "pooled by 3": lambda layers: [layers.MaxPooling2D(3), layers.Flatten()],
    **{
        f"hidden {name}": lambda layers, name=name: [
            layers.Flatten(), layers.Dense(12, name), layers.BatchNormalization(),
        ]
        for name in ACTIVATIONS
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def network(keras: Any) -> Callable[[str], Any]:
    """A Keras head of the kind with random weights, moving statistics included."""

    def build(kind: str) -> Any:
        rng = np.random.default_rng(0)
        model = keras.Sequential([keras.Input(MAP), *KINDS[kind](keras.layers), keras.layers.Dense(CLASSES)])
        for layer in model.layers:
            layer.set_weights([_random(weight, rng) for weight in layer.weights])
        return model

    return build


def _random(weight: Any, rng: np.random.Generator) -> NDArray[np.float64]:
    positive = weight.name in ("gamma", "moving_variance")
    return rng.uniform(0.5, 2.0, weight.shape) if positive else rng.normal(0, 0.5, weight.shape)


def translated(model: Any) -> Head:
    """The same head in NumPy."""
    layers: list[Layer] = []
    for layer in model.layers:
        values = [np.asarray(weight) for weight in layer.weights]
        match type(layer).__name__:
            case "GlobalAveragePooling2D":
                layers.append(GlobalAveragePooling())
            case "GlobalMaxPooling2D":
                layers.append(GlobalMaxPooling())
            case "MaxPooling2D":
                layers.append(MaxPooling(layer.pool_size[0]))
            case "Flatten":
                layers.append(Flatten())
            case "BatchNormalization":
                gamma, beta, mean, variance = values
                scale = gamma / np.sqrt(variance + layer.epsilon)
                layers.append(BatchNormalization(scale, beta - mean * scale))
            case "LayerNormalization":
                layers.append(LayerNormalization(*values, layer.epsilon))
            case "Dense":
                layers.append(Dense(values[0], values[1], layer.activation.__name__))
    return Head(tuple(layers))


def features(seed: int = 0, count: int = 1) -> NDArray[np.float32]:
    """Maps as ReLU6 leaves them, with many zeros and ties at the top."""
    values = np.random.default_rng(seed).normal(1, 3, (count, *MAP))
    return np.clip(values, 0, 6).astype(np.float32)


def keras_gradient(of: Any, maps: NDArray[np.float32], output: int) -> NDArray[np.float32]:
    tensorflow = pytest.importorskip("tensorflow")
    x = tensorflow.convert_to_tensor(maps)
    with tensorflow.GradientTape() as tape:
        tape.watch(x)
        logit = of(x)[0, output]
    return np.asarray(tape.gradient(logit, x))[0]


def keras_map(gradient: NDArray[np.float32], maps: NDArray[np.float32]) -> NDArray[np.float32]:
    heat = np.maximum((maps[0] * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    return heat / heat.max() if heat.max() > 0 else heat


@pytest.mark.parametrize("kind", KINDS)
def test_logits_are_those_of_keras(kind: str, network: Any) -> None:
    model, maps = network(kind), features(count=3)
    expected = np.asarray(model(maps, training=False))
    np.testing.assert_allclose(translated(model).logits(maps), expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_and_heat_maps_are_those_of_keras(kind: str, network: Any) -> None:
    model = network(kind)
    head, has_heat = translated(model), False
    for seed in range(3):
        maps = features(seed)
        for output in range(CLASSES):
            expected = keras_gradient(lambda x: model(x, training=False), maps, output)
            ours = head.gradient(maps[0], {output: 1.0})
            np.testing.assert_allclose(ours, expected, atol=1e-4 * max(1.0, np.abs(expected).max()))
            heat = normalised(class_activation_map(head, maps[0], output))
            np.testing.assert_allclose(heat, keras_map(expected, maps), atol=1e-3)
            has_heat |= heat.max() == 1
    assert has_heat


@pytest.mark.parametrize("kind", KINDS)
def test_a_head_survives_its_file(kind: str, network: Any) -> None:
    head, maps = translated(network(kind)), features(count=2)
    content = head_to_bytes(head)
    read = head_from_bytes(content)
    np.testing.assert_array_equal(read.logits(maps), head.logits(maps))
    assert head_to_bytes(read) == content


def test_a_weighted_sum_of_outputs_has_the_sum_of_their_gradients(network: Any) -> None:
    head, maps = translated(network("average and hidden")), features()
    both = head.gradient(maps[0], {0: 2.0, 3: -1.0})
    apart = 2 * head.gradient(maps[0], {0: 1.0}) - head.gradient(maps[0], {3: 1.0})
    np.testing.assert_allclose(both, apart, atol=1e-5)


@pytest.mark.parametrize("name", ["efficientnet-lite0", "efficientnet-lite2"])
def test_the_default_models_look_where_keras_looks(
    name: str, keras: Any, pretrained: Any, load_model: Any, noise: Any
) -> None:
    from core.architectures.efficientnet_lite_keras import build, load_pretrained

    model = build(VARIANTS[name])
    load_pretrained(model, pretrained(name))
    size = VARIANTS[name].input_size
    blob = np.exp(-((np.mgrid[0:size, 0:size] - size * 0.6) ** 2).sum(axis=0) / (size / 5) ** 2)[..., None]
    pixels = (blob * [200, 150, 90] + (1 - blob) * 0.3 * noise(size, size)[0]).astype(np.uint8)[None]
    to_map = keras.Model(model.input, model.get_layer("features").output)
    maps = np.asarray(to_map(pixels.astype(np.float32), training=False))

    card = load_model(name)._card
    photo = load_model(name)._networks[0]
    ours = photo._session.features(pixels)[0]
    outputs = [entry.output for entry in card.classes][::20]
    for output in outputs:
        gradient = keras_gradient(
            lambda x: model.get_layer("_fc")(model.get_layer("pooling")(x)), maps, output
        )  # fmt: skip
        heat = normalised(class_activation_map(photo.head, ours, output))
        np.testing.assert_allclose(heat, keras_map(gradient, maps), atol=1e-3)


def test_every_activation_has_the_slope_of_its_values() -> None:
    x = np.linspace(-8, 8, 401, dtype=np.float32)[:, None] + np.float32(0.013)
    step = np.float32(1e-2)
    one = np.ones((1, 1), np.float32)
    for name in ACTIVATIONS:
        dense = Dense(one, np.zeros(1, np.float32), name)
        slope = dense.backward(x, np.ones_like(x))
        risen = (dense.forward(x + step) - dense.forward(x - step)) / (2 * step)
        assert np.mean(np.abs(slope - risen) > 2e-3) < 0.02, name  # but at the corners of relu and the like
