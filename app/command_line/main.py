"""Turns arguments into a command and its outcome into an exit code.

0: all went well; 1: some photos failed, or a check did; 2: wrong use; 130: ended with Ctrl+C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.command_line.outcome import WRONG_USE, complain, outcome_of

PROGRAM = "breedlens"
HELP = """\
Identify the breed of dogs in photos.

  breedlens                 open the window
  breedlens PATH...         open photos and folders in the window
  breedlens classify ...    answer on the terminal
  breedlens models ...      list the models; get more of them
  breedlens self-test       check the installation from end to end
  breedlens --version       show the version

Every command explains itself: breedlens classify --help
"""


def run(argv: Sequence[str]) -> int:
    """Run `breedlens ARGV...`; nothing is raised, and a failure says one sentence on the standard error."""
    name, arguments = (argv[0] if argv else "--help"), list(argv[1:])
    return outcome_of(lambda: _run(name, arguments), debug="--debug" in arguments)


def _run(name: str, arguments: list[str]) -> int:
    # Each command is imported only when it is the one.
    match name:
        case "classify":
            from app.command_line.classify import classify

            return classify(f"{PROGRAM} {name}", arguments)
        case "models":
            from app.command_line.models import models

            return models(f"{PROGRAM} {name}", arguments)
        case "self-test":
            from app.command_line.self_test import self_test

            return self_test(f"{PROGRAM} {name}", arguments)
        case "--version":
            sys.stdout.write(f"BreedLens {_version()}\n")
        case "--help" | "-h":
            sys.stdout.write(HELP)
        case _:
            complain(f"There is no command {name!a}. Try: {PROGRAM} --help")
            return WRONG_USE
    return 0


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "(not installed)"
