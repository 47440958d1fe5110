"""A training that is killed and resumed ends as one that was left alone: same curve, same weights."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from small_trainings import Attempt, Killed, attempt, convert_quickly, draw_photos, killed_at, recipe_with

from core.datasets.table import PhotoRow
from core.paths import HOME_VARIABLE
from core.training.checkpoint import FILE
from core.training.recipe import Recipe

TOLERANCE = 1e-5


@pytest.fixture(autouse=True)
def quick_bundles(keras: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles are not what is tested here."""
    monkeypatch.setattr("core.training.make_bundle.convert", convert_quickly)


def dense_net(**values: Any) -> Recipe:
    """Dropout, momentum, a plateau that is reached, every photo changed anew in each epoch."""
    return recipe_with(
        "mahmoudi-dense-sigmoid-dropout",
        {
            "training.optimiser": "sgd",
            "training.momentum": 0.9,
            "training.learning_rate": 0.05,
            "training.batch_size": 8,
            "training.epochs": 5,
            "training.class_weights": True,
            "training.reduce_on_plateau": {"monitor": "val_accuracy", "patience": 1, "min_delta": 0.5},
            "augmentation.horizontal_flip": True,
            "augmentation.rotation_degrees": 20.0,
            **values,
        },
    )


def cached_head(**values: Any) -> Recipe:
    """Features of several views, mixtures, dropout, weight decay, a rate that changes within the epoch."""
    return recipe_with(
        "quick",
        {
            "training.optimiser": "adamw",
            "training.weight_decay": 0.01,
            "training.batch_size": 9,  # all batches alike: a network is traced anew for each size
            "training.epochs": 4,
            "training.cached_views": 3,
            "training.schedule": {"kind": "cosine", "warm_up_epochs": 1.5},
            "training.early_stopping": {"monitor": "val_loss", "patience": 9},
            "augmentation.mixup_alpha": 0.3,
            "architecture.input_size": 32,
            "architecture.head": {"hidden": [16], "dropout": 0.4, "batch_norm": True},
            **values,
        },
    )


class Undisturbed(NamedTuple):
    """`dense_net()` trained to its end, which several tests compare with."""

    result: Attempt
    rows: list[PhotoRow]
    folder: Path


@pytest.fixture(scope="module")
def undisturbed(keras: Any, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    rows = draw_photos(folder / "photos")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(folder / "home"))
        patch.setattr("core.training.make_bundle.convert", convert_quickly)
        result = attempt(dense_net(), rows, folder)
    assert result.error is None
    return Undisturbed(result, rows, folder)


def assert_same(resumed: Attempt, first_part: Attempt, expected: Attempt) -> None:
    assert resumed.error is None, resumed.error
    done = resumed.of("started")[0]["resumed_epoch"]
    whole = np.concatenate([first_part.curve[:done], resumed.curve]) if done else resumed.curve
    np.testing.assert_allclose(whole, expected.curve, rtol=0, atol=TOLERANCE)
    assert resumed.trained.best_epoch == expected.trained.best_epoch
    for layer, same in zip(resumed.trained.head.layers, expected.trained.head.layers, strict=True):
        if hasattr(layer, "kernel"):
            np.testing.assert_allclose(layer.kernel, same.kernel, rtol=0, atol=TOLERANCE)
    assert [row["loss"] for row in resumed.trained.curve] == pytest.approx(whole[:, 0].tolist(), abs=TOLERANCE)


@pytest.mark.parametrize(
    ("recipe", "places"),
    [(dense_net(), [("epoch", 1), ("batch", 4)]), (cached_head(), [("batch", 3)])],
    ids=["whole network", "head on features"],
)
def test_killed_anywhere_it_goes_on_as_if_nothing_had_been(
    recipe: Recipe, places: list[tuple[str, int]], tmp_path: Path
) -> None:
    rows = draw_photos(tmp_path / "photos")
    expected = attempt(recipe, rows, tmp_path / "undisturbed")
    assert expected.error is None and len(expected.of("epoch")) == recipe.training.epochs
    assert len(set(expected.curve[:, 4])) > 1, "the learning rate changes, so that it has to be resumed too"
    for place in places:
        folder = tmp_path / "-".join(map(str, place))
        killed = attempt(recipe, rows, folder, on_event=killed_at(*place))
        assert isinstance(killed.error, Killed)
        assert_same(attempt(recipe, rows, folder), killed, expected)


