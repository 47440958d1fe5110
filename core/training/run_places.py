"""Where runs are kept besides the person's folder of runs: a list on disk, so that they are found again."""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path

from filelock import FileLock

from core.files import write_bytes
from core.paths import user_folders

FILE = "run-places.json"
_LOCK_S = 10.0
_MOST = 2000
"""of more, the oldest are forgotten"""
_log = logging.getLogger(__name__)


def remember_place(run: Path) -> None:
    """Note where a run is that does not lie in the person's folder of runs.

    A list that cannot be written is no reason to fail: the run is where its maker wanted it.
    """
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_suffix(".lock"), timeout=_LOCK_S):
            known = [path for path in _read() if path != str(run)]
            write_bytes(str(file), (json.dumps([*known, str(run)][-_MOST:], indent=0) + "\n").encode("ascii"))
    except OSError as error:  # a lock that is not to be had is one
        _log.warning("The place of %r is not remembered: %s", str(run), error)


def remembered_places() -> list[Path]:
    """The folders of runs that lie elsewhere and are there at present, in the order in which they were made."""
    return [path for path in map(Path, _read()) if path.is_dir()]


def _file() -> Path:
    return user_folders().data / FILE


def _read() -> list[str]:
    with contextlib.suppress(OSError, ValueError):
        content = json.loads(_file().read_text("utf-8"))
        if isinstance(content, list):
            return [path for path in content if isinstance(path, str)]
    return []
