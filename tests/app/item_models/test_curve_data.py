"""The numbers behind learning curves, held to loops that anyone can check."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.item_models.curve_data import MOST_POINTS, Across, RunCurves, Series, thinned
from app.item_models.run_curves import read_curves
from core.training.events import event_line
from core.training.history import row_of, save_history
from core.training.run_folder import RunFolder

finite = st.floats(-1e6, 1e6)


def plain_average(values: list[float], weight: float) -> list[float]:
    found, total = [], 0.0
    for count, value in enumerate(values, start=1):
        total = weight * total + (1 - weight) * value
        found.append(total / (1 - weight**count))
    return found


def series_of(values: list[float]) -> Series:
    series = Series()
    for i, value in enumerate(values):
        series.append((float(i), i / 10, i / 100), value)
    return series


@given(st.lists(finite, min_size=1, max_size=700), st.floats(0, 0.99), st.integers(0, 700))
def test_smoothing_is_the_plain_average_however_the_points_arrive(
    values: list[float], weight: float, first: int
) -> None:
    series = series_of(values[:first])
    if len(series):
        series.smoothed(weight)
    for i, value in enumerate(values[first:], start=first):
        series.append((float(i), i / 10, i / 100), value)
    expected = plain_average(values, weight)
    np.testing.assert_allclose(series.smoothed(weight), expected, rtol=1e-9, atol=1e-6)


def test_another_smoothing_begins_anew() -> None:
    values = [math.sin(i) for i in range(1000)]
    series = series_of(values)
    for weight in (0.9, 0.0, 0.5):
        np.testing.assert_allclose(series.smoothed(weight), plain_average(values, weight), atol=1e-9)


def test_values_that_are_no_numbers_are_left_out() -> None:
    series = series_of([1.0, math.nan, math.inf, 2.0])
    assert series.values.tolist() == [1.0, 2.0]
    assert series.across(Across.STEP).tolist() == [0.0, 3.0]


@given(st.integers(0, 30_000), st.floats(0, 1), st.floats(0, 1))
def test_a_thinned_curve_is_short_and_keeps_its_extremes(count: int, one: float, other: float) -> None:
    rng = np.random.default_rng(count)
    x, y = np.arange(count, dtype=float), rng.normal(size=count)
    low, high = sorted((one * count, other * count))
    tx, ty = thinned(x, y, low, high)
    assert len(tx) == len(ty) <= MOST_POINTS + 4
    assert np.all(np.diff(tx) >= 0)
    inside = (x >= low) & (x <= high)
    if inside.any():
        assert ty.max() >= y[inside].max()
        assert ty.min() <= y[inside].min()
        assert set(zip(tx, ty, strict=True)) <= set(zip(x, y, strict=True))


def test_what_was_drawn_stays_while_the_curve_grows() -> None:
    y = np.random.default_rng(0).normal(size=5000)
    x = np.arange(5000.0)
    before = set(thinned(x[:4400], y[:4400], -np.inf, np.inf)[0].tolist())
    after = set(thinned(x, y, -np.inf, np.inf)[0].tolist())
    assert len({place for place in before - after if place < 4390}) == 0


def test_a_mean_curve_has_the_curves_mean() -> None:
    y = np.random.default_rng(0).normal(size=4096)
    _, ty = thinned(np.arange(4096.0), y, -np.inf, np.inf, most=512, mean=True)
    assert ty[:-1].mean() == pytest.approx(y.mean())


def event(kind: str, time: float, **values: Any) -> dict[str, Any]:
    return {"event": kind, "time": time, **values}


def test_a_run_is_read_from_its_events() -> None:
    run = RunCurves("a run")
    run.add(event("started", 100.0))
    assert run.add(event("batch", 101.0, epoch=1, batch=1, batches=2, loss=2.0, accuracy=0.1, learning_rate=0.1))
    run.add(event("paused", 102.0))
    run.add(event("resumed", 500.0))
    run.add(event("batch", 501.0, epoch=1, batch=2, batches=2, loss=1.5, accuracy=0.3, learning_rate=0.1))
    run.add(event("epoch", 502.0, epoch=1, loss=1.7, accuracy=0.2, val_loss=1.9, val_accuracy=0.25, is_best=True))
    run.add(event("epoch", 503.0, epoch=2, loss=1.2, accuracy=0.4, val_loss=2.0, val_accuracy=0.2, is_best=False))
    assert run.train["loss"].values.tolist() == [2.0, 1.5, 1.2]
    assert run.train["loss"].across(Across.EPOCH).tolist() == [0.5, 1.0, 2.0]
    assert run.train["loss"].across(Across.STEP).tolist() == [1.0, 2.0, 4.0]
    assert run.train["loss"].across(Across.TIME).tolist() == [1.0, 2.0, 4.0]
    assert run.validation["accuracy"].values.tolist() == [0.25, 0.2]
    assert run.best_epoch == 1


def test_a_run_without_validation_has_training_curves_only() -> None:
    run = RunCurves()
    run.add(event("epoch", 1.0, epoch=1, loss=1.0, accuracy=0.5, val_loss=None, val_accuracy=None))
    assert len(run.train["loss"]) == 1
    assert len(run.validation["loss"]) == 0


def test_a_resumed_run_goes_on_where_it_was() -> None:
    run = RunCurves()
    run.add(event("started", 0.0, resumed_epoch=0))
    for epoch, loss in ((1, 3.0), (2, 2.0)):
        for batch in (1, 2):
            run.add(event("batch", epoch + batch / 2, epoch=epoch, batch=batch, batches=2, loss=loss, accuracy=0.5))
        run.add(event("epoch", epoch + 1.0, epoch=epoch, val_loss=loss, val_accuracy=0.5, is_best=True))
    run.train["loss"].smoothed(0.9)
    run.add(event("batch", 3.5, epoch=3, batch=1, batches=2, loss=9.0, accuracy=0.5))
    run.add(event("started", 1000.0, resumed_epoch=1))
    assert run.best_epoch is None
    run.add(event("batch", 1001.0, epoch=2, batch=1, batches=2, loss=1.9, accuracy=0.5))
    assert run.train["loss"].values.tolist() == [3.0, 3.0, 1.9]
    assert run.train["loss"].across(Across.TIME)[-1] == 4.5
    assert len(run.validation["loss"]) == 1
    np.testing.assert_allclose(run.train["loss"].smoothed(0.9), plain_average([3.0, 3.0, 1.9], 0.9))


def steps(run: RunCurves) -> list[float]:
    return run.validation["loss"].across(Across.STEP).tolist()


def test_steps_add_up_however_many_batches_an_epoch_has() -> None:
    run = RunCurves()
    for epoch, batches in ((1, 4), (2, 8), (3, 2)):  # of an older version, whose events name no step
        for batch in range(1, batches + 1):
            run.add(event("batch", 1.0, epoch=epoch, batch=batch, batches=batches, loss=1.0, accuracy=0.5))
        run.add(event("epoch", 1.0, epoch=epoch, val_loss=1.0, val_accuracy=0.5))
    assert steps(run) == [4.0, 12.0, 14.0]
    assert (np.diff(run.train["loss"].across(Across.STEP)) > 0).all()


def test_an_epoch_that_begins_again_with_smaller_batches_takes_the_place_of_its_beginning() -> None:
    run = RunCurves()
    for step, epoch, batch, batches in ((1, 1, 1, 2), (2, 1, 2, 2), (3, 2, 1, 2), (3, 2, 1, 4), (4, 2, 2, 4)):
        values = {"loss": float(step), "accuracy": 0.5}
        run.add(event("batch", 1.0, epoch=epoch, batch=batch, batches=batches, step=step, **values))
    assert run.train["loss"].across(Across.STEP).tolist() == [1.0, 2.0, 3.0, 4.0]
    assert run.train["loss"].across(Across.EPOCH).tolist() == [0.5, 1.0, 1.25, 1.5]


def test_a_compared_run_lies_where_its_batches_were(tmp_path: Path) -> None:
    made = [tmp_path / "new", tmp_path / "old"]
    rows = [row_of({"epoch": epoch, "step": 40 * epoch, "val_loss": 1.0}) for epoch in (1, 2)]
    for folder, known in zip(made, (True, False), strict=True):
        folder.mkdir()
        save_history(RunFolder(folder).history_path, rows if known else [row | {"step": None} for row in rows])
    lines = [event("batch", 0.0, epoch=1, batch=40, batches=40), event("epoch", 0.0, epoch=1, val_loss=1.0)]
    RunFolder(made[1]).events_path.write_text("".join(map(event_line, lines)))
    new, old = read_curves([(str(folder), "") for folder in made])
    assert steps(new) == [40.0, 80.0] and steps(old) == [40.0]
