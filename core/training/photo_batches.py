"""Batches of photos as Keras takes them. Imports Keras: for child processes only."""

from __future__ import annotations

from typing import Any

import keras

from core.datasets.batches import BatchMaker
from core.thread_priority import usable_cores


class PhotoBatches(keras.utils.PyDataset):  # type: ignore[misc]
    """The batches of one epoch of a `BatchMaker`, made by Keras' threads: for `fit`, `evaluate` and `predict`.

    `fit` is to be called with `shuffle=False`: the order is the maker's.
    """

    def __init__(self, maker: BatchMaker, epoch: int = 0, threads: int = 0) -> None:
        """
        Args:
            maker: what makes the batches.
            epoch: number of the epoch; in `fit` the callback `following` keeps it at that of the training.
            threads: that make a batch each; 0 for one a core.
        """
        super().__init__(workers=threads or usable_cores(), max_queue_size=2 * (threads or usable_cores()))
        self.epoch = epoch
        self._maker = maker

    def __len__(self) -> int:
        return len(self._maker)

    def __getitem__(self, index: int) -> tuple[Any, ...]:
        """Inputs [n, size, size, 3], targets [n, classes] and, where photos do not count the same, weights [n].

        Raises:
            BreedLensError: no photo can be read any more.
        """
        batch = self._maker.batch(self.epoch, index)
        if batch.weights is None:
            return batch.inputs, batch.targets
        return batch.inputs, batch.targets, batch.weights

    def following(self) -> keras.callbacks.Callback:
        """A callback that sets the number of the epoch to that which `fit` begins, which may be any (`initial_epoch`).

        Keras' own `on_epoch_end` cannot: it is called also when Keras only looks at the shapes of batches.
        """

        def follow(epoch: int, _logs: Any) -> None:
            self.epoch = epoch

        return keras.callbacks.LambdaCallback(on_epoch_begin=follow)
