"""Early stopping and the plateau decide as Keras' callbacks do; the schedules keep their promises."""

from __future__ import annotations

import json
import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.training.early_stopping import EarlyStopping
from core.training.plateau import ReduceOnPlateau
from core.training.recipe_files import load_recipe, with_values
from core.training.schedules import scheduled_rate
from core.training.steering import Steering
from core.training.training_options import EarlyStoppingOptions, ReduceOnPlateauOptions, ScheduleOptions

keras = pytest.importorskip("keras")

FIGURES = ("loss", "accuracy", "val_loss", "val_accuracy")


def random_figures(rng: np.random.Generator, epochs: int) -> list[dict[str, float]]:
    """Figures that wander, with ties, so that every branch is taken."""
    walks = np.cumsum(rng.choice([-0.02, -0.0001, 0.0, 0.0, 0.0001, 0.02], (epochs, len(FIGURES))), axis=0) + 0.5
    return [dict(zip(FIGURES, map(float, row), strict=True)) for row in walks]


def keras_mode(monitor: str) -> str:
    return "max" if monitor.endswith("accuracy") else "min"


@pytest.mark.parametrize("seed", range(40))
def test_early_stopping_decides_as_keras(seed: int) -> None:
    rng = np.random.default_rng(seed)
    options = EarlyStoppingOptions(
        monitor=FIGURES[seed % 4], patience=int(rng.integers(0, 6)), min_delta=float(rng.choice([0, 1e-4, 0.01]))
    )
    theirs = keras.callbacks.EarlyStopping(
        options.monitor, min_delta=options.min_delta, patience=options.patience, mode=keras_mode(options.monitor)
    )
    theirs.set_model(SimpleNamespace(stop_training=False))
    theirs.on_train_begin()
    ours = EarlyStopping(options)
    for epoch, figures in enumerate(random_figures(rng, 40)):
        theirs.on_epoch_end(epoch, figures)
        stops = ours.update(epoch + 1, figures)
        assert stops == theirs.model.stop_training
        assert (ours.best_epoch, ours.wait) == (theirs.best_epoch + 1, theirs.wait)
        if stops:
            break


@pytest.mark.parametrize("min_delta", [0.0, 0.01])
@pytest.mark.parametrize("seed", range(8))
def test_the_epoch_whose_weights_are_kept_is_that_of_keras(seed: int, min_delta: float) -> None:
    stopping = {"monitor": FIGURES[seed % 4], "patience": 6, "min_delta": min_delta}
    options = with_values(load_recipe("quick"), {"training.early_stopping": stopping}).training
    theirs = keras.callbacks.EarlyStopping(**stopping, mode=keras_mode(FIGURES[seed % 4]))
    theirs.set_model(SimpleNamespace(stop_training=False))
    theirs.on_train_begin()
    ours, best, best_epoch = Steering(options, 0.1, 0, 40), None, 0
    for epoch, figures in enumerate(random_figures(np.random.default_rng(seed), 40), start=1):
        theirs.on_epoch_end(epoch - 1, figures)
        verdict = ours.judge(epoch, figures, best)
        if verdict.is_best:
            best, best_epoch = verdict.watched, epoch
        assert best_epoch == theirs.best_epoch + 1 and verdict.is_end == theirs.model.stop_training
        if verdict.is_end:
            break


class Optimiser(SimpleNamespace):
    """As much of an optimiser as the callback touches."""

    learning_rate: float


@pytest.mark.parametrize("seed", range(40))
def test_the_plateau_lowers_the_rate_as_keras(seed: int) -> None:
    rng = np.random.default_rng(seed)
    options = ReduceOnPlateauOptions(
        monitor=FIGURES[seed % 4],
        patience=int(rng.integers(0, 4)),
        factor=float(rng.choice([0.1, 0.5])),
        minimum=1e-6,
        min_delta=float(rng.choice([0, 1e-4])),
    )
    theirs = keras.callbacks.ReduceLROnPlateau(
        options.monitor,
        factor=options.factor,
        patience=options.patience,
        mode=keras_mode(options.monitor),
        min_delta=options.min_delta,
        min_lr=options.minimum,
    )
    theirs.set_model(SimpleNamespace(optimizer=Optimiser(learning_rate=0.01)))
    theirs.on_train_begin()
    ours, rate, rates = ReduceOnPlateau(options), 0.01, set()
    for epoch, figures in enumerate(random_figures(rng, 60)):
        theirs.on_epoch_end(epoch, dict(figures))
        rate = ours.update(figures, rate)
        rates.add(rate)
        assert rate == pytest.approx(float(theirs.model.optimizer.learning_rate), rel=1e-6)
        assert ours.wait == theirs.wait
    assert len(rates) > 1


