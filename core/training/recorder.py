"""Writes down what happens in a run while it is owned: events, history, curves, and the figures of `run.json`."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import BreedLensError
from core.files import PART_SUFFIX
from core.training.curve_logs import CurveLogs
from core.training.durable import run_write_failure
from core.training.events import Event, EventWriter, OnEvent, complete, read_events
from core.training.history import history_of_events, row_of, save_history, until, with_row
from core.training.recipe import Recipe
from core.training.run_folder import RunFolder
from core.training.run_info import PAUSED, RUNNING

_log = logging.getLogger(__name__)
_SAVE_S = 1.0
"""least time between two writings of what can be had from the events too"""
_LONG_WRITING_S = 60.0
_RESERVE = "reserve.bin"
_RESERVE_BYTES = 65536
_FROM_STARTED = ("device", "architecture", "parameters", "trainable_parameters", "photos")
_FROM_EPOCH = ("accuracy", "loss", "val_accuracy", "val_loss")


class Recorder:
    """Takes the events of one attempt at a run, and hands each on once it is written.

    Any thread may call it. A little room on the disk is kept in reserve, so that a run that ends because the disk is
    full can still say so.
    """

    def __init__(self, run: RunFolder, on_event: OnEvent) -> None:
        """Raises: BreedLensError: nothing can be written in the run's folder."""
        self._run, self._on_event = run, on_event
        self._lock = threading.RLock()
        self._curves: CurveLogs | None = None
        self._figures: dict[str, Any] = {}
        self._saved_at, self._is_behind = float("-inf"), False
        self._worked = run.info().duration
        self._working_since: float | None = time.monotonic()
        self._rows = history_of_events(read_events(run.events_path)[0])
        _sweep(run.path)
        try:
            (run.path / _RESERVE).write_bytes(os.urandom(_RESERVE_BYTES))
            self._writer = EventWriter(run.events_path)
        except OSError as error:
            self._give_up_reserve()
            raise run_write_failure(error, run.path) from error

    def log_curves(self, recipe: Recipe) -> None:
        """Send the curves to TensorBoard and MLflow as well."""
        self._curves = CurveLogs(self._run, recipe, self.warn)

    def __call__(self, event: Event) -> None:
        """Record an event that is not the last.

        Raises:
            BreedLensError: the disk is full, or gone.
        """
        event = complete(event)
        if event["event"] == "started":
            event = {**event, "run": str(self._run.path), "recipe": self._run.info().recipe}
        with self._lock:
            try:
                self._writer.write(event)
                self._keep(event)
            except OSError as error:
                raise run_write_failure(error, self._run.path) from error
            if self._curves:
                self._curves.add(event)
            self._on_event(event)

    def warn(self, code: str, message: str) -> None:
        """Something that a person should know, and that does not end the training."""
        self({"event": "warning", "code": code, "message": message})

    def settle(self, epoch: int | None) -> None:
        """The training is over: write down everything, with the figures of the epoch whose weights are kept.

        Args:
            epoch: counted from 1; None or an unknown one leaves the figures as they are.

        Raises:
            BreedLensError: the disk is full, or gone.
        """
        with self._lock:
            row = next((row for row in self._rows if row["epoch"] == epoch), None)
            if row is not None:
                self._figures |= _figures_in(row)
            try:
                self._save()
            except OSError as error:
                raise run_write_failure(error, self._run.path) from error

    def end(self, state: str, event: Event, **changes: Any) -> Event:
        """Record the last event, by every means that are left; it is handed on in any case, and returned."""
        event = complete(event)
        self._stop_clock()
        self._give_up_reserve()
        self._rows = history_of_events([event], self._rows)
        self._figures |= {"state": state, "pid": None, "ended": time.time(), "duration": self._worked, **changes}
        self._figures |= {name: event.get(name, "") for name in ("code", "message")}
        try:
            # the state first: a run whose last event is there must not look as if it were still going on
            self._save()
            self._writer.write(event)
        except (OSError, BreedLensError):
            _log.exception("The end of the run could not be written down: %s", event)
        if self._curves:
            self._curves.end(event)
        self._on_event(event)
        return event

    def close(self) -> None:
        """Let go of the files."""
        self._writer.close()
        self._give_up_reserve()

    def _keep(self, event: Mapping[str, Any]) -> None:
        match event["event"]:
            case "started":
                self._rows = until(self._rows, int(event.get("resumed_epoch") or 0))
                self._figures |= {"epochs": int(event.get("resumed_epoch") or 0)}
                self._figures |= {name: event[name] for name in _FROM_STARTED if event.get(name) is not None}
                self._figures |= {"classes": _count(event.get("classes")), "planned_epochs": event.get("epochs") or 0}
                self._save()
            case "epoch":
                self._rows = with_row(self._rows, row_of(event))
                self._figures |= {"epochs": int(event["epoch"]), **_figures_of(self._rows)}
                self._is_behind = True
                self._save_some()
            case "batch":
                self._save_some()
            case "paused":
                self._stop_clock()
                self._figures["state"] = PAUSED
                self._save()
            case "resumed":
                self._working_since = time.monotonic()
                self._figures["state"] = RUNNING
                self._save()

    def _give_up_reserve(self) -> None:
        with contextlib.suppress(OSError):
            (self._run.path / _RESERVE).unlink(missing_ok=True)

    def _stop_clock(self) -> None:
        self._worked, self._working_since = self._worked_until_now(), None

    def _worked_until_now(self) -> float:
        return self._worked + (0.0 if self._working_since is None else time.monotonic() - self._working_since)

    def _save_some(self) -> None:
        if self._is_behind and time.monotonic() - self._saved_at >= _SAVE_S:
            self._save()

    def _save(self) -> None:
        # the time too: a run that is killed has no other end
        self._run.update(**{"duration": self._worked_until_now()} | self._figures)
        if self._rows or self._run.history_path.exists():
            save_history(self._run.history_path, self._rows)
        self._saved_at, self._is_behind = time.monotonic(), False


def _sweep(folder: Path) -> None:
    """Remove what a killed attempt left half written; not what a window is writing right now, such as a command."""
    now = time.time()
    for part in folder.glob(f".*{PART_SUFFIX}"):
        with contextlib.suppress(OSError):
            if now - part.stat().st_mtime > _LONG_WRITING_S:
                part.unlink()


def _figures_of(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of the best epoch, or of the last one where none was called the best."""
    return _figures_in(next((row for row in reversed(rows) if row["is_best"]), rows[-1]))


def _figures_in(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"best_epoch": row["epoch"], **{name: row[name] for name in _FROM_EPOCH}}


def _count(classes: Any) -> int | None:
    return classes if classes is None or isinstance(classes, int) else len(classes)
