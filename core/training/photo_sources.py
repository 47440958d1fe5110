"""The batches of a training: out of features that are computed once, or out of photos in every epoch."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.datasets.batches import BatchMaker
from core.datasets.feature_cache import FeatureCache
from core.datasets.table import PhotoRow
from core.errors import PhotoError
from core.files import shown
from core.preprocessing.augmentation import Augmentation
from core.training.array_batches import ArrayBatches, balanced_weights
from core.training.feature_makers import FeatureMaker
from core.training.features import FeatureRun, Features, View
from core.training.fit import Array, Batches
from core.training.phase import Sources
from core.training.progress import Progress
from core.training.training_photos import TrainingPhotos
from core.training.training_setup import Preparation, TrainingSetup, photos_gone

_log = logging.getLogger(__name__)
_NAMED = 20
"""unreadable photos that get a warning each; the log names the others"""
_VALIDATED_AT_ONCE = 256
"""features"""


class BadPhotos:
    """Warns of photos that cannot be read, once each, and not without end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._seen: set[str] = set()

    def __call__(self, path: str, error: PhotoError) -> None:
        """A photo was left out."""
        if path in self._seen:
            return
        self._seen.add(path)
        _log.warning("left out: %s (%s)", shown(path), error.message)
        if len(self._seen) <= _NAMED:
            self._progress.warn("photo_left_out", f"{shown(path)} is left out. {error.message}")
        elif len(self._seen) == _NAMED + 1:
            self._progress.warn("photos_left_out", "More photos cannot be read; the log of the run names them.")


class PhotoSources:
    """Makes the batches that a recipe asks for out of the photos of a run."""

    def __init__(
        self,
        setup: TrainingSetup,
        photos: TrainingPhotos,
        preparations: tuple[Preparation, Preparation],
        progress: Progress,
    ) -> None:
        """
        Args:
            setup: the recipe's.
            photos: of the run.
            preparations: of the training photos, and of all others.
            progress: told of features and of photos that cannot be read.
        """
        self._setup, self._photos, self._progress = setup, photos, progress
        self._training, self._evaluation = preparations
        self._on_bad_photo = BadPhotos(progress)
        self._options = setup.recipe.training

    def of_photos(self, batch_size: int) -> tuple[Batches, Batches | None]:
        """Batches for the whole network, decoded and changed anew in every epoch; a `phase.Sources`."""
        train = self._batches(self._photos.train, self._training, batch_size, self._setup.augmentation, training=True)
        watched = self._photos.watched
        if not watched:
            return train, None
        return train, self._batches(watched, self._evaluation, batch_size, Augmentation(), training=False)

    def _batches(
        self,
        rows: Sequence[PhotoRow],
        preparation: Preparation,
        batch_size: int,
        augmentation: Augmentation,
        *,
        training: bool,
    ) -> BatchMaker:
        return BatchMaker(
            rows,
            self._photos.classes,
            size=self._setup.size,
            pipeline=preparation.pipeline,
            scaling=preparation.scaling,
            augmentation=augmentation,
            batch_size=batch_size,
            seed=self._options.seed,
            shuffle=training,
            drop_last=self._options.drop_last,
            class_weights=self._class_weights(rows) if training else None,
            on_bad_photo=self._on_bad_photo,
        )

    def of_features(self, training_maker: FeatureMaker, evaluation_maker: FeatureMaker) -> Sources:
        """Batches for the head alone: the features of every photo, and of each view of the training photos.

        Raises:
            BreedLensError: `photos_gone`; `nothing_learned` where the control said to stop.
            Cancelled: the control said so.
        """
        views = self._views()
        watched = self._photos.watched
        total = len(self._photos.train) * len(views) + len(watched)
        with _feature_cache() as cache:
            run = FeatureRun(training_maker, self._setup.size, cache, self._progress, total)
            train = run.collect(self._photos.train, views, self._on_bad_photo)
            run.change_maker(evaluation_maker)
            validation = run.collect(watched, [View(self._evaluation.pipeline)], self._on_bad_photo)
        if not train.rows:
            raise photos_gone()

        def sources(batch_size: int) -> tuple[Batches, Batches | None]:
            return (
                self._feature_batches(train, batch_size, training=True),
                self._feature_batches(validation, batch_size, training=False) if validation.rows else None,
            )

        return sources

    def plain_features(self, maker: FeatureMaker) -> Array:
        """[photos, features] of the training photos as they are, for what is fitted to them before training.

        Raises:
            BreedLensError: as `of_features`.
        """
        with _feature_cache() as cache:
            run = FeatureRun(maker, self._setup.size, cache, self._progress, len(self._photos.train))
            features = run.collect(self._photos.train, [View(self._training.pipeline)], self._on_bad_photo)
        if not features.rows:
            raise photos_gone()
        return features.values[:, 0]

    def _views(self) -> list[View]:
        plain = View(self._training.pipeline)
        augmentation = replace(self._setup.augmentation, mixup_alpha=0.0)
        if not augmentation.changes_photos:
            return [plain]
        numbers = range(1, self._options.cached_views)
        return [plain, *(View(self._training.pipeline, augmentation, n, self._options.seed) for n in numbers)]

    def _feature_batches(self, features: Features, batch_size: int, *, training: bool) -> ArrayBatches:
        options = self._options
        at_once = batch_size if training or options.drop_last else max(batch_size, _VALIDATED_AT_ONCE)
        return ArrayBatches(
            features.values,
            self._photos.labels(features.rows),
            len(self._photos.classes),
            batch_size=at_once,
            seed=options.seed,
            shuffle=training,
            drop_last=options.drop_last,
            mixup_alpha=self._setup.augmentation.mixup_alpha if training else 0.0,
            class_weights=self._class_weights(features.rows) if training else None,
        )

    def _class_weights(self, rows: Sequence[PhotoRow]) -> Array | None:
        if not self._options.class_weights:
            return None
        return balanced_weights(self._photos.labels(rows), len(self._photos.classes))


@contextlib.contextmanager
def _feature_cache() -> Iterator[FeatureCache]:
    """The person's cache, brought back to its size before more is put into it."""
    cache = FeatureCache()
    try:
        cache.trim()
        yield cache
    finally:
        cache.close()
