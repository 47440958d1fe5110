"""Runs that wait for their turn, kept on disk: the process that ends one run starts the next, window or no window."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from core.errors import BreedLensError
from core.files import write_failure
from core.training.durable import write_durably
from core.training.run_folder import RUN, RunFolder, runs_folder
from core.training.run_lock import is_run_owned
from core.training.start import start_child

_QUEUE, _LOCK = "queue.json", "queue.lock"
_LOCK_S = 180.0
"""longer than a child takes to start"""
_log = logging.getLogger(__name__)


class RunQueue:
    """The waiting runs of a folder of runs, first come first served. Any process may use it at any time."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: by default where runs are kept."""
        self._folder = folder or runs_folder()

    def add(self, run: RunFolder) -> None:
        """Let a run wait behind the others; one that waits already keeps its place.

        Raises:
            BreedLensError: nothing can be written there.
        """
        with self._locked():
            waiting = self.waiting()
            if run not in waiting:
                self._write([*waiting, run])

    def remove(self, run: RunFolder) -> None:
        """Let a run wait no more.

        Raises:
            BreedLensError: nothing can be written there.
        """
        with self._locked():
            self._write([other for other in self.waiting() if other != run])

    def waiting(self) -> list[RunFolder]:
        """The runs that wait, the next one first; those that were deleted meanwhile are left out."""
        try:
            paths = json.loads((self._folder / _QUEUE).read_text("utf-8"))
            runs = [RunFolder(path) for path in paths if isinstance(path, str)]
        except (OSError, ValueError, TypeError):
            return []
        return [run for run in runs if (run.path / RUN).is_file()]

    def is_busy(self) -> bool:
        """A run of this folder is in training."""
        try:
            return any(is_run_owned(path) for path in self._folder.iterdir())
        except OSError:
            return False

    def start_next(self) -> RunFolder | None:
        """Start the run whose turn it is, in a process that outlives this one; None if there is none, or one goes on.

        A run that cannot be started is taken from the queue, and the one behind it gets its turn.

        Raises:
            BreedLensError: the queue cannot be written.
        """
        if not self.waiting():
            return None
        with self._locked():
            while not self.is_busy() and (waiting := self.waiting()):
                run = waiting.pop(0)
                self._write(waiting)
                try:
                    start_child(run).let_go()
                except BreedLensError as error:
                    _log.warning("%s was not started: %s (%s)", run, error.message, error.details)
                else:
                    return run
        return None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder / _LOCK, timeout=_LOCK_S)
            lock.acquire()
        except OSError as error:  # Timeout is one
            raise write_failure(error) from error
        try:
            yield
        finally:
            lock.release()

    def _write(self, runs: list[RunFolder]) -> None:
        try:
            write_durably(self._folder / _QUEUE, (json.dumps([str(run.path) for run in runs]) + "\n").encode("ascii"))
        except OSError as error:
            raise write_failure(error) from error
