"""Turns arguments into a command and its outcome into an exit code.

0: all went well; 1: some photos failed, or a check did; 2: wrong use; 130: ended with Ctrl+C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from app.command_line import SUBCOMMANDS
from app.command_line.outcome import WRONG_USE, complain, outcome_of

PROGRAM = "breedlens"
HELP = """\
Identify the breed of dogs in photos.

  breedlens                 open the window
  breedlens PATH...         open photos and folders in the window
  breedlens classify ...    answer on the terminal
  breedlens models ...      list the models; get more of them
  breedlens recipes         list the recipes of training
  breedlens train ...       train a model on labelled photos
  breedlens runs            list the runs of training
  breedlens evaluate ...    measure a model on labelled photos
  breedlens submission ...  answers in the form of a competition
  breedlens study ...       how breeds and preprocessing change the accuracy
  breedlens export ...      write a model for other programs
  breedlens label ...       say what photos show; list, undo, export and import it
  breedlens library ...     check, back up, restore the labels
  breedlens self-test       check the installation from end to end
  breedlens --version       show the version

Every command explains itself: breedlens classify --help
"""


def run(argv: Sequence[str]) -> int:
    """Run `breedlens ARGV...`; nothing is raised, and a failure says one sentence on the standard error."""
    name, arguments = (argv[0] if argv else "--help"), list(argv[1:])
    return outcome_of(lambda: _run(name, arguments), debug="--debug" in arguments)


def _run(name: str, arguments: list[str]) -> int:
    match name:
        case "--version":
            sys.stdout.write(f"BreedLens {_version()}\n")
        case "--help" | "-h":
            sys.stdout.write(HELP)
        case _ if name in SUBCOMMANDS:
            # each command is imported only when it is the one
            function = name.replace("-", "_")
            command = getattr(import_module(f"app.command_line.{function}"), function)
            code: int = command(f"{PROGRAM} {name}", arguments)
            return code
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
