"""Where the curves of a run go besides its own files: TensorBoard's logs always, MLflow's where it is installed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from core.training.events import Event
from core.training.recipe import Recipe
from core.training.run_folder import RunFolder
from core.training.tensorboard_log import EventFile

_log = logging.getLogger(__name__)
OnWarning = Callable[[str, str], None]
"""takes a code and a sentence"""


class CurveLog(Protocol):
    """Keeps the events of one attempt at a run."""

    def add(self, event: Event) -> None:
        """Take any event but the last."""

    def end(self, event: Event) -> None:
        """Take the last event and let go of everything."""


class TensorBoardLog:
    """`tensorboard/train` and `tensorboard/validation`, with the tags that Keras' own callback gives."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run
        self._files: dict[str, EventFile] = {}

    def add(self, event: Event) -> None:
        """Log the figures of an epoch."""
        if event["event"] == "started":
            first = int(event.get("resumed_epoch") or 0) + 1
            self._close()
            self._files = {
                name: EventFile(self._run.tensorboard / name, first_step=first) for name in ("train", "validation")
            }
        elif event["event"] == "epoch" and self._files:
            for name, prefix in (("train", ""), ("validation", "val_")):
                figures = {f"epoch_{figure}": event.get(prefix + figure) for figure in ("loss", "accuracy")}
                if name == "train":
                    figures["epoch_learning_rate"] = event.get("learning_rate")
                known = {tag: float(value) for tag, value in figures.items() if value is not None}
                if known:
                    self._files[name].add(int(event["epoch"]), known)

    def end(self, event: Event) -> None:  # noqa: ARG002  # a log may close without a word
        """Close the files."""
        self._close()

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files = {}


class CurveLogs:
    """All logs of a run. One that fails says so once, and is left alone then: it must not end the training."""

    def __init__(self, run: RunFolder, recipe: Recipe, on_warning: OnWarning) -> None:
        from core.training.mlflow_log import mlflow_log

        self._on_warning = on_warning
        self._logs: dict[str, CurveLog] = {"TensorBoard": TensorBoardLog(run)}
        try:
            mlflow = mlflow_log(run, recipe)
        except Exception as error:
            self._failed("MLflow", error)
        else:
            if mlflow:
                self._logs["MLflow"] = mlflow

    def add(self, event: Event) -> None:
        """Hand an event to every log."""
        for name, log in list(self._logs.items()):
            try:
                log.add(event)
            except Exception as error:
                del self._logs[name]
                self._failed(name, error)

    def end(self, event: Event) -> None:
        """Hand the last event to every log."""
        for name, log in self._logs.items():
            try:
                log.end(event)
            except Exception:
                _log.exception("The log for %s did not end well", name)
        self._logs = {}

    def _failed(self, name: str, error: Exception) -> None:
        _log.error("The log for %s failed", name, exc_info=error)
        self._on_warning("curves_not_logged", f"The curves of this run no longer go to {name}; the training goes on.")
