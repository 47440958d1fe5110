"""Batches out of features that were computed once: an order, a view of each photo and a mixture for every epoch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.datasets.batches import epoch_order
from core.preprocessing.augmentation import mix
from core.training.fit import Array


class ArrayBatch(NamedTuple):
    """Features [N, ...], targets [N, classes] and weights [N], or None where all photos count the same."""

    inputs: Array
    targets: Array
    weights: Array | None


class ArrayBatches:
    """Shuffled anew each epoch, as a function of the seed and the epoch's number alone; see `fit.Batches`.

    The order is that in which `core.datasets.batches.BatchMaker` shows the photos themselves.
    """

    def __init__(
        self,
        features: Array,
        labels: NDArray[np.int64],
        classes: int,
        *,
        batch_size: int,
        seed: int = 0,
        shuffle: bool = True,
        drop_last: bool = False,
        mixup_alpha: float = 0.0,
        class_weights: Array | None = None,
    ) -> None:
        """
        Args:
            features: [photos, views, ...]; each epoch one view of each photo is drawn. Without `shuffle` the first is.
            labels: [photos] class indices.
            classes: their number.
            batch_size: photos a batch.
            seed: of order, views and mixtures.
            shuffle: False for validation.
            drop_last: leave out an incomplete last batch, unless it is the only one.
            mixup_alpha: above 0, photos of a batch are mixed in pairs.
            class_weights: [classes] how much a photo of each class counts.
        """
        self._features, self._labels = features, labels
        self._one_hot = np.eye(classes, dtype=np.float32)
        self._batch_size, self._seed, self._shuffle = batch_size, seed, shuffle
        self._mixup_alpha, self._class_weights = mixup_alpha, class_weights
        whole = len(labels) // batch_size
        self._count = whole if drop_last and whole else -(-len(labels) // batch_size)

    @property
    def photos(self) -> int:
        """Photos in an epoch."""
        return min(self._count * self._batch_size, len(self._labels))

    def __len__(self) -> int:
        return self._count

    def epoch(self, epoch: int) -> Iterator[ArrayBatch]:
        """The batches of an epoch."""
        rng = np.random.default_rng((self._seed, epoch))
        order = np.arange(len(self._labels))
        views = np.zeros(len(order), np.int64)
        if self._shuffle:
            order = epoch_order(self._seed, epoch, len(order))
            views = rng.integers(self._features.shape[1], size=len(order))
        for index in range(self._count):
            chosen = order[index * self._batch_size : (index + 1) * self._batch_size]
            inputs, targets = self._features[chosen, views[chosen]], self._one_hot[self._labels[chosen]]
            if self._mixup_alpha > 0 and self._shuffle:
                inputs, targets = mix(inputs, targets, self._mixup_alpha, rng)
            weights = None if self._class_weights is None else targets @ self._class_weights
            yield ArrayBatch(inputs, targets, weights)


def balanced_weights(labels: NDArray[np.int64], classes: int) -> Array:
    """[classes] weights with which every class counts the same and the mean photo counts 1 (scikit-learn's "balanced").

    A class without photos gets 0.
    """
    counts = np.bincount(labels, minlength=classes)
    present = np.count_nonzero(counts)
    return np.asarray(len(labels) / (present * np.maximum(counts, 1)) * (counts > 0), np.float32)
