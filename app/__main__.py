"""The one entry point: `breedlens`, `breedlens PATH...`, `breedlens COMMAND ...`, and the same as `python -m app`.

Decides without importing Qt or NumPy, because a command on a terminal must not pay for the window.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

from app.command_line import SUBCOMMANDS

OPTIONS = ("--help", "-h", "--version")
WRONG_USE = 2

NO_DISPLAY = (
    "BreedLens needs a desktop to open its window, and there is none here (DISPLAY and WAYLAND_DISPLAY are not set). "
    "On the command line use: breedlens classify PATH..."
)
NO_LIBRARIES = (
    "The window cannot open because a system library is missing ({reason}). On Debian and Ubuntu this installs all "
    "that it needs:\n  sudo apt install {packages}"
)
DEBIAN_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window with the paths given; returns the exit code."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in (*SUBCOMMANDS, *OPTIONS):
        from app.command_line.main import run

        return run(arguments)
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    elif arguments and arguments[0].startswith("-") and not os.path.lexists(arguments[0]):
        print(f"breedlens: unknown option {arguments[0]!a}; see breedlens --help", file=sys.stderr)
        return WRONG_USE
    return open_window(arguments)


def open_window(paths: Sequence[str]) -> int:
    """Open the window, or say in a sentence why it cannot be opened."""
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return WRONG_USE
    try:
        from app.application import run_window
    except ImportError as error:
        if not _is_system_library(error):
            raise
        print(NO_LIBRARIES.format(reason=error, packages=DEBIAN_PACKAGES), file=sys.stderr)
        return WRONG_USE
    return run_window([os.path.abspath(path) for path in paths])


def has_display() -> bool:
    """Whether there is a screen to open a window on; only Linux can be without one."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(variable) for variable in variables)


def _is_system_library(error: ImportError) -> bool:
    """A library of the operating system that Qt needs, rather than a missing Python package."""
    return not isinstance(error, ModuleNotFoundError) and ".so" in str(error)


if __name__ == "__main__":
    sys.exit(main())
