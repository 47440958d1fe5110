"""The layers of a network after its last spatial map, run and differentiated in NumPy.

A head is a list of layers. Each answers `forward` for a batch and `backward` for the gradient of one scalar with
respect to its input, which is all that Grad-CAM needs. Layouts are those of Keras: maps are `[N, height, width,
channels]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Layer(Protocol):
    """One differentiable step; it keeps no state between calls."""

    kind: ClassVar[str]

    def forward(self, x: Array) -> Array:
        """[N, ...] to [N, ...]."""

    def backward(self, x: Array, gradient: Array) -> Array:
        """Gradient with respect to `x`, given the input of `forward` and the gradient with respect to its output."""


@dataclass(frozen=True)
class GlobalAveragePooling:
    """[N, h, w, c] to [N, c]: the mean over positions."""

    kind: ClassVar[str] = "global_average_pooling"

    def forward(self, x: Array) -> Array:
        return np.asarray(x.mean(axis=(1, 2), dtype=np.float32), np.float32)

    def backward(self, x: Array, gradient: Array) -> Array:
        positions = x.shape[1] * x.shape[2]
        return np.broadcast_to(gradient[:, None, None, :] / np.float32(positions), x.shape)


@dataclass(frozen=True)
class GlobalMaxPooling:
    """[N, h, w, c] to [N, c]: the maximum over positions; equal maxima share the gradient, as in TensorFlow."""

    kind: ClassVar[str] = "global_max_pooling"

    def forward(self, x: Array) -> Array:
        return np.asarray(x.max(axis=(1, 2)), np.float32)

    def backward(self, x: Array, gradient: Array) -> Array:
        winners = (x == x.max(axis=(1, 2), keepdims=True)).astype(np.float32)
        shares = winners / winners.sum(axis=(1, 2), keepdims=True)
        return np.asarray(shares * gradient[:, None, None, :], np.float32)


@dataclass(frozen=True)
class MaxPooling:
    """[N, h, w, c] to [N, h // size, w // size, c]: the maximum of each window; stride equals size, "valid" edges."""

    size: int = 2
    kind: ClassVar[str] = "max_pooling"

    def _windows(self, x: Array) -> Array:
        n, height, width, channels = x.shape
        rows, columns = height // self.size, width // self.size
        cut = x[:, : rows * self.size, : columns * self.size]
        windows = cut.reshape(n, rows, self.size, columns, self.size, channels).transpose(0, 1, 3, 5, 2, 4)
        return windows.reshape(n, rows, columns, channels, self.size * self.size)

    def forward(self, x: Array) -> Array:
        return np.asarray(self._windows(x).max(axis=-1), np.float32)

    def backward(self, x: Array, gradient: Array) -> Array:
        windows = self._windows(x)
        n, rows, columns, channels, _ = windows.shape
        routed = np.zeros_like(windows)
        first = windows.argmax(axis=-1)
        np.put_along_axis(routed, first[..., None], gradient[..., None], axis=-1)
        result = np.zeros_like(x)
        blocks = routed.reshape(n, rows, columns, channels, self.size, self.size).transpose(0, 1, 4, 2, 5, 3)
        result[:, : rows * self.size, : columns * self.size] = blocks.reshape(
            n, rows * self.size, columns * self.size, channels
        )
        return result


@dataclass(frozen=True)
class Flatten:
    """[N, ...] to [N, product], in row-major order."""

    kind: ClassVar[str] = "flatten"

    def forward(self, x: Array) -> Array:
        return x.reshape(len(x), -1)

    def backward(self, x: Array, gradient: Array) -> Array:
        return gradient.reshape(x.shape)


@dataclass(frozen=True)
class BatchNormalization:
    """Inference mode: x * scale + shift over the last axis (moving mean and variance already folded in)."""

    scale: Array = field(repr=False)
    shift: Array = field(repr=False)
    kind: ClassVar[str] = "batch_normalization"

    def forward(self, x: Array) -> Array:
        return x * self.scale + self.shift

    def backward(self, x: Array, gradient: Array) -> Array:  # noqa: ARG002
        return gradient * self.scale


@dataclass(frozen=True)
class LayerNormalization:
    """[N, c] to [N, c]: each row to mean 0 and variance 1, then * scale + shift."""

    scale: Array = field(repr=False)
    shift: Array = field(repr=False)
    epsilon: float
    kind: ClassVar[str] = "layer_normalization"

    def _normal(self, x: Array) -> tuple[Array, Array]:
        centred = x - x.mean(axis=-1, keepdims=True)
        inverse = 1 / np.sqrt(np.square(centred).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        return np.asarray(centred * inverse, np.float32), np.asarray(inverse, np.float32)

    def forward(self, x: Array) -> Array:
        return self._normal(x)[0] * self.scale + self.shift

    def backward(self, x: Array, gradient: Array) -> Array:
        normal, inverse = self._normal(x)
        scaled = gradient * self.scale
        along = normal * np.mean(scaled * normal, axis=-1, keepdims=True)
        return np.asarray((scaled - scaled.mean(axis=-1, keepdims=True) - along) * inverse, np.float32)


@dataclass(frozen=True)
class Dense:
    """[N, in] to [N, out]: activation(x @ kernel + bias); `activation` is a name of `ACTIVATIONS`."""

    kernel: Array = field(repr=False)
    bias: Array = field(repr=False)
    activation: str = "linear"
    kind: ClassVar[str] = "dense"

    def forward(self, x: Array) -> Array:
        return _activate(self.activation, x @ self.kernel + self.bias)

    def backward(self, x: Array, gradient: Array) -> Array:
        if self.activation != "linear":
            gradient = gradient * _slope(self.activation, x @ self.kernel + self.bias)
        # of a thousand outputs usually one is asked for: only its column takes part
        asked = np.flatnonzero(gradient.any(axis=0))
        return np.asarray(gradient[:, asked] @ self.kernel[:, asked].T, np.float32)


ACTIVATIONS = ("linear", "relu", "relu6", "elu", "hard_silu", "sigmoid", "tanh")


def _sigmoid(x: Array) -> Array:
    return np.asarray(np.float32(0.5) * (np.float32(1.0) + np.tanh(np.float32(0.5) * x)), np.float32)


def _activate(name: str, x: Array) -> Array:
    match name:
        case "linear":
            return x
        case "relu":
            return np.maximum(x, np.float32(0))
        case "relu6":
            return np.clip(x, np.float32(0), np.float32(6))
        case "elu":
            return np.asarray(np.where(x > 0, x, np.expm1(np.minimum(x, np.float32(0)))), np.float32)
        case "hard_silu":
            return np.asarray(x * np.clip(x / 6 + 0.5, 0, 1), np.float32)
        case "sigmoid":
            return _sigmoid(x)
        case "tanh":
            return np.tanh(x)
    raise ValueError(f"unknown activation: {name}")


def _slope(name: str, x: Array) -> Array:
    match name:
        case "relu":
            return (x > 0).astype(np.float32)
        case "relu6":
            return ((x > 0) & (x < 6)).astype(np.float32)
        case "elu":
            return np.asarray(np.where(x > 0, np.float32(1), np.exp(np.minimum(x, np.float32(0)))), np.float32)
        case "hard_silu":
            inner = x / np.float32(3) + np.float32(0.5)
            return np.asarray(np.where(x >= 3, np.float32(1), np.where(x <= -3, np.float32(0), inner)), np.float32)
        case "sigmoid":
            y = _sigmoid(x)
            return y * (np.float32(1) - y)
        case "tanh":
            return np.float32(1) - np.tanh(x) ** 2
    raise ValueError(f"unknown activation: {name}")


@dataclass(frozen=True)
class Head:
    """From `features` to one logit an output; the probabilities are made of the logits by whoever calibrates them.

    The last layer is `Dense`: its outputs are the network's.
    """

    layers: Sequence[Layer]

    def __post_init__(self) -> None:
        if not self.layers or not isinstance(self.layers[-1], Dense):
            raise ValueError("a head ends in a dense layer")

    @property
    def output_count(self) -> int:
        """Number of logits."""
        last = self.layers[-1]
        assert isinstance(last, Dense)
        return int(last.kernel.shape[1])

    def logits(self, features: Array) -> Array:
        """[N, ...] features to [N, outputs] logits."""
        for layer in self.layers:
            features = layer.forward(features)
        return features

    def gradient(self, features: Array, output_weights: Mapping[int, float]) -> Array:
        """Gradient of a weighted sum of logits with respect to `features` of one photo.

        Args:
            features: [...] of one photo, without the batch axis.
            output_weights: weight of each output's logit in the sum; `{17: 1.0}` is the logit of output 17.

        Returns:
            [...] in the shape of `features`.
        """
        inputs = [features[None]]
        for layer in self.layers[:-1]:
            inputs.append(layer.forward(inputs[-1]))
        gradient = np.zeros((1, self.output_count), np.float32)
        for output, weight in output_weights.items():
            gradient[0, output] = weight
        for layer, x in zip(reversed(self.layers), reversed(inputs), strict=True):
            gradient = layer.backward(x, gradient)
        return np.asarray(gradient[0], np.float32)
