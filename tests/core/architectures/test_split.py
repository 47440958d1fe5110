"""Every kind of network, cut into an ONNX backbone and a NumPy head, answers and looks as Keras does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from side_by_side import say_of_cases

from core.bundles.head_file import head_from_bytes
from core.inference.calibration import softmax
from core.inference.grad_cam import class_activation_map, normalised
from core.inference.head import Head
from core.inference.session import BackboneSession

CASES: list[tuple[dict[str, Any], str]] = [
    ({"name": "small-elu"}, "batch_normalization max_pooling flatten dense"),
    ({"name": "two-conv"}, "flatten dense"),
    ({"name": "dense-sigmoid"}, "dense dense dense dense dense"),
    (
        {
            "name": "vgg16-like-000",
            "input_size": 64,
            "batch_norm": True,
            "head": {"hidden": [16], "hidden_activation": "elu"},
        },
        "max_pooling flatten dense dense",
    ),
    (
        {
            "name": "xception-like-000",
            "input_size": 75,
            "batch_norm": True,
            "head": {"hidden": [16, 8], "hidden_activation": "elu"},
        },
        "global_average_pooling dense dense dense",
    ),
    ({"name": "three-conv", "input_size": 61}, "max_pooling flatten dense dense dense dense"),
    ({"name": "dense-sigmoid-dropout", "batch_norm": True}, "dense dense dense dense dense"),
    ({"name": "vgg16-two-dense", "input_size": 32}, "max_pooling flatten dense dense"),  # pooled to one place
    (
        {"name": "efficientnet-lite0", "input_size": 64, "head": {"dropout": 0.3, "hidden": [8], "batch_norm": True}},
        "global_average_pooling dense dense",
    ),
    ({"name": "mobilenetv3-small", "input_size": 32}, "global_average_pooling dense"),  # a map of one place
]
"""arguments of `build_network`, and the kinds of layers that the head must consist of"""
NUMBERS = range(len(CASES))
NAMES = [case["name"] for case, _ in CASES]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder for each case, made by Keras in processes of their own."""
    folder = tmp_path_factory.mktemp("split")
    cases = [{**case, "classes": 4, "folder": str(folder / str(number))} for number, (case, _) in enumerate(CASES)]
    say_of_cases("split_reference.py", cases)
    return folder


def read(folder: Path) -> tuple[BackboneSession, Head, dict[str, NDArray[Any]]]:
    with np.load(folder / "expected.npz") as file:
        expected = dict(file)
    session = BackboneSession((folder / "backbone.onnx").read_bytes())
    return session, head_from_bytes((folder / "head.npz").read_bytes()), expected


@pytest.mark.parametrize("number", NUMBERS, ids=NAMES)
def test_backbone_and_head_answer_as_the_network(number: int, parts: Path) -> None:
    session, head, expected = read(parts / str(number))
    assert " ".join(layer.kind for layer in head.layers) == CASES[number][1]
    found = softmax(head.logits(session.features(expected["pixels"])))
    np.testing.assert_allclose(found, expected["probabilities"], atol=1e-4)
    answers = expected["probabilities"]
    assert np.ptp(answers, axis=1).min() > 0.1 and np.ptp(answers, axis=0).max() > 0.01  # they are told apart


@pytest.mark.parametrize("number", NUMBERS, ids=NAMES)
def test_the_heat_map_is_that_of_keras(number: int, parts: Path) -> None:
    session, head, expected = read(parts / str(number))
    assert session.is_spatial == (not NAMES[number].startswith("dense"))
    features, gradients = expected["features"], expected["gradients"]
    for maps, gradient in zip(features, gradients, strict=True):
        ours = head.gradient(maps, {0: 1.0})
        np.testing.assert_allclose(ours, gradient, atol=1e-3 * np.abs(gradient).max())
        if session.is_spatial:
            heat = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
            heat = heat / heat.max() if heat.max() > 0 else heat
            np.testing.assert_allclose(normalised(class_activation_map(head, maps, 0)), heat, atol=1e-3)
