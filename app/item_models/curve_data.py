"""The numbers behind learning curves: grown a point at a time, smoothed, and thinned to what a screen can show.

Imports NumPy: load it in a worker, or when a plot is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

METRICS = ("loss", "accuracy", "learning_rate")
MOST_POINTS = 2000
"""drawn of one curve; a screen is hardly wider"""
_BLOCK = 128
_FEW = 32


class Across(IntEnum):
    """What a curve is drawn over; also the column of a point that holds it."""

    STEP = 0
    """batches seen so far"""
    EPOCH = 1
    """passes over the photos, with the fraction of the present one"""
    TIME = 2
    """seconds of training"""


class Series:
    """Points in the order of arrival, each at its step, epoch and time; values are finite."""

    def __init__(self) -> None:
        self._rows = np.empty((256, 4))
        self._count = 0
        self._weight = 0.0
        self._smooth = np.empty(256)
        self._sum = 0.0
        self._smoothed_count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, place: tuple[float, float, float], value: float) -> None:
        """Add a point; `place` is its step, epoch and seconds. Values that are no numbers are left out."""
        if not np.isfinite(value):
            return
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._smooth = np.concatenate([self._smooth, np.empty_like(self._smooth)])
        self._rows[self._count] = (*place, value)
        self._count += 1

    def cut(self, epoch: float) -> None:
        """Forget what came after an epoch."""
        self._count = int(np.searchsorted(self._rows[: self._count, Across.EPOCH], epoch, side="right"))
        self._smoothed_count = 0

    def across(self, axis: Across) -> Floats:
        """[points] where they lie."""
        return self._rows[: self._count, axis]

    @property
    def values(self) -> Floats:
        """[points]"""
        return self._rows[: self._count, 3]

    def smoothed(self, weight: float) -> Floats:
        """[points] exponential moving average; `weight` 0..1 (excluded) is that of the past.

        Freed of its bias towards 0 at the beginning, as in Adam (Kingma and Ba, 2015, section 3). Only what has come
        since the last call with the same weight is worked out.
        """
        if weight != self._weight:
            self._weight, self._smoothed_count = weight, 0
        done, end = self._smoothed_count, self._count
        if done < end:
            self._sum, sums = decaying_sum(self.values[done:], weight, self._sum if done else 0.0)
            young = min(end, _grown_up(weight))
            if done < young:
                sums[: young - done] /= 1.0 - weight ** np.arange(done + 1, young + 1)
            self._smooth[done:end] = sums
            self._smoothed_count = end
        return self._smooth[:end]


def weight_of(strength: float, points: int) -> float:
    """The weight of the past for a strength of smoothing in 0..1: long curves are smoothed over more points.

    At full strength the average reaches back over about a fortieth of the curve. The number of points counts in steps
    of doubling, so that a growing curve is not worked out anew at every point.
    """
    steps = 1 << max(0, points.bit_length() - 1)
    return float(1.0 - 1.0 / (1.0 + strength * steps / 40.0))


def _grown_up(weight: float) -> int:
    """Points after which an average of this weight has forgotten its beginning, to the last digit."""
    return 1 if weight <= 0.0 else int(np.ceil(-37.0 / np.log(weight)))


def decaying_sum(values: Floats, weight: float, before: float) -> tuple[float, Floats]:
    """[n] s[i] = weight * s[i-1] + (1 - weight) * values[i] with s[-1] = `before`, and the last of them before it.

    In blocks instead of one by one: 100,000 take a few milliseconds.
    """
    if len(values) < _FEW:
        sums_of_few = np.empty(len(values))
        for i, value in enumerate(values):
            before = sums_of_few[i] = weight * before + (1.0 - weight) * value
        return float(before), sums_of_few
    blocks = -(-len(values) // _BLOCK)
    padded = np.zeros(blocks * _BLOCK)
    padded[: len(values)] = values
    age = np.subtract.outer(np.arange(_BLOCK), np.arange(_BLOCK))
    decay = np.where(age >= 0, (1.0 - weight) * weight ** np.maximum(age, 0), 0.0)
    sums = padded.reshape(blocks, _BLOCK) @ decay.T
    fading = weight ** np.arange(1, _BLOCK + 1)
    for block in range(blocks):
        sums[block] += before * fading
        before = sums[block, -1]
    flat = sums.reshape(-1)[: len(values)]
    return float(flat[-1]), flat


def thinned(
    x: Floats, y: Floats, low: float, high: float, *, most: int = MOST_POINTS, mean: bool = False
) -> tuple[Floats, Floats]:
    """The part of a curve between `low` and `high` (and a point on either side), at most about `most` points of it.

    Keeps the lowest and the highest point of every stretch, so that no spike is lost, or with `mean` their mean. The
    stretches are counted from the curve's beginning, so that what was drawn stays as it was while the curve grows.
    """
    first = max(0, int(np.searchsorted(x, low)) - 1)
    last = min(len(x), int(np.searchsorted(x, high, side="right")) + 1)
    stretch = 1
    while last - first > most and (1 if mean else 2) * ((last - first) // stretch) > most:
        stretch *= 2
    if stretch == 1:
        return x[first:last], y[first:last]
    first -= first % stretch
    whole = first + (last - first) // stretch * stretch
    parts = y[first:whole].reshape(-1, stretch)
    if mean:
        middles = x[first:whole].reshape(-1, stretch).mean(axis=1)
        return np.append(middles, x[last - 1]), np.append(parts.mean(axis=1), y[last - 1])
    ends = np.sort(np.stack([parts.argmin(axis=1), parts.argmax(axis=1)], axis=1), axis=1)
    kept = (np.arange(first, whole, stretch)[:, None] + ends).reshape(-1)
    if whole < last:
        rest = y[whole:last]
        kept = np.append(kept, sorted({whole + int(rest.argmin()), whole + int(rest.argmax()), last - 1}))
    return x[kept], y[kept]


class RunCurves:
    """Everything that is drawn of one run, taken from its events."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.train = {metric: Series() for metric in METRICS}
        self.validation = {metric: Series() for metric in METRICS}
        self.best_epoch: int | None = None
        self._step = 0.0
        """at the end of the last finished epoch"""
        self._batches = 1
        self._seconds = 0.0
        self._last_time: float | None = None
        self._last_batch = (0, 0)
        """its epoch, and its number there"""

    def add(self, event: Mapping[str, Any]) -> bool:
        """Take up an event of the run; False where there is nothing in it to draw."""
        kind = event.get("event")
        now = float(event.get("time", 0.0))
        if kind in ("started", "resumed"):
            self._last_time = now  # what was slept through is no time of training
            if kind == "started":
                self._cut(int(event.get("resumed_epoch") or 0))
            return bool(kind == "started")
        if kind not in ("batch", "epoch"):
            return False
        if self._last_time is not None:
            self._seconds += max(0.0, now - self._last_time)
        self._last_time = now
        (self._add_batch if kind == "batch" else self._add_epoch)(event)
        return True

    def add_epoch(self, values: Mapping[str, Any]) -> None:
        """Take up a row of a run's history, by the names of `core.training.history.COLUMNS`."""
        self._seconds += float(values.get("seconds") or 0.0)
        self._add_epoch(values)

    def _cut(self, epoch: int) -> None:
        """A run goes on after an epoch: what it had learned of the next ones was lost, and comes again."""
        every = (*self.train.values(), *self.validation.values())
        for series in every:
            series.cut(epoch)
        self._step = max((float(series.across(Across.STEP)[-1]) for series in every if len(series)), default=0.0)
        self._last_batch = min(self._last_batch, (epoch, self._last_batch[1]))
        if self.best_epoch is not None and self.best_epoch > epoch:
            self.best_epoch = None

    def _add_batch(self, event: Mapping[str, Any]) -> None:
        epoch, batch = int(event["epoch"]), int(event["batch"])
        if (epoch, batch) <= self._last_batch:  # memory ran out: the epoch begins again, with smaller batches
            self._cut(epoch - 1)
        self._last_batch = (epoch, batch)
        self._batches = max(1, int(event["batches"]))
        place = (self._step_of(event, batch), epoch - 1 + batch / self._batches, self._seconds)
        for metric in METRICS:
            self._append(self.train[metric], place, event.get(metric))

    def _add_epoch(self, event: Mapping[str, Any]) -> None:
        epoch = int(event["epoch"])
        self._step = self._step_of(event, self._batches)
        place = (self._step, float(epoch), self._seconds)
        had_batches = self._last_batch[0] == epoch
        for metric in METRICS:
            if not had_batches:
                self._append(self.train[metric], place, event.get(metric))
            self._append(self.validation[metric], place, event.get(f"val_{metric}"))
        if event.get("is_best"):
            self.best_epoch = epoch

    def _step_of(self, event: Mapping[str, Any], done: int) -> float:
        """Batches since the run's beginning; older versions did not say, but how many there were in the epoch."""
        step = event.get("step")
        return self._step + done if step is None else float(step)

    @staticmethod
    def _append(series: Series, place: tuple[float, float, float], value: Any) -> None:
        if value is not None and value != "":
            series.append(place, float(value))
