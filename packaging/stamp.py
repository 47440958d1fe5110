"""What a build says of itself: version, commit and day, the same wherever and whenever the same commit is built."""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP_NAME = "build.json"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which source a program was made from."""

    version: str
    commit: str
    """of git, 12 digits, with a `+` where files were changed since; empty without git"""
    time: str
    """of the source, not of the build: UTC, `2026-11-28T09:52:00Z`; empty where nothing says it"""


def stamp_of(root: Path = ROOT) -> Stamp:
    """The stamp of a source tree.

    Raises:
        ValueError: `SOURCE_DATE_EPOCH` is no number.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    commit = _git(root, "rev-parse", "--short=12", "HEAD")
    if commit and _git(root, "status", "--porcelain", "--untracked-files=no"):
        commit += "+"
    time = source_time(root)
    return Stamp(version, commit, time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else "")


def source_time(root: Path = ROOT) -> datetime | None:
    """`SOURCE_DATE_EPOCH` (seconds since 1970), else the time of the commit; None where neither is there.

    It stands in place of the present in everything that a build makes, so that two builds of one source are alike.

    Raises:
        ValueError: `SOURCE_DATE_EPOCH` is no number.
    """
    epoch = os.environ.get(EPOCH_VARIABLE) or _git(root, "log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else None


def write_stamp(stamp: Stamp, folder: Path) -> Path:
    """Write `build.json` into a folder, which is the program's `resources`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / STAMP_NAME
    path.write_text(json.dumps(asdict(stamp), indent=1) + "\n", "utf-8")
    return path


def _git(root: Path, *arguments: str) -> str:
    """What git says; empty without git, and where `root` is not the top of a checkout."""
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