def test_what_was_half_written_does_not_count(tmp_path: Path, undisturbed: Undisturbed) -> None:
    recipe, (expected, rows, _) = dense_net(), undisturbed
    killed = attempt(recipe, rows, tmp_path, on_event=killed_at("epoch", 2))
    checkpoint = tmp_path / "checkpoints" / FILE
    part = checkpoint.with_name(f".{'0' * 16}.breedlens-part")
    part.write_bytes(checkpoint.read_bytes()[:1000])
    assert_same(attempt(recipe, rows, tmp_path), killed, expected)
    assert not part.exists()


def test_a_damaged_checkpoint_is_said_and_the_training_begins_anew(tmp_path: Path) -> None:
    recipe, rows = dense_net(**{"training.epochs": 2}), draw_photos(tmp_path / "photos")
    first = attempt(recipe, rows, tmp_path)
    checkpoint = tmp_path / "checkpoints" / FILE
    checkpoint.write_bytes(checkpoint.read_bytes()[:-500])
    again = attempt(recipe, rows, tmp_path)
    assert [event["code"] for event in again.of("warning")] == ["checkpoint_damaged"]
    assert again.of("started")[0]["resumed_epoch"] == 0
    np.testing.assert_allclose(again.curve, first.curve, rtol=0, atol=TOLERANCE)


def test_more_epochs_are_those_that_a_longer_training_had(tmp_path: Path, undisturbed: Undisturbed) -> None:
    longer, rows, _ = undisturbed
    first = attempt(dense_net(**{"training.epochs": 2}), rows, tmp_path / "grown")
    assert first.error is None
    assert_same(attempt(dense_net(), rows, tmp_path / "grown"), first, longer)


def test_a_finished_training_is_not_trained_again(tmp_path: Path, undisturbed: Undisturbed) -> None:
    first, rows, folder = undisturbed
    shutil.copytree(folder / "checkpoints", tmp_path / "checkpoints")
    again = attempt(dense_net(), rows, tmp_path)
    assert again.of("epoch") == [] and again.of("started")[0]["resumed_epoch"] == 5
    assert again.trained.card.classes == first.trained.card.classes
    np.testing.assert_array_equal(again.trained.head.layers[-1].kernel, first.trained.head.layers[-1].kernel)


def test_more_epochs_after_an_early_end_wait_anew(tmp_path: Path) -> None:
    rows = draw_photos(tmp_path / "photos")
    values = {
        "training.learning_rate": 1e-9,
        "training.early_stopping": {"monitor": "val_accuracy", "patience": 2},
        "training.reduce_on_plateau": None,
    }
    ended = attempt(dense_net(**values), rows, tmp_path)
    assert len(ended.of("epoch")) == 3
    assert attempt(dense_net(**values), rows, tmp_path).of("epoch") == []
    # as many as were planned at first, and then more than these
    for number, planned in enumerate((5, 9), start=1):
        more = attempt(dense_net(**values, **{"training.epochs": planned}), rows, tmp_path, extensions=number)
        assert [event["epoch"] for event in more.of("epoch")] == [2 * number + 2, 2 * number + 3]


def test_fine_tuning_resumes(tmp_path: Path) -> None:
    recipe = cached_head(
        **{
            "training.epochs": 1,
            "training.cached_views": 2,
            "training.feature_cache": "on",
            "training.fine_tune": {"top_blocks": 1, "epochs": 2, "learning_rate": 1e-3},
        }
    )
    rows = draw_photos(tmp_path / "photos", count=8)
    expected = attempt(recipe, rows, tmp_path / "undisturbed")
    assert expected.error is None and len(expected.of("epoch")) == 3
    killed = attempt(recipe, rows, tmp_path / "killed", on_event=killed_at("batch", 3))
    assert_same(attempt(recipe, rows, tmp_path / "killed"), killed, expected)
