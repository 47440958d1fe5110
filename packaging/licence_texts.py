"""The texts of the licences of everything that is handed out, for the file that comes with the program."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from bundled import Package
from project_facts import ROOT

STANDARD = Path(__file__).with_name("licence_files")
"""`IDENTIFIER.txt`, for what comes without its licence"""
_RULE = "=" * 78


class MissingTextError(Exception):
    """The licence of a part is not here; the message is a sentence."""


def chapter(title: str, text: str) -> str:
    """A text below its title."""
    return f"{_RULE}\n{title}\n{_RULE}\n{text.strip()}\n"


def package_chapters(package: Package, identifiers: Sequence[str]) -> Iterator[str]:
    """What came with a package; the standard text of its licence where nothing did.

    Args:
        identifiers: of the licences under which it is handed out.

    Raises:
        MissingTextError: it came without one, and there is no standard text of it here.
    """
    name = f"{package.name} {package.version}"
    own = package.licence_texts()
    for path in own:
        yield chapter(f"{name}: {path.name}", path.read_text("utf-8", errors="replace"))
    for identifier in () if own else identifiers:
        yield chapter(f"{name}: {identifier}", standard_text(identifier, package.name))


def beside_chapter(part: Mapping[str, Any]) -> str:
    """Of a part that is no package of the program: an entry of the table.

    Raises:
        MissingTextError: there is no text of its licence here.
        PackageNotFoundError: what it comes from is not installed here.
    """
    texts = [str(part.get("notice", ""))]
    if part["name"] == "Python":
        texts.append(_python_text())
    elif "texts_of" in part:
        package = Package(distribution(part["texts_of"]))
        texts += [path.read_text("utf-8", errors="replace") for path in package.licence_texts()]
    for identifier in part.get("texts", ()):
        texts.append(standard_text(identifier, part["name"]))
    return chapter(part["name"], "\n\n".join(filter(None, texts)))


def standard_text(identifier: str, part: str) -> str:
    """The text of a licence by its SPDX identifier.

    Raises:
        MissingTextError: it is not here.
    """
    path = ROOT / "LICENSE" if identifier == "Apache-2.0" else STANDARD / f"{identifier}.txt"
    if not path.is_file():
        raise MissingTextError(f"{part} comes without its licence ({identifier}), and {STANDARD.name} lacks it.")
    return path.read_text("utf-8")


def _python_text() -> str:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path("/usr/share/doc/python3"))
    for path in (place / name for place in places for name in ("LICENSE.txt", "LICENSE", "copyright")):
        if path.is_file():
            return path.read_text("utf-8", errors="replace")
    raise MissingTextError("The licence of Python is not where Python was installed.")
