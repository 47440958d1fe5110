"""Run in a child process: `keras_reference.py VARIANT SIZE PREPROCESSING FOLDER`.

Writes weights as Keras publishes them (the older HDF5 layout) and what Keras answers to some pixels with them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format

variant, size, scaling, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
keras.utils.set_random_seed(1)
network = getattr(keras.applications, variant)(weights=None, input_shape=(size, size, 3))
rng = np.random.default_rng(2)
pixels = rng.integers(0, 256, (3, size, size, 3), np.uint8)
pixels[1] //= 2
pixels[2] = np.linspace(0, 255, size, dtype=np.uint8)[:, None, None]
scaled = pixels.astype(np.float32)
if scaling == "tf":
    scaled = scaled / 127.5 - 1
elif scaling == "caffe":
    scaled = keras.applications.resnet.preprocess_input(scaled.copy())

# Fresh weights answer every photo alike. One pass lets each normalisation fit these pixels, and a larger last layer
# makes the answers as far apart as those of trained weights.
for layer in network.layers:
    if isinstance(layer, keras.layers.BatchNormalization):
        layer.momentum = 0.0
network(scaled, training=True)
last = next(layer for layer in reversed(network.layers) if layer.weights)
last.set_weights([20 * last.get_weights()[0], *last.get_weights()[1:]])

with h5py.File(folder / "weights.h5", "w") as file:
    legacy_h5_format.save_weights_to_hdf5_group(file, network)
np.savez(folder / "expected.npz", pixels=pixels, probabilities=network.predict_on_batch(scaled))
