"""What is fitted on a run's photos before the first epoch: once a run, so that a resumed one goes on with the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.files import replace, temporary_beside

Array = NDArray[np.float32] | NDArray[np.float64]


class FittedOnce:
    """Arrays by name, each in a file of a folder, or nowhere."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is made when something is kept; None keeps nothing."""
        self._folder = folder

    def arrays(self, name: str, fit: Callable[[], Sequence[Array]]) -> Sequence[Array]:
        """What an earlier attempt fitted; or what `fit` gives now. A disk that takes nothing makes it fit again."""
        if self._folder is None:
            return fit()
        path = self._folder / f"{name}.npz"
        found = _read(path)
        if found is None:
            found = fit()
            _write(path, found)
        return found


def _read(path: Path) -> Sequence[Array] | None:
    try:
        with open(path, "rb") as content, np.load(content, allow_pickle=False) as file:
            return [file[str(index)] for index in range(len(file.files))]
    except Exception:  # not there, or a damaged archive, which can raise nearly anything
        return None


def _write(path: Path, arrays: Sequence[Array]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(str(path)) as temporary:
            with open(temporary, "wb") as file:
                np.savez(file, **{str(index): array for index, array in enumerate(arrays)})  # type: ignore[arg-type]
                file.flush()
                os.fsync(file.fileno())
            replace(temporary, str(path))
    except OSError:
        path.unlink(missing_ok=True)
