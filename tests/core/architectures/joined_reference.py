"""Run in a child process: join networks into one that takes pixels, and print how far it answers otherwise.

For each case, the JSON of arguments of `build_network` with the `scaling`: a line `joined KERAS LITERT`, the largest
differences of a probability between the network and the two files.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import keras
import numpy as np
from enliven import enliven

from core.architectures.build import build_network
from core.architectures.keras_files import load_keras_file
from core.architectures.keras_joined import as_litert, ask_keras, ask_litert, joined_network
from core.architectures.keras_split import cut, head_of
from core.preprocessing.scaling import Scaling

for case in sys.argv[1:]:
    arguments = json.loads(case)
    scaling = Scaling.from_dict(arguments.pop("scaling"))
    network = build_network(**arguments, classes=4, weights="random", seed=4)
    size = network.input.shape[1]
    pixels = np.random.default_rng(2).integers(0, 256, (3, size, size, 3), np.uint8)
    pixels[1] //= 2
    photos = scaling.apply(pixels.astype(np.float32))
    enliven(network, photos)
    expected = np.asarray(network(photos, training=False))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.keras")
        network.save(path)
        keras.utils.clear_session(
            free_memory=False
        )  # names are given from the first one on, as in a process of its own
        network = load_keras_file(str(path))
    joined = joined_network(network, scaling, head_of(cut(network)[1]))
    assert not any(isinstance(layer, keras.Model) for layer in joined.layers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.keras")
        joined.save(path)
        answers = ask_keras(str(path), pixels), ask_litert(as_litert(joined), pixels)
    print("joined", *(float(np.abs(found - expected).max()) for found in answers))
