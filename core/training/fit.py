"""One epoch of training or of validation, over any source of batches and on any Keras backend.

Everything random in an epoch is a function of the seed and the epoch's number: the order and the changes of the photos
(the source's part) and the dropout of the network (its generators are seeded anew here). That is what lets a training
that was interrupted go on exactly as if it had not been.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any, Protocol

import keras
import numpy as np
from numpy.typing import NDArray

from core.errors import BreedLensError
from core.training.devices import reseed_backend

Array = NDArray[np.float32]
Logs = Mapping[str, float]
OnBatch = Callable[[int, int, Logs], bool]
"""called with the number of batches done, the photos of the last one, and loss and accuracy of the epoch so far; False
ends the epoch"""


class Batch(Protocol):
    """Some photos of an epoch."""

    @property
    def inputs(self) -> Array:
        """[N, ...]"""

    @property
    def targets(self) -> Array:
        """[N, classes]; each row sums to 1."""

    @property
    def weights(self) -> Array | None:
        """[N] how much each photo counts; None for all the same."""


class Batches(Protocol):
    """Photos in batches; the same epoch gives the same batches."""

    @property
    def photos(self) -> int:
        """Photos in an epoch."""

    def __len__(self) -> int:
        """Batches in an epoch."""

    def epoch(self, epoch: int) -> Iterator[Batch]:
        """The batches of an epoch, the first of which has the number 0; closed where they are not read to the end."""


class LossNotANumber(BreedLensError):
    """The weights are ruined: those of the best epoch are what is left."""

    def __init__(self) -> None:
        super().__init__("loss_not_a_number", "The loss is no longer a number; try a lower learning rate.")


def train_epoch(
    network: keras.Model,
    batches: Batches,
    *,
    epoch: int,
    seed: int,
    on_batch: OnBatch,
    before_batch: Callable[[int], None] | None = None,
) -> tuple[dict[str, float], bool]:
    """Train for one epoch.

    Args:
        network: compiled.
        batches: with at least one batch.
        epoch: its number, the first being 0.
        seed: of the dropout.
        on_batch: called after each batch.
        before_batch: called with the number of each batch, the first being 0, before it; sets the learning rate.

    Returns:
        The mean loss and accuracy over the photos, and whether the epoch is complete.

    Raises:
        LossNotANumber: it is infinite or undefined.
    """
    reseed(network, seed, epoch)
    means = _Means()
    with closing_epoch(batches, epoch) as source:
        for done, batch in enumerate(source, start=1):
            if before_batch is not None:
                before_batch(done - 1)
            network.reset_metrics()
            logs = network.train_on_batch(batch.inputs, batch.targets, sample_weight=batch.weights, return_dict=True)
            means.add(logs, len(batch.inputs))
            if not on_batch(done, len(batch.inputs), means.logs):
                return means.logs, False
    return means.logs, True


def validate(network: keras.Model, batches: Batches, on_batch: OnBatch | None = None) -> tuple[dict[str, float], bool]:
    """Loss and accuracy of the network as it is, and whether all photos took part.

    Raises:
        LossNotANumber: the loss is infinite or undefined.
    """
    means = _Means()
    with closing_epoch(batches, 0) as source:
        for done, batch in enumerate(source, start=1):
            network.reset_metrics()
            means.add(network.test_on_batch(batch.inputs, batch.targets, return_dict=True), len(batch.inputs))
            if on_batch is not None and not on_batch(done, len(batch.inputs), means.logs):
                return means.logs, False
    return means.logs, True


def closing_epoch(batches: Batches, epoch: int) -> contextlib.closing[Generator[Batch, None, None]]:
    """The batches of an epoch, whose threads end however it ends."""

    def read() -> Generator[Batch, None, None]:
        # a generator of our own: closing it closes the one inside
        yield from batches.epoch(epoch)

    return contextlib.closing(read())


class _Means:
    """Means over photos, kept here because versions of Keras differ in whether a batch starts them anew."""

    def __init__(self) -> None:
        self._photos = 0
        self._totals: dict[str, float] = {}

    def add(self, logs: Mapping[str, Any], photos: int) -> None:
        """The means of one batch of so many photos; raises LossNotANumber."""
        if not math.isfinite(float(logs["loss"])):
            raise LossNotANumber
        self._photos += photos
        for name, value in logs.items():
            self._totals[name] = self._totals.get(name, 0.0) + float(value) * photos

    @property
    def logs(self) -> dict[str, float]:
        """The means of all batches so far."""
        return {name: total / self._photos for name, total in self._totals.items()}


def reseed(network: keras.Model, seed: int, epoch: int) -> None:
    """Start every random generator of the network (dropout) at a place that depends on seed and epoch alone."""
    reseed_backend(int(np.random.SeedSequence((seed, epoch)).generate_state(1)[0]))
    generators = [
        layer.seed_generator for layer in network.layers if getattr(layer, "seed_generator", None) is not None
    ]
    for index, generator in enumerate(generators):
        first, second = np.random.SeedSequence((seed, epoch, index)).generate_state(2) >> 1
        generator.state.assign(np.array([first, second], generator.state.dtype))


def learnt_variables(network: keras.Model) -> list[Any]:
    """The variables that training may change, statistics of batch norm included, in the order of the layers."""
    return [variable for layer in network.layers if layer.trainable for variable in layer.weights]


def values_of(variables: Sequence[Any]) -> list[NDArray[Any]]:
    """Copies of the variables' values."""
    return [np.array(variable.numpy()) for variable in variables]


def assign(variables: Sequence[Any], values: Sequence[NDArray[Any]]) -> None:
    """Give the variables these values.

    Raises:
        ValueError: their number or a shape differs; nothing was changed.
    """
    if [tuple(variable.shape) for variable in variables] != [value.shape for value in values]:
        raise ValueError("the values belong to another network")
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
