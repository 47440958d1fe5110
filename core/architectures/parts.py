"""The two parts of a network from `build`: what can be computed once, and what is trained. Imports Keras."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import keras

POOLING, PREDICTIONS = "pooling", "predictions"
_BLOCK = re.compile(
    r"_blocks-\d+|conv\d_block\d+|stage_\d+_block_\d+|expanded_conv(?:_\d+)?"
    r"|block\d+[a-z](?=_)|block(?:35|17|8)_\d+|block\d+"
)
"""how the pretrained networks name the layers of a block"""


def feature_extractor(network: keras.Model) -> keras.Model:
    """From the network's input to the vector that its head takes in: pooled, or flattened; layers are shared."""
    return keras.Model(network.input, network.get_layer(POOLING).output, name="feature_extractor")


def head_network(network: keras.Model) -> keras.Model:
    """From the vector of `feature_extractor` to the predictions; layers and weights are the network's own."""
    features = network.get_layer(POOLING).output
    vector = x = keras.Input(features.shape[1:], dtype=features.dtype, name="features")
    for layer in head_layers(network):
        x = layer(x)
    return keras.Model(vector, x, name="head")


def head_layers(network: keras.Model) -> list[keras.layers.Layer]:
    """The layers behind the pooling, in order: a plain chain."""
    return list(network.layers[_pooling_index(network) + 1 :])


def trunk_layers(network: keras.Model) -> list[keras.layers.Layer]:
    """The layers before the pooling, in order."""
    return list(network.layers[: _pooling_index(network)])


def _pooling_index(network: keras.Model) -> int:
    return [layer.name for layer in network.layers].index(POOLING)


def set_trainable(network: keras.Model, top_blocks: int) -> None:
    """Freeze a pretrained backbone but for its last blocks; batch norms stay frozen, in inference mode, everywhere.

    A network has to be compiled anew afterwards.

    Args:
        network: from `build_network`.
        top_blocks: 0 trains the head alone. What follows the last block, such as a convolution, counts as one.
    """
    blocks = top_first(trunk_layers(network))
    for number, block in enumerate(blocks):
        for layer in block:
            layer.trainable = number < top_blocks and not isinstance(layer, keras.layers.BatchNormalization)


def top_first(layers: Iterable[keras.layers.Layer]) -> Sequence[Sequence[keras.layers.Layer]]:
    """Layers in order, as blocks from the last to the first; blocks without weights are none."""
    blocks: list[list[keras.layers.Layer]] = [[]]
    current, unnamed = "", []
    for layer in layers:
        found = _BLOCK.search(layer.name)
        if found is None:
            unnamed.append(layer)  # belongs to the block that is named next
            continue
        if found.group() != current:
            current = found.group()
            blocks.append([])
        blocks[-1] += [*unnamed, layer]
        unnamed = []
    blocks.append(unnamed)
    return [block for block in reversed(blocks) if any(layer.weights for layer in block)]
