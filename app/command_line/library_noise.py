"""Keeps what C libraries write on the standard error (libjpeg and libtiff on damaged files) out of a person's sight."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.command_line.outcome import LOG_FILE
from core.paths import user_folders


@contextmanager
def libraries_in_log() -> Iterator[None]:
    """What Python's and the C libraries have to say goes to the log, while a command's work lasts."""
    folder = user_folders().logs
    with contextlib.suppress(OSError):  # then there is no log, and the noise stays where it is
        folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / LOG_FILE)
    _log_to(path)
    with library_noise_in(path):
        yield


def _log_to(path: str) -> None:
    """What Python's libraries have to say goes where the C libraries' words go, unless something else hears it."""
    if logging.getLogger().handlers:
        return
    handler: logging.Handler
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace", delay=False)
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


@contextmanager
def library_noise_in(path: str) -> Iterator[None]:
    """Send the process's standard error to a file while Python's own `sys.stderr` goes where it went.

    Does nothing where the standard error is not an open descriptor of its own (no console, a test that captures it), or
    where the file cannot be written.
    """
    try:
        descriptor = sys.stderr.fileno()
        sink = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except (OSError, ValueError, AttributeError):
        yield
        return
    if descriptor != 2:
        os.close(sink)
        yield
        return
    before = sys.stderr
    own = os.dup(descriptor)
    os.dup2(sink, descriptor)
    os.close(sink)
    with open(own, "w", buffering=1, encoding=before.encoding, errors=before.errors, closefd=False) as visible:
        sys.stderr = visible
        try:
            yield
        finally:
            sys.stderr = before
            os.dup2(own, descriptor)
    os.close(own)
