"""Which source an installed program was made from; packaging writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.paths import resource


@dataclass(frozen=True, slots=True)
class BuildStamp:
    """All of it is empty where the program runs from its source."""

    version: str = ""
    commit: str = ""
    day: str = ""
    """of the source, `2026-11-28`"""


def build_stamp() -> BuildStamp:
    """What packaging wrote into `resources/build.json`; empty where there is none, or it cannot be read."""
    try:
        held = json.loads(resource("build.json").read_text("utf-8"))
        return BuildStamp(str(held["version"]), str(held["commit"]), str(held["time"])[:10])
    except (OSError, ValueError, LookupError, TypeError):
        return BuildStamp()
