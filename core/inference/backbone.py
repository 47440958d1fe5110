"""A model without its head: from prepared photos to pooled features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import BACKBONE, Bundle
from core.bundles.provide import find_bundle
from core.datasets.feature_cache import backbone_key
from core.errors import BreedLensError
from core.inference.session import BackboneSession


class Backbone:
    """A model without its head; safe to use from several threads at once."""

    def __init__(self, bundle: Bundle) -> None:
        """
        Raises:
            BreedLensError: the model cannot be run.
        """
        self._session = BackboneSession(bundle.backbone)
        self.name = bundle.card.name
        self.steps = bundle.card.preprocessing
        self.input_size = self._session.input_size
        # as the features of training are kept: what a run has computed is not computed again
        self.key = backbone_key(bundle.card.files[BACKBONE], "gap")

    @classmethod
    def load(cls, name_or_path: str) -> Backbone:
        """The backbone of a model by name or from its folder.

        Raises:
            BreedLensError: no such model, a damaged one, or an ensemble.
        """
        found = find_bundle(name_or_path)
        if isinstance(found, Bundle):
            return cls(found)
        raise BreedLensError(
            "ensemble_has_no_backbone",
            "{name} is made of several models; a study needs a single one, such as {member}.",
            name=found.name,
            member=found.members[0].name,
        )

    def features(self, square: NDArray[np.uint8]) -> NDArray[np.float32]:
        """[features] of one prepared photo [size, size, 3]; a map is averaged over its places."""
        return pooled(self._session.features(square[None])[0])


def pooled(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """[channels] of one photo: a map [h, w, channels] is averaged over its places."""
    return np.asarray(features.mean(axis=(0, 1)) if features.ndim == 3 else features, np.float32)
