"""Writing what must survive a kill and a power cut: whole on the disk, or as it was before."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from core.errors import BreedLensError
from core.files import replace, temporary_beside, write_failure


def write_durably(path: Path, data: bytes) -> None:
    """Write a whole file and see it to the disk before it takes its name.

    Raises:
        OSError: the folder is missing, full, or may not be written.
    """
    with temporary_beside(str(path)) as temporary:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, str(path))
    _sync_folder(path.parent)


def write_text_durably(path: Path, text: str) -> None:
    """As `write_durably`, in UTF-8; a name that is not valid UTF-8 keeps its bytes.

    Raises:
        OSError: as `write_durably`.
    """
    write_durably(path, text.encode("utf-8", "surrogateescape"))


def run_write_failure(error: OSError, folder: Path) -> BreedLensError:
    """Why a run could not write to its folder, for a person; `run_gone` where the folder is not there any more."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)) and not folder.is_dir():
        return run_gone(str(error))
    return write_failure(error)


def run_gone(details: str = "") -> BreedLensError:
    """The folder of a run was deleted or its disk taken away."""
    return BreedLensError(
        "run_gone",
        "The folder of this run is not there any more, so the training has ended. Start a new run.",
        details=details,
    )


def _sync_folder(folder: Path) -> None:
    # the new name itself is in the folder; Windows neither needs nor allows this
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
