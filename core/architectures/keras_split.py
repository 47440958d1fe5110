"""Cut a keras.applications network into an ONNX backbone and a NumPy head. Imports Keras: for child processes only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tf2onnx
from numpy.typing import NDArray

from core.catalog import CatalogEntry
from core.errors import BreedLensError
from core.inference.head import (
    ACTIVATIONS,
    BatchNormalization,
    Dense,
    Flatten,
    GlobalAveragePooling,
    Head,
    Layer,
    LayerNormalization,
)
from core.inference.session import BackboneSession

OPSET = 17
_CLASSES = 1000
_IMAGENET_MEAN_BGR = (103.939, 116.779, 123.68)
_PARITY = 1e-3
"""largest difference of a probability between Keras and the bundle, as a share of the first breed's"""


def split_network(entry: CatalogEntry, weights: str) -> tuple[bytes, Head]:
    """The network of a catalogue entry with these weights, as a bundle's backbone (ONNX) and head.

    Args:
        entry: its `variant` names the function of keras.applications, its `preprocessing` how pixels are scaled.
        weights: `.h5` or `.weights.h5`, with the ImageNet classifier.

    Raises:
        BreedLensError: `weights_do_not_fit`, or `bundle_differs` where the answers are not those of Keras.
    """
    network = _loaded(entry, weights)
    last_map = _last_map(network)
    backbone = keras.Model(network.input, network.layers[last_map].output)
    onnx = _to_onnx(backbone, entry)
    head = head_of(network.layers[last_map + 1 :])
    _check_parity(network, entry, onnx, head)
    return onnx, head


def _loaded(entry: CatalogEntry, weights: str) -> keras.Model:
    size = entry.input_size
    network = getattr(keras.applications, entry.variant)(
        weights=None, input_shape=(size, size, 3), classes=_CLASSES, classifier_activation="softmax"
    )
    try:
        network.load_weights(weights)
    except Exception as error:  # Keras and h5py raise nearly everything for a file that does not fit
        raise BreedLensError(
            "weights_do_not_fit",
            "This file does not hold the weights of {title} with its ImageNet classifier.",
            title=entry.title,
            details=f"{type(error).__name__}: {error}",
        ) from error
    return network


def _last_map(network: keras.Model) -> int:
    """Index of the last layer that still answers with a map of the photo."""
    shapes = [layer.output.shape for layer in network.layers]
    return max(index for index, shape in enumerate(shapes) if len(shape) == 4 and shape[1] > 1)


def preprocessing(name: str) -> Callable[[Any], Any]:
    """What happens to pixels (float32 RGB in 0..255) before the network, by the name in the catalogue."""
    match name:
        case "tf":
            return lambda pixels: pixels / 127.5 - 1.0
        case "caffe":
            return lambda pixels: pixels[..., ::-1] - np.asarray(_IMAGENET_MEAN_BGR, np.float32)
        case "built_in":
            return lambda pixels: pixels
    raise ValueError(f"unknown preprocessing: {name}")


def _to_onnx(backbone: keras.Model, entry: CatalogEntry) -> bytes:
    signature = [tf.TensorSpec((None, entry.input_size, entry.input_size, 3), tf.uint8, name="pixels")]
    scale = preprocessing(entry.preprocessing)

    def features(pixels: tf.Tensor) -> dict[str, tf.Tensor]:
        return {"features": backbone(scale(tf.cast(pixels, tf.float32)), training=False)}

    model, _ = tf2onnx.convert.from_function(
        tf.function(features, input_signature=signature), input_signature=signature, opset=OPSET
    )
    content: bytes = model.SerializeToString()
    return content


def head_of(layers: Sequence[keras.layers.Layer]) -> Head:
    """The layers after the last map as a NumPy head; ends before the softmax.

    Raises:
        ValueError: a layer that heads do not know.
    """
    converted: list[Layer] = []
    for layer in layers:
        match layer:
            case keras.layers.Dropout():
                continue
            case keras.layers.Activation():
                _attach(converted, layer.activation.__name__)
            case keras.layers.Flatten():
                if not converted:  # behind a pooling there is nothing left to flatten
                    converted.append(Flatten())
            case _:
                converted += _converted(layer)
    return Head(tuple(converted))


def _converted(layer: keras.layers.Layer) -> list[Layer]:
    arrays = [np.asarray(array, np.float32) for array in layer.get_weights()]
    match layer:
        case keras.layers.GlobalAveragePooling2D():
            return [GlobalAveragePooling()]
        case keras.layers.LayerNormalization():
            return [LayerNormalization(arrays[0], arrays[1], float(layer.epsilon))]
        case keras.layers.BatchNormalization():
            gamma, beta, mean, variance = arrays
            scale = gamma / np.sqrt(variance + np.float32(layer.epsilon))
            return [BatchNormalization(scale, beta - mean * scale)]
        case keras.layers.Conv2D() if layer.kernel_size == (1, 1):  # of a pooled map: a dense layer
            return [_dense(arrays[0][0, 0], arrays, layer)]
        case keras.layers.Dense():
            return [_dense(arrays[0], arrays, layer)]
    raise ValueError(f"a head cannot hold {type(layer).__name__}")


def _dense(kernel: NDArray[np.float32], arrays: Sequence[NDArray[np.float32]], layer: keras.layers.Layer) -> Dense:
    bias = arrays[1] if len(arrays) > 1 else np.zeros(kernel.shape[1], np.float32)
    return Dense(kernel, bias, _activation(layer.activation.__name__))


def _attach(converted: list[Layer], activation: str) -> None:
    """An activation layer becomes the activation of the dense layer before it."""
    before = converted.pop()
    if not isinstance(before, Dense) or before.activation != "linear":
        raise ValueError(f"{activation} does not follow a dense layer")
    converted.append(Dense(before.kernel, before.bias, _activation(activation)))


def _activation(name: str) -> str:
    """The name in a head; the softmax at the end is none of the head's."""
    known = {"softmax": "linear", "hard_swish": "hard_silu"}.get(name, name)
    if known not in ACTIVATIONS:
        raise ValueError(f"a head does not know the activation {name}")
    return known


def _check_parity(network: keras.Model, entry: CatalogEntry, onnx: bytes, head: Head) -> None:
    size = entry.input_size
    pixels = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), np.uint8)
    pixels[1] = np.linspace(0, 255, size, dtype=np.uint8)[:, None, None]
    scaled = preprocessing(entry.preprocessing)(pixels.astype(np.float32))
    expected = np.asarray(network.predict_on_batch(scaled))
    logits = head.logits(BackboneSession(onnx).features(pixels)).astype(np.float64)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found = powers / powers.sum(axis=1, keepdims=True)
    difference = float((np.abs(found - expected) / expected.max(axis=1, keepdims=True)).max())
    if not difference < _PARITY:
        raise BreedLensError(
            "bundle_differs",
            "The model made from this file does not answer as Keras does, and was not kept.",
            details=f"largest difference as a share of the largest probability: {difference}",
        )
