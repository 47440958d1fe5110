"""How trainings end before their last epoch: told to, out of memory, ruined, or without photos."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import attempt, convert_quickly, draw_photos, killed_at, recipe_with

from core.control import Cancelled, Command, Control
from core.datasets.table import PhotoRow
from core.errors import BreedLensError
from core.training.checkpoint import Checkpoint, save_checkpoint
from core.training.recipe import Recipe

OnEvent = Callable[[Mapping[str, Any]], None]


@pytest.fixture(autouse=True)
def quick_bundles(keras: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles are not what is tested here."""
    monkeypatch.setattr("core.training.make_bundle.convert", convert_quickly)


@pytest.fixture
def rows(tmp_path: Path) -> list[PhotoRow]:
    return draw_photos(tmp_path / "photos")


def dense_net(**values: Any) -> Recipe:
    values = {"training.batch_size": 8, "training.epochs": 4, "training.learning_rate": 0.01, **values}
    return recipe_with("mahmoudi-dense-sigmoid", values)


def at(name: str, epoch: int, do: Callable[[], object]) -> OnEvent:
    def on_event(event: Mapping[str, Any]) -> None:
        if event["event"] == name and event["epoch"] == epoch:
            do()

    return on_event


def codes(found: Any) -> list[str]:
    return [event["code"] for event in found.of("warning")]


def head_of_epoch(rows: list[PhotoRow], epochs: int, folder: Path, **values: Any) -> np.ndarray:
    found = attempt(dense_net(**{"training.epochs": epochs, **values}), rows, folder)
    return np.asarray(found.trained.head.layers[-1].kernel)


def test_stopped_within_an_epoch_it_keeps_the_best_finished_one(rows: list[PhotoRow], tmp_path: Path) -> None:
    control = Control()
    found = attempt(
        dense_net(), rows, tmp_path, control=control, on_event=at("batch", 3, lambda: control.set(Command.STOP_KEEP))
    )
    assert found.trained.stopped and [event["epoch"] for event in found.of("epoch")] == [1, 2]
    best = 1 + int(np.argmin(found.curve[:, 2]))
    assert found.trained.best_epoch == best
    assert found.trained.val_accuracy == found.curve[best - 1, 3]
    np.testing.assert_array_equal(
        found.trained.head.layers[-1].kernel, head_of_epoch(rows, best, tmp_path / "to the best")
    )


def test_stopped_within_the_first_epoch_it_keeps_what_it_learned(rows: list[PhotoRow], tmp_path: Path) -> None:
    control = Control()
    found = attempt(
        dense_net(), rows, tmp_path, control=control, on_event=at("batch", 1, lambda: control.set(Command.STOP_KEEP))
    )
    assert found.trained.stopped and found.trained.best_epoch == 1 and len(found.of("epoch")) == 1
    whole = head_of_epoch(rows, 1, tmp_path / "whole")
    assert not np.array_equal(found.trained.head.layers[-1].kernel, whole), "it did not train on"


def test_cancelled_it_ends_at_the_next_batch(rows: list[PhotoRow], tmp_path: Path) -> None:
    control = Control()
    found = attempt(dense_net(), rows, tmp_path, control=control, on_event=at("batch", 2, control.cancel))
    assert isinstance(found.error, Cancelled)
    assert [event["epoch"] for event in found.of("batch") if event["epoch"] > 1] == [2]


def test_the_best_epoch_is_kept_where_the_recipe_says_so(rows: list[PhotoRow], tmp_path: Path) -> None:
    # a rate far too high, so that the last epoch is not the best
    values = {"training.learning_rate": 1.0, "training.optimiser": "sgd", "training.momentum": 0.95}
    stopping = {"monitor": "val_loss", "patience": 9}
    kept = attempt(
        dense_net(**values, **{"training.early_stopping": {**stopping, "restore_best": True}}), rows, tmp_path / "best"
    )
    last = attempt(
        dense_net(**values, **{"training.early_stopping": {**stopping, "restore_best": False}}), rows, tmp_path / "last"
    )
    best = 1 + int(np.argmin(kept.curve[:, 2]))
    assert kept.trained.best_epoch == best and last.trained.best_epoch == 4
    assert kept.trained.val_accuracy == kept.curve[best - 1, 3]
    assert last.trained.val_accuracy == kept.curve[3, 3]


