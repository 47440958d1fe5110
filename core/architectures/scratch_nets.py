"""The networks that start from nothing, up to their last map. Backend-agnostic; imports Keras."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import keras

Trunk = Callable[[Any, bool, float], Any]
"""From scaled photos [N, size, size, 3] to the last map; with batch norm or without; L2 penalty of the kernels."""


def _activated(x: Any, layer: Any, activation: str, batch_norm: bool) -> Any:
    """A convolution, batch norm where it is wanted, the activation."""
    x = layer(x)
    if batch_norm:
        x = keras.layers.BatchNormalization()(x)
    return keras.layers.Activation(activation)(x)


def _convolution(filters: int, l2: float = 0.0, padding: str = "same", strides: int = 1) -> Any:
    penalty = keras.regularizers.L2(l2) if l2 else None
    return keras.layers.Conv2D(filters, 3, strides=strides, padding=padding, kernel_regularizer=penalty)


def _vgg_like(blocks: Sequence[Sequence[int]]) -> Trunk:
    def trunk(x: Any, batch_norm: bool, l2: float) -> Any:
        for block in blocks:
            for filters in block:
                x = _activated(x, _convolution(filters, l2), "relu", batch_norm)
            x = keras.layers.MaxPooling2D(2)(x)
        return x

    return trunk


def _separable(x: Any, filters: int, batch_norm: bool) -> Any:
    x = keras.layers.SeparableConv2D(filters, 3, padding="same")(x)
    return keras.layers.BatchNormalization()(x) if batch_norm else x


def _relu_separable(x: Any, filters: int, batch_norm: bool) -> Any:
    return _separable(keras.layers.Activation("relu")(x), filters, batch_norm)


def _half(x: Any) -> Any:
    return keras.layers.MaxPooling2D(3, strides=2, padding="same")(x)


def _shortcut(x: Any) -> Any:
    """One filter: all that the published net lets past a block."""
    return keras.layers.Conv2D(1, 1, strides=2)(x)


def _xception_like(x: Any, batch_norm: bool, l2: float) -> Any:
    x = _activated(x, _convolution(32, l2, strides=2), "relu", batch_norm)
    x = _activated(x, _convolution(64, l2), "relu", batch_norm)
    past = _shortcut(x)
    x = _half(_relu_separable(_separable(x, 128, batch_norm), 128, batch_norm))
    x = keras.layers.Concatenate()([x, past])
    for filters in (256, 768):
        past = _shortcut(past)
        x = _half(_relu_separable(_relu_separable(x, filters, batch_norm), filters, batch_norm))
        x = keras.layers.Concatenate()([x, past])
    for _ in range(4):
        y = x
        for _ in range(3):
            y = _relu_separable(y, 728, batch_norm)
        x = keras.layers.Concatenate()([x, y])
    past = _shortcut(x)
    x = _half(_relu_separable(_relu_separable(x, 728, batch_norm), 1024, batch_norm))
    x = keras.layers.Concatenate()([x, past])
    for filters in (1536, 2048):
        x = keras.layers.Activation("relu")(_separable(x, filters, batch_norm))
    return x


def _three_conv(x: Any, batch_norm: bool, l2: float) -> Any:
    for filters in (32, 64, 128):
        x = _activated(x, _convolution(filters, l2, "valid"), "relu", batch_norm)
        x = keras.layers.MaxPooling2D(2)(x)
    return x


def _one_conv(x: Any, batch_norm: bool, l2: float) -> Any:
    x = _activated(x, _convolution(32, l2, "valid"), "relu", batch_norm)
    return keras.layers.MaxPooling2D(2)(x)


def _two_conv(x: Any, batch_norm: bool, l2: float) -> Any:
    x = _one_conv(x, batch_norm, l2)
    x = _activated(x, _convolution(64, l2, "valid"), "relu", batch_norm)
    return keras.layers.Dropout(0.25)(x)


def _elu_convolution(x: Any, filters: int, l2: float) -> Any:
    x = keras.layers.Activation("elu")(_convolution(filters, l2)(x))
    return keras.layers.BatchNormalization()(x)


def _small_elu(blocks: Sequence[tuple[Sequence[int], float]]) -> Trunk:
    """Convolutions with ELU and batch norm, then pooling and dropout: the batch norm is the published net's own."""

    def trunk(x: Any, _batch_norm: bool, l2: float) -> Any:
        for block, dropout in blocks:
            for filters in block:
                x = _elu_convolution(x, filters, l2)
            x = keras.layers.MaxPooling2D(2)(x)
            x = keras.layers.Dropout(dropout)(x)
        return x

    return trunk


def _grey(x: Any, _batch_norm: bool, _l2: float) -> Any:
    return keras.ops.image.rgb_to_grayscale(x)


_ELU_BLOCKS = (((32, 32), 0.2), ((64, 64), 0.3), ((128, 128), 0.4))

TRUNKS: Mapping[str, Trunk] = {
    "vgg16-like-000": _vgg_like(((64,), (128,), (256,), (512, 512), (512,))),
    "vgg16-like-004": _vgg_like(((64, 64), (128, 128), (256,), (512, 512), (512,))),
    "xception-like-000": _xception_like,
    "xception-like-004": _xception_like,
    "three-conv": _three_conv,
    "three-conv-two-dense": _three_conv,
    "one-conv": _one_conv,
    "two-conv": _two_conv,
    "small-elu": _small_elu(_ELU_BLOCKS),
    "small-elu-64": _small_elu((*_ELU_BLOCKS, ((256,), 0.5))),
    "dense-sigmoid": _grey,
    "dense-sigmoid-dropout": _grey,
}
"""by the name of the architecture"""
