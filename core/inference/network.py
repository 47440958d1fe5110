"""One network at work: a bundle's backbone and head on the views of photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import BACKBONE, Bundle
from core.bundles.card import Card
from core.datasets.feature_cache import FeatureKey, backbone_key
from core.errors import BreedLensError
from core.inference import views
from core.inference.calibration import Evidence, collect_evidence
from core.inference.grad_cam import class_activation_map, normalised
from core.inference.head import Head
from core.inference.heat_frame import empty_map, lay
from core.inference.session import BackboneSession
from core.inference.views import View
from core.preprocessing.geometry import WHOLE, Photo
from core.preprocessing.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One view of one photo with what the backbone made of it: features [h, w, channels] and logits [outputs]."""

    view: View
    features: NDArray[np.float32]
    logits: NDArray[np.float32]


def _pipeline(card: Card) -> Pipeline:
    try:
        return Pipeline(card.preprocessing)
    except BreedLensError as error:
        raise BreedLensError(
            "model_not_usable",
            "The model prepares photos in a way that this program does not know; please update the program.",
            details=error.message,
        ) from error


class Network:
    """Safe to use from several threads at once."""

    def __init__(self, bundle: Bundle, threads: int = 1, session: BackboneSession | None = None) -> None:
        """
        Args:
            bundle: backbone and head.
            threads: cores for one call.
            session: one that runs the bundle's backbone already; by default one is made.

        Raises:
            BreedLensError: the backbone cannot be run, or asks for preprocessing that this program does not know.
        """
        self.card: Card = bundle.card
        self.head: Head = bundle.head
        self._session = session or BackboneSession(bundle.backbone, threads)
        self.is_spatial = self._session.is_spatial
        self._pipeline = _pipeline(bundle.card)

    @cached_property
    def feature_key(self) -> FeatureKey:
        """Under which the pooled features of plain views are kept."""
        return backbone_key(self.card.files[BACKBONE], "gap"), self._pipeline.key

    @property
    def input_size(self) -> int:
        """Side of the square input in pixels."""
        return self._session.input_size

    @property
    def decode_side(self) -> int:
        """Shorter side in pixels that a photo must have so that no view is enlarged."""
        return self._pipeline.decode_side(self.input_size)

    def look(self, photo: Photo, view_name: str) -> list[Glimpse]:
        """What the network makes of the views of a photo [h, w, 3]."""
        glimpses = self._run(self._first_views(photo, view_name))
        if view_name == views.ZOOM and self.is_spatial:
            zoomed = views.zoomed(photo, self._dog_map(glimpses, photo), self.input_size, self._pipeline)
            glimpses += self._run([zoomed, zoomed.mirror()])
        return glimpses

    def evidence(self, glimpses: Sequence[Glimpse]) -> Evidence:
        """What the glimpses of one photo say together."""
        return collect_evidence(np.stack([glimpse.logits for glimpse in glimpses]), self.card)

    def _first_views(self, photo: Photo, view_name: str) -> list[View]:
        main = views.prepared(photo, self.input_size, self._pipeline)
        match view_name:
            case views.SINGLE:
                return [main]
            case views.FLIP:
                return [main, main.mirror()]
            case views.ZOOM if self._pipeline.shows_everything:
                return [main, main.mirror()]
            case views.ZOOM:
                return [main, main.mirror(), views.squeezed(photo, self.input_size, self._pipeline)]
        raise ValueError(f"unknown views: {view_name}")

    def _run(self, cut: Sequence[View]) -> list[Glimpse]:
        # one view a call: faster than a batch on one core, whose cache holds one view's maps, and half the memory
        features = np.concatenate([self._session.features(view.pixels[None]) for view in cut])
        return list(map(Glimpse, cut, features, self.head.logits(features)))

    def _dog_map(self, glimpses: Sequence[Glimpse], photo: Photo) -> NDArray[np.float32]:
        """Where the dog is, [h, w] in 0..1 in the frame of the photo, told from the view of everything."""
        glimpse = glimpses[0] if self._pipeline.shows_everything else glimpses[-1]
        best = max(self.card.classes, key=lambda entry: float(glimpse.logits[entry.output]))
        heat = normalised(class_activation_map(self.head, glimpse.features, best.output))
        if glimpse.view.region == WHOLE:
            return heat
        canvas = empty_map(photo.shape[1], photo.shape[0], views.ZOOM_MAP_SIDE)
        lay(canvas, heat, glimpse.view)
        return normalised(canvas)
