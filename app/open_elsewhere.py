"""Handing a file or folder to the program that the computer has for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.translation import printable, translate_error
from core.errors import BreedLensError
from core.files import write_failure


def open_elsewhere(path: Path) -> None:
    """Open a file or a folder.

    Raises:
        BreedLensError: `nothing_opens_it`.
    """
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise BreedLensError("nothing_opens_it", "No program on this computer opens {path}.", path=printable(str(path)))


def open_own_folder(folder: Path) -> None:
    """Open a folder in which the program keeps things; it is made where nothing was kept yet.

    Raises:
        BreedLensError: `nothing_opens_it`, or a code of `write_failure`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_failure(error) from error
    open_elsewhere(folder)


def open_or_tell(path: Path | str, tell: Callable[[str], None]) -> None:
    """Open a file or a folder; where that is not possible, `tell` gets a sentence in the person's language."""
    try:
        open_elsewhere(Path(path))
    except BreedLensError as error:
        tell(translate_error(error))
