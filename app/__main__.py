"""The one entry point: `breedlens`, `breedlens PATH...`, `breedlens COMMAND ...`, and the same as `python -m app`.

Decides without importing Qt or NumPy, because a command on a terminal must not pay for the window.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Sequence

from app.command_line import SUBCOMMANDS
from core.child_process import CHILD_OPTION

OPTIONS = ("--help", "-h", "--version")
WRONG_USE = 2
WINDOW_CHECK = "app.window_check"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window with the paths given; returns the exit code.

    A path that is named like a command is given as `./classify` or after `--`.
    """
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first == CHILD_OPTION and getattr(sys, "frozen", False):
        return run_module(arguments[1:])
    if first in (*SUBCOMMANDS, *OPTIONS):
        from app.command_line.main import run

        return run(arguments)
    if first == "--":
        del arguments[0]
    elif first.startswith("-") and not os.path.lexists(first):
        print(f"breedlens: unknown option {first!a}; breedlens --help shows what there is", file=sys.stderr)
        return WRONG_USE
    elif (meant := meant_command(first)) is not None:
        print(f"breedlens: there is no {first!a} here; did you mean breedlens {meant}?", file=sys.stderr)
        return WRONG_USE
    return open_window([os.path.abspath(path) for path in arguments])


def meant_command(word: str) -> str | None:
    """The command that somebody mistyped who names nothing that is there; None where it may well be a path."""
    if not word.replace("-", "").isalpha() or os.path.lexists(word):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), SUBCOMMANDS, n=1, cutoff=0.75)), None)


def run_module(arguments: Sequence[str]) -> int:
    """Be a child of the program instead of the program, as `python -m MODULE ...` would."""
    import runpy

    module = arguments[0] if arguments else ""
    if not module.startswith("core.") and module != WINDOW_CHECK:
        return WRONG_USE
    sys.argv = list(arguments)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    return 0


def open_window(paths: Sequence[str]) -> int:
    """Open the window, or say in a sentence why it cannot be opened."""
    from app.display_check import missing_library, why_no_window

    problem = why_no_window()
    if problem is None:
        # Nothing that is made on the way to the first picture is garbage: looking for it takes a twentieth of the time.
        gc.disable()
        try:
            from app.application import run_window
        except ImportError as error:
            # A library of the operating system that Qt needs; a missing Python package is another matter.
            if isinstance(error, ModuleNotFoundError) or ".so" not in str(error):
                raise
            problem = missing_library(error)
    if problem is not None:
        print(problem, file=sys.stderr)
        return WRONG_USE
    return run_window(paths)


if __name__ == "__main__":
    sys.exit(main())
