"""The figure that a published system has for its test photos stands beside the one on all of them."""

from __future__ import annotations

import numpy as np
import pytest

from core.evaluation.evaluate import Evaluation
from core.training.recipe_files import load_recipe, with_values
from core.training.run_report import WHOLE_BATCHES, _as_published

PUBLISHED = "nama-nyam-004-inception-resnet-v2"


def answered(photos: int, wrong: set[int], split: str = "test") -> Evaluation:
    """Photos of two breeds in no order; those of the named numbers are answered wrong."""
    numbers = np.random.default_rng(0).permutation(photos).tolist()
    truths = np.array([number % 2 for number in numbers])
    shares = np.array([[0.8, 0.2] if (number in wrong) == bool(number % 2) else [0.2, 0.8] for number in numbers])
    paths = tuple(f"/d/n0210000{number % 2}-x/n0210000{number % 2}_{number}.jpg" for number in numbers)
    return Evaluation("m", ("beagle", "pug"), paths, truths, shares.astype(np.float32), split=split)


def test_published_recipes_are_also_measured_on_whole_batches_in_their_order() -> None:
    recipe = load_recipe(PUBLISHED)
    # in order of wnid and number the odd ones come last: 64 of 70 are tested, and 59 to 69 are the odd ones left out
    evaluation = answered(70, wrong={1, 2, 67, 69})
    assert evaluation.accuracy.value == pytest.approx(66 / 70)
    figures = _as_published(recipe, evaluation)[WHOLE_BATCHES]
    assert figures.photos == 64 and figures.accuracy == pytest.approx(62 / 64)
    assert figures.log_loss == pytest.approx(-(62 * np.log(0.8) + 2 * np.log(0.2)) / 64, rel=1e-5)


def test_others_are_measured_on_all_photos_alone() -> None:
    recipe, evaluation = load_recipe(PUBLISHED), answered(70, wrong=set())
    assert _as_published(load_recipe(f"{PUBLISHED}-corrected"), evaluation) == {}
    assert _as_published(with_values(recipe, {"training.drop_last": False}), evaluation) == {}
    assert _as_published(recipe, answered(70, set(), "validation")) == _as_published(recipe, answered(31, set())) == {}


def test_all_4140_photos_are_4128_in_batches() -> None:
    assert _as_published(load_recipe(PUBLISHED), answered(4140, set()))[WHOLE_BATCHES].photos == 4128
