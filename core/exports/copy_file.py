"""One photo copied under a name that is free: whole or not at all, and never over anything."""

from __future__ import annotations

import contextlib
import filecmp
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.control import Control
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.files import publish, temporary_beside, write_failure

_BLOCK = 1 << 20


def candidates(name: str) -> Iterable[str]:
    """The name, then `name (2).jpg`, `name (3).jpg` and so on without end."""
    yield name
    stem, extension = os.path.splitext(name)
    number = 2
    while True:
        yield f"{stem} ({number}){extension}"
        number += 1


def same_content(path: str, other: str) -> bool:
    """Whether two files hold the same; False where one cannot be read."""
    try:
        return filecmp.cmp(path, other, shallow=False)
    except OSError:
        return False


def copy_photo(source: str, target: str, control: Control) -> str | PhotoError | BreedLensError:
    """Copy one photo: the path of the copy, or why there is none.

    Args:
        source: the photo.
        target: where its copy goes; a name that is taken meanwhile gets the next number.
        control: asked between blocks; a cancelled copy leaves no partial file.

    Raises:
        BreedLensError: `disk_full`, `no_permission` or `no_folder`: nothing more can be copied there.
        Cancelled: through `control`.
    """
    if same_content(source, target):
        return copied_already()
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(target) as temporary:
            problem = _fill(source, temporary, control)
            return problem or _publish_free(temporary, target)
    except OSError as error:
        failure = write_failure(error)
        if failure.code in ("disk_full", "no_permission", "no_folder"):
            raise failure from error  # the next photo would fare no better
        return failure


def _fill(source: str, temporary: str, control: Control) -> PhotoError | BreedLensError | None:
    """Fill the temporary file and compare the sizes; raises OSError for the writing side alone."""
    try:
        with open(temporary, "wb") as writer:
            for block in _blocks(source, control):
                writer.write(block)
    except _Unreadable as unreadable:
        return unreadable.error
    try:
        status = os.stat(source)
    except OSError as error:
        return read_error(error)
    # Not shutil.copystat: a photo that is locked or read-only would make a temporary file that cannot be renamed.
    with contextlib.suppress(OSError):  # a date that the disk cannot keep is no reason to fail
        os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
        Path(temporary).chmod(stat.S_IMODE(status.st_mode) | stat.S_IWUSR)
    if os.path.getsize(temporary) != status.st_size:
        return BreedLensError("photo_changed", "The photo changed while it was copied; no copy was kept.")
    return None


class _Unreadable(Exception):
    """Reading the photo failed; keeps that apart from a failure to write its copy."""

    def __init__(self, error: PhotoError) -> None:
        super().__init__(error.message)
        self.error = error


def _blocks(path: str, control: Control) -> Iterator[bytes]:
    try:
        with open(path, "rb") as file:
            while block := file.read(_BLOCK):
                control.checkpoint()
                yield block
    except OSError as error:
        raise _Unreadable(read_error(error)) from error


def _publish_free(temporary: str, target: str) -> str:
    """Give the finished copy the first of its names that is free at this moment."""
    folder, name = os.path.split(target)
    for candidate in candidates(name):
        path = os.path.join(folder, candidate)
        with contextlib.suppress(FileExistsError):
            publish(temporary, path)
            return path
    raise AssertionError  # pragma: no cover - the candidates never end


def copied_already() -> BreedLensError:
    """There is nothing to do for this photo."""
    return BreedLensError("copied_already", "A copy of this photo is there already.")


def read_error(error: OSError) -> PhotoError:
    """Why the photo itself cannot be read."""
    if isinstance(error, FileNotFoundError):
        return PhotoError(PhotoErrorCode.NOT_FOUND)
    if isinstance(error, PermissionError):
        return PhotoError(PhotoErrorCode.NO_PERMISSION)
    return PhotoError(PhotoErrorCode.READ_FAILED, {"what": error.strerror or type(error).__name__})
