"""One file from which a training goes on exactly: `checkpoint.npz`, replaced whole after each finished epoch."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.files import PART_SUFFIX, replace, temporary_beside

FILE = "checkpoint.npz"
FORMAT = 1
_STATE = "state"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything that the next epoch depends on.

    `weights` are the values that training may change, in the order of the network's layers; `best` the same values
    after the best epoch; `optimiser` its slots and counters. `state` is JSON-able: epochs done, curve, callbacks.
    """

    state: Mapping[str, Any]
    weights: Sequence[NDArray[Any]] = field(repr=False)
    best: Sequence[NDArray[Any]] = field(repr=False)
    optimiser: Sequence[NDArray[Any]] = field(repr=False)


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Put a checkpoint in the place of the one before, which stays until the new one is on the disk.

    Raises:
        OSError: nothing can be written there; the old checkpoint is as it was.
    """
    is_best = all(a is b for a, b in zip(checkpoint.weights, checkpoint.best, strict=True))
    parts = {"weights": checkpoint.weights, "optimiser": checkpoint.optimiser}
    if not is_best:
        parts["best"] = checkpoint.best
    counts = {name: len(arrays) for name, arrays in parts.items()}
    text = json.dumps({"format": FORMAT, "counts": counts, "state": checkpoint.state})
    stored: dict[str, NDArray[Any]] = {_STATE: np.frombuffer(text.encode(), np.uint8)}
    for name, arrays in parts.items():
        stored |= {f"{name}.{index}": array for index, array in enumerate(arrays)}
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    with temporary_beside(str(folder / FILE)) as temporary:
        with open(temporary, "wb") as file:
            np.savez(file, **stored)  # type: ignore[arg-type]  # the stub has no place for free names
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, str(folder / FILE))


def _sweep(folder: Path) -> None:
    """Remove what a killed program left half written."""
    for part in folder.glob(f".*{PART_SUFFIX}"):
        with contextlib.suppress(OSError):
            part.unlink()


def load_checkpoint(folder: Path) -> Checkpoint | None:
    """The checkpoint of a folder; None where there is none, or none that can be read."""
    try:
        # opened here, because NumPy leaves a damaged archive open
        with open(folder / FILE, "rb") as content, np.load(content, allow_pickle=False) as file:
            header = json.loads(file[_STATE].tobytes().decode())
            if header["format"] != FORMAT:
                return None
            parts = {
                name: [file[f"{name}.{index}"] for index in range(count)] for name, count in header["counts"].items()
            }
            weights = parts["weights"]
            return Checkpoint(header["state"], weights, parts.get("best", weights), parts["optimiser"])
    except Exception:  # a damaged archive can raise nearly anything
        return None


def has_checkpoint(folder: Path) -> bool:
    """Whether there is a file to resume from."""
    return (folder / FILE).is_file()
