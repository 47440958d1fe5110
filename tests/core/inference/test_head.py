"""Heads and Grad-CAM without Keras: what is refused, and the edges of maps."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.bundles.head_file import head_from_bytes, head_to_bytes
from core.errors import BreedLensError
from core.inference.grad_cam import class_activation_map, normalised
from core.inference.head import Dense, Flatten, GlobalAveragePooling, Head, MaxPooling

RNG = np.random.default_rng(0)
LAST = Dense(RNG.normal(size=(3, 2)).astype(np.float32), np.zeros(2, np.float32))
HEAD = Head((GlobalAveragePooling(), LAST))


def archive(layers: object, **arrays: object) -> bytes:
    target = io.BytesIO()
    np.savez(target, layers=np.frombuffer(json.dumps(layers).encode(), np.uint8), **arrays)  # type: ignore[arg-type]
    return target.getvalue()


DENSE = {"kind": "dense", "activation": "linear"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        archive([]),
        archive({"kind": "dense"}),
        archive([DENSE]),
        archive([{"kind": "lambda", "code": "print()"}]),
        archive([{"kind": "dense", "activation": "exec"}], **{"0.kernel": np.zeros((3, 2)), "0.bias": np.zeros(2)}),
        archive([DENSE], **{"0.kernel": np.zeros((3, 2)), "0.bias": np.zeros(3)}),
        archive([DENSE], **{"0.kernel": np.zeros(3), "0.bias": np.zeros(3)}),
        archive([DENSE], **{"0.kernel": np.array([[print]]), "0.bias": np.zeros(1)}),
        archive([{"kind": "max_pooling", "size": 0}, DENSE], **{"1.kernel": np.zeros((3, 2)), "1.bias": np.zeros(2)}),
        archive([{"kind": "flatten"}]),
        archive([DENSE], **{"0.kernel": np.full((3, 2), np.nan), "0.bias": np.zeros(2)}),
    ],
)
def test_a_file_that_is_no_head_is_refused(content: bytes) -> None:
    with pytest.raises(BreedLensError) as failure:
        head_from_bytes(content)
    assert failure.value.code == "bundle_damaged"


@settings(deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(head_to_bytes(HEAD))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[place] ^= data.draw(st.integers(1, 255))
    try:
        assert head_from_bytes(bytes(content)).layers
    except BreedLensError as error:
        assert error.code == "bundle_damaged"


def test_a_head_ends_in_its_outputs() -> None:
    with pytest.raises(ValueError, match="dense"):
        Head((LAST, Flatten()))
    with pytest.raises(ValueError, match="dense"):
        Head(())


def test_pooling_drops_the_edge_and_sends_nothing_back_to_it() -> None:
    x = RNG.normal(size=(2, 5, 3, 4)).astype(np.float32)
    pooling = MaxPooling(2)
    y = pooling.forward(x)
    assert y.shape == (2, 2, 1, 4)
    back = pooling.backward(x, np.ones_like(y))
    assert back.shape == x.shape and back.sum() == y.size
    assert not back[:, 4].any() and not back[:, :, 2].any()


def test_a_network_without_a_map_says_so() -> None:
    with pytest.raises(ValueError, match="spatial"):
        class_activation_map(Head((LAST,)), np.zeros(3, np.float32), 0)


def test_a_map_without_evidence_stays_empty() -> None:
    assert not normalised(class_activation_map(HEAD, np.zeros((4, 4, 3), np.float32), 0)).any()


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 100))
def test_heat_lies_between_0_and_1(height: int, width: int, seed: int) -> None:
    features = np.random.default_rng(seed).normal(size=(height, width, 3)).astype(np.float32)
    heat = normalised(class_activation_map(HEAD, features, seed % 2))
    assert heat.shape == (height, width) and heat.min() >= 0 and heat.max() in (0, 1)