def test_without_validation_the_training_watches_itself(rows: list[PhotoRow], tmp_path: Path) -> None:
    values = {"training.learning_rate": 1e-9, "training.early_stopping": {"monitor": "val_accuracy", "patience": 2}}
    found = attempt(dense_net(**values), [row._replace(split="train") for row in rows], tmp_path)
    assert codes(found) == ["no_validation"]
    assert len(found.of("epoch")) == 3, "stopped early, by the accuracy of the training photos"
    assert all(event["val_loss"] is None for event in found.of("epoch"))
    assert found.trained.val_accuracy is None and found.trained.card.metrics == ()


def test_out_of_memory_halves_the_batch_and_repeats_the_epoch(
    rows: list[PhotoRow], tmp_path: Path, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tensorflow as tf

    train_on_batch, calls = keras.Model.train_on_batch, []

    def scarce(network: Any, x: Any, *arguments: Any, **options: Any) -> Any:
        calls.append(len(x))
        if len(calls) > 5 and len(x) > 4:  # 4 batches an epoch: in the middle of the second
            raise tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor")
        return train_on_batch(network, x, *arguments, **options)

    monkeypatch.setattr(keras.Model, "train_on_batch", scarce)
    found = attempt(dense_net(), rows, tmp_path)
    assert found.error is None and codes(found) == ["batch_halved"]
    assert [event["epoch"] for event in found.of("epoch")] == [1, 2, 3, 4], "the first one stays as it was"
    assert [event["step"] for event in found.of("epoch")] == [4, 11, 18, 25], "the steps that were taken, 4 and then 7"
    assert calls[:6] == [8, 8, 8, 3, 8, 8] and set(calls[6:]) <= {4, 3}
    again = attempt(dense_net(**{"training.epochs": 5}), rows, tmp_path)
    assert again.error is None and codes(again) == [], "a resumed training remembers the smaller batch"
    assert [event["step"] for event in again.of("epoch")] == [32]


def test_no_memory_for_a_single_photo_is_said(
    rows: list[PhotoRow], tmp_path: Path, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(*_: Any, **__: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(keras.Model, "train_on_batch", empty)
    found = attempt(dense_net(), rows, tmp_path)
    assert isinstance(found.error, BreedLensError) and found.error.code == "out_of_memory"
    assert codes(found) == ["batch_halved"] * 3


@pytest.mark.parametrize("epoch", [1, 3])
def test_a_loss_that_is_no_number_keeps_the_best_that_there_is(
    epoch: int, rows: list[PhotoRow], tmp_path: Path, keras: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_on_batch, calls = keras.Model.train_on_batch, []

    def ruined(network: Any, *arguments: Any, **options: Any) -> Any:
        calls.append(1)
        logs = train_on_batch(network, *arguments, **options)
        return {**logs, "loss": float("nan")} if len(calls) == 4 * (epoch - 1) + 2 else logs

    monkeypatch.setattr(keras.Model, "train_on_batch", ruined)
    found = attempt(dense_net(), rows, tmp_path)
    if epoch == 1:
        assert isinstance(found.error, BreedLensError) and "lower learning rate" in found.error.message
    else:
        assert found.trained.stopped and found.trained.best_epoch == 1 + int(np.argmin(found.curve[:, 2]))
        assert codes(found) == ["loss_not_a_number"]
        assert "lower learning rate" in found.of("warning")[0]["message"]


def test_photos_that_vanish_leave_what_was_learned(rows: list[PhotoRow], tmp_path: Path) -> None:
    gone = at("epoch", 2, lambda: shutil.rmtree(tmp_path / "photos"))
    found = attempt(dense_net(), rows, tmp_path, on_event=gone)
    assert found.error is None and found.trained.stopped
    assert len(found.of("epoch")) == 2 and codes(found)[-1] == "photos_gone"
    assert found.trained.card.calibration["single"].count == 0


def test_photos_that_were_never_there(rows: list[PhotoRow], tmp_path: Path) -> None:
    missing = [row._replace(path=row.path + "x") for row in rows]
    for name, recipe in (("photos", dense_net()), ("features", recipe_with("quick", {"architecture.input_size": 32}))):
        found = attempt(recipe, missing, tmp_path / name)
        assert isinstance(found.error, BreedLensError) and found.error.code == "photos_gone", found.error


def test_a_broken_photo_is_left_out_and_named(rows: list[PhotoRow], tmp_path: Path) -> None:
    Path(rows[0].path).write_bytes(b"no photo")
    found = attempt(dense_net(), rows, tmp_path)
    assert found.error is None and codes(found) == ["photo_left_out"]
    assert rows[0].path in found.of("warning")[0]["message"]


def test_a_full_disk_does_not_end_the_training(
    rows: list[PhotoRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.training.phase.save_checkpoint", full)
    found = attempt(dense_net(), rows, tmp_path)
    assert found.error is None and len(found.of("epoch")) == 4
    assert codes(found) == ["checkpoint_not_saved"], "once"


def test_on_a_disk_with_little_room_the_weights_are_kept(
    rows: list[PhotoRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(folder: Path, checkpoint: Checkpoint) -> None:
        if len(checkpoint.optimiser):
            raise OSError(28, "No space left on device")
        save_checkpoint(folder, checkpoint)

    monkeypatch.setattr("core.training.phase.save_checkpoint", small)
    found = attempt(dense_net(), rows, tmp_path, on_event=killed_at("batch", 4))
    assert codes(found) == ["checkpoint_not_saved"] and "not repeat" in found.of("warning")[0]["message"]
    monkeypatch.undo()
    again = attempt(dense_net(), rows, tmp_path)
    assert again.error is None and again.of("started")[0]["resumed_epoch"] == 3
    assert [event["epoch"] for event in again.of("epoch")] == [4]
    assert again.of("epoch")[0]["loss"] < found.of("epoch")[0]["loss"], "it goes on with what was learned"


def test_every_event_says_what_the_window_shows(rows: list[PhotoRow], tmp_path: Path) -> None:
    found = attempt(dense_net(**{"training.drop_last": True}), rows, tmp_path)
    started = found.of("started")[0]
    assert started["photos"] == {"train": 27, "validation": 9, "test": 0}
    assert (started["batches"], started["epochs"], started["batch_size"]) == (3, 4, 8)
    assert started["parameters"] == started["trainable_parameters"] > 0
    for epoch in range(1, 5):
        batches = [event for event in found.of("batch") if event["epoch"] == epoch]
        last = batches[-1]
        assert last["batch"] == last["batches"] == 3, "the last of each epoch is always told"
        assert last["step"] == 3 * epoch and last["memory_mb"] > 50
        assert last.keys() == {
            "event", "epoch", "batch", "batches", "loss", "accuracy", "learning_rate", "photos_per_second",
            "seconds_left", "step", "memory_mb",
        }  # fmt: skip
    row = found.of("epoch")[0]
    assert row.keys() == {
        "event", "epoch", "epochs", "step", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds",
        "is_best", "memory_mb",
    }  # fmt: skip
    assert row["memory_mb"] > 50 and row["seconds"] > 0 and row["is_best"]


def test_a_breed_whose_photos_are_all_in_one_fold_is_a_class_of_its_models_too(
    rows: list[PhotoRow], tmp_path: Path
) -> None:
    rare = [row._replace(split="validation") if row.breed == "pug" else row for row in rows]
    found = attempt(dense_net(**{"data.split": "kfold", "training.class_weights": True}), rare, tmp_path)
    assert found.error is None and len(found.trained.card.classes) == 3
    assert all(np.isfinite(row["val_loss"]) for row in found.of("epoch"))
