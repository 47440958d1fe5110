"""Lowers the learning rate when nothing improves: the decisions of Keras' `ReduceLROnPlateau`, without Keras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.training.monitor import Monitor
from core.training.training_options import ReduceOnPlateauOptions


class ReduceOnPlateau:
    """Told of every epoch; answers with the learning rate of the next."""

    def __init__(self, options: ReduceOnPlateauOptions) -> None:
        self._monitor = Monitor(options.monitor, options.min_delta)
        self._options = options
        self.best: float | None = None
        """of the watched figure"""
        self.wait = 0
        """epochs since it improved or the rate was lowered"""

    def update(self, logs: Mapping[str, float], rate: float) -> float:
        """The rate for the next epoch: the present one, or a lower one.

        Args:
            logs: the figures of the epoch; without the watched one nothing changes.
            rate: the present learning rate.
        """
        value = self._monitor.value(logs)
        if value is None:
            return rate
        if self._monitor.is_better(value, self.best):
            self.best, self.wait = value, 0
            return rate
        self.wait += 1
        if self.wait < self._options.patience or rate <= np.float32(self._options.minimum):
            return rate
        self.wait = 0
        return max(rate * self._options.factor, self._options.minimum)

    def forgive(self) -> None:
        """Start waiting anew."""
        self.wait = 0

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on; JSON-able."""
        return {"best": self.best, "wait": self.wait}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as when `state` was taken."""
        self.best, self.wait = state["best"], state["wait"]
