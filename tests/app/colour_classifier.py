"""A stand-in for the classifier: it names a breed by the colour of the photo, honestly and at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.bundles.card import Calibration
from core.datasets.feature_cache import FeatureKey
from core.inference.results import Finding, Prediction
from core.preprocessing.geometry import Region

CLASSES = ("beagle", "norfolk_terrier", "norwich_terrier", "pug", "chow")
COLOURS = {
    "beagle": (200, 30, 30),
    "norfolk_terrier": (30, 160, 60),
    "norwich_terrier": (60, 200, 60),
    "pug": (40, 40, 200),
    "chow": (200, 200, 40),
}
"""what a drawn photo of each breed is filled with; grey is no dog, white a dog of no known breed"""
GREY, WHITE = (128, 128, 128), (255, 255, 255)


@dataclass(frozen=True)
class ColourExamination:
    """What `ColourClassifier.examine` gives; the heat map of class i is hot in the i-th fifth of the width."""

    prediction: Prediction
    seen: Region

    def heat_map(self, class_index: int) -> NDArray[np.float32]:
        """[20, 50] in 0..1."""
        heat = np.zeros((20, 50), np.float32)
        heat[:, 10 * class_index : 10 * class_index + 10] = 1
        return heat


class ColourClassifier:
    """The part of `core.inference.classifier.Classifier` that the page uses."""

    name = "colours"
    model_id = "colours:1"
    class_names = CLASSES
    decode_side = 32
    has_heat_maps = True
    fit = Calibration(data="colours", count=271)

    def classify_keeping(self, photo: NDArray[np.uint8]) -> tuple[Prediction, dict[FeatureKey, NDArray[np.float32]]]:
        """The same; there are no features."""
        return self.classify(photo), {}

    def classify(self, photo: NDArray[np.uint8]) -> Prediction:
        """The breed whose colour is nearest."""
        colour = photo.reshape(-1, 3).mean(axis=0)
        distance = np.array([np.abs(colour - COLOURS[breed]).sum() for breed in CLASSES])
        weight = np.exp(-distance / 40)
        probabilities = (weight / weight.sum()).astype(np.float32)
        finding, dog_probability = Finding.DOG, 0.99
        if np.abs(colour - GREY).max() < 10:
            finding, dog_probability = Finding.NO_DOG, 0.02
        elif colour.min() > 245:
            finding = Finding.OTHER_BREED
        order = np.argsort(-probabilities, kind="stable")
        count = 1 + int(np.searchsorted(np.cumsum(probabilities[order]), 0.9))
        breed_set = tuple(CLASSES[i] for i in order[:count]) if finding is Finding.DOG else ()
        return Prediction(finding, dog_probability, probabilities, CLASSES, breed_set, self.name)

    def examine(self, photo: NDArray[np.uint8]) -> ColourExamination:
        """The answer with heat maps."""
        return ColourExamination(self.classify(photo), Region(0.1, 0.0, 0.8, 1.0))
