"""The work of `breedlens models remove`."""

from __future__ import annotations

import sys

from app.command_line.outcome import OK, WrongUse, complain
from core.bundles.remove import remove_model, require_removable
from core.files import shown

_YES = ("y", "yes", "o", "oui")


def remove(name: str, *, is_sure: bool) -> int:
    """Remove an installed model once a person has said so; the exit code.

    Raises:
        WrongUse: nobody is there to be asked.
        BreedLensError: there is no such model, it comes with the program, or an ensemble needs it.
    """
    require_removable(name)
    if not is_sure and not _confirmed(name):
        complain(f"{shown(name)} stays.")
        return OK
    remove_model(name)
    complain(f"{shown(name)} is removed.")
    return OK


def _confirmed(name: str) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUse(f"To remove {shown(name)} for good, add --yes.")
    sys.stderr.write(f"Remove the model {shown(name)} for good? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in _YES
