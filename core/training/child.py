"""The process that trains: `python -m core.training.child RUN_FOLDER [--tied] [--spare-a-core]`.

It owns the run before it imports anything heavy, so that whoever started it soon knows that it lives. Its news goes to
the run's events; what it and its libraries print goes to the run's log.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence

from core.errors import BreedLensError
from core.training.engine import settle_engine
from core.training.execute import execute
from core.training.file_control import FileControl
from core.training.run_folder import RunFolder
from core.training.run_queue import RunQueue
from core.training.start import ABANDONED, FAILED, NOT_STARTED, OK, SPARING, TIED

_POLITE = 10
_log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Train one run; the exit code."""
    run, is_tied = RunFolder(arguments[0]), TIED in arguments[1:]
    cores = settle_in(arguments[1:])
    try:
        last = execute(run, FileControl(run), lambda _: None)
    except BreedLensError as error:
        _log.error("%s (%s)", error.message, error.details)
        return NOT_STARTED
    if not is_tied:
        _start_next(cores)
    return FAILED if last["event"] == "failed" else OK


def settle_in(options: Sequence[str]) -> set[int]:
    """Become a child process as `core.training.start.spawn` wants it: polite, quiet, and tied where it says so.

    Returns:
        The cores that it might use when it was started; empty where the system does not tell.
    """
    cores: set[int] = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    settle_engine()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this
    _be_polite()
    if SPARING in options and len(cores) > 1:
        _keep_to(set(sorted(cores)[1:]))
    if TIED in options:
        threading.Thread(target=_end_with_the_parent, daemon=True).start()
    return cores


def _start_next(cores: set[int]) -> None:
    """Start the run that waits, on the cores that this process was given: the next one spares one of them itself."""
    _keep_to(cores)
    try:
        RunQueue().start_next()
    except BreedLensError as error:
        _log.error("The next run was not started: %s (%s)", error.message, error.details)


def _be_polite() -> None:
    """Let the window go first. A level and not a step down: whoever started this process may be as polite already."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, max(_POLITE, os.getpriority(os.PRIO_PROCESS, 0)))


def _keep_to(cores: set[int]) -> None:
    if cores and hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, cores)


def _end_with_the_parent() -> None:
    """End at once when the other side of the standard input is gone: the last finished epoch is on the disk."""
    # not through `sys.stdin`, whose lock a thread must not hold when Python ends
    with contextlib.suppress(OSError, ValueError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(ABANDONED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
