"""One attempt at a run, from owning it to its last event: train, save the model, measure it, say how it ended."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from core.control import Cancelled, Command, Control
from core.errors import BreedLensError
from core.files import is_disk_full, shown, write_failure
from core.training.durable import run_gone
from core.training.engine import check_engine
from core.training.events import Event, OnEvent
from core.training.kept_result import figures_of, forget_result, keep_result, restore_result
from core.training.out_of_memory import is_out_of_memory
from core.training.run_folder import RunFolder
from core.training.run_info import CANCELLED, FAILED, FINISHED, RUNNING, STOPPED

if TYPE_CHECKING:
    from core.bundles.card import Card
    from core.inference.head import Head
    from core.training.recorder import Recorder

_log = logging.getLogger(__name__)


class TrainedModel(Protocol):
    """What training hands back; `core.training.trainer` says more."""

    @property
    def card(self) -> Card:
        """The model's description; it gets the name of the run."""

    @property
    def backbone(self) -> bytes:
        """An ONNX file's content."""

    @property
    def head(self) -> Head:
        """The layers behind it."""

    @property
    def extra(self) -> Mapping[str, bytes]:
        """Further files by name, such as `model.keras`."""

    @property
    def stopped(self) -> bool:
        """It was told to stop and keep the best."""

    @property
    def best_epoch(self) -> int:
        """The epoch whose weights these are."""

    @property
    def val_accuracy(self) -> float | None:
        """Of that epoch, 0 to 1."""


class Trainer(Protocol):
    """`core.training.trainer.train`, or what takes its place in a test."""

    def __call__(self, recipe: Any, on_event: OnEvent, control: Control, *, run: RunFolder) -> TrainedModel:
        """Train; raises Cancelled, or any error."""


def execute(
    run: RunFolder, control: Control, on_event: OnEvent, *, trainer: Trainer | None = None, measured: bool = True
) -> Event:
    """Make one attempt at a run, from the last finished epoch of the attempts before.

    Args:
        run: queued, interrupted, failed, or prepared by `core.training.runs.resume`.
        control: asked at every batch.
        on_event: gets every event once it is written in the run's folder; the last is exactly one of finished,
            cancelled, failed.
        trainer: in place of `core.training.trainer.train`.
        measured: write the evaluation report too.

    Returns:
        The last event.

    Raises:
        BreedLensError: `run_owned`, or the folder is not there or may not be written; nothing has happened then.
    """
    with run.own():
        run.update(state=RUNNING, code="", message="", pid=os.getpid(), started=time.time(), ended=None)
        from core.training.recorder import Recorder  # once the run is owned: it takes half a second

        try:
            recorder = Recorder(run, on_event)
        except BreedLensError as error:
            run.update(state=FAILED, code=error.code, message=error.message, pid=None)
            raise
        with contextlib.closing(recorder):
            try:
                keep_result(run)
                event = _train(run, _PausesTold(control, recorder), recorder, trainer or _own_trainer(), measured)
                forget_result(run)
                return event
            except Cancelled:
                return _discard(run, recorder)
            except Exception as error:
                _log.exception("The training failed")
                failure = _failure(error, run)
                event = {"event": "failed", "code": failure.code, "message": failure.message, "run": str(run.path)}
                return recorder.end(FAILED, event)


def _discard(run: RunFolder, recorder: Recorder) -> Event:
    """Told to discard what was learned: all of it, or what was learned since the run last came to a model."""
    event = {"event": "cancelled", "run": str(run.path)}
    before = restore_result(run)
    if before is not None:
        return recorder.end(before.outcome, {**event, "kept_epochs": before.epochs}, **figures_of(before))
    shutil.rmtree(run.checkpoints, ignore_errors=True)
    return recorder.end(CANCELLED, event)


def _train(run: RunFolder, control: Control, recorder: Recorder, trainer: Trainer, measured: bool) -> Event:
    from core.datasets.table import TRAIN
    from core.training.run_bundle import RunBundle
    from core.training.run_report import measure

    run.check_unchanged()
    recipe = run.recipe()
    recorder.log_curves(recipe)
    if run.info().epochs and not any(path.is_file() for path in run.checkpoints.glob("*")):
        recorder.warn("checkpoint_lost", "What was saved of this run is gone, so the training begins anew.")
    trained = trainer(recipe, recorder, control, run=run)
    recorder.settle(trained.best_epoch)  # what follows reads the history and the figures
    bundle = RunBundle.save(run, trained)
    changes: dict[str, Any] = {"best_epoch": trained.best_epoch, "val_accuracy": trained.val_accuracy}
    if measured:
        try:
            metrics = measure(run, bundle.folder, control, recorder)
        except Cancelled:
            bundle.discard(run)
            raise
        if metrics and metrics["split"] != TRAIN:  # what it learned by heart says nothing of other photos
            bundle = bundle.with_metrics(metrics)
            changes |= {"test_accuracy": metrics["top1"]} if metrics["split"] == "test" else {}
    try:
        bundle.install()
    except BreedLensError as error:
        _log.warning("%s (%s)", error.message, error.details)
        recorder.warn("model_not_installed", f"The model is kept in the folder of the run only. {error.message}")
    state = STOPPED if trained.stopped else FINISHED
    event = {"event": "finished", "run": str(run.path), "bundle": str(bundle.folder), "status": state, **changes}
    return recorder.end(state, event, outcome=state, **changes)


def _own_trainer() -> Trainer:
    check_engine()
    from core.training.trainer import train

    return train


class _PausesTold(Control):
    """Another control, whose pauses are told as events."""

    def __init__(self, inner: Control, on_event: OnEvent) -> None:
        super().__init__()
        self._inner, self._on_event = inner, on_event
        self._one_at_a_time = threading.Lock()

    @property
    def command(self) -> Command:
        return self._inner.command

    def set(self, command: Command) -> None:
        self._inner.set(command)

    def checkpoint(self) -> bool:
        with self._one_at_a_time:
            if self._inner.command is not Command.PAUSE:
                return self._inner.checkpoint()
            self._on_event({"event": "paused"})
            may_go_on = self._inner.checkpoint()
            self._on_event({"event": "resumed"})
            return may_go_on


def _failure(error: BaseException, run: RunFolder) -> BreedLensError:
    """Why a run failed, in one sentence."""
    if isinstance(error, BreedLensError):
        return error
    if not run.path.is_dir():
        return run_gone(str(error))
    if isinstance(error, OSError) and (is_disk_full(error) or error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)):
        return write_failure(error)
    if is_out_of_memory(error):
        return BreedLensError(
            "out_of_memory", "The computer has run out of memory. Try a smaller batch, or close other programs."
        )
    return BreedLensError(
        "training_failed",
        "Something unexpected went wrong in the training ({what}). The log of the run says more: {log}",
        what=type(error).__name__,
        log=shown(str(run.log_path)),
    )
