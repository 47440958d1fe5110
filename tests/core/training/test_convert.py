"""Under another backend than TensorFlow, a process of its own makes backbone and head of what was trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.control import Cancelled, Control
from core.errors import BreedLensError
from core.inference.session import BackboneSession
from core.preprocessing.scaling import Scaling

UNIT = Scaling("unit")
# NumPy, on TensorFlow's tensors
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")


@pytest.fixture
def network(keras: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from core.architectures.build import build_network

    monkeypatch.setattr("core.training.convert.backend_name", lambda: "jax")
    return build_network("one-conv", 3, input_size=16, seed=1)


def test_the_other_process_answers_as_the_network_does(network: Any) -> None:
    from core.architectures.keras_files import keras_bytes
    from core.training.convert import convert

    backbone, head = convert(network, keras_bytes(network), UNIT, Control())
    pixels = np.random.default_rng(0).integers(0, 256, (3, 16, 16, 3), np.uint8)
    expected = network.predict_on_batch(UNIT.apply(pixels.astype(np.float32)))
    logits = head.logits(BackboneSession(backbone).features(pixels))
    found = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_it_says_what_went_wrong_there(network: Any) -> None:
    from core.training.convert import convert

    with pytest.raises(BreedLensError) as refusal:
        convert(network, b"no network", UNIT, Control())
    assert refusal.value.code == "keras_file_damaged"


def test_it_ends_when_it_is_cancelled(network: Any) -> None:
    from core.training.convert import convert

    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        convert(network, b"no network", UNIT, control)
