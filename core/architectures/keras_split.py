"""Cut a keras.applications network into an ONNX backbone and a NumPy head. Imports Keras: for child processes only."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tf2onnx
from numpy.typing import NDArray
from tf2onnx.optimizer.optimizer_base import GraphOptimizerBase

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


def split_network(network: keras.Model, scaling: str) -> tuple[bytes, Head]:
    """A network from square photos to probabilities, as a bundle's backbone (ONNX) and head.

    Args:
        network: its input has a fixed size; behind its last map there is a plain chain of layers.
        scaling: what happens to pixels before it: see `preprocessing`.

    Raises:
        BreedLensError: `bundle_differs` where backbone and head do not answer as the network does.
        ValueError: a head cannot hold one of the layers behind the last map.
    """
    behind = _last_map(network) + 1
    # not the output of the last map's layer: a sum may lie between, which is an operation and no layer
    backbone = keras.Model(network.input, network.layers[behind].input)
    onnx = _to_onnx(backbone, scaling)
    head = head_of(network.layers[behind:])
    _check_parity(network, scaling, onnx, head)
    return onnx, head


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


def _to_onnx(backbone: keras.Model, scaling: str) -> bytes:
    signature = [tf.TensorSpec((None, *backbone.input.shape[1:]), tf.uint8, name="pixels")]
    scale, network = preprocessing(scaling), _exportable(backbone)

    def features(pixels: tf.Tensor) -> dict[str, tf.Tensor]:
        return {"features": network(scale(tf.cast(pixels, tf.float32)), training=False)}

    with _copies_freed():
        model, _ = tf2onnx.convert.from_function(
            tf.function(features, input_signature=signature), input_signature=signature, opset=OPSET
        )
    content: bytes = model.SerializeToString()
    return content


def _exportable(network: keras.Model) -> keras.Model:
    """The same network with layers that ONNX has, in place of three that reach tf2onnx in a form it cannot take."""
    copy = keras.models.clone_model(network, clone_function=_substitute)
    for layer, own in zip(network.layers, copy.layers, strict=True):
        if isinstance(own, keras.layers.DepthwiseConv2D) and not isinstance(layer, keras.layers.DepthwiseConv2D):
            kernel, *bias = layer.get_weights()  # [h, w, 1, channels]
            own.set_weights([np.swapaxes(kernel, 2, 3), *bias])
        elif layer.weights and own.weights:
            own.set_weights(layer.get_weights())
    return copy


def _substitute(layer: keras.layers.Layer) -> keras.layers.Layer:
    match layer:
        case keras.layers.Normalization():  # its constants would become inputs of the graph
            deviation = np.sqrt(np.asarray(layer.input_variance, np.float32))
            offset = -np.asarray(layer.input_mean, np.float32) / deviation
            return keras.layers.Rescaling((1 / deviation).tolist(), offset.tolist(), name=layer.name)
        case keras.layers.Conv2D() if layer.groups == layer.filters > 1:  # a compiled function of its own
            return keras.layers.DepthwiseConv2D(
                layer.kernel_size, layer.strides, layer.padding, use_bias=layer.use_bias, name=layer.name
            )
        case keras.layers.Activation() if layer.activation is keras.activations.gelu:  # erfc, which ONNX lacks
            return keras.layers.Activation(_gelu, name=layer.name)
    return layer.__class__.from_config(layer.get_config())


def _gelu(x: Any) -> Any:
    return 0.5 * x * (1.0 + keras.ops.erf(x / np.sqrt(2.0).astype(np.float32)))


@contextlib.contextmanager
def _copies_freed() -> Iterator[None]:
    """Collect after each of tf2onnx's two dozen optimisers: each copies the graph with its weights, in cycles.

    Without it the conversion of ResNet50 takes 6.9 GB of memory, with it 2.8 GB. What was there before is frozen: to
    look through all of TensorFlow's own objects each time would take longer than the conversion.
    """
    optimise = GraphOptimizerBase.optimize

    def and_collect(self: GraphOptimizerBase, *arguments: Any, **options: Any) -> Any:
        graph = optimise(self, *arguments, **options)
        gc.collect()
        return graph

    GraphOptimizerBase.optimize = and_collect
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        GraphOptimizerBase.optimize = optimise


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


def _check_parity(network: keras.Model, scaling: str, onnx: bytes, head: Head) -> None:
    size = network.input.shape[1]
    pixels = np.random.default_rng(0).integers(0, 256, (2, size, size, 3), np.uint8)
    pixels[1] = np.linspace(0, 255, size, dtype=np.uint8)[:, None, None]
    scaled = preprocessing(scaling)(pixels.astype(np.float32))
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
