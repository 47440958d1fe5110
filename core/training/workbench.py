"""A network and its batches, ready to train: what the trainer and the search for a learning rate have in common.

Imports Keras: for child processes only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np

from core.architectures.parts import feature_extractor, head_network
from core.preprocessing.scaling import Scaling
from core.training.devices import has_gpu
from core.training.feature_makers import BundleFeatures, FeatureMaker, KerasFeatures
from core.training.fit import Array
from core.training.fitted_once import FittedOnce
from core.training.phase import Sources
from core.training.photo_sources import PhotoSources
from core.training.principal_components import fit_components, with_components
from core.training.progress import Progress
from core.training.training_photos import TrainingPhotos
from core.training.training_setup import TrainingSetup

if TYPE_CHECKING:
    from core.training.recipe import Recipe


class Workbench:
    """What a recipe makes of the photos of a run, before the first epoch."""

    def __init__(
        self, recipe: Recipe, photos: TrainingPhotos, progress: Progress, fitted: FittedOnce | None = None
    ) -> None:
        """
        Args:
            recipe: how to train.
            photos: of the run.
            progress: told of features and of photos that cannot be read.
            fitted: where what is fitted on the photos is kept for later attempts; nowhere by default.

        Raises:
            BreedLensError: something that the recipe names is not there, or no photo can be read.
        """
        self.recipe, self.photos = recipe, photos
        self._fitted = fitted or FittedOnce()
        self.setup = TrainingSetup(recipe, len(photos.classes))
        self.training, self.evaluation = self.setup.preparations(photos.train, self._fitted)
        self._sources = PhotoSources(self.setup, photos, (self.training, self.evaluation), progress)
        self.network: keras.Model = self.setup.build()
        self.bundle = self.setup.reusable_bundle(self.network)
        """an installed model whose backbone is the one of this network, as it is before any fine-tuning"""

    def reduce_features(self) -> None:
        """Put the reduction of the features, where the recipe wants one, before the head of the network.

        Raises:
            BreedLensError: `too_few_photos`, or as `sources_of_features`.
        """
        components = self.recipe.architecture.pca_components
        if components:

            def fit() -> tuple[Array, Array]:
                features = self._sources.plain_features(self._maker(self.training.scaling))
                return fit_components(features, components)

            kernel, bias = self._fitted.arrays("principal-components", fit)
            self.network = with_components(self.network, kernel.astype(np.float32), bias.astype(np.float32))

    def head_and_features(self) -> tuple[keras.Model, Sources]:
        """The head alone, which shares its layers with the network, and batches of features for it.

        Raises:
            BreedLensError: `photos_gone`; `nothing_learned` where the control said to stop.
            Cancelled: the control said so.
        """
        makers = self._maker(self.training.scaling), self._maker(self.evaluation.scaling)
        return head_network(self.network), self._sources.of_features(*makers)

    def network_and_photos(self) -> tuple[keras.Model, Sources]:
        """The whole network, and batches of photos for it."""
        return self.network, self._sources.of_photos

    def first_phase(self) -> tuple[keras.Model, Sources]:
        """What is trained first; raises as `head_and_features`."""
        return self.head_and_features() if self.setup.uses_cache else self.network_and_photos()

    def _maker(self, scaling: Scaling) -> FeatureMaker:
        """What computes features of photos that are scaled so; on a processor the installed bundle is the fastest."""
        if self.bundle is not None and scaling == self.setup.own_scaling and not has_gpu():
            return BundleFeatures(self.bundle, self.setup.head.pooling)
        return KerasFeatures(feature_extractor(self.network), scaling)
