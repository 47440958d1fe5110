"""The options of every command on the label library, and how such a command opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.command_line.arguments import Parser
from app.command_line.outcome import WrongUse, complain

if TYPE_CHECKING:
    from pathlib import Path

    from core.library.library import LabelLibrary

WAIT_S = 10.0
"""how long a command that writes waits for another writer"""


def add_library_options(parser: Parser) -> None:
    """`--library` and `--format`."""
    parser.add_argument("--library", metavar="FILE", help="the library's file; by default where the program keeps it")
    parser.add_choice("--format", ("table", "json"), "table", "lines for people, or one JSON object a line")


def library_file(name: str | None) -> Path:
    """The file of the library that was asked for.

    Raises:
        WrongUse: it is a folder.
    """
    from pathlib import Path

    from core.files import shown
    from core.library.library import default_library

    path = Path(name) if name else default_library()
    if path.is_dir():
        raise WrongUse(f"{shown(str(path))} is a folder; name the library's file in it.")
    return path


def open_to_read(path: Path) -> LabelLibrary:
    """Open a library that is there, whoever else has it open.

    Raises:
        WrongUse: there is none.
        BreedLensError: it cannot be read.
    """
    _must_exist(path)
    return _opened(path, 0.0)


def open_to_write(path: Path, *, is_new: bool = False) -> LabelLibrary:
    """Open a library to change it; `is_new` lets it be made.

    Raises:
        WrongUse: there is none.
        BreedLensError: it cannot be read, or not be written (another window has it open for longer than `WAIT_S`).
    """
    if not is_new:
        _must_exist(path)
    library = _opened(path, WAIT_S)
    if library.why_read_only is not None:
        library.close()
        raise library.why_read_only
    return library


def _must_exist(path: Path) -> None:
    from core.files import shown

    if not path.exists():
        raise WrongUse(f"There is no library {shown(str(path))}. 'breedlens label set' makes one.")


def _opened(path: Path, wait_s: float) -> LabelLibrary:
    from core.library.library import LabelLibrary

    library = LabelLibrary(path, wait_s=wait_s)
    if library.why_no_backup is not None:
        complain(f"Today's backup of the library could not be made. {library.why_no_backup.message}")
    return library
