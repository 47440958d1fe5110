"""A small model and photos that are numbers: no file, no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import Bundle
from core.bundles.card import Calibration, Card, ClassEntry, Gate
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.teaching.base import Base
from core.teaching.features import Pool

FEATURES, DOGS, OTHERS = 12, 4, 3
BREEDS = ("beagle", "pug", "cairn")
FIT = Calibration(temperature=0.5, dog_slope=2.0, dog_intercept=1.0, known_breed_min_logit=4.0, set_min_probability=0.1)


def toy_base(*, gate: bool = True, fit: Calibration = FIT) -> Base:
    """Outputs 0 to 2 are breeds, 3 a foreign breed, 4 to 6 no dogs; each looks at one feature."""
    kernel = np.zeros((FEATURES, DOGS + OTHERS), np.float32)
    kernel[np.arange(DOGS + OTHERS), np.arange(DOGS + OTHERS)] = 2
    bias = np.linspace(-0.1, 0.1, DOGS + OTHERS).astype(np.float32)
    card = Card(
        name="toy",
        title="Toy",
        architecture="toy",
        input_size=32,
        classes=tuple(ClassEntry(breed, output) for output, breed in enumerate(BREEDS)),
        gate=Gate((0, 1, 2, 3), (3,)) if gate else None,
        calibration={"single": fit},
        files={"backbone.onnx": "0" * 64},
    )
    return Base(Bundle(Path("toy.breedmodel"), card, b"", Head((GlobalAveragePooling(), Dense(kernel, bias)))))


def toy_pool(features: NDArray[np.floating], base: Base | None = None, contents: Sequence[str] | None = None) -> Pool:
    """Photos `0`, `1`, ... with these features [N, 12]."""
    base = base or toy_base()
    values = np.ascontiguousarray(features, np.float32)
    paths = tuple(str(number) for number in range(len(values)))
    names = (
        tuple(contents) if contents else tuple(f"{(number * 2654435761) % 2**32:032x}" for number in range(len(values)))
    )
    return Pool(base, paths, names, values, base.surroundings(values))


def drawn(counts: Sequence[int], seed: int = 0, noise: float = 0.4) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Photos of kinds 0, 1, ...: kind k has its feature k (the seventh and on mean nothing to the base model) high."""
    rng = np.random.default_rng(seed)
    kinds = np.repeat(np.arange(len(counts)), counts)
    places = np.array([0, 1, 2, 7, 8])[kinds]
    values = rng.normal(scale=noise, size=(len(kinds), FEATURES))
    values[np.arange(len(kinds)), places] += 2
    return values.astype(np.float32), kinds
