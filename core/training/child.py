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
    settle_in(arguments[1:])
    try:
        last = execute(run, FileControl(run), lambda _: None)
    except BreedLensError as error:
        _log.error("%s (%s)", error.message, error.details)
        return NOT_STARTED
    if not is_tied:
        RunQueue().start_next()
    return FAILED if last["event"] == "failed" else OK


def settle_in(options: Sequence[str]) -> None:
    """Become a child process as `core.training.start.spawn` wants it: polite, quiet, and tied where it says so."""
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this
    _be_polite(leave_a_core=SPARING in options)
    if TIED in options:
        threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _be_polite(*, leave_a_core: bool) -> None:
    """Let the window go first, and leave it a core of its own where there are several."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_POLITE)
    if leave_a_core and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) > 1:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, cores[1:])


def _end_with_the_parent() -> None:
    """End at once when the other side of the standard input is gone: the last finished epoch is on the disk."""
    # not through `sys.stdin`, whose lock a thread must not hold when Python ends
    with contextlib.suppress(OSError, ValueError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(ABANDONED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
