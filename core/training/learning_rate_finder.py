"""Which learning rate to begin with: a short training in which it grows until the loss runs away.

Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017 (arXiv:1506.01186); smoothing and end as in
fastai. Imports Keras: for child processes only.
"""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Generator
from typing import TYPE_CHECKING, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from core.training.devices import prepare_backend
from core.training.events import OnEvent
from core.training.fit import Batch, Batches, assign, reseed, values_of
from core.training.optimisers import compile_network
from core.training.progress import Progress, Steered
from core.training.training_photos import training_photos
from core.training.workbench import Workbench

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe

LOWEST, HIGHEST, STEPS = 1e-6, 1.0, 100
_SMOOTHING = 0.9
_RUN_AWAY = 4.0
"""times the least loss"""
_FEWEST_STEPS = 10
"""before a suggestion is made, and before the loss may be taken to have run away"""
_SETTLING = 5
"""steps before the mean of the losses says something"""


class Sweep(NamedTuple):
    """What a sweep found."""

    rates: NDArray[np.float64]
    """[steps done] evenly spaced in the logarithm"""
    losses: NDArray[np.float64]
    """[steps done] smoothed"""
    suggestion: float | None
    """where the loss fell most steeply; None where it did not fall"""


def find_learning_rate(
    network: keras.Model,
    batches: Batches,
    progress: Progress,
    *,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
    steps: int = STEPS,
    seed: int = 0,
) -> Sweep:
    """Train with a rate that grows from batch to batch, then put everything back as it was.

    Args:
        network: compiled.
        batches: repeated as often as it takes.
        progress: asked at every batch; to stop ends the sweep with what it has. Told of each rate.
        lowest: first rate, above 0.
        highest: last rate, unless the loss runs away before.
        steps: batches.
        seed: of the dropout.

    Raises:
        Cancelled: the control said so.
    """
    variables = [*network.variables, *network.optimizer.variables]
    before = values_of(variables)
    losses: list[float] = []
    mean = 0.0
    rates = np.geomspace(lowest, highest, steps)
    try:
        with contextlib.closing(_endless(network, batches, seed)) as source:
            for step, batch in enumerate(source):
                if step == steps or not progress.checkpoint():
                    break
                loss = _step(network, batch, float(rates[step]))
                mean = _SMOOTHING * mean + (1 - _SMOOTHING) * loss
                smooth = mean / (1 - _SMOOTHING ** (step + 1))
                if not math.isfinite(smooth) or (step >= _FEWEST_STEPS and smooth > _RUN_AWAY * min(losses)):
                    break
                losses.append(smooth)
                progress.send("rate", step=step + 1, steps=steps, learning_rate=float(rates[step]), loss=smooth)
    finally:
        assign(variables, before)
    return Sweep(rates[: len(losses)], np.array(losses), suggested_rate(rates[: len(losses)], np.array(losses)))


def _step(network: keras.Model, batch: Batch, rate: float) -> float:
    network.optimizer.learning_rate = rate
    network.reset_metrics()
    logs = network.train_on_batch(batch.inputs, batch.targets, sample_weight=batch.weights, return_dict=True)
    return float(logs["loss"])


def _endless(network: keras.Model, batches: Batches, seed: int) -> Generator[Batch, None, None]:
    for epoch in itertools.count():
        reseed(network, seed, epoch)
        yield from batches.epoch(epoch)


def suggested_rate(rates: NDArray[np.float64], losses: NDArray[np.float64]) -> float | None:
    """Where the smoothed loss falls most steeply in the logarithm of the rate; None where it does not fall."""
    if len(losses) < _FEWEST_STEPS:
        return None
    slopes = np.gradient(losses, np.log(rates))
    # the first means are of few batches, and fall or rise by chance
    before_lowest = slopes[_SETTLING : int(losses.argmin()) + 1]
    if not len(before_lowest) or before_lowest.min() >= 0:
        return None
    return float(rates[_SETTLING + int(before_lowest.argmin())])


def sweep_for_recipe(recipe: Recipe, table: pd.DataFrame, on_event: OnEvent, control: Steered) -> Sweep:
    """The sweep for the first phase of a recipe on the photos of a run.

    Raises:
        Cancelled: the control said so.
        BreedLensError: as `core.training.trainer.train`.
    """
    photos = training_photos(table, recipe.data.validate_on, every_breed=recipe.data.split == "kfold")
    prepare_backend(recipe.training.seed, recipe.training.mixed_precision)
    progress = Progress(on_event, control)
    workbench = Workbench(recipe, photos, progress)
    workbench.reduce_features()
    network, sources = workbench.first_phase()
    compile_network(network, recipe.training, recipe.training.learning_rate)
    training, _ = sources(recipe.training.batch_size)
    return find_learning_rate(network, training, progress, seed=recipe.training.seed)
