"""What a recipe means for one training: the network, how its photos are prepared, which features it may reuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import keras
import numpy as np

from core.architectures.build import build_network
from core.architectures.keras_onnx import in_float32
from core.architectures.parts import feature_extractor, set_trainable
from core.architectures.registry import Architecture, HeadOptions, architecture
from core.bundles.bundle import Bundle
from core.bundles.provide import find_bundle
from core.catalog import load_catalog
from core.datasets.row_photo import load_row
from core.datasets.table import PhotoRow
from core.errors import BreedLensError, PhotoError
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling
from core.thread_priority import lower_this_thread, usable_cores
from core.training.feature_makers import BundleFeatures, KerasFeatures, are_equal
from core.training.fitted_once import Array, FittedOnce

if TYPE_CHECKING:
    from core.training.recipe import Recipe, ScalingOptions


@dataclass(frozen=True)
class Preparation:
    """How the photos of one split reach the network."""

    pipeline: Pipeline
    scaling: Scaling


class TrainingSetup:
    """A recipe with everything that it leaves to the network looked up."""

    def __init__(self, recipe: Recipe, classes: int) -> None:
        """
        Raises:
            BreedLensError: the recipe names a network or a step that there is not.
        """
        self.recipe, self.classes = recipe, classes
        self.architecture: Architecture = architecture(recipe.architecture.name)
        self.size = recipe.architecture.input_size or self.architecture.input_size
        self.pipeline = Pipeline(recipe.preprocessing)
        self.evaluation_pipeline = Pipeline(recipe.steps_for_evaluation)
        self.augmentation = recipe.augmentation.augmentation()

    @property
    def head(self) -> HeadOptions:
        """The network's own, with what the recipe changes."""
        return self.architecture.head.changed(self.recipe.architecture.head.model_dump(exclude_none=True))

    @property
    def is_frozen(self) -> bool:
        """The backbone stays as it is, at least until a fine-tuning."""
        return bool(self.architecture.backbone) and not self.recipe.architecture.trainable_top_blocks

    @property
    def uses_cache(self) -> bool:
        """Features are computed once: where that was asked for, or where it changes nothing that the recipe says.

        A mixture of features is not one of photos.
        """
        options = self.recipe.training
        if not self.is_frozen or options.feature_cache == "off":
            return False
        is_random = self.augmentation.changes_photos or self.augmentation.mixup_alpha > 0
        return options.feature_cache == "on" or not is_random or options.cached_views > 1

    def build(self, weights: str | None = None) -> keras.Model:
        """The network, the same at every call.

        Raises:
            BreedLensError: weights are missing or do not fit.
        """
        options = self.recipe.architecture
        return build_network(
            options.name,
            self.classes,
            input_size=self.size,
            weights=weights or options.weights,
            head=self.head,
            batch_norm=options.batch_norm,
            trainable_top_blocks=options.trainable_top_blocks,
            seed=self.recipe.training.seed,
        )

    def preparations(self, rows: Iterable[PhotoRow], fitted: FittedOnce) -> tuple[Preparation, Preparation]:
        """How training photos are prepared, and how all others are.

        Args:
            rows: the training photos, for a scaling by their mean and deviation that the recipe leaves to them.
            fitted: where these are kept.

        Raises:
            BreedLensError: `photos_gone` where none of them can be read.
        """
        training, others = self.recipe.scaling, self.recipe.scaling_for_evaluation
        first = self._scaling(training, rows, fitted)
        second = first if others == training else self._scaling(others, rows, fitted)
        return Preparation(self.pipeline, first), Preparation(self.evaluation_pipeline, second)

    def _scaling(self, options: ScalingOptions | None, rows: Iterable[PhotoRow], fitted: FittedOnce) -> Scaling:
        if options is None:
            return self.own_scaling
        if options.kind == "standardise" and (options.mean is None or options.std is None):

            def fit() -> tuple[Array, Array]:
                found = measured_scaling(rows, self.pipeline, self.size)
                return np.array(found.mean, np.float64), np.array(found.std, np.float64)

            mean, std = fitted.arrays("scaling", fit)
            return Scaling(options.kind, tuple(map(float, mean)), tuple(map(float, std)))
        return Scaling(options.kind, options.mean, options.std)

    @cached_property
    def own_scaling(self) -> Scaling:
        """What the network's weights were trained with."""
        return Scaling(self.architecture.scaling)

    def reusable_bundle(self, network: keras.Model) -> Bundle | None:
        """The installed bundle with the very backbone of this network, if there is one: it need not be converted."""
        if not self.is_frozen or self.recipe.architecture.weights != "imagenet":
            return None
        entry = load_catalog().find(self.architecture.backbone)
        if entry is not None and entry.input_size != self.size:
            return None  # before a bundle is built in vain
        try:
            bundle = find_bundle(self.architecture.backbone)
        except BreedLensError:
            return None
        if not isinstance(bundle, Bundle) or bundle.card.input_size != self.size:
            return None
        # in float32: numbers of 16 bits would differ more than another backbone might
        own = KerasFeatures(in_float32(feature_extractor(network)), self.own_scaling)
        return bundle if are_equal(BundleFeatures(bundle, self.head.pooling), own, self.size) else None

    def fine_tuned(self, network: keras.Model) -> None:
        """Let the top blocks learn that the recipe wants tuned; the network must be compiled anew."""
        options = self.recipe.training.fine_tune
        if options is not None:
            set_trainable(network, options.top_blocks)


def measured_scaling(rows: Iterable[PhotoRow], pipeline: Pipeline, size: int) -> Scaling:
    """The mean and deviation of each colour over photos, as they are shown to the network.

    Raises:
        BreedLensError: `photos_gone` where none can be read.
    """

    def prepared(row: PhotoRow) -> np.ndarray | None:
        loaded = load_row(row, pipeline, pipeline.decode_side(size))
        if isinstance(loaded, PhotoError):
            return None
        photo, box = loaded
        return pipeline.prepare(photo, size, box)

    with ThreadPoolExecutor(usable_cores(), "scaling", lower_this_thread) as pool:
        try:
            return Scaling.fitted(square for square in _map(pool, prepared, rows) if square is not None)
        except ValueError as error:
            raise photos_gone() from error


def _map(
    pool: ThreadPoolExecutor, prepared: Callable[[PhotoRow], np.ndarray | None], rows: Iterable[PhotoRow]
) -> Iterable[np.ndarray | None]:
    # a few at a time: a map over all of them would hold all squares
    chunk: list[PhotoRow] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == 4 * usable_cores():
            yield from pool.map(prepared, chunk)
            chunk = []
    yield from pool.map(prepared, chunk)


def photos_gone() -> BreedLensError:
    """No photo can be read."""
    return BreedLensError(
        "photos_gone", "None of the photos to train on can be read. Please put them back where they were."
    )
