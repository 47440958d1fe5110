"""What comes with the program for reading and trying: the user guide, the sample, the licences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import app
from core.paths import resource

SAMPLE_ENDING = ".jpg"
_SOURCE_GUIDE = Path("docs", "guide")


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """A package or a shared library that is part of the program."""

    name: str
    version: str
    licence: str
    note: str


def guide_page(language: str) -> Path | None:
    """The first page of the user guide in a language: HTML where packaging made it, the text in a source checkout.

    None where the program was installed without it.
    """
    made = resource("guide", language, "index.html")
    if made.is_file():
        return made
    written = Path(app.__file__).resolve().parents[1] / _SOURCE_GUIDE / language / "index.md"
    return written if written.is_file() else None


def sample_folder() -> Path | None:
    """The folder of pictures that the project drew itself; None where it is missing."""
    folder = resource("sample")
    has_pictures = folder.is_dir() and any(path.suffix == SAMPLE_ENDING for path in folder.iterdir())
    return folder if has_pictures else None


def licence_texts() -> Path | None:
    """The file with every licence in full; None where the program was not made by packaging."""
    path = resource("licences", "LICENCES.txt")
    return path if path.is_file() else None


def licensed_parts() -> list[LicensedPart]:
    """What packaging listed; empty where the program runs from its source, or the list cannot be read."""
    try:
        held = json.loads(resource("licences", "licences.json").read_text("utf-8"))
        return [LicensedPart(one["name"], one["version"], one["licence"], one["note"]) for one in held]
    except (OSError, ValueError, LookupError, TypeError):
        return []
