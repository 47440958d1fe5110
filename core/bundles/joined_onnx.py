"""A bundle's backbone and head as one ONNX graph: from square photos to probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from core.inference.head import (
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

OUTPUT = "probabilities"
_AXES_AS_INPUT = 18
"""opset from which on reductions take their axes as an input"""


def joined_onnx(backbone: bytes, head: Head, about: Mapping[str, str]) -> bytes:
    """One checked model: `pixels` uint8 `[N, size, size, 3]` to `probabilities` float32 `[N, outputs]`.

    Args:
        backbone: with the single output `features`.
        head: ends in a linear dense layer; a softmax is put behind it.
        about: what other programs may want to know, kept as the model's metadata.
    """
    model = onnx.load_model_from_string(backbone)
    graph = model.graph
    writer = _Writer({entry.domain: entry.version for entry in model.opset_import}[""])
    x = graph.output[0].name
    for layer in head.layers:
        x = writer.layer(layer, x)
    writer.node("Softmax", [x], output=OUTPUT, axis=-1)
    graph.node.extend(writer.nodes)
    graph.initializer.extend(writer.initialisers)
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(OUTPUT, onnx.TensorProto.FLOAT, ["N", head.output_count]))
    helper.set_model_props(model, dict(about))
    onnx.checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


class _Writer:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self, opset: int) -> None:
        self._opset = opset
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: list[onnx.TensorProto] = []

    def node(self, operator: str, inputs: Sequence[str], output: str = "", **attributes: Any) -> str:
        name = output or f"head/{len(self.nodes)}/{operator}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: NDArray[Any]) -> str:
        name = f"head/constant/{len(self.initialisers)}"
        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def layer(self, layer: Layer, x: str) -> str:
        match layer:
            case GlobalAveragePooling():
                return self._over_places("ReduceMean", x)
            case GlobalMaxPooling():
                return self._over_places("ReduceMax", x)
            case MaxPooling(size):
                planes = self.node("Transpose", [x], perm=[0, 3, 1, 2])
                pooled = self.node("MaxPool", [planes], kernel_shape=[size, size], strides=[size, size])
                return self.node("Transpose", [pooled], perm=[0, 2, 3, 1])
            case Flatten():
                return self.node("Flatten", [x], axis=1)
            case BatchNormalization(scale, shift):
                scaled = self.node("Mul", [x, self.constant(scale)])
                return self.node("Add", [scaled, self.constant(shift)])
            case LayerNormalization(scale, shift, epsilon):
                inputs = [x, self.constant(scale), self.constant(shift)]
                return self.node("LayerNormalization", inputs, axis=-1, epsilon=epsilon)
            case Dense(kernel, bias, activation):
                product = self.node("MatMul", [x, self.constant(kernel)])
                return self._activated(self.node("Add", [product, self.constant(bias)]), activation)
        raise ValueError(f"no operator for {layer.kind}")

    def _over_places(self, operator: str, x: str) -> str:
        if self._opset < _AXES_AS_INPUT:
            return self.node(operator, [x], axes=[1, 2], keepdims=0)
        return self.node(operator, [x, self.constant(np.array([1, 2], np.int64))], keepdims=0)

    def _activated(self, x: str, activation: str) -> str:
        match activation:
            case "linear":
                return x
            case "relu" | "elu" | "sigmoid" | "tanh":
                return self.node(activation.capitalize(), [x])
            case "relu6":
                return self.node(
                    "Clip", [x, self.constant(np.array(0, np.float32)), self.constant(np.array(6, np.float32))]
                )
            case "hard_silu":
                return self.node("HardSwish", [x])
        raise ValueError(f"no operator for {activation}")
