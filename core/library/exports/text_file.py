"""A file of labels appears when it is complete, and is never put in the place of a photo."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError, PhotoError
from core.files import replace, shown, temporary_beside, write_failure
from core.library.exports.selection import ExportPhoto
from core.photos.probe import probe_photo
from core.photos.scan import looks_like_photo

_AT_ONCE = 256
"""photos between two questions to the control"""


def write_text(path: str, parts: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write a whole file; an older one of that name is replaced when the new one is complete.

    Raises:
        BreedLensError: `is_photo` where the name is a photo's, or a code of `core.files.write_failure`.
        Cancelled: by the maker of the parts; nothing was written then.
    """
    check_no_photo(path)
    try:
        with temporary_beside(path) as temporary:
            with open(temporary, "w", encoding=encoding, newline="") as file:
                file.writelines(parts)
            replace(temporary, path)
    except OSError as error:
        raise write_failure(error) from error


def check_no_photo(path: str) -> None:
    """Refuse a name under which there is a photo, or would seem to be one.

    Raises:
        BreedLensError: `is_photo`.
    """
    if looks_like_photo(os.path.basename(path)) or (
        os.path.isfile(path) and not isinstance(probe_photo(path), PhotoError)
    ):
        raise BreedLensError(
            "is_photo", "{path} is a photo, or called like one; choose another name.", path=shown(path)
        )


def stepped(photos: Sequence[ExportPhoto], control: Control, on_progress: OnProgress | None) -> Iterable[ExportPhoto]:
    """The photos one by one, with progress told and the control asked on the way.

    A file is whole or not at all: what is told to stop and keep is given up like what is cancelled, by the caller.
    """
    for number, photo in enumerate(photos):
        if number % _AT_ONCE == 0:
            control.checkpoint()
            if on_progress:
                on_progress(Progress(number, len(photos)))
        yield photo
    if on_progress:
        on_progress(Progress(len(photos), len(photos)))
