"""A model on disk whose features are the mean colour of a photo: it knows red, green and blue dogs."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from core.bundles.bundle import save_bundle
from core.bundles.card import Calibration, Card, ClassEntry, Gate
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.paths import user_folders

BREEDS = ("beagle", "cairn", "pug")
RED, GREEN, BLUE, GREY, WHITE = (200, 30, 30), (30, 200, 30), (30, 30, 200), (128, 128, 128), (250, 250, 250)
"""beagle, cairn, pug; no dog; a dog of no known breed"""


def save_toy_model(name: str = "toy") -> str:
    """Put it into the person's model folder; gives its name."""
    kernel = np.zeros((3, 5), np.float32)
    kernel[np.arange(3), np.arange(3)] = 0.1
    kernel[:, 3] = 0.1  # the other breed: all colours at once
    bias = np.array([0, 0, 0, -45, 16], np.float32)  # the last output speaks against a dog
    card = Card(
        name=name,
        title="Toy",
        architecture="toy",
        input_size=8,
        classes=tuple(ClassEntry(breed, output) for output, breed in enumerate(BREEDS)),
        gate=Gate((0, 1, 2, 3), (3,)),
        calibration={"single": Calibration(temperature=2.0, data="colours", count=271)},
    )
    save_bundle(user_folders().models, card, _graph(), Head((GlobalAveragePooling(), Dense(kernel, bias))))
    return name


def _graph() -> bytes:
    """The pixels as numbers: no network, but a backbone in form."""
    shape: list[int | str] = ["N", 8, 8, 3]
    graph = helper.make_graph(
        [helper.make_node("Cast", ["pixels"], ["features"], to=TensorProto.FLOAT)],
        "toy",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, shape)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())
