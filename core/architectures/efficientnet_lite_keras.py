"""EfficientNet-Lite as a flat functional Keras net, for fine-tuning and as the reference of the ONNX graph.

Backend-agnostic. Imports Keras: for the training child and the tests, never for the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from core.architectures.efficientnet_lite import (
    BATCH_NORM_EPSILON,
    HEAD_FILTERS,
    PIXEL_MEAN,
    PIXEL_SCALE,
    STEM_FILTERS,
    Block,
    Variant,
    blocks,
)


def _normalised(x: Any, layer: Any, name: str, norm: str, *, active: bool = True) -> Any:
    x = layer(x)
    x = keras.layers.BatchNormalization(epsilon=BATCH_NORM_EPSILON, momentum=0.99, name=f"{name}-{norm}")(x)
    return keras.layers.ReLU(max_value=6.0, name=f"{name}-{norm}-relu6")(x) if active else x


def _block(x: Any, block: Block) -> Any:
    name, inner = f"_blocks-{block.index}", x
    shared = {"padding": "same", "use_bias": False}
    if block.expands:
        expand = keras.layers.Conv2D(block.expanded, 1, name=f"{name}-_expand_conv", **shared)
        inner = _normalised(inner, expand, name, "_bn0")
    depthwise = keras.layers.DepthwiseConv2D(
        block.kernel, strides=block.stride, name=f"{name}-_depthwise_conv", **shared
    )
    inner = _normalised(inner, depthwise, name, "_bn1")
    project = keras.layers.Conv2D(block.filters_out, 1, name=f"{name}-_project_conv", **shared)
    inner = _normalised(inner, project, name, "_bn2", active=False)
    return keras.layers.Add(name=f"{name}-add")([inner, x]) if block.has_shortcut else inner


def trunk(x: Any, variant: Variant) -> Any:
    """From scaled pixels, `[N, size, size, 3]` around 0, to the last map, which is named `features`."""
    stem = keras.layers.Conv2D(STEM_FILTERS, 3, strides=2, padding="same", use_bias=False, name="_conv_stem")
    x = _normalised(x, stem, "stem", "_bn0")
    for block in blocks(variant):
        x = _block(x, block)
    head = keras.layers.Conv2D(HEAD_FILTERS, 1, padding="same", use_bias=False, name="_conv_head")
    x = _normalised(x, head, "head", "_bn1")
    return keras.layers.Activation("linear", name="features")(x)


def build(variant: Variant, classes: int = 1000) -> keras.Model:
    """The whole net: pixels `[N, size, size, 3]` in 0..255 to `classes` logits; its last map is named `features`."""
    pixels = keras.Input((variant.input_size, variant.input_size, 3), name="pixels")
    x = keras.layers.Rescaling(PIXEL_SCALE, offset=-PIXEL_MEAN * PIXEL_SCALE, name="scaling")(pixels)
    x = keras.layers.GlobalAveragePooling2D(name="pooling")(trunk(x, variant))
    return keras.Model(pixels, keras.layers.Dense(classes, name="_fc")(x), name=variant.name)


def _source(layer: keras.Layer) -> str:
    """What the PyTorch package calls the layer: with dots, which Keras on PyTorch does not take in a name."""
    name: str = layer.name.replace("-", ".")
    return name.removeprefix("stem.").removeprefix("head.")


def _keras_layout(layer: keras.Layer, weights: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
    source = _source(layer)
    if isinstance(layer, keras.layers.BatchNormalization):
        return [weights[f"{source}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")]
    kernel = weights[f"{source}.weight"]
    if isinstance(layer, keras.layers.Dense):
        return [kernel.T, weights[f"{source}.bias"]]
    # PyTorch: [out, in, h, w], depthwise [channels, 1, h, w]; Keras: [h, w, in, out], depthwise [h, w, channels, 1]
    axes = (2, 3, 0, 1) if isinstance(layer, keras.layers.DepthwiseConv2D) else (2, 3, 1, 0)
    return [np.transpose(kernel, axes)]


def load_pretrained(model: keras.Model, weights: Mapping[str, NDArray[Any]]) -> None:
    """Give a net with the layers of `trunk`, and perhaps of `build`, the weights of the PyTorch package, in place."""
    known = {name.rpartition(".")[0] for name in weights}
    for layer in model.layers:
        if layer.weights and _source(layer) in known:
            layer.set_weights(_keras_layout(layer, weights))
