"""Where answers go: standard output, or a file that appears when it is complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from app.command_line.outcome import WrongUse, complain
from core.control import Cancelled
from core.errors import PhotoError
from core.files import replace, shown, temporary_beside, write_failure
from core.photos.probe import probe_photo
from core.photos.scan import looks_like_photo

PARTIAL_SUFFIX = ".partial"
Write = Callable[[str], None]


def standard_output(encoding: str | None = None) -> Write:
    """Write to the standard output, each text at once; what its encoding lacks is escaped.

    Where it was closed before the program began, nothing is written.

    Args:
        encoding: in place of the terminal's.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n" if encoding else None)

    def write(text: str) -> None:
        if sys.stdout is not None:
            sys.stdout.write(text)
            sys.stdout.flush()

    return write


def check_output(path: str) -> None:
    """Refuse what would harm a person's files.

    Raises:
        WrongUse: a folder, or something that is a photo or called like one.
    """
    if os.path.isdir(path):
        raise WrongUse(f"{shown(path)} is a folder; --output takes the name of a file.")
    if looks_like_photo(os.path.basename(path)):
        raise WrongUse(f"{shown(path)} is called like a photo; --output takes a name such as answers.json.")
    if os.path.isfile(path) and not isinstance(probe_photo(path), PhotoError):
        raise WrongUse(f"{shown(path)} is a photo; --output takes a name such as answers.json.")


def check_not_among(path: str, photos: Iterable[str]) -> None:
    """Refuse to write over what is to be read.

    Raises:
        WrongUse: the output is one of the photos, whatever either is called.
    """
    try:
        output = os.stat(path)
    except OSError:
        return
    for photo in photos:
        try:
            same = os.path.samestat(os.stat(photo), output)
        except (OSError, ValueError):
            continue
        if same:
            raise WrongUse(f"{shown(path)} is one of the photos; --output takes the name of another file.")


@contextmanager
def file_output(path: str, *, encoding: str) -> Iterator[Write]:
    """Write to a file beside `path` that takes its place at the end; a link keeps pointing where it points.

    A device or a pipe is written to as it is. When the work is cancelled, what was answered is kept as
    `PATH.partial`, and an older `PATH` stays as it was.

    Raises:
        WrongUse: nothing can be written there, or the disk failed later on.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with _open_stream(path, encoding) as stream:
            yield lambda text: _write(stream, text)
        return
    path = os.path.realpath(path)
    try:
        with temporary_beside(path) as temporary:
            try:
                with open(temporary, "w", encoding=encoding, errors="backslashreplace", newline="") as file:
                    yield lambda text: _write(file, text)
            except Cancelled:
                replace(temporary, path + PARTIAL_SUFFIX)
                complain(f"What was answered so far is in {shown(path + PARTIAL_SUFFIX)}.")
                raise
            replace(temporary, path)
    except OSError as error:
        raise WrongUse(f"{shown(path)} cannot be written. {write_failure(error).message}") from error


def _open_stream(path: str, encoding: str) -> TextIO:
    try:
        return open(path, "w", encoding=encoding, errors="backslashreplace", newline="")
    except OSError as error:
        raise WrongUse(f"{shown(path)} cannot be written. {write_failure(error).message}") from error


def _write(file: TextIO, text: str) -> None:
    file.write(text)
