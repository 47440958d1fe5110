"""From the pixels of a photo to its breeds and heat maps, with one network or several."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import Bundle
from core.bundles.card import LOGITS, Calibration, Card
from core.bundles.provide import ensemble_members, find_bundle
from core.datasets.feature_cache import FeatureKey
from core.errors import BreedLensError
from core.inference import calibration, views
from core.inference.backbone import pooled
from core.inference.grad_cam import class_activation_map, normalised
from core.inference.heat_frame import empty_map, lay
from core.inference.network import Glimpse, Network
from core.inference.results import Prediction
from core.inference.session import BackboneSession
from core.preprocessing.geometry import Photo, Region

ANSWERS_VERSION = 1
"""to be raised whenever a change of this program makes the same model answer otherwise: kept predictions are void"""
HEAT_MAP_SIDE = 256
"""longer side of a heat map in pixels: finer than any network's map, small enough to be drawn at once"""


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """One photo looked at closely: its prediction, and a heat map for any breed at hardly any further cost."""

    prediction: Prediction
    seen: Region
    """the part of the photo that the networks saw, at least in one view"""
    _networks: tuple[Network, ...]
    _glimpses: tuple[tuple[Glimpse, ...], ...]
    _photo_size: tuple[int, int]

    def heat_map(self, class_index: int) -> NDArray[np.float32]:
        """Grad-CAM of one class in the frame of the whole photo: the mean over networks and views.

        Args:
            class_index: index in the prediction's `class_names`.

        Returns:
            [H, W] in the photo's proportions, `HEAT_MAP_SIDE` long; 0 where the networks did not look, 1 at the hottest
            place; all 0 where nothing in the photo speaks for the class.

        Raises:
            BreedLensError: the network has no spatial map.
        """
        width, height = self._photo_size
        canvas = empty_map(width, height, HEAT_MAP_SIDE)
        for network, glimpses in zip(self._networks, self._glimpses, strict=True):
            if not network.is_spatial:
                raise BreedLensError("no_heat_map", "This model keeps no map of the photo, so it has no heat map.")
            output = network.card.classes[class_index].output
            for glimpse in glimpses:
                lay(canvas, class_activation_map(network.head, glimpse.features, output), glimpse.view)
        return normalised(canvas)


def _union(regions: Sequence[Region]) -> Region:
    """What the regions cover together, without padding."""
    left, top = max(0.0, min(r.x for r in regions)), max(0.0, min(r.y for r in regions))
    right = min(1.0, max(r.x + r.width for r in regions))
    bottom = min(1.0, max(r.y + r.height for r in regions))
    return Region(left, top, right - left, bottom - top)


class Classifier:
    """A model ready to answer. Safe to use from several threads at once: each call runs on the caller's core."""

    def __init__(
        self,
        card: Card,
        bundles: Sequence[Bundle],
        views_name: str,
        threads: int = 1,
        sessions: Sequence[BackboneSession | None] | None = None,
    ) -> None:
        """
        Args:
            card: the model's card; that of the bundle, or that of the ensemble.
            bundles: the bundle, or the ensemble's members in the card's order, with their classes in the card's order.
            views_name: one of `views.VIEW_NAMES`.
            threads: cores for one call; above 1 only where single photos matter and calls do not overlap.
            sessions: by bundle, one that runs its backbone already.
        """
        self._card, self._views = card, views_name
        running = sessions or [None] * len(bundles)
        self._networks = tuple(Network(b, threads, session) for b, session in zip(bundles, running, strict=True))
        self._versions = [bundle.version for bundle in bundles]

    @classmethod
    def load(cls, name_or_path: str = "default", *, views_name: str = views.SINGLE, threads: int = 1) -> Classifier:
        """Load a model by name or from a bundle's folder.

        Raises:
            BreedLensError: no such model or views, or its files are damaged.
        """
        if views_name not in views.VIEW_NAMES:
            raise BreedLensError(
                "views_unknown",
                "There are no views called {name}. Known are: {known}.",
                name=views_name,
                known=", ".join(views.VIEW_NAMES),
            )
        found = find_bundle(name_or_path)
        if isinstance(found, Bundle):
            return cls(found.card, [found], views_name, threads)
        return cls(found, ensemble_members(found), views_name, threads)

    @property
    def name(self) -> str:
        """The bundle's name."""
        return self._card.name

    @property
    def card(self) -> Card:
        """The model's card; that of the ensemble."""
        return self._card

    @property
    def fit(self) -> Calibration:
        """The fit that its answers have gone through last, for its views."""
        return self._card.calibration_for(self._views)

    @cached_property
    def model_id(self) -> str:
        """Changes whenever an answer could: the key under which predictions are kept."""
        card = self._card
        described = f"{ANSWERS_VERSION} {card.calibration_for(self._views)} {card.gate} {card.members} {self._versions}"
        if card.mean_of != LOGITS:
            described += card.mean_of
        return f"{self.name}:{self._views}:{hashlib.sha256(described.encode()).hexdigest()[:16]}"

    @cached_property
    def class_names(self) -> tuple[str, ...]:
        """[classes] slugs in index order."""
        return tuple(entry.breed for entry in self._card.classes)

    @property
    def decode_side(self) -> int:
        """What to ask of the loader as `shorter_side`, so that no network is shown an enlarged picture."""
        return max(network.decode_side for network in self._networks)

    @property
    def has_heat_maps(self) -> bool:
        """Whether `Examination.heat_map` has an answer."""
        return all(network.is_spatial for network in self._networks)

    def classify(self, photo: Photo) -> Prediction:
        """The answer for one photo, [h, w, 3] RGB uint8, upright."""
        return self._answer(self._look(photo))

    def classify_keeping(self, photo: Photo) -> tuple[Prediction, dict[FeatureKey, NDArray[np.float32]]]:
        """As `classify`, with the pooled features of the plain view that were computed on the way, to be kept.

        Only those of networks for which the photo was loaded: to others it comes larger than they ask for, and what is
        kept must not depend on who else looked.
        """
        glimpses = self._look(photo)
        kept = {
            network.feature_key: pooled(seen[0].features)
            for network, seen in zip(self._networks, glimpses, strict=True)
            if network.decode_side == self.decode_side
        }
        return self._answer(glimpses), kept

    def examine(self, photo: Photo) -> Examination:
        """Look at one photo [h, w, 3] and keep what heat maps need."""
        glimpses = self._look(photo)
        height, width = photo.shape[:2]
        seen = _union([glimpse.view.region for network in glimpses for glimpse in network])
        return Examination(self._answer(glimpses), seen, self._networks, glimpses, (width, height))

    def _look(self, photo: Photo) -> tuple[tuple[Glimpse, ...], ...]:
        return tuple(tuple(network.look(photo, self._views)) for network in self._networks)

    def _answer(self, glimpses: Sequence[Sequence[Glimpse]]) -> Prediction:
        evidence = [
            calibration.calibrated(network.evidence(seen), network.card.calibration_for(self._views))
            for network, seen in zip(self._networks, glimpses, strict=True)
        ]
        fit = self._card.calibration_for(self._views)
        if not self._card.members:
            return calibration.decide(evidence[0], fit, self._card)
        weights = [member.weight for member in self._card.members]
        mean = calibration.average(evidence, weights, self._card.mean_of)
        return calibration.decide(calibration.calibrated(mean, fit), fit, self._card)
