"""A recipe's optimiser in Keras."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras

from core.training.devices import compile_options

if TYPE_CHECKING:
    from core.training.training_options import TrainingOptions


def make_optimiser(options: TrainingOptions, learning_rate: float) -> keras.optimizers.Optimizer:
    """The optimiser of a recipe; what the recipe does not say is Keras' default."""
    match options.optimiser:
        case "rmsprop":
            return keras.optimizers.RMSprop(learning_rate, momentum=options.momentum)
        case "adam":
            return keras.optimizers.Adam(learning_rate)
        case "adamw":
            decay = {} if options.weight_decay is None else {"weight_decay": options.weight_decay}
            return keras.optimizers.AdamW(learning_rate, **decay)
        case "sgd":
            return keras.optimizers.SGD(learning_rate, momentum=options.momentum)


def compile_network(network: keras.Model, options: TrainingOptions, learning_rate: float) -> None:
    """Make a network ready to train: its optimiser, and the categorical cross-entropy with its smoothing."""
    network.compile(
        optimizer=make_optimiser(options, learning_rate),
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=options.label_smoothing),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
        **compile_options(),
    )
    network.optimizer.build(network.trainable_variables)
