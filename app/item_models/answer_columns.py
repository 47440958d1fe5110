"""What a model said of photos as columns, to see at once what accepting all above a probability would sweep in.

This module imports NumPy, so the window loads it in a worker, after its first paint.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.control import Control, OnProgress, Progress
from core.inference.prediction_store import PredictionStore
from core.inference.results import Finding, Prediction

LEAST_SURE = 3
"""photos of a breed that are shown to judge it by"""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class BreedSweep:
    """What a threshold sweeps in of one breed; there is at least one photo."""

    class_index: int
    count: int
    lowest: float
    mean: float
    least_sure: tuple[int, ...]
    """ids of up to `LEAST_SURE` photos, the least sure first"""


@dataclass(frozen=True, eq=False)
class AnswerColumns:
    """The first breed of each photo that shows a dog of a known breed; an id is a position in these columns.

    Sorted by breed, and within a breed the surest first.
    """

    class_names: tuple[str, ...]
    paths: Sequence[str]
    classes: NDArray[np.int32]
    """[N] class index of the likeliest breed"""
    probabilities: NDArray[np.float64]
    """[N] its calibrated probability in 0..1"""
    without_breed: int = 0
    """photos without a dog, or with a dog of a breed that the model does not know"""
    unanswered: int = 0
    """photos that the model has not looked at yet, or could not read"""

    @classmethod
    def of(
        cls,
        class_names: tuple[str, ...],
        paths: Sequence[str],
        classes: NDArray[np.int32],
        probabilities: NDArray[np.float64],
        *,
        without_breed: int = 0,
        unanswered: int = 0,
    ) -> AnswerColumns:
        """From columns in any order."""
        order = np.lexsort((-probabilities, classes))
        sorted_paths = [paths[i] for i in order]
        return cls(class_names, sorted_paths, classes[order], probabilities[order], without_breed, unanswered)

    def __len__(self) -> int:
        return len(self.paths)

    def sweep(self, threshold: float) -> list[BreedSweep]:
        """What is at least as probable as the threshold (0..1), the breed with most photos first."""
        found = []
        for class_index, start, end in self._breeds:
            # the probabilities of a breed fall, and a search wants them to rise
            count = int(np.searchsorted(-self.probabilities[start:end], -threshold, side="right"))
            if count:
                last = start + count - 1
                least = tuple(range(last, max(start - 1, last - LEAST_SURE), -1))
                mean = (self._sums[start + count] - self._sums[start]) / count
                found.append(BreedSweep(class_index, count, float(self.probabilities[last]), float(mean), least))
        return sorted(found, key=lambda breed: (-breed.count, breed.class_index))

    def ids_of(self, sweep: BreedSweep) -> range:
        """The photos that it sweeps in."""
        start = next(start for class_index, start, _ in self._breeds if class_index == sweep.class_index)
        return range(start, start + sweep.count)

    @cached_property
    def _breeds(self) -> list[tuple[int, int, int]]:
        """Class index, first id, and the id after the last one."""
        present, starts = np.unique(self.classes, return_index=True)
        ends = [*starts.tolist(), len(self.classes)][1:]
        return list(zip(present.tolist(), starts.tolist(), ends, strict=True))

    @cached_property
    def _sums(self) -> NDArray[np.float64]:
        """[N + 1] sums of the probabilities before each id."""
        return np.concatenate([np.zeros(1), np.cumsum(self.probabilities, dtype=np.float64)])


def collect_answers(
    paths: Sequence[str],
    labelled: Collection[str],
    store: PredictionStore,
    model_id: str,
    class_names: tuple[str, ...],
    *,
    control: Control,
    on_progress: OnProgress | None = None,
) -> AnswerColumns:
    """The known answers of a model for those of the photos that have no label.

    Raises:
        Cancelled: by `control`.
    """
    wanted = [path for path in dict.fromkeys(paths) if path not in labelled]
    kept: list[str] = []
    classes: list[int] = []
    probabilities: list[float] = []
    answered = 0
    for start in range(0, len(wanted), _AT_ONCE):
        control.checkpoint()
        known = store.get_many(wanted[start : start + _AT_ONCE], model_id)
        answered += len(known)
        for path, prediction in known.items():
            if prediction.finding is Finding.DOG and prediction.class_names == class_names:
                kept.append(path)
                first, probability = _first(prediction)
                classes.append(first)
                probabilities.append(probability)
        if on_progress:
            on_progress(Progress(min(start + _AT_ONCE, len(wanted)), len(wanted)))
    return AnswerColumns.of(
        class_names,
        kept,
        np.array(classes, np.int32),
        np.array(probabilities, np.float64),
        without_breed=answered - len(kept),
        unanswered=len(wanted) - answered,
    )


def _first(prediction: Prediction) -> tuple[int, float]:
    first = int(np.argmax(prediction.probabilities))
    return first, float(prediction.probabilities[first])
