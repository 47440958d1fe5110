"""For child processes that use Keras: random weights that tell photos apart."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

_MIXTURES = 29


def enliven(network: keras.Model, photos: Any) -> None:
    """Give it weights as different as trained ones: a fresh network answers every photo alike."""
    rng = np.random.default_rng(5)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            gamma, beta, *moving = layer.get_weights()
            layer.set_weights([rng.uniform(0.5, 1.5, gamma.shape), rng.normal(0, 0.2, beta.shape), *moving])
            layer.trainable, layer.momentum = True, 0.0
        elif isinstance(layer, keras.layers.Dense) and network.name.startswith("dense_sigmoid"):
            layer.set_weights([6 * array for array in layer.get_weights()])  # against sigmoids that flatten all
    # Fits every batch norm to these photos and to mixtures of them: the spread of three values may be next to nothing,
    # and to divide by that makes much of roundings.
    shares = rng.dirichlet(np.ones(len(photos)), size=_MIXTURES)
    mixtures = np.tensordot(shares, np.asarray(photos), 1).astype(np.float32)
    network(np.concatenate([np.asarray(photos), mixtures]), training=True)
    last = network.get_layer("predictions")
    to_logits = keras.Model(network.input, keras.ops.log(network.output))
    spread = float(np.ptp(np.asarray(to_logits(photos)), axis=1).mean())
    last.set_weights([array * (4 / spread) for array in last.get_weights()])
