"""Run in a child process: `split_reference.py CASE...`, each case the JSON of the arguments of `build_network`.

For each case, in the folder that it names as `folder`: the two parts that `split_network` made of the network, and the
answers of Keras to some pixels, with gradients of its first logit.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from enliven import enliven

from core.architectures.build import build_network
from core.architectures.keras_split import cut, split_network
from core.architectures.registry import architecture
from core.bundles.head_file import head_to_bytes
from core.preprocessing.scaling import Scaling


def write_case(folder: Path, arguments: dict[str, Any]) -> None:
    """Split one network and write it with what Keras says."""
    folder.mkdir()
    network = build_network(**arguments, weights="random", seed=4)
    size = network.input.shape[1]
    pixels = np.random.default_rng(2).integers(0, 256, (3, size, size, 3), np.uint8)
    pixels[1] //= 2
    pixels[2] = np.linspace(0, 255, size, dtype=np.uint8)[:, None, None]
    scaling = Scaling(architecture(arguments["name"]).scaling)
    photos = scaling.apply(pixels.astype(np.float32))
    enliven(network, photos)
    backbone, head = split_network(network, scaling)
    (folder / "backbone.onnx").write_bytes(backbone)
    (folder / "head.npz").write_bytes(head_to_bytes(head))

    features, behind = cut(network)
    maps = tf.convert_to_tensor(keras.Model(network.input, features)(photos, training=False))
    behind[-1].activation = keras.activations.linear
    with tf.GradientTape() as tape:
        tape.watch(maps)
        x = maps
        for layer in behind:
            x = layer(x, training=False) if isinstance(layer, keras.layers.BatchNormalization) else layer(x)
        logits = x[:, 0]
    behind[-1].activation = keras.activations.softmax
    np.savez(
        folder / "expected.npz",
        pixels=pixels,
        probabilities=np.asarray(network(photos, training=False)),
        features=np.asarray(maps),
        gradients=np.asarray(tape.gradient(logits, maps)),
    )


for case in map(json.loads, sys.argv[1:]):
    write_case(Path(case.pop("folder")), case)
    keras.backend.clear_session()
