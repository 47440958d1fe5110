"""Starting the process that trains a run."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.child_process import child_environment, module_command
from core.errors import BreedLensError
from core.thread_priority import usable_cores
from core.training.durable import run_write_failure
from core.training.run_folder import RunFolder
from core.training.run_info import QUEUED

CHILD = "core.training.child"
TIED = "--tied"
SPARING = "--spare-a-core"
OK, FAILED, NOT_STARTED, ABANDONED = 0, 10, 11, 12
"""exit codes of the child; Python's own for a program that does not work at all is 1"""
_START_S = 120.0
_POLL_S = 0.02
LAST_BREATH_S = 1.0
"""what a process takes to go after it has said that it is done"""
_LAST_OUTPUT = 4000
"""bytes of the log that go into an error's details"""


@dataclass(frozen=True, slots=True)
class Child:
    """The process that trains a run, as the one that started it sees it."""

    process: subprocess.Popen[bytes]

    @property
    def is_alive(self) -> bool:
        """It has not ended."""
        return self.process.poll() is None

    @property
    def was_killed(self) -> bool:
        """It did not end by itself; where nobody here killed it, the system did, for want of memory.

        To be asked once it owns its run no more: the system frees the lock of a process a little before it is gone.
        """
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(LAST_BREATH_S)
        return os.name == "posix" and self.process.poll() == -signal.SIGKILL

    def kill(self) -> None:
        """End it now; the run can be resumed from its last finished epoch."""
        self.process.kill()
        self.process.wait()

    def let_go(self, patience_s: float = 0.0) -> None:
        """A tied child ends when this is called; one that is not tied goes on without being watched.

        Args:
            patience_s: how long to wait for one whose work is done, so that the system need not remember it.
        """
        if self.process.stdin:
            self.process.stdin.close()
            self.process.wait()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience_s)
        if self.is_alive:
            # otherwise Python warns of a process that is left running, which is what is wanted here
            self.process.returncode = OK


def start_child(
    run: RunFolder, *, tied: bool = False, sparing: bool | None = None, is_awaited: Callable[[], bool] = lambda: True
) -> Child:
    """Start training a run in a process of its own; returns once that process owns the run, or has already ended.

    Args:
        run: new, or prepared by `core.training.runs.resume`; what it was told earlier is forgotten.
        tied: the child ends with this process.
        sparing: a core is left to the window; by default unless tied.
        is_awaited: once False, this returns at once, and the process goes on to begin by itself.

    Raises:
        BreedLensError: `run_owned`, `training_not_started`, or the folder may not be written.
    """
    if run.is_owned():
        raise _owned()
    run.clear_command()
    before = run.log_path.stat().st_size if run.log_path.exists() else 0
    try:
        child = spawn(CHILD, run.path, run.log_path, tied=tied, sparing=not tied if sparing is None else sparing)
    except OSError as error:
        raise run_write_failure(error, run.path) from error
    try:
        _wait_for_owner(run, child, before, is_awaited)
    except BaseException:
        child.kill()
        child.let_go()
        raise
    return child


def spawn(module: str, folder: Path, log: Path, *, tied: bool, sparing: bool) -> Child:
    """Start a module of Keras' world on a folder; see `core.training.child` for how it behaves.

    Args:
        module: run with the folder as its argument.
        folder: what it is about.
        log: gets whatever it prints, behind what is there already.
        tied: it ends with this process.
        sparing: a core is left to the window.

    Raises:
        OSError: the log cannot be written.
    """
    options = [option for option, wanted in ((TIED, tied), (SPARING, sparing)) if wanted]
    with log.open("ab") as output:
        return Child(
            subprocess.Popen(
                module_command(module, str(folder), *options),
                stdin=subprocess.PIPE if tied else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=child_environment(PYTHONIOENCODING="utf-8:backslashreplace", **(_fewer_cores() if sparing else {})),
                **_apart(),
            )
        )


def _wait_for_owner(run: RunFolder, child: Child, before: int, is_awaited: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _START_S
    while child.is_alive:
        if run.is_owned() or not is_awaited():
            return
        if time.monotonic() > deadline:
            break
        time.sleep(_POLL_S)
    if child.process.poll() in (OK, FAILED) or (child.process.poll() is not None and run.info().state != QUEUED):
        return
    if run.is_owned():  # another was quicker
        raise _owned()
    raise BreedLensError("training_not_started", "The training could not be started.", details=_log_since(run, before))


def _owned() -> BreedLensError:
    return BreedLensError("run_owned", "This run is in training already, by another window or command.")


def _apart() -> dict[str, Any]:
    """Neither Ctrl+C in the terminal nor the end of the terminal or the window reaches the child."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"start_new_session": True}


def _fewer_cores() -> dict[str, str]:
    """For libraries that count the cores themselves: one is left to the window."""
    cores = str(max(1, usable_cores() - 1))
    return {"OMP_NUM_THREADS": cores, "TF_NUM_INTRAOP_THREADS": cores, "TF_NUM_INTEROP_THREADS": "1"}


def _log_since(run: RunFolder, before: int) -> str:
    with contextlib.suppress(OSError):
        return run.log_path.read_bytes()[before:][-_LAST_OUTPUT:].decode("utf-8", "replace")
    return ""
