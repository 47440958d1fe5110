"""The learning rate of every batch, which epoch was the best, and when there is no reason to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from core.training.early_stopping import EarlyStopping
from core.training.monitor import Monitor
from core.training.plateau import ReduceOnPlateau
from core.training.schedules import scheduled_rate

if TYPE_CHECKING:
    from core.training.training_options import TrainingOptions

_WATCHED = "val_loss"
"""what the best epoch is chosen by where the recipe does not say"""


class Verdict(NamedTuple):
    """What an epoch's figures mean: the watched one, whether it is the best so far, whether to end."""

    watched: float
    is_best: bool
    is_end: bool


class Steering:
    """Told of every epoch of a phase; its state makes a resumed phase decide as an uninterrupted one would."""

    def __init__(self, options: TrainingOptions, rate: float, first_epoch: int, last_epoch: int) -> None:
        """
        Args:
            options: the recipe's.
            rate: the learning rate to begin with.
            first_epoch: epochs that were finished before this phase.
            last_epoch: epochs that are finished after it.
        """
        self._schedule = options.schedule
        self._first_epoch, self._epochs = first_epoch, last_epoch - first_epoch
        self._stopping = EarlyStopping(options.early_stopping) if options.early_stopping else None
        self._plateau = ReduceOnPlateau(options.reduce_on_plateau) if options.reduce_on_plateau else None
        stopping = options.early_stopping
        self._monitor = Monitor(stopping.monitor, stopping.min_delta) if stopping else Monitor(_WATCHED)
        self._rate = rate

    def rate(self, epoch: float) -> float:
        """The learning rate when so many epochs are over; 2.5 is the middle of the third."""
        if self._schedule is None:
            return self._rate
        return scheduled_rate(self._schedule, self._rate, self._epochs, epoch - self._first_epoch)

    def judge(self, epoch: int, logs: Mapping[str, float], best: float | None) -> Verdict:
        """Decide on an epoch; where nothing was validated, the training's own figures are watched.

        Args:
            epoch: its number, counted from 1.
            logs: its figures.
            best: the best watched figure of the epochs before, if any.
        """
        watched = {"val_loss": logs["loss"], "val_accuracy": logs["accuracy"], **logs}
        value = watched[self._monitor.name]
        is_end = self._stopping is not None and self._stopping.update(epoch - self._first_epoch, watched)
        if self._plateau is not None:
            self._rate = self._plateau.update(watched, self._rate)
        return Verdict(value, self._monitor.is_better(value, best), is_end)

    def watched(self, row: Mapping[str, Any]) -> float:
        """The watched figure in a row of the curve."""
        value = row.get(self._monitor.name)
        return float(row[self._monitor.name.removeprefix("val_")] if value is None else value)

    def forgive(self) -> None:
        """Start waiting anew, because more epochs were asked for."""
        for machine in (self._stopping, self._plateau):
            if machine is not None:
                machine.forgive()

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on; JSON-able."""
        return {
            "rate": self._rate,
            "stopping": self._stopping and self._stopping.state(),
            "plateau": self._plateau and self._plateau.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as when `state` was taken; an empty one is that of the beginning."""
        if not state:
            return
        self._rate = state["rate"]
        for machine, own in ((self._stopping, state["stopping"]), (self._plateau, state["plateau"])):
            if machine is not None and own is not None:
                machine.restore(own)
