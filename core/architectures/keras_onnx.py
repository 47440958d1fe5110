"""Write a Keras network as an ONNX graph, through tf2onnx. Imports TensorFlow: for child processes only."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from tf2onnx.convert import from_function
from tf2onnx.optimizer.optimizer_base import GraphOptimizerBase

from core.preprocessing.scaling import Scaling

OPSET = 17


def to_onnx(backbone: keras.Model, scaling: Scaling) -> bytes:
    """A network as a bundle's backbone: uint8 photos `pixels` `[N, size, size, 3]` to `features`, scaling inside."""
    signature = [tf.TensorSpec((None, *backbone.input.shape[1:]), tf.uint8, name="pixels")]
    network = exportable(backbone)

    def features(pixels: tf.Tensor) -> dict[str, tf.Tensor]:
        return {"features": network(scaling.apply(tf.cast(pixels, tf.float32)), training=False)}

    with _copies_freed():
        model, _ = from_function(
            tf.function(features, input_signature=signature), input_signature=signature, opset=OPSET
        )
    content: bytes = model.SerializeToString()
    return content


def in_float32(network: keras.Model) -> keras.Model:
    """The network with all of its layers in float32: itself, or a copy of one trained with mixed precision."""
    if all(layer.compute_dtype == "float32" for layer in network.layers if layer.weights):
        return network

    def whole(layer: keras.layers.Layer) -> keras.layers.Layer:
        return layer.__class__.from_config({**layer.get_config(), "dtype": "float32"})

    copy = keras.models.clone_model(network, clone_function=whole)
    copy.set_weights(network.get_weights())
    return copy


def exportable(network: keras.Model) -> keras.Model:
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
