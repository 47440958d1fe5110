"""Backbone and head in one ONNX file answer as the two apart, for every kind of head."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper

from core.bundles.joined_onnx import joined_onnx
from core.inference.calibration import softmax
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

SIDE = 7
"""odd, so that pooling has an edge to drop"""
_RNG = np.random.default_rng(0)


def backbone(opset: int) -> bytes:
    """Pixels 0..255 to a map of three channels in about -3..3."""
    nodes = [
        helper.make_node("Cast", ["pixels"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["numbers", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "shift"], ["features"]),
    ]
    constants = [
        helper.make_tensor("scale", TensorProto.FLOAT, [1], [6 / 255]),
        helper.make_tensor("shift", TensorProto.FLOAT, [1], [-3.0]),
    ]
    shape = ["N", SIDE, SIDE, 3]
    graph = helper.make_graph(
        nodes,
        "backbone",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, shape)],
        constants,
    )
    content: bytes = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8
    ).SerializeToString()
    return content


def random(*shape: int) -> NDArray[np.float32]:
    return _RNG.normal(0, 0.5, shape).astype(np.float32)


def dense(units: int, activation: str = "linear", outputs: int = 5) -> Dense:
    return Dense(random(units, outputs), random(outputs), activation)


HEADS: dict[str, Sequence[Layer]] = {
    "average": [GlobalAveragePooling(), dense(3)],
    "maximum": [GlobalMaxPooling(), dense(3)],
    "pooled": [MaxPooling(2), Flatten(), dense(27)],
    "normalised map": [BatchNormalization(random(3), random(3)), Flatten(), dense(147)],
    "normalised vector": [GlobalAveragePooling(), LayerNormalization(random(3), random(3), 1e-6), dense(3)],
    **{name: [GlobalAveragePooling(), dense(3, name, 8), dense(8)] for name in ACTIVATIONS},
}


@pytest.mark.parametrize("opset", [17, 18])
@pytest.mark.parametrize("kind", HEADS)
def test_it_answers_as_backbone_and_head(kind: str, opset: int, noise: Any) -> None:
    head, pixels = Head(tuple(HEADS[kind])), noise(SIDE, SIDE, 4)
    content = joined_onnx(backbone(opset), head, {})
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (found,) = session.run(["probabilities"], {"pixels": pixels})
    expected = softmax(head.logits(BackboneSession(backbone(opset)).features(pixels)))
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert np.ptp(found, axis=0).max() > 1e-3  # the photos are told apart


def test_it_says_what_it_is() -> None:
    model = onnx.load_model_from_string(
        joined_onnx(backbone(17), Head(tuple(HEADS["average"])), {"classes": json.dumps(["a", "b"])})
    )
    assert [output.name for output in model.graph.output] == ["probabilities"]
    assert {entry.key: entry.value for entry in model.metadata_props} == {"classes": '["a", "b"]'}
