"""The model that is taught: its frozen part, and what its own last layer says of photos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import BACKBONE, Bundle
from core.bundles.card import Calibration, Card
from core.bundles.provide import ensemble_members, find_bundle
from core.datasets.feature_cache import backbone_key
from core.errors import BreedLensError
from core.inference.head import BatchNormalization, Dense, GlobalAveragePooling, Layer, LayerNormalization
from core.inference.views import SINGLE
from core.preprocessing.pipeline import Pipeline

Matrix = NDArray[np.float32]

_CHUNK = 4096
"""photos whose answers of the whole last layer are in memory at once: 16 MB of 1,000 outputs"""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What the base model says of photos besides its classes, [N] each, as raw logits or log masses of them.

    Teaching moves none of these. Minus infinity where the model has no such outputs.
    """

    not_dogs: NDArray[np.float32]
    """log mass of the outputs that speak against a dog"""
    other_dogs: NDArray[np.float32]
    """log mass of the dog outputs that are no classes of the model"""
    foreign: NDArray[np.float32]
    """largest logit of a known breed that the model does not offer"""

    def rows(self, chosen: NDArray[np.intp]) -> Surroundings:
        """Those of some photos."""
        return Surroundings(self.not_dogs[chosen], self.other_dogs[chosen], self.foreign[chosen])


@dataclass(frozen=True, eq=False)
class Base:
    """A single network whose last layer can be taught anew on pooled features."""

    bundle: Bundle
    ensemble: str = ""
    """name of the ensemble of which this is the member with the largest share; "" for a model of its own"""

    @classmethod
    def load(cls, name_or_path: str = "default") -> Base:
        """A model by name or from its folder; of an ensemble the member with the largest share, of equals the first.

        Raises:
            BreedLensError: no such model, a damaged one, or (`teaching_not_possible`) one whose last layer does not
                stand on features averaged over the photo.
        """
        found = find_bundle(name_or_path)
        if isinstance(found, Bundle):
            return cls._checked(found, "")
        members = ensemble_members(found)
        weights = [member.weight for member in found.members]
        return cls._checked(members[weights.index(max(weights))], found.name)

    @classmethod
    def _checked(cls, bundle: Bundle, ensemble: str) -> Base:
        first = bundle.head.layers[0]
        last = bundle.head.layers[-1]
        assert isinstance(last, Dense)
        # a head on flat features begins with a dense layer where the network keeps no map of the photo
        if not isinstance(first, GlobalAveragePooling | Dense) or last.activation != "linear":
            raise BreedLensError(
                "teaching_not_possible",
                "The model {name} cannot be taught in the window, because of how it is built; choose another model.",
                name=bundle.card.name,
            )
        return cls(bundle, ensemble)

    @property
    def card(self) -> Card:
        """Its description."""
        return self.bundle.card

    @property
    def fit(self) -> Calibration:
        """The calibration for plain views, which are what features are kept of."""
        return self.card.calibration_for(SINGLE)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """[classes] names in index order."""
        return tuple(entry.breed for entry in self.card.classes)

    @cached_property
    def pipeline(self) -> Pipeline:
        """How photos are prepared."""
        return Pipeline(self.card.preprocessing)

    @cached_property
    def feature_key(self) -> str:
        """The model key of its pooled features in a `FeatureCache`."""
        return backbone_key(self.card.files[BACKBONE], "gap")

    @property
    def frozen_layers(self) -> tuple[Layer, ...]:
        """The layers between the pooled features and the last one."""
        layers = self.bundle.head.layers[:-1]
        return tuple(layers[1:] if layers and isinstance(layers[0], GlobalAveragePooling) else layers)

    @cached_property
    def pooled_count(self) -> int:
        """Number of pooled features of a photo."""
        for layer in self.bundle.head.layers:
            match layer:
                case Dense(kernel=kernel):
                    return int(kernel.shape[0])
                case BatchNormalization(scale=scale) | LayerNormalization(scale=scale):
                    return int(scale.shape[-1])
        raise AssertionError("a head ends in a dense layer")

    @cached_property
    def last(self) -> Dense:
        """The last layer, with all its outputs."""
        layer = self.bundle.head.layers[-1]
        assert isinstance(layer, Dense)
        return layer

    @cached_property
    def class_outputs(self) -> NDArray[np.intp]:
        """[classes] places of the classes among the outputs."""
        return np.array([entry.output for entry in self.card.classes], np.intp)

    @cached_property
    def classes_speak_for_a_dog(self) -> bool:
        """Whether the classes take part in the dog gate's balance: they are on the scale of its other outputs."""
        gate = self.card.gate
        return gate is not None and set(self.class_outputs.tolist()) <= set(gate.dog_outputs)

    @cached_property
    def other_dog_outputs(self) -> tuple[int, ...]:
        """Dog outputs that are no classes."""
        gate, own = self.card.gate, set(self.class_outputs.tolist())
        return tuple(output for output in gate.dog_outputs if output not in own) if gate else ()

    @cached_property
    def not_dog_outputs(self) -> tuple[int, ...]:
        """Outputs that speak against a dog."""
        gate = self.card.gate
        if gate is None:
            return ()
        if gate.not_dog_outputs is not None:
            return gate.not_dog_outputs
        dogs = set(gate.dog_outputs)
        return tuple(output for output in range(self.bundle.head.output_count) if output not in dogs)

    def embed(self, pooled: Matrix) -> Matrix:
        """[N, pooled features] to what the last layer takes in, [N, features]."""
        for layer in self.frozen_layers:
            pooled = layer.forward(pooled)
        return np.ascontiguousarray(pooled, np.float32)

    def surroundings(self, features: Matrix) -> Surroundings:
        """What surrounds the classes, of embedded features [N, features]."""
        gate = self.card.gate
        foreign = gate.other_breed_outputs if gate else ()
        found = [
            (_log_mass(z, self.not_dog_outputs), _log_mass(z, self.other_dog_outputs), _largest(z, foreign))
            for start in range(0, len(features), _CHUNK)
            for z in [self.last.forward(features[start : start + _CHUNK]) if gate else features[start : start + _CHUNK]]
        ]
        columns = [np.concatenate(column) for column in zip(*found, strict=True)] if found else [np.zeros(0)] * 3
        return Surroundings(*(np.asarray(column, np.float32) for column in columns))


def _log_mass(logits: Matrix, outputs: tuple[int, ...]) -> Matrix:
    if not outputs:
        return np.full(len(logits), -np.inf, np.float32)
    chosen = logits[:, list(outputs)]
    peak = chosen.max(axis=1)
    return np.asarray(peak + np.log(np.exp(chosen - peak[:, None]).sum(axis=1)), np.float32)


def _largest(logits: Matrix, outputs: tuple[int, ...]) -> Matrix:
    return np.asarray(logits[:, list(outputs)].max(axis=1, initial=-np.inf), np.float32)
