"""Runs that wait for their turn, kept on disk: the process that ends one run starts the next, window or no window.

A window starts it too, where that process was killed. The queue's lock makes one start of the two.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from filelock import FileLock

from core.control import Control
from core.errors import BreedLensError
from core.files import write_failure
from core.training.durable import write_durably
from core.training.run_folder import RunFolder, runs_folder
from core.training.run_info import FAILED, QUEUED
from core.training.run_lock import is_run_owned, own_run
from core.training.run_places import remembered_places
from core.training.start import start_child

_QUEUE, _LOCK = "queue.json", "queue.lock"
_LOCK_S = 180.0
"""longer than a child takes to start"""
_LOOK_S = 0.5
_log = logging.getLogger(__name__)


class RunQueue:
    """The waiting runs of this person, first come first served. Any process may use it at any time."""

    def __init__(self) -> None:
        self._folder = runs_folder()

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

    def launch(self, runs: Sequence[RunFolder]) -> None:
        """Let runs wait behind the others, and start the one whose turn it is.

        Raises:
            BreedLensError: as `start_next`.
        """
        for run in runs:
            self.add(run)
        self.start_next()

    def waiting(self) -> list[RunFolder]:
        """The runs that wait, the next one first; those that were deleted or begun otherwise are left out."""
        try:
            paths = json.loads((self._folder / _QUEUE).read_text("utf-8"))
            runs = [RunFolder(path) for path in paths if isinstance(path, str)]
        except (OSError, ValueError, TypeError):
            return []
        return [run for run in runs if _is_queued(run)]

    def is_busy(self) -> bool:
        """A run of this person is in training, wherever it lies, or work of several runs holds its turn."""
        with contextlib.suppress(OSError):
            if any(is_run_owned(path) for path in self._folder.iterdir()):
                return True
        return any(is_run_owned(path) for path in remembered_places())

    def start_next(self) -> RunFolder | None:
        """Start the run whose turn it is, in a process that outlives this one; None if there is none, or one goes on.

        A run that cannot be started has failed, and the one behind it gets its turn.

        Raises:
            BreedLensError: why a run could not be started, once another was; or the queue cannot be written.
        """
        if not self.waiting():
            return None
        started, failure = None, None
        with self._locked():
            while started is None and not self.is_busy() and (waiting := self.waiting()):
                run = waiting.pop(0)
                try:
                    start_child(run).let_go()
                    started = run
                except BreedLensError as error:
                    _log.warning("%s was not started: %s (%s)", run, error.message, error.details)
                    if _fails(run, error):
                        failure = failure or error
                # not before: were this process killed in between, the run would wait for ever
                self._write(waiting)
        if failure is not None:
            raise failure
        return started

    @contextlib.contextmanager
    def turn(self, place: Path, control: Control, on_wait: Callable[[], None]) -> Iterator[None]:
        """Hold the turn of work that is made of several runs: no waiting run begins between two of them.

        Args:
            place: the folder of that work, among the runs.
            control: asked while another training goes on; to stop and keep waits no longer.
            on_wait: told once where it has to wait.

        Raises:
            Cancelled: the control said so.
            BreedLensError: nothing can be written there.
        """
        with contextlib.ExitStack() as held:
            if not self._takes_turn(place, held):
                on_wait()
                while control.checkpoint() and not self._takes_turn(place, held):
                    time.sleep(_LOOK_S)
            yield

    def _takes_turn(self, place: Path, held: contextlib.ExitStack) -> bool:
        if self.is_busy():
            return False
        with self._locked():
            if self.is_busy():
                return False
            held.enter_context(own_run(place))
            return True

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


def _is_queued(run: RunFolder) -> bool:
    try:
        return run.info().state == QUEUED
    except BreedLensError:
        return False


def _fails(run: RunFolder, error: BreedLensError) -> bool:
    """Note in the run why it could not be started; False where another has started it meanwhile."""
    if error.code == "run_owned":
        return False
    with contextlib.suppress(BreedLensError), run.own():  # where nothing can be written, it waits no more all the same
        run.update(state=FAILED, code=error.code, message=error.message)
    return True
