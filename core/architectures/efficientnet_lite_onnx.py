"""Write an EfficientNet-Lite backbone as an ONNX graph straight from its weights, without a deep-learning framework.

Batch normalisation is folded into the convolutions (in float64), which changes no answer beyond rounding. The graph
takes the bundle's input, `pixels` `[N, size, size, 3]` uint8 RGB, scales it itself, and gives `features`
`[N, height, width, 1280]` float32: the map before global average pooling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from core.architectures.efficientnet_lite import (
    BATCH_NORM_EPSILON,
    HEAD_FILTERS,
    PIXEL_MEAN,
    PIXEL_SCALE,
    Block,
    Variant,
    blocks,
)

OPSET = 17
IR_VERSION = 8


class _GraphWriter:
    """Collects nodes and initialisers; every method returns the name of its output."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self._weights = weights
        self.nodes: list[NodeProto] = []
        self.initialisers: list[TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def convolution(
        self, source: str, convolution: str, norm: str, output: str, *, stride: int = 1, depthwise: bool = False
    ) -> str:
        kernel, bias = folded_convolution(self._weights, convolution, norm)
        group = kernel.shape[0] if depthwise else 1
        names = [source, self.constant(f"{output}/kernel", kernel), self.constant(f"{output}/bias", bias)]
        size = int(kernel.shape[-1])
        return self.node(
            "Conv", names, output, kernel_shape=[size, size], strides=[stride, stride], group=group,
            auto_pad="SAME_UPPER",
        )  # fmt: skip

    def relu6(self, source: str) -> str:
        return self.node("Clip", [source, "zero", "six"], f"{source}/relu6")

    def block(self, source: str, block: Block) -> str:
        weights, name, inner = f"_blocks.{block.index}", f"block{block.index}", source
        if block.expands:
            inner = self.relu6(self.convolution(inner, f"{weights}._expand_conv", f"{weights}._bn0", f"{name}/expand"))
        inner = self.convolution(
            inner, f"{weights}._depthwise_conv", f"{weights}._bn1", f"{name}/depthwise",
            stride=block.stride, depthwise=True,
        )  # fmt: skip
        inner = self.convolution(self.relu6(inner), f"{weights}._project_conv", f"{weights}._bn2", f"{name}/project")
        return self.node("Add", [inner, source], f"{name}/add") if block.has_shortcut else inner


def folded_convolution(
    weights: Mapping[str, NDArray[Any]], convolution: str, norm: str
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A convolution without bias and the batch norm behind it, as one kernel `[out, in, h, w]` and bias `[out]`."""
    kernel = weights[f"{convolution}.weight"].astype(np.float64)
    gamma, beta, mean, variance = (
        weights[f"{norm}.{part}"].astype(np.float64) for part in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gamma / np.sqrt(variance + BATCH_NORM_EPSILON)
    return (kernel * scale[:, None, None, None]).astype(np.float32), (beta - mean * scale).astype(np.float32)


def backbone_graph(variant: Variant, weights: Mapping[str, NDArray[Any]]) -> ModelProto:
    """Build the checked ONNX model of a variant's backbone.

    Args:
        variant: which member of the family.
        weights: tensors by their name in the PyTorch packages (`_conv_stem.weight`, `_blocks.0._bn1.bias`, ...).

    Raises:
        KeyError: a tensor is missing.
        onnx.checker.ValidationError: a tensor has the wrong shape.
    """
    size = variant.input_size
    graph = _GraphWriter(weights)
    for name, value in (("zero", 0.0), ("six", 6.0), ("mean", PIXEL_MEAN), ("scale", PIXEL_SCALE)):
        graph.constant(name, np.array(value, np.float32))
    planes = graph.node("Transpose", ["pixels"], "planes", perm=[0, 3, 1, 2])
    numbers = graph.node("Cast", [planes], "numbers", to=TensorProto.FLOAT)
    centred = graph.node("Sub", [numbers, "mean"], "centred")
    scaled = graph.node("Mul", [centred, "scale"], "scaled")
    inner = graph.relu6(graph.convolution(scaled, "_conv_stem", "_bn0", "stem", stride=2))
    for block in blocks(variant):
        inner = graph.block(inner, block)
    inner = graph.relu6(graph.convolution(inner, "_conv_head", "_bn1", "head"))
    graph.node("Transpose", [inner], "features", perm=[0, 2, 3, 1])

    extent = -(-size // 32)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            variant.name,
            [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["N", size, size, 3])],
            [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", extent, extent, HEAD_FILTERS])],
            graph.initialisers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="breedlens",
    )
    checker.check_model(model, full_check=True)
    return model
