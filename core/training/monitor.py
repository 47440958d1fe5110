"""Whether a watched figure got better, decided as Keras' callbacks decide it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


class Monitor:
    """Watches one figure of each epoch: a loss falls, an accuracy rises."""

    def __init__(self, name: str, min_delta: float = 0.0) -> None:
        """
        Args:
            name: "loss", "accuracy", "val_loss" or "val_accuracy".
            min_delta: what a change must exceed to count, at least 0.
        """
        self.name = name
        self.rises = name.endswith("accuracy")
        self._min_delta = min_delta if self.rises else -min_delta

    def value(self, logs: Mapping[str, float]) -> float | None:
        """The watched figure of an epoch; None where it was not measured."""
        value = logs.get(self.name)
        return None if value is None else float(value)

    def is_better(self, value: float, best: float | None) -> bool:
        """Whether `value` improves on the best one so far, or is the first; not a number never does."""
        if best is None:
            return True
        # in single precision, as Keras compares
        new, old = np.float32(value - self._min_delta), np.float32(best)
        return bool(new > old) if self.rises else bool(new < old)
