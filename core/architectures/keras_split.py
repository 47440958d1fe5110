"""Cut a Keras network into an ONNX backbone and a NumPy head. Imports Keras: for child processes only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from core.architectures.keras_onnx import in_float32, to_onnx
from core.catalog import CatalogEntry
from core.errors import BreedLensError
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
from core.inference.session import BackboneSession
from core.preprocessing.scaling import Scaling

_CLASSES = 1000
PARITY = 1e-3
"""from which `largest_difference` on two networks are not the same"""
_LARGE_LOGIT = 100.0


def load_network(entry: CatalogEntry, weights: str) -> keras.Model:
    """The network of a catalogue entry, with its 1,000 ImageNet classes and a softmax at the end.

    Args:
        entry: its `variant` names the function of keras.applications.
        weights: `.h5` as Keras publishes it, or `.weights.h5`, with the ImageNet classifier.

    Raises:
        BreedLensError: `weights_do_not_fit`.
    """
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


def split_network(network: keras.Model, scaling: Scaling) -> tuple[bytes, Head]:
    """A network from square photos to probabilities, as a bundle's backbone (ONNX) and head.

    The backbone ends with the last map of the photo that a convolution or a sum made: the pooling behind it is the
    head's, so that heat maps are as fine as the network itself. A network without convolutions has no such map; its
    backbone gives the scaled photo as one vector.

    Args:
        network: its input has a fixed size; behind its last map there is a plain chain of layers.
        scaling: what happens to the pixels before it.

    Raises:
        BreedLensError: `bundle_differs` where backbone and head do not answer as the network does.
        ValueError: a head cannot hold one of the layers behind the last map.
    """
    network = in_float32(network)
    features, behind = cut(network)
    onnx = to_onnx(keras.Model(network.input, features), scaling)
    head = head_of(behind)
    difference = largest_difference(network, scaling, onnx, head)
    if not difference < PARITY:
        raise BreedLensError(
            "bundle_differs",
            "The model made from this file does not answer as Keras does, and was not kept.",
            details=f"largest difference as a share of the largest probability: {difference}",
        )
    return onnx, head


def cut(network: keras.Model) -> tuple[Any, list[keras.layers.Layer]]:
    """Where a network is cut: the tensor of its features, and the layers from there to its output, in order."""
    makers = {id(tensor): made for made in network.operations for tensor in keras.tree.flatten(made.output)}
    features, behind = network.output, []
    while fits_a_head(layer := makers[id(features)]):
        features = layer.input
        behind.append(layer)
    behind.reverse()
    first = next(index for index, layer in enumerate(behind) if isinstance(layer, _TO_VECTOR))
    if not keras.Model(network.input, features).weights:
        return behind[first].output, behind[first + 1 :]
    # of a photo so small that its last map has one place only, a convolution looks like a layer of the head
    inner = [index for index, layer in enumerate(behind[:first]) if not isinstance(layer, _OF_MAPS)]
    behind = behind[inner[-1] + 1 :] if inner else behind
    return behind[0].input, behind


_OF_MAPS = (keras.layers.MaxPooling2D, keras.layers.BatchNormalization, keras.layers.Dropout)
_TO_VECTOR = (keras.layers.GlobalAveragePooling2D, keras.layers.GlobalMaxPooling2D, keras.layers.Flatten)


def fits_a_head(layer: Any) -> bool:
    """Whether it may stand behind the last map."""
    match layer:
        case keras.layers.MaxPooling2D():
            return bool(layer.padding == "valid" and layer.pool_size == layer.strides == 2 * layer.pool_size[:1])
        case keras.layers.Dropout() | keras.layers.BatchNormalization():
            return True
        case keras.layers.GlobalAveragePooling2D() | keras.layers.GlobalMaxPooling2D() | keras.layers.Flatten():
            return True
        case keras.layers.Conv2D():
            return layer.kernel_size == (1, 1) and _is_pooled(layer.input)
        case keras.layers.Dense() | keras.layers.LayerNormalization() | keras.layers.Activation():
            return _is_pooled(layer.input)
    return False


def _is_pooled(tensor: Any) -> bool:
    """One vector a photo, perhaps as a map of one place."""
    return len(tensor.shape) == 2 or tuple(tensor.shape[1:3]) == (1, 1)


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
                # behind a pooling there is nothing left to flatten
                if not any(isinstance(one, GlobalAveragePooling | GlobalMaxPooling | Flatten) for one in converted):
                    converted.append(Flatten())
            case keras.layers.BatchNormalization() if converted and _is_linear(converted[-1]):
                converted.append(_folded(converted.pop(), _batch_norm(layer)))
            case _:
                converted += _converted(layer)
    return Head(tuple(converted))


def _converted(layer: keras.layers.Layer) -> list[Layer]:
    arrays = [np.asarray(array, np.float32) for array in layer.get_weights()]
    match layer:
        case keras.layers.GlobalAveragePooling2D():
            return [GlobalAveragePooling()]
        case keras.layers.GlobalMaxPooling2D():
            return [GlobalMaxPooling()]
        case keras.layers.MaxPooling2D():
            return [MaxPooling(layer.pool_size[0])]
        case keras.layers.LayerNormalization():
            return [LayerNormalization(arrays[0], arrays[1], float(layer.epsilon))]
        case keras.layers.BatchNormalization():
            return [_batch_norm(layer)]
        case keras.layers.Conv2D() if layer.kernel_size == (1, 1):  # of a pooled map: a dense layer
            return [_dense(arrays[0][0, 0], arrays, layer)]
        case keras.layers.Dense():
            return [_dense(arrays[0], arrays, layer)]
    raise ValueError(f"a head cannot hold {type(layer).__name__}")


def _batch_norm(layer: keras.layers.BatchNormalization) -> BatchNormalization:
    mean, variance = (np.asarray(array, np.float32) for array in (layer.moving_mean, layer.moving_variance))
    scale = 1 / np.sqrt(variance + np.float32(layer.epsilon))
    if layer.scale:
        scale = scale * np.asarray(layer.gamma, np.float32)
    shift = -mean * scale
    return BatchNormalization(scale, shift + np.asarray(layer.beta, np.float32) if layer.center else shift)


def _is_linear(layer: Layer) -> bool:
    return isinstance(layer, Dense) and layer.activation == "linear"


def _folded(dense: Layer, norm: BatchNormalization) -> Dense:
    """Both as one dense layer, so that the activation that follows finds one."""
    assert isinstance(dense, Dense)
    return Dense(dense.kernel * norm.scale, dense.bias * norm.scale + norm.shift)


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


def largest_difference(network: keras.Model, scaling: Scaling, backbone: bytes, head: Head) -> float:
    """Of a probability on two pictures, as a share of the largest, between a Keras network and a bundle's parts.

    Rounding errors grow with the logits, which a high learning rate makes thousands: where they exceed 100, the
    difference is divided by as many times as they do.

    Args:
        network: from scaled photos to probabilities.
        scaling: what happens to the pixels before it, and inside the backbone.
        backbone: an ONNX file's content.
        head: what stands behind it.
    """
    size = network.input.shape[1]
    pixels = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), np.uint8)
    pixels[1] = np.linspace(0, 255, size, dtype=np.uint8)[:, None, None]
    scaled = scaling.apply(pixels.astype(np.float32))
    expected = np.asarray(network.predict_on_batch(scaled))
    logits = head.logits(BackboneSession(backbone).features(pixels)).astype(np.float64)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found = powers / powers.sum(axis=1, keepdims=True)
    difference = np.abs(found - expected) / expected.max(axis=1, keepdims=True)
    return float(difference.max() / max(1.0, float(np.abs(logits).max()) / _LARGE_LOGIT))
