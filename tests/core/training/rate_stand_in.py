"""A sweep of learning rates without Keras: `core.training.rate_child` with a formula, which can misbehave."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.errors import BreedLensError
from core.training import rate_child, rate_sweep

SLOWNESS = "RATE_STAND_IN_SECONDS"
MISCHIEF = "RATE_STAND_IN_MISCHIEF"
"""environment variable: "die", "fail", "flat", or nothing"""
STEPS = 40
SUGGESTION = 1e-3


def sweep_for_recipe(recipe: Any, table: Any, on_event: Any, control: Any) -> Any:
    assert recipe.name and len(table)
    mischief = os.environ.get(MISCHIEF, "")
    if mischief == "fail":
        raise BreedLensError("photos_gone", "No photo of {what} can be read.", what="these {breeds}")
    rates = np.geomspace(1e-6, 1.0, STEPS)
    losses = 1 - 0.8 / (1 + np.exp(-4 * (np.log10(rates) + 3)))
    on_event({"event": "features", "done": 5, "total": 5, "rate": None})
    for step, (rate, loss) in enumerate(zip(rates, losses, strict=True), start=1):
        time.sleep(float(os.environ.get(SLOWNESS, "0")))
        on_event({"event": "rate", "step": step, "steps": STEPS, "learning_rate": rate, "loss": loss})
        if mischief == "die" and step == 3:
            print("out of luck", flush=True)
            os._exit(9)
    return SimpleNamespace(rates=rates, losses=losses, suggestion=None if mischief == "flat" else SUGGESTION)


def sweep_with_stand_in(monkeypatch: pytest.MonkeyPatch, *, seconds: float = 0.0, mischief: str = "") -> None:
    """Let `sweep_rates` start this module instead; a step takes so many seconds."""
    monkeypatch.setattr(rate_sweep, "CHILD", "rate_stand_in")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setenv(SLOWNESS, str(seconds))
    monkeypatch.setenv(MISCHIEF, mischief)


if __name__ == "__main__":
    sys.modules["core.training.learning_rate_finder"] = SimpleNamespace(sweep_for_recipe=sweep_for_recipe)  # type: ignore[assignment]
    sys.exit(rate_child.main(sys.argv[1:]))