def test_the_published_log_of_004_lowers_the_rate_after_the_fourth_epoch() -> None:
    options = ReduceOnPlateauOptions(monitor="val_accuracy", patience=3, factor=0.5, minimum=1e-6)
    ours, rate = ReduceOnPlateau(options), 1e-3
    for _ in range(3):
        rate = ours.update({"val_accuracy": 0.0083}, rate)
        assert rate == 1e-3
    assert ours.update({"val_accuracy": 0.0083}, rate) == 5e-4


def test_the_published_log_of_004_stops_after_the_sixth_epoch() -> None:
    ours = EarlyStopping(EarlyStoppingOptions(monitor="val_loss", patience=5, restore_best=False))
    losses = (0.9366, 1.1164, 1.0991, 1.1180, 1.2700, 1.2158)
    assert [ours.update(epoch, {"val_loss": loss}) for epoch, loss in enumerate(losses, 1)] == [False] * 5 + [True]


@pytest.mark.parametrize("cut", [0, 1, 7, 20])
def test_an_interrupted_state_goes_on_as_if_it_had_not_been(cut: int) -> None:
    figures = random_figures(np.random.default_rng(3), 40)
    stopping = EarlyStoppingOptions(monitor="val_accuracy", patience=4)
    plateau = ReduceOnPlateauOptions(monitor="val_loss", patience=2)

    def decisions(interrupt_at: int | None) -> list[Any]:
        early, reduce, rate, told = EarlyStopping(stopping), ReduceOnPlateau(plateau), 0.1, []
        for epoch, logs in enumerate(figures, 1):
            if epoch == interrupt_at:
                states = json.loads(json.dumps([early.state(), reduce.state()]))
                early, reduce = EarlyStopping(stopping), ReduceOnPlateau(plateau)
                early.restore(states[0])
                reduce.restore(states[1])
            rate = reduce.update(logs, rate)
            told.append((early.update(epoch, logs), early.best_epoch, rate))
        return told

    assert decisions(cut) == decisions(None)


def test_without_the_watched_figure_nothing_is_decided() -> None:
    early, reduce = EarlyStopping(EarlyStoppingOptions(patience=0)), ReduceOnPlateau(ReduceOnPlateauOptions(patience=0))
    for epoch in range(1, 10):
        assert not early.update(epoch, {"loss": 1.0}) and reduce.update({"loss": 1.0}, 0.1) == 0.1


def test_more_epochs_are_waited_for_anew() -> None:
    early = EarlyStopping(EarlyStoppingOptions(patience=2))
    assert [early.update(epoch, {"val_loss": 1.0}) for epoch in (1, 2, 3)] == [False, False, True]
    early.forgive()
    assert [early.update(epoch, {"val_loss": 1.0}) for epoch in (4, 5)] == [False, True]
    assert early.best_epoch == 1


@given(
    kind=st.sampled_from(["constant", "step", "cosine"]),
    warm_up=st.floats(0, 20),
    step_epochs=st.integers(1, 30),
    factor=st.floats(0.01, 0.99),
    final=st.floats(0, 0.9),
    epochs=st.integers(1, 100),
)
def test_a_schedule_rises_during_the_warm_up_and_never_after_it(
    kind: Any, warm_up: float, step_epochs: int, factor: float, final: float, epochs: int
) -> None:
    options = ScheduleOptions(kind=kind, warm_up_epochs=warm_up, step_epochs=step_epochs, factor=factor, final=final)
    moments = np.linspace(0, epochs, 200, endpoint=False)
    rates = [scheduled_rate(options, 0.1, epochs, float(moment)) for moment in moments]
    rising = [rate for rate, moment in zip(rates, moments, strict=True) if moment < min(warm_up, epochs)]
    falling = rates[len(rising) :]
    assert all(0 < rate <= 0.1 for rate in rates)
    assert rising == sorted(rising) and falling == sorted(falling, reverse=True)


def test_cosine_and_step_are_those_of_keras() -> None:
    epochs, base = 40, 0.05
    cosine = keras.optimizers.schedules.CosineDecay(base, epochs, alpha=0.1)
    step = keras.optimizers.schedules.ExponentialDecay(base, 10, 0.3, staircase=True)
    for epoch in range(epochs):
        ours = scheduled_rate(ScheduleOptions(kind="cosine", final=0.1), base, epochs, epoch)
        assert ours == pytest.approx(float(cosine(epoch)), rel=1e-5)
        ours = scheduled_rate(ScheduleOptions(kind="step", step_epochs=10, factor=0.3), base, epochs, epoch)
        assert ours == pytest.approx(float(step(epoch)), rel=1e-5)


def test_a_warm_up_ends_at_the_full_rate() -> None:
    options = ScheduleOptions(kind="cosine", warm_up_epochs=5.0)
    assert scheduled_rate(options, 0.1, 30, 2.5) == pytest.approx(0.05)
    assert scheduled_rate(options, 0.1, 30, 5) == pytest.approx(0.1)
    assert scheduled_rate(options, 0.1, 30, 17.5) == pytest.approx(0.05)
    assert math.isclose(scheduled_rate(options, 0.1, 30, 30), 0, abs_tol=1e-12)
