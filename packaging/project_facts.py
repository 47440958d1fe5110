"""What the installers say of the project, read from where the project says it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TITLE = "BreedLens"
APP_ID = "breedlens"
"""what Qt tells the desktop the window is called: the desktop file has to have that name"""
MIME_TYPES = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".jif"),
    "image/png": (".png",),
    "image/apng": (".apng",),
    "image/gif": (".gif",),
    "image/bmp": (".bmp", ".dib"),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heics"),
    "image/heif": (".heif", ".heifs", ".hif"),
    "image/avif": (".avif", ".avifs"),
    "image/vnd.adobe.photoshop": (".psd",),
    "image/qoi": (".qoi",),
    "image/jp2": (".jp2",),
    "image/jpx": (".jpf", ".jpx"),
    "image/x-jp2-codestream": (".j2k", ".j2c", ".jpc"),
    "image/x-portable-pixmap": (".ppm",),
    "image/x-portable-graymap": (".pgm",),
    "image/x-portable-bitmap": (".pbm",),
    "image/x-portable-anymap": (".pnm",),
    "image/x-mpo": (".mpo",),
}
"""every ending that the program takes for a photo, by the name that desktops have for its kind (a test compares)"""
COMPONENT_ID = f"org.{APP_ID}.{TITLE}"
"""what AppStream and macOS call the program"""
FOLDER_TYPE = "inode/directory"


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """Name, version and file types of what is packaged."""

    name: str
    """of the program's file and of the package"""
    title: str
    """as a person reads it"""
    version: str
    summary: str
    """one sentence, without a full stop"""
    licence: str
    """SPDX"""
    keywords: Sequence[str]
    extensions: Sequence[str]
    """of photos, in lower case, with the dot"""
    mime_types: Sequence[str]
    """of photos, not of folders"""


def read_facts(root: Path = ROOT) -> ProjectFacts:
    """The facts of the project in a folder.

    Raises:
        KeyError: `pyproject.toml` lacks one of them.
    """
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return ProjectFacts(
        name=project["name"],
        title=TITLE,
        version=project["version"],
        summary=project["description"],
        licence=project["license"],
        keywords=tuple(project["keywords"]),
        extensions=tuple(sorted({ending for endings in MIME_TYPES.values() for ending in endings})),
        mime_types=tuple(MIME_TYPES),
    )
