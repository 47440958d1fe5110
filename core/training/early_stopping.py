"""Ends a training that no longer improves: the decisions of Keras' `EarlyStopping`, without Keras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.training.monitor import Monitor
from core.training.training_options import EarlyStoppingOptions


class EarlyStopping:
    """Told of every epoch; remembers which was the best. Keeping that epoch's weights is the trainer's."""

    def __init__(self, options: EarlyStoppingOptions) -> None:
        self._monitor = Monitor(options.monitor, options.min_delta)
        self._patience = options.patience
        self.best: float | None = None
        """of the watched figure; None before the first epoch"""
        self.best_epoch = 0
        """counted from 1; 0 before the first"""
        self.wait = 0
        """epochs since"""

    def update(self, epoch: int, logs: Mapping[str, float]) -> bool:
        """Whether to stop after this epoch. Without the watched figure, as without validation photos, never.

        Args:
            epoch: counted from 1.
            logs: `loss`, `accuracy` and, where there is validation, `val_loss` and `val_accuracy` of the epoch.
        """
        value = self._monitor.value(logs)
        if value is None:
            return False
        self.wait += 1
        if self._monitor.is_better(value, self.best):
            self.best, self.best_epoch, self.wait = value, epoch, 0
            return False
        return self.wait >= self._patience and epoch > 1

    def forgive(self) -> None:
        """Start waiting anew, because more epochs were asked for."""
        self.wait = 0

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on; JSON-able."""
        return {"best": self.best, "best_epoch": self.best_epoch, "wait": self.wait}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as when `state` was taken."""
        self.best, self.best_epoch, self.wait = state["best"], state["best_epoch"], state["wait"]
