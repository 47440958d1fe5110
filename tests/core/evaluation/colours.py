"""A model that knows four colours, and photos of them: fast, honest, and wrong where the colour is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pictures import encode

from core.bundles.card import Calibration, Card, ClassEntry
from core.inference.results import Finding, Prediction

COLOURS = {"beagle": (210, 40, 40), "pug": (40, 190, 60), "chow": (40, 60, 210), "boxer": (200, 200, 40)}


@dataclass(frozen=True)
class ColourExamination:
    """A heat map for class i is hot in the i-th quarter of the width."""

    prediction: Prediction

    def heat_map(self, class_index: int) -> NDArray[np.float32]:
        """[8, 16] in 0..1."""
        heat = np.zeros((8, 16), np.float32)
        heat[:, 4 * class_index : 4 * class_index + 4] = 1
        return heat


class ColourModel:
    """What evaluations need of a classifier."""

    name = "colours"
    class_names = tuple(COLOURS)
    decode_side = 24
    has_heat_maps = True
    fit = Calibration(temperature=0.5)
    card = Card("colours", "Colours", "none", 24, tuple(ClassEntry(name, i) for i, name in enumerate(COLOURS)))

    def classify(self, photo: NDArray[np.uint8]) -> Prediction:
        """The breed of the nearest mean colour."""
        mean = photo.reshape(-1, 3).mean(axis=0)
        distance = np.array([np.abs(mean - colour).sum() for colour in COLOURS.values()])
        weight = np.exp(-distance / 60)
        shares = (weight / weight.sum()).astype(np.float32)
        return Prediction(Finding.DOG, 0.9, shares, self.class_names, (), self.name)

    def examine(self, photo: NDArray[np.uint8]) -> ColourExamination:
        """The answer with heat maps."""
        return ColourExamination(self.classify(photo))


def write_photo(path: Path, colour: str, seed: int = 0) -> str:
    """A JPEG of one of the colours, a little uneven; its path."""
    rng = np.random.default_rng(seed)
    pixels = np.array(COLOURS[colour]) + rng.integers(-25, 26, (40, 60, 3))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode(pixels.clip(0, 255).astype(np.uint8)))
    return str(path)
