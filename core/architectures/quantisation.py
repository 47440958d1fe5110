"""An 8-bit version of a backbone: the same graph between QuantizeLinear and DequantizeLinear nodes.

Weights become int8 with a scale for each filter, activations uint8 with one scale a tensor (Jacob et al.,
"Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018,
arXiv:1712.05877). ONNX Runtime turns each such group into one integer operator. What a tensor ranges over is known
for ReLU6 (0 to 6) and for the pixels, and was measured on photos for the rest (models/quantisation.toml).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from core.architectures.efficientnet_lite import PIXEL_MEAN, PIXEL_SCALE

Ranges = Mapping[str, tuple[float, float]]

PIXEL_TENSOR = "scaled"
_PIXEL_RANGE = (-PIXEL_MEAN * PIXEL_SCALE, (255 - PIXEL_MEAN) * PIXEL_SCALE)
_RELU6_RANGE = (0.0, 6.0)


def load_ranges(path: Path, model: str) -> Ranges:
    """The measured ranges of a model's linear tensors: name to lowest and highest value.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: the table cannot be read or lacks the model.
    """
    with path.open("rb") as file:
        table = tomllib.load(file)[model]
    return {name: (float(low), float(high)) for name, (low, high) in table.items()}


def linear_tensors(model: ModelProto) -> list[str]:
    """The tensors whose range must be measured: outputs of convolutions and sums without an activation."""
    activated = {node.input[0] for node in model.graph.node if node.op_type == "Clip"}
    return [n.output[0] for n in model.graph.node if n.op_type in {"Conv", "Add"} and n.output[0] not in activated]


class _Quantiser:
    """Rewrites a graph node by node; `_short` maps a tensor to its name after the detour through 8 bits."""

    def __init__(self, model: ModelProto, ranges: Ranges) -> None:
        self._weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
        self._ranges = ranges
        self._short: dict[str, str] = {}
        self._scales: dict[str, np.float32] = {}
        self.nodes: list[NodeProto] = []
        self.initialisers: dict[str, TensorProto] = {}

    def add(self, node: NodeProto) -> None:
        """Append a node with its inputs taken from the 8-bit tensors, its weights and its output made 8-bit."""
        inputs = [self._short.get(name, name) for name in node.input]
        if node.op_type == "Conv":
            inputs[1:] = self._weights_of(node, self._scales[node.input[0]])
        else:
            for name in node.input:
                if name in self._weights:
                    self._keep(name, self._weights[name])
        copy = NodeProto()
        copy.CopyFrom(node)
        copy.input[:] = inputs
        self.nodes.append(copy)
        output = node.output[0]
        if output == PIXEL_TENSOR:
            self._detour(output, _PIXEL_RANGE)
        elif node.op_type == "Clip":
            self._detour(output, _RELU6_RANGE)
        elif output in self._ranges:
            self._detour(output, self._ranges[output])

    def _keep(self, name: str, value: NDArray[np.generic]) -> str:
        self.initialisers[name] = numpy_helper.from_array(value, name)
        return name

    def _node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def _detour(self, name: str, span: tuple[float, float]) -> None:
        low, high = min(span[0], 0.0), max(span[1], 0.0)
        scale = np.float32((high - low) / 255 or 1.0)
        zero = np.uint8(np.clip(round(-low / float(scale)), 0, 255))
        parameters = [
            self._keep(f"{name}/scale", np.array(scale)),
            self._keep(f"{name}/zero", np.array(zero)),
        ]
        short = self._node("QuantizeLinear", [name, *parameters], f"{name}/uint8")
        self._short[name] = self._node("DequantizeLinear", [short, *parameters], f"{name}/short")
        self._scales[name] = scale

    def _weights_of(self, node: NodeProto, input_scale: np.float32) -> list[str]:
        kernel_name, bias_name = node.input[1], node.input[2]
        kernel, bias = self._weights[kernel_name], self._weights[bias_name]
        peaks = np.abs(kernel).max(axis=(1, 2, 3))
        scales = np.where(peaks > 0, peaks / 127, 1.0).astype(np.float32)
        short_kernel = np.rint(kernel / scales[:, None, None, None]).astype(np.int8)
        bias_scales = (scales * input_scale).astype(np.float32)
        bounds = np.iinfo(np.int32)
        short_bias = np.clip(np.rint(bias.astype(np.float64) / bias_scales), bounds.min, bounds.max).astype(np.int32)
        return [
            self._dequantised(kernel_name, short_kernel, scales, np.zeros(len(scales), np.int8)),
            self._dequantised(bias_name, short_bias, bias_scales, np.zeros(len(scales), np.int32)),
        ]

    def _dequantised(
        self, name: str, value: NDArray[np.generic], scales: NDArray[np.float32], zeros: NDArray[np.generic]
    ) -> str:
        inputs = [
            self._keep(f"{name}/short", value),
            self._keep(f"{name}/scale", scales),
            self._keep(f"{name}/zero", zeros),
        ]
        return self._node("DequantizeLinear", inputs, f"{name}/float", axis=0)


def quantised(model: ModelProto, ranges: Ranges) -> ModelProto:
    """The 8-bit version of a backbone written by `efficientnet_lite_onnx`, with the same input and output.

    Raises:
        KeyError: a linear tensor has no range.
    """
    missing = [name for name in linear_tensors(model) if name not in ranges]
    if missing:
        raise KeyError(missing[0])
    quantiser = _Quantiser(model, ranges)
    for node in model.graph.node:
        quantiser.add(node)
    result = helper.make_model(
        helper.make_graph(
            quantiser.nodes,
            f"{model.graph.name}-int8",
            list(model.graph.input),
            list(model.graph.output),
            list(quantiser.initialisers.values()),
        ),
        opset_imports=list(model.opset_import),
        ir_version=model.ir_version,
        producer_name=model.producer_name,
    )
    checker.check_model(result, full_check=True)
    return result
