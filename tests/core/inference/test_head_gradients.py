"""Layers and activations of imported heads against finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from core.bundles.head_file import head_from_bytes, head_to_bytes
from core.inference.head import ACTIVATIONS, Dense, GlobalAveragePooling, Head, LayerNormalization

CHANNELS, HIDDEN = 5, 7


def a_head(activation: str) -> Head:
    rng = np.random.default_rng(3)

    def drawn(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    return Head(
        (
            GlobalAveragePooling(),
            LayerNormalization(drawn(CHANNELS), drawn(CHANNELS), 1e-6),
            Dense(2 * drawn(CHANNELS, HIDDEN), drawn(HIDDEN), activation),
            Dense(drawn(HIDDEN, 3), drawn(3)),
        )
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradient_is_the_slope_of_the_logit(activation: str) -> None:
    head = a_head(activation)
    features = np.random.default_rng(4).normal(size=(3, 2, CHANNELS)).astype(np.float32)
    gradient = head.gradient(features, {1: 1.0})
    step = 1e-2
    for place in np.ndindex(features.shape):
        nudge = np.zeros_like(features)
        nudge[place] = step
        high, low = (head.logits((features + sign * nudge)[None])[0, 1] for sign in (1, -1))
        assert gradient[place] == pytest.approx((high - low) / (2 * step), abs=0.02)


def test_a_normalising_head_survives_its_file() -> None:
    head = a_head("hard_silu")
    again = head_from_bytes(head_to_bytes(head))
    features = np.random.default_rng(5).normal(size=(2, 3, 2, CHANNELS)).astype(np.float32)
    assert np.array_equal(again.logits(features), head.logits(features))
