"""The known answer of the self-test, derived by another way than the program's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core import self_test
from core.breeds import load_breed_table
from core.catalog import load_catalog


def area_weights(source: int, target: int) -> NDArray[np.float64]:
    """[target, source]: how much of each source pixel lies in each target pixel."""
    edges = np.linspace(0, source, target + 1)
    low, high = edges[:-1, None], edges[1:, None]
    pixels = np.arange(source)[None]
    return np.clip(np.minimum(high, pixels + 1) - np.maximum(low, pixels), 0, None) / (high - low)


@pytest.mark.usefixtures("keras")
def test_the_known_answer_follows_from_the_published_weights(
    pretrained: Callable[[str], Mapping[str, NDArray[Any]]],
) -> None:
    from core.architectures.efficientnet_lite import VARIANTS
    from core.architectures.efficientnet_lite_keras import build, load_pretrained

    entry = load_catalog().get("default")
    network = build(VARIANTS[entry.name])
    load_pretrained(network, pretrained(entry.name))
    drawing = self_test.drawn_picture().astype(np.float64)
    side = round(len(drawing) * entry.input_size / (entry.input_size + 32))
    margin = (len(drawing) - side) // 2
    part = drawing[margin : margin + side, margin : margin + side]
    weights = area_weights(side, entry.input_size)
    pixels = np.einsum("yi,xj,ijc->yxc", weights, weights, part).round()
    logits = np.asarray(network(pixels[None].astype(np.float32), training=False))[0].astype(np.float64)
    breeds = list(load_breed_table())
    scaled = logits[[breed.imagenet_index for breed in breeds]] / entry.calibration["single"]["temperature"]
    probabilities = np.exp(scaled - scaled.max())
    probabilities /= probabilities.sum()
    best = int(probabilities.argmax())
    assert breeds[best].slug == self_test.NEAREST_BREED
    assert probabilities[best] == pytest.approx(self_test.NEAREST_PROBABILITY, abs=0.002)
