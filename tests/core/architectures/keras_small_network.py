"""Run in a child process: split a small network that has all that is hard to export, and print what its head holds.

`split_network` itself compares backbone and head with the network, and raises where they differ.
"""

from __future__ import annotations

import keras
import numpy as np

from core.architectures.keras_split import split_network
from core.preprocessing.scaling import Scaling

keras.utils.set_random_seed(3)
photo = keras.Input((32, 32, 3))
x = keras.layers.Normalization(mean=[120.0, 110.0, 100.0], variance=[900.0, 1600.0, 2500.0])(photo)
x = keras.layers.Conv2D(8, 3, strides=2, padding="same")(x)
x = x + keras.layers.Activation("gelu")(keras.layers.Conv2D(8, 5, padding="same", groups=8)(x))
x = x + keras.layers.BatchNormalization()(keras.layers.Conv2D(8, 1)(x))
x = keras.layers.GlobalAveragePooling2D()(x)
x = keras.layers.LayerNormalization(epsilon=1e-6)(x)
x = keras.layers.Dropout(0.5)(x)
x = keras.layers.Dense(6, activation="hard_silu")(x)
answer = keras.layers.Dense(4, activation="softmax")(x)
network = keras.Model(photo, answer)
network.set_weights([3 * array + 0.1 * np.ones_like(array) for array in network.get_weights()])
for scaling in ("tf", "caffe", "built_in"):
    _, head = split_network(network, Scaling(scaling))
    print("head", *(layer.kind for layer in head.layers))
