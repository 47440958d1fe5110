"""Photos in batches for a network: decoded, prepared, changed and scaled by threads, always a few batches ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from core.datasets.row_photo import load_row
from core.errors import BreedLensError, PhotoError
from core.files import shown
from core.preprocessing.augmentation import UNCHANGED, Augmentation, augmented, mix, photo_rng
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling
from core.thread_priority import lower_this_thread, usable_cores

if TYPE_CHECKING:
    from core.datasets.table import PhotoRow

Array = NDArray[np.float32]
Indices = NDArray[np.int64]
OnBadPhoto = Callable[[str, PhotoError], None]

_ORDER_STREAM, _MIX_STREAM = 2, 3
_BATCHES_AHEAD = 2
_FEWEST_TRIES = 16
"""photos tried at least before all are taken to be gone"""


class PhotoBatch(NamedTuple):
    """Photos ready for a network."""

    inputs: Array
    """[n, size, size, 3], scaled"""
    targets: Array
    """[n, classes]; each row sums to 1"""
    weights: Array | None
    """[n] how much each photo counts; None for all the same"""
    rows: Indices
    """[n] which of the maker's rows they are"""


class BatchMaker:
    """Order, changes and mixtures depend on the seed and the epoch's number alone, so a resumed run repeats them.

    A photo that cannot be read is left out of its batch.
    """

    def __init__(
        self,
        rows: Sequence[PhotoRow],
        classes: Sequence[str],
        *,
        size: int,
        pipeline: Pipeline,
        scaling: Scaling,
        augmentation: Augmentation = UNCHANGED,
        batch_size: int = 32,
        seed: int = 0,
        shuffle: bool = False,
        drop_last: bool = False,
        class_weights: Array | None = None,
        threads: int = 0,
        on_bad_photo: OnBadPhoto | None = None,
    ) -> None:
        """
        Args:
            rows: the photos of one split, not empty: `core.datasets.table.rows_of`.
            classes: breeds in index order, those of all rows among them.
            size: side of the network's square input.
            pipeline: how a photo becomes a square.
            scaling: what its values become.
            augmentation: what happens to it at random; nothing by default.
            batch_size: photos a batch.
            seed: not negative.
            shuffle: a new order each epoch, instead of that of the rows.
            drop_last: leave out an incomplete last batch, unless it is the only one.
            class_weights: [classes] how much a photo of each class counts.
            threads: that decode; 0 for one a core.
            on_bad_photo: told once of each photo that cannot be read, in the caller's thread.

        Raises:
            ValueError: there are no rows, or one whose breed is no class.
        """
        if not rows:
            raise ValueError("no photos to make batches of")
        index = {breed: position for position, breed in enumerate(classes)}
        unknown = sorted({row.breed for row in rows} - index.keys())
        if unknown:
            raise ValueError(f"no classes: {unknown}")
        self._rows = rows
        self._labels = np.array([index[row.breed] for row in rows], np.int64)
        self._one_hot = np.eye(len(classes), dtype=np.float32)
        self._size, self._pipeline, self._scaling = size, pipeline, scaling
        self._augmentation = augmentation
        self._decode_side = round(pipeline.decode_side(size) * augmentation.detail)
        self._batch_size, self._seed, self._shuffle = batch_size, seed, shuffle
        self._class_weights = class_weights
        self._threads = threads or usable_cores()
        self._on_bad_photo = on_bad_photo
        self._known_bad: set[str] = set()
        whole = len(rows) // batch_size
        self._count = whole if drop_last and whole else -(-len(rows) // batch_size)

    @property
    def photos(self) -> int:
        """Photos in an epoch, the unreadable ones included."""
        return min(self._count * self._batch_size, len(self._rows))

    def __len__(self) -> int:
        """Batches in an epoch."""
        return self._count

    def order(self, epoch: int) -> Indices:
        """[rows] the rows in the order of an epoch."""
        return epoch_order(self._seed, epoch, len(self._rows)) if self._shuffle else np.arange(len(self._rows))

    def batch(self, epoch: int, index: int) -> PhotoBatch:
        """One batch of an epoch, made in the caller's thread; the same as `epoch` gives in its place.

        Raises:
            BreedLensError: as `epoch`.
        """
        order = self.order(epoch)
        rows, inputs = self._room_for(order, index)
        errors = [self._fill(target, int(row), epoch) for target, row in zip(inputs, rows, strict=True)]
        return self._completed(_Filled(rows, inputs, errors), order, epoch, index)

    def epoch(self, epoch: int, start: int = 0) -> Generator[PhotoBatch, None, None]:
        """The batches of an epoch from number `start` on. To be closed where it is not read to its end.

        A batch of which no photo can be read holds the next photo of the epoch that can, so that none is empty.

        Raises:
            BreedLensError: `photos_gone` where that one is not found either.
        """
        order = self.order(epoch)
        # small batches need more of them under way, or threads would wait for the slowest photo of each
        ahead = max(_BATCHES_AHEAD, -(-2 * self._threads // self._batch_size))
        under_way: deque[tuple[Indices, Array, list[Future[PhotoError | None]]]] = deque()
        pool = ThreadPoolExecutor(self._threads, "batches", lower_this_thread)
        try:
            # each photo has a thread already, and NumPy's own ones would only get in their way; but a backend may train
            # with the same library, so they are held back for nothing but whitening, which takes them
            with threadpool_limits(1 if self._pipeline.whitens else None, "blas"):
                for index in range(start, self._count):
                    while len(under_way) <= ahead and index + len(under_way) < self._count:
                        rows, inputs = self._room_for(order, index + len(under_way))
                        tasks = [
                            pool.submit(self._fill, target, int(row), epoch)
                            for target, row in zip(inputs, rows, strict=True)
                        ]
                        under_way.append((rows, inputs, tasks))
                    rows, inputs, tasks = under_way.popleft()
                    yield self._completed(_Filled(rows, inputs, [task.result() for task in tasks]), order, epoch, index)
        finally:
            pool.shutdown(cancel_futures=True)

    def _room_for(self, order: Indices, index: int) -> tuple[Indices, Array]:
        rows = order[index * self._batch_size : (index + 1) * self._batch_size]
        return rows, np.empty((len(rows), self._size, self._size, 3), np.float32)

    def _completed(self, filled: _Filled, order: Indices, epoch: int, index: int) -> PhotoBatch:
        rows, inputs, errors = filled
        self._report(rows, errors)
        readable = np.array([error is None for error in errors])
        if not readable.any():
            place = index * self._batch_size + len(rows)
            inputs = inputs[:1]
            rows = np.array([self._readable_from(place, inputs[0], order, epoch)], np.int64)
        elif not readable.all():
            inputs, rows = inputs[readable], rows[readable]
        targets = self._one_hot[self._labels[rows]]
        if self._augmentation.mixup_alpha > 0:
            rng = np.random.default_rng((_MIX_STREAM, self._seed, epoch, index))
            inputs, targets = mix(inputs, targets, self._augmentation.mixup_alpha, rng)
        weights = None if self._class_weights is None else np.asarray(targets @ self._class_weights, np.float32)
        return PhotoBatch(inputs, targets, weights, rows)

    def _readable_from(self, place: int, target: Array, order: Indices, epoch: int) -> int:
        """Fill `target` with the first readable photo from this place of the order on, which goes round."""
        tries = min(len(order), max(self._batch_size, _FEWEST_TRIES))
        for step in range(tries):
            row = int(order[(place + step) % len(order)])
            error = self._fill(target, row, epoch)
            if error is None:
                return row
            self._report([row], [error])
            reason = error.message
        raise BreedLensError(
            "photos_gone",
            "None of the next {count} photos can be read ({path}: {reason}) Please put them back where they were.",
            count=str(tries),
            path=shown(self._rows[row].path),
            reason=reason,
        )

    def _report(self, rows: Sequence[int] | Indices, errors: Sequence[PhotoError | None]) -> None:
        for row, error in zip(rows, errors, strict=True):
            path = self._rows[row].path
            if error is not None and path not in self._known_bad:
                self._known_bad.add(path)
                if self._on_bad_photo is not None:
                    self._on_bad_photo(path, error)

    def _fill(self, target: Array, index: int, epoch: int) -> PhotoError | None:
        """Put a photo, scaled, into `target` [size, size, 3]; or say why not."""
        row = self._rows[index]
        loaded = load_row(row, self._pipeline, self._decode_side)
        if isinstance(loaded, PhotoError):
            return loaded
        photo, box = loaded
        if self._augmentation.changes_photos:
            rng = photo_rng(self._seed, epoch, index)
            square = augmented(photo, self._pipeline, self._size, self._augmentation, rng, box=box)
        else:
            square = self._pipeline.prepare(photo, self._size, box)
        target[...] = self._scaling.apply(square.astype(np.float32))
        return None


class _Filled(NamedTuple):
    """What threads made of the photos of a batch: where there is an error, the input is void."""

    rows: Indices
    inputs: Array
    errors: list[PhotoError | None]


def epoch_order(seed: int, epoch: int, count: int) -> Indices:
    """[count] a random order that depends on the seed and the epoch's number alone."""
    return np.random.default_rng((_ORDER_STREAM, seed, epoch)).permutation(count)
