"""Names of models, which are those of folders too."""

from __future__ import annotations

import contextlib
import itertools
import re
from pathlib import Path

from core.bundles.bundle import SUFFIX
from core.catalog import load_catalog

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120
"""bytes: a disk allows 255, and a suffix and a number must find room"""


def folder_name(wanted: str, otherwise: str) -> str:
    """A name for a folder that is as near to the wanted one as every disk allows; `otherwise` where nothing is left."""
    name = _NOT_IN_NAMES.sub("-", wanted)
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore").strip(" .-")
    if not name:
        return otherwise
    return f"{otherwise}-{name}" if _DEVICES.fullmatch(name) else name


def numbered(name: str, number: int) -> str:
    """The name itself as number 1, then `name-2` and so on."""
    return name if number == 1 else f"{name}-{number}"


def reserve_model_name(wanted: str, models: Path) -> str:
    """A name that no other model bears: the wanted one or one with a number, its folder made so that none can take it.

    Where the folder of models cannot be written, the name is not reserved, and saving says so.

    Args:
        wanted: usable as a folder's name.
        models: the folder of a person's models.
    """
    catalog = load_catalog()
    with contextlib.suppress(OSError):  # nothing can be saved there then
        models.mkdir(parents=True, exist_ok=True)
    for number in itertools.count(1):
        name = numbered(wanted, number)
        if catalog.find(name) is not None:
            continue
        try:
            (models / f"{name}{SUFFIX}").mkdir()
        except FileExistsError:
            continue
        except OSError:
            return name
        return name
    raise AssertionError("numbers do not end")


def release_model_name(name: str, models: Path) -> None:
    """Give a reserved name free again, where no model was saved under it."""
    with contextlib.suppress(OSError):  # not empty: a model
        (models / f"{name}{SUFFIX}").rmdir()
