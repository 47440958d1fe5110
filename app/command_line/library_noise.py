"""Keeps what C libraries write on the standard error (libjpeg and libtiff on damaged files) out of a person's sight."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
