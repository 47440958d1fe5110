"""Features reduced to their principal components by a frozen dense layer at the start of the head. Imports Keras."""

from __future__ import annotations

import keras
import numpy as np

from core.architectures.parts import POOLING, head_layers
from core.errors import BreedLensError
from core.training.fit import Array

LAYER = "principal_components"


def fit_components(features: Array, components: int) -> tuple[Array, Array]:
    """The directions of largest variance, as a dense layer.

    Args:
        features: [photos, features].
        components: how many directions are kept.

    Returns:
        Kernel [features, components] and bias [components]; what they make of the features has mean 0.

    Raises:
        BreedLensError: `too_few_photos`: no more components than photos or features can be told apart.
    """
    most = min(features.shape[0] - 1, features.shape[1])
    if components > most:
        raise BreedLensError(
            "too_few_photos",
            "The recipe reduces the features to {components} components, but these photos have only {most}.",
            components=str(components),
            most=str(max(most, 0)),
        )
    from sklearn.decomposition import PCA

    fitted = PCA(components, random_state=0).fit(features)
    kernel = np.ascontiguousarray(fitted.components_.T, np.float32)
    return kernel, np.asarray(-(fitted.mean_ @ kernel), np.float32)


def with_components(network: keras.Model, kernel: Array, bias: Array) -> keras.Model:
    """A network from `build_network` with a frozen reduction between its pooling and a fresh head of the same kind."""
    reduction = keras.layers.Dense(kernel.shape[1], name=LAYER, trainable=False)
    x = reduction(network.get_layer(POOLING).output)
    for layer in head_layers(network):
        x = layer.__class__.from_config(layer.get_config())(x)
    reduction.set_weights([kernel, bias])
    return keras.Model(network.input, x, name=network.name)
