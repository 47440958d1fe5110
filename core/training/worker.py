"""A run as the window sees it: a thread that starts or finds its process, and turns its events into signals.

The only module of `core` that knows Qt, and only QtCore.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from core.control import Command
from core.errors import BreedLensError
from core.training.follow import follow
from core.training.run_folder import RunFolder
from core.training.run_info import QUEUED
from core.training.runs import discard
from core.training.start import LAST_BREATH_S, Child, start_child

CANCEL_S = 10.0
"""how long a process that was told to cancel may take before it is ended"""
_BREATHER = 200
"""events after which the window gets a moment to draw, when a long run is replayed"""
_BREATHER_MS = 5
_log = logging.getLogger(__name__)


class TrainingWorker(QThread):
    """Follows one run from its first event on. A queued run is started, one in training found again, an ended one told.

    Every method returns at once. The process outlives the window: `detach()` leaves it alone. Before the object is let
    go of, `wait()` for the thread.

    Signals:
        started(dict): what is trained, on what; once an attempt.
        batch_done(dict), epoch_done(dict): the figures.
        happened(dict): every event, those included that have a signal of their own.
        finished(dict): there is a model.
        failed(str): why there is none, in one sentence.
        cancelled(): it was discarded.
        ended(): always the last; exactly one of finished, failed and cancelled came before, or none after `detach()`.
    """

    started = Signal(dict)
    batch_done = Signal(dict)
    epoch_done = Signal(dict)
    happened = Signal(dict)
    finished = Signal(dict)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, run: RunFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run_folder = run
        self._commands: SimpleQueue[Command] = SimpleQueue()
        self._cancel_by: float | None = None
        self._child: Child | None = None

    def pause(self) -> None:
        """Hold the training at its next batch."""
        self._commands.put(Command.PAUSE)

    def resume(self) -> None:
        """Let it go on."""
        self._commands.put(Command.RUN)

    def stop_and_keep(self) -> None:
        """End it, and make a model of the best epoch."""
        self._commands.put(Command.STOP_KEEP)

    def cancel(self) -> None:
        """End it, and discard what it has learned; a process that does not listen is ended."""
        self._commands.put(Command.CANCEL)

    def detach(self) -> None:
        """Stop following; the training goes on without a window."""
        self.requestInterruption()

    def run(self) -> None:
        """Follow the run to its end; the work of the thread."""
        try:
            self._follow()
        except BreedLensError as error:
            self.failed.emit(error.message)
        except Exception:  # whatever it is, the window hears of it
            _log.exception("%s cannot be followed", self.run_folder)
            self.failed.emit(_unreadable().message)
        finally:
            if self._child is not None:
                self._child.let_go(0.0 if self.isInterruptionRequested() else LAST_BREATH_S)
            self.ended.emit()

    def _follow(self) -> None:
        if self.run_folder.info().state == QUEUED:
            try:
                self._child = start_child(self.run_folder, is_awaited=lambda: not self.isInterruptionRequested())
            except BreedLensError as error:
                if error.code != "run_owned":  # another was quicker: it is found below
                    raise
        for count, event in enumerate(follow(self.run_folder, child=self._child, on_round=self._on_round), start=1):
            self._tell(event)
            if count % _BREATHER == 0:
                self.msleep(_BREATHER_MS)

    def _tell(self, event: dict[str, Any]) -> None:
        if event["event"] == "failed" and self._cancel_by is not None:
            discard(self.run_folder)
            event = {**event, "event": "cancelled"}
        self.happened.emit(event)
        match event["event"]:
            case "started":
                self.started.emit(event)
            case "batch":
                self.batch_done.emit(event)
            case "epoch":
                self.epoch_done.emit(event)
            case "finished":
                self.finished.emit(event)
            case "failed":
                self.failed.emit(str(event["message"]))
            case "cancelled":
                self.cancelled.emit()

    def _on_round(self) -> bool:
        """Hand on what the person wants; False when the window is closed."""
        with contextlib.suppress(Empty):
            while True:
                self._give(self._commands.get_nowait())
        if self._cancel_by is not None and time.monotonic() > self._cancel_by:
            self._end_process()
        return not self.isInterruptionRequested()

    def _give(self, command: Command) -> None:
        if command is Command.CANCEL and self._cancel_by is None:
            self._cancel_by = time.monotonic() + CANCEL_S
        try:
            self.run_folder.give_command(command)
        except BreedLensError as error:
            self.happened.emit({"event": "warning", "code": error.code, "message": error.message})

    def _end_process(self) -> None:
        self._cancel_by = float("inf")
        if self._child is not None:
            self._child.kill()
            return
        pid = self.run_folder.info().pid
        if pid is not None and self.run_folder.is_owned():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM)


def _unreadable() -> BreedLensError:
    return BreedLensError("run_unreadable", "What this run says of itself cannot be understood: its files are damaged.")
