"""Build any network of the registry as one flat functional Keras graph. Imports Keras: for child processes only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import keras

from core.architectures import efficientnet_lite_keras, pretrained
from core.architectures.efficientnet_lite import VARIANTS
from core.architectures.parts import POOLING, PREDICTIONS, set_trainable
from core.architectures.registry import Architecture, HeadOptions, architecture
from core.architectures.scratch_nets import TRUNKS
from core.architectures.weights_at_hand import FILE
from core.catalog import load_catalog

IMAGENET, RANDOM = "imagenet", "random"


def build_network(
    name: str,
    classes: int,
    *,
    input_size: int | None = None,
    weights: str = IMAGENET,
    head: HeadOptions | Mapping[str, Any] | None = None,
    batch_norm: bool = False,
    trainable_top_blocks: int = 0,
    seed: int | None = None,
) -> keras.Model:
    """A network from scaled photos, float32 `[N, size, size, 3]`, to probabilities `[N, classes]` ("predictions").

    A pretrained backbone is frozen, its batch norms stay in inference mode; `set_trainable` changes that later.

    Args:
        name: of the architecture.
        classes: number of breeds.
        input_size: side of the square input in pixels; None for the architecture's.
        weights: of the backbone: `imagenet`, `random`, or `file:PATH` for a file of the person's own. A network that
            starts from nothing takes `imagenet` for `random`.
        head: in place of the architecture's, or what of it is to be different; None values are passed over.
        batch_norm: batch norm behind every convolution of a network that starts from nothing, and in its hidden layers.
        trainable_top_blocks: how many blocks of a pretrained backbone are trained too, from the top.
        seed: of the random weights and of dropout.

    Raises:
        BreedLensError: `unknown_architecture`, `model_not_downloaded`, `weights_do_not_fit`, `weights_not_found`, or
            `photo_too_small` where nothing is left of so small a photo.
    """
    row = architecture(name)
    options = head if isinstance(head, HeadOptions) else row.head.changed(head or {})
    if seed is not None:
        keras.utils.set_random_seed(seed)
    size = input_size or row.input_size
    scaled, trunk = _trunk(row, size, batch_norm, options.l2)
    answer = _head(trunk, classes, options, batch_norm)
    network = keras.Model(scaled, answer, name=row.name.replace("-", "_"))
    if weights.startswith(FILE):
        pretrained.load_file(network, row, size, weights.removeprefix(FILE))
    elif weights == IMAGENET and row.backbone:
        pretrained.load_imagenet(network, row, size)
    elif weights not in (IMAGENET, RANDOM):
        raise ValueError(f"unknown weights: {weights}")
    if row.backbone:
        set_trainable(network, trainable_top_blocks)
    return network


def _trunk(row: Architecture, size: int, batch_norm: bool, l2: float) -> tuple[Any, Any]:
    """Input and last map."""
    if not row.backbone:
        photo = keras.Input((size, size, 3), name="photo")
        try:
            return photo, TRUNKS[row.name](photo, batch_norm, l2)
        except ValueError as error:
            raise pretrained.too_small(row, size) from error
    if row.backbone in VARIANTS:
        photo = keras.Input((size, size, 3), name="photo")
        return photo, efficientnet_lite_keras.trunk(photo, VARIANTS[row.backbone])
    backbone = pretrained.published_backbone(load_catalog().get(row.backbone), row, size)
    return backbone.input, pretrained.last_map(backbone)


def _head(x: Any, classes: int, options: HeadOptions, batch_norm: bool) -> Any:
    pool = keras.layers.Flatten if options.pooling == "flatten" else keras.layers.GlobalAveragePooling2D
    penalty = keras.regularizers.L2(options.l2) if options.l2 else None
    x = pool(name=POOLING)(x)
    if options.layer_norm:
        x = keras.layers.LayerNormalization(epsilon=1e-6, name="pooled_norm")(x)
    shares = options.dropout if isinstance(options.dropout, tuple) else (options.dropout,) * max(1, len(options.hidden))
    normed = options.batch_norm or batch_norm
    for number, units in enumerate(options.hidden, 1):
        x = keras.layers.Dense(units, kernel_regularizer=penalty, name=f"hidden_{number}")(x)
        if normed:
            x = keras.layers.BatchNormalization(name=f"hidden_{number}_norm")(x)
        x = keras.layers.Activation(options.hidden_activation, name=f"hidden_{number}_{options.hidden_activation}")(x)
        x = _dropped(x, shares, number)
    if not options.hidden:
        x = _dropped(x, shares, 1)
    # in float32 also under mixed precision, where a softmax over many classes would lose its small numbers
    return keras.layers.Dense(
        classes, activation="softmax", kernel_regularizer=penalty, dtype="float32", name=PREDICTIONS
    )(x)


def _dropped(x: Any, shares: tuple[float, ...], number: int) -> Any:
    share = shares[number - 1] if number <= len(shares) else 0.0
    return keras.layers.Dropout(share, name=f"dropout_{number}")(x) if share else x
