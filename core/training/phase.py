"""Epochs with one set of learning layers: early stopping, checkpoints, smaller batches, an end at any batch."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import keras
from numpy.typing import NDArray

from core.errors import BreedLensError
from core.training.checkpoint import Checkpoint, has_checkpoint, load_checkpoint, save_checkpoint
from core.training.devices import loses_failed_steps
from core.training.fit import (
    Batches,
    Logs,
    assign,
    learnt_variables,
    train_epoch,
    validate,
    values_of,
)
from core.training.memory import memory_in_use_mb
from core.training.out_of_memory import is_out_of_memory
from core.training.progress import Progress, Rate
from core.training.steering import Steering

_log = logging.getLogger(__name__)

_EXACTLY, _WEIGHTS_ALONE, _NOTHING = "exactly", "weights alone", "nothing"
_NOT_SAVED = {
    _WEIGHTS_ALONE: "The disk has little room: what is learned is saved, but to resume from here would not repeat an "
    "undisturbed training exactly.",
    _NOTHING: "The state of the training cannot be saved to the disk, so it could not be resumed from here.",
}
"""by how much of the last epoch is on the disk"""

Sources = Callable[[int], tuple[Batches, Batches | None]]
"""from a batch size to the batches that train and those that validate"""


@dataclass
class TrainingState:
    """How far a training has come: everything but the numbers in the network and its optimiser; JSON-able."""

    batch_size: int
    phase: int = 0
    phase_start: int = 0
    """epochs that were finished when the phase began"""
    epochs: int = 0
    """finished ones, of all phases"""
    curve: list[dict[str, Any]] = field(default_factory=list)
    """a row an epoch, as in its event"""
    best: float | None = None
    """of the monitored value"""
    best_epoch: int = 0
    """counted from 1; 0 for the state before the first epoch"""
    steering: dict[str, Any] = field(default_factory=dict)
    ended_at: int = 0
    """the epoch after which early stopping saw no reason to go on; 0 while there is one"""
    extensions: int = 0
    """how often more epochs had been asked for by then"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a phase ended: to its end, or stopped by the person or by a failure that left something to keep."""

    stopped: bool = False
    failure: BreedLensError | None = None


