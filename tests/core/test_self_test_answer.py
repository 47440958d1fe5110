"""The known answer of the self-test, derived by another way than the program's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core import self_test
from core.breeds import load_breed_table
from core.catalog import load_catalog
from core.errors import BreedLensError
from core.paths import HOME_VARIABLE
from core.self_test_training import HEAD_RECIPE, train_two_steps


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
    exact = len(drawing) * entry.input_size / (entry.input_size + 32)
    side, margin = round(exact), round((len(drawing) - exact) / 2)
    part = drawing[margin : margin + side, margin : margin + side]
    weights = area_weights(side, entry.input_size)
    pixels = np.einsum("yi,xj,ijc->yxc", weights, weights, part, optimize=True).round()
    logits = np.asarray(network(pixels[None].astype(np.float32), training=False))[0].astype(np.float64)
    breeds = list(load_breed_table())
    scaled = logits[[breed.imagenet_index for breed in breeds]] / entry.calibration["single"]["temperature"]
    probabilities = np.exp(scaled - scaled.max())
    probabilities /= probabilities.sum()
    best = int(probabilities.argmax())
    assert breeds[best].slug == self_test.NEAREST_BREED
    assert probabilities[best] == pytest.approx(self_test.NEAREST_PROBABILITY, abs=0.002)


def test_the_report_names_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jane")
    monkeypatch.setenv("USERPROFILE", "/home/jane")
    told = self_test.without_home("/home/jane/.local/share, /home/janet/x and /home/jane")
    assert told == "~/.local/share, /home/janet/x and ~"


def test_training_leaves_nothing_in_the_persons_folders(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its run, its model and whatever its child makes are in a folder that goes away; so is a failed one's."""
    from core.training.run_through import Runs

    def fails(*_: object) -> None:
        raise BreedLensError("training_failed", "It failed.")

    monkeypatch.setattr(Runs, "train", fails)
    check = self_test.run_check("training", lambda: train_two_steps(self_test.drawn_picture(), HEAD_RECIPE))
    assert not check.ok and check.detail == "It failed."
    assert os.environ[HOME_VARIABLE] == str(own_home) and not own_home.exists()
