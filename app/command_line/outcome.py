"""What a command ends with: an exit code, and one sentence where something went wrong."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.control import Cancelled, Control
from core.errors import BreedLensError

OK, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
LOG_FILE = "command-line.log"
DISK_FULL = "disk_full"


class WrongUse(Exception):
    """The arguments make no sense together; the message is a sentence."""


def complain(sentence: str) -> None:
    """One line on the standard error, whatever its encoding."""
    if sys.stderr is None:  # a program without a console, on Windows
        return
    text = f"breedlens: {sentence}\n"
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()


def outcome_of(command: Callable[[], int], *, debug: bool) -> int:
    """Run a command that raises freely: every exception becomes a sentence and an exit code.

    Args:
        command: returns its exit code.
        debug: let exceptions that are nobody's wish go on, traceback and all.
    """
    try:
        return command()
    except SystemExit as ending:  # argparse has printed its help
        return ending.code if isinstance(ending.code, int) else OK
    except (Cancelled, KeyboardInterrupt):
        complain("Stopped.")
        return INTERRUPTED
    except WrongUse as error:
        complain(str(error))
        return WRONG_USE
    except BrokenPipeError:
        forget_output()
        return OK
    except Exception as error:
        if debug:
            raise
        complain(_sentence(error))
        return WRONG_USE if isinstance(error, BreedLensError) and error.code != DISK_FULL else SOME_FAILED


def forget_output() -> None:
    """Whoever read the output has gone: what is left in the buffer must not fail at the end of the program."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


@contextmanager
def stoppable() -> Iterator[Control]:
    """A control that Ctrl+C cancels, so that work ends between two photos; a second Ctrl+C ends the program at once."""
    control = Control()
    if threading.current_thread() is not threading.main_thread():
        yield control
        return
    before = signal.getsignal(signal.SIGINT)

    def on_interrupt(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        control.cancel()

    signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield control
    finally:
        signal.signal(signal.SIGINT, before)


def _sentence(error: Exception) -> str:
    """What to say of an error; its details go to the log file."""
    log = _note(error)
    if isinstance(error, BreedLensError):
        return error.message
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "The disk is full."
    if isinstance(error, MemoryError):
        return "The computer has run out of memory."
    return f"Something unexpected went wrong; details are in {log or 'the output of --debug'}."


def _note(error: Exception) -> str | None:
    """Write an error to the log file; the file's path, or None where it cannot be written."""
    import datetime
    import traceback

    from core.files import shown
    from core.paths import user_folders

    details = error.details if isinstance(error, BreedLensError) else "".join(traceback.format_exception(error))
    path = user_folders().logs / LOG_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            file.write(f"{now} {type(error).__name__}: {error}\n{details}\n")
    except OSError:
        return None
    return shown(str(path))