class Phase:
    """Trains one network to an epoch, from wherever its state and its checkpoint say that it is."""

    def __init__(
        self,
        network: keras.Model,
        sources: Sources,
        steering: Steering,
        *,
        state: TrainingState,
        seed: int,
        last_epoch: int,
        later_epochs: int = 0,
        extensions: int = 0,
        progress: Progress,
        checkpoints: Path,
    ) -> None:
        """
        Args:
            network: compiled.
            sources: makes the batches; asked again when memory ran out.
            steering: learning rate, best epoch, early stopping.
            state: changed as the training goes on.
            seed: of all randomness.
            last_epoch: the number of epochs, those of earlier phases included, after which this phase ends.
            later_epochs: those of later phases, for the count that a person sees.
            extensions: how often more epochs were asked for; once more than the state knows, and early stopping
                starts to wait anew.
            progress: told of everything.
            checkpoints: the folder to resume from.
        """
        self._network, self._sources, self._steering = network, sources, steering
        self._state, self._seed, self._last_epoch = state, seed, last_epoch
        self._all_epochs = last_epoch + later_epochs
        self._extensions = extensions
        self._progress, self._checkpoints = progress, checkpoints
        self._variables = learnt_variables(network)
        self._best: Sequence[NDArray[Any]] = values_of(self._variables)
        self._backup = values_of(network.variables) if loses_failed_steps() else None
        self._epoch_seconds: float | None = None
        self._saved = _EXACTLY

    @property
    def best(self) -> Sequence[NDArray[Any]]:
        """The values of the learning layers after the best epoch, or before the first."""
        return self._best

    def keep_best(self) -> None:
        """Give the network the weights of its best epoch."""
        assign(self._variables, self._best)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Be where a checkpoint of this phase was made.

        Raises:
            BreedLensError: `checkpoint_differs`: it belongs to another network.
        """
        try:
            assign(self._variables, checkpoint.weights)
            if checkpoint.optimiser:  # none: there was no room for it
                assign(self._network.optimizer.variables, checkpoint.optimiser)
        except (ValueError, TypeError) as error:
            raise BreedLensError(
                "checkpoint_differs",
                "What this run saved belongs to another network, so the run cannot go on. Start a new run instead.",
                details=str(error),
            ) from error
        self._best = list(checkpoint.best)
        stored = checkpoint.state
        for name, value in stored.items():
            if name != "batch_size":  # the smaller one, where memory ran out since
                setattr(self._state, name, value)
        self._state.batch_size = min(self._state.batch_size, stored["batch_size"])
        self._steering.restore(self._state.steering)

    def run(self) -> Outcome:
        """Train to the last epoch, or until there is a reason to end earlier.

        Raises:
            Cancelled: the control said so.
            BreedLensError: something failed before anything was learned, or nothing can be done with so little memory.
        """
        if self._extensions > self._state.extensions:
            self._state.extensions = self._extensions
            if self._state.ended_at:
                self._state.ended_at = 0
                self._steering.forgive()
        self._save()
        while True:
            try:
                return self._run_epochs()
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                details = f"{type(error).__name__}: {error}"
            # outside the handler, whose error holds on to the memory of the failed step
            self._halve_batch(details)

    def _run_epochs(self) -> Outcome:
        training, validation = self._sources(self._state.batch_size)
        while self._state.epochs < self._last_epoch and not self._state.ended_at:
            try:
                is_complete = self._epoch(training, validation)
            except BreedLensError as error:
                # ruined weights or vanished photos: what the epochs before have learned is worth keeping
                if not self._state.best_epoch:
                    raise
                return Outcome(stopped=True, failure=error)
            if not is_complete:
                return Outcome(stopped=True)
        return Outcome()

    def _epoch(self, training: Batches, validation: Batches | None) -> bool:
        """One epoch; False where the control ended the training within it."""
        number = self._state.epochs
        start = self._progress.working_time.seconds()
        photos = Rate(self._progress.working_time)
        rate = self._steering.rate(number)
        steps_before = self._steps_before(len(training))
        steps = 0

        def before_batch(index: int) -> None:
            nonlocal rate
            new = self._steering.rate(number + index / len(training))
            if index == 0 or new != rate:
                self._network.optimizer.learning_rate = rate = new

        def on_batch(done: int, count: int, logs: Logs) -> bool:
            nonlocal steps
            steps = done
            photos.advance(count)
            self._progress.send_some(
                "batch",
                is_last=done == len(training),
                epoch=number + 1,
                batch=done,
                batches=len(training),
                step=steps_before + done,
                loss=logs["loss"],
                accuracy=logs["accuracy"],
                learning_rate=rate,
                photos_per_second=photos.a_second,
                seconds_left=self._seconds_left(training, done, photos.a_second),
                memory_mb=memory_in_use_mb(),
            )
            return self._progress.checkpoint()

        logs, is_whole = train_epoch(
            self._network,
            training,
            epoch=number,
            seed=self._seed,
            before_batch=before_batch,
            on_batch=on_batch,
        )
        if not is_whole and self._state.epochs:
            return False
        # stopped within the very first epoch: what it learned so far is all that there is to keep
        watched = self._validated(validation)
        if watched is None:
            return False
        seconds = self._progress.working_time.seconds() - start
        self._finish_epoch({**logs, **watched}, steps_before + steps, rate, seconds)
        return is_whole

    def _steps_before(self, batches: int) -> int:
        """Batches of all finished epochs, which need not all have had as many as the present one."""
        last = self._state.curve[-1] if self._state.curve else {}
        return last.get("step") or self._state.epochs * batches  # a run of an older version counted no steps

    def _validated(self, validation: Batches | None) -> dict[str, float] | None:
        if validation is None or not len(validation):
            return {}
        goes_on = bool(self._state.epochs)
        logs, is_whole = validate(self._network, validation, lambda *_: self._progress.checkpoint() or not goes_on)
        return {f"val_{name}": value for name, value in logs.items()} if is_whole else None

    def _finish_epoch(self, logs: dict[str, float], step: int, rate: float, seconds: float) -> None:
        state = self._state
        state.epochs += 1
        verdict = self._steering.judge(state.epochs, logs, state.best)
        weights = values_of(self._variables)
        if verdict.is_best:
            state.best, state.best_epoch, self._best = verdict.watched, state.epochs, weights
        if verdict.is_end:
            state.ended_at = state.epochs
        state.steering = self._steering.state()
        row = {
            "epoch": state.epochs,
            "epochs": self._all_epochs,
            "step": step,
            **{name: logs.get(name) for name in ("loss", "accuracy", "val_loss", "val_accuracy")},
            "learning_rate": rate,
            "seconds": round(seconds, 3),
            "is_best": verdict.is_best,
            "memory_mb": memory_in_use_mb(),
        }
        state.curve.append(row)
        self._epoch_seconds = seconds
        # told first: an epoch that was kept but not told would be missing in the history of a run that was killed here
        self._progress.send("epoch", **row)
        self._save(weights)

    def _seconds_left(self, training: Batches, done: int, rate: float | None) -> float | None:
        if not rate:
            return None
        in_epoch = training.photos / rate
        whole = self._epoch_seconds or in_epoch
        rest = in_epoch * (1 - done / len(training)) + whole - min(whole, in_epoch)
        return float(round(rest + whole * (self._all_epochs - self._state.epochs - 1), 1))

    def _save(self, weights: Sequence[NDArray[Any]] | None = None) -> None:
        """Write a checkpoint; on a disk that takes none the training goes on without."""
        current = weights if weights is not None else values_of(self._variables)
        best = current if self._state.best_epoch == self._state.epochs else self._best
        slots = values_of(self._network.optimizer.variables)
        checkpoint = Checkpoint(asdict(self._state), current, best, slots)
        try:
            save_checkpoint(self._checkpoints, checkpoint)
        except OSError as error:
            _log.warning("no checkpoint: %s", error)
            self._save_weights_alone()
        else:
            self._saved = _EXACTLY

    def _save_weights_alone(self) -> None:
        """There is no room for all: keep an earlier checkpoint or, where there is none, what was learned at best."""
        if has_checkpoint(self._checkpoints) and self._saved != _WEIGHTS_ALONE:
            saved = _NOTHING
        else:
            best = Checkpoint(asdict(self._state), self._best, self._best, ())
            try:
                save_checkpoint(self._checkpoints, best)
            except OSError:
                saved = _NOTHING
            else:
                saved = _WEIGHTS_ALONE
        if saved != self._saved:
            self._progress.warn("checkpoint_not_saved", _NOT_SAVED[saved])
        self._saved = saved

    def _halve_batch(self, details: str) -> None:
        """Go back to the last finished epoch with half as many photos a batch."""
        gc.collect()
        state = self._state
        checkpoint = load_checkpoint(self._checkpoints)
        if state.batch_size == 1 or checkpoint is None or checkpoint.state["phase"] != state.phase:
            raise BreedLensError(
                "out_of_memory",
                "The memory does not suffice for this network. A smaller network or smaller photos may fit.",
                details=details,
            )
        state.batch_size //= 2
        self._progress.warn(
            "batch_halved",
            f"The memory was full, so the training goes on with {state.batch_size} photos at a time.",
        )
        if self._backup is not None:
            assign(self._network.variables, self._backup)
        self.restore(checkpoint)
