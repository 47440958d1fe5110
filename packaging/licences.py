"""The licences of everything that is handed out: `python packaging/licences.py [FOLDER] [--frozen PROGRAM]`.

Reads the records of the installed packages that the program needs, writes `licences.json` (which the window shows) and
`LICENCES.txt` (every text) into the folder, and fails where something may not be bundled: the GPL and AGPL, any licence
that `licences.toml` does not know, and shared libraries inside packages that it does not name.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bundled import MissingPackageError, Package, bundled_packages
from licence_terms import Terms, recorded_licence
from licence_texts import MissingTextError, beside_chapter, chapter, package_chapters

TABLE = Path(__file__).with_name("licences.toml")
LIST_NAME, TEXT_NAME = "licences.json", "LICENCES.txt"
PYTHON = "Python"
"""the part that libraries of the system are listed below"""
_IS_LIBRARY = re.compile(r"^lib.*\.so\b|\.dll$|\.dylib$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is handed out."""

    name: str
    version: str
    """empty where it is that of what it lies in"""
    licence: str
    """an SPDX expression"""
    note: str
    """why it may be bundled where that is not clear, or what it is"""
    inside: str = ""
    """the package that brings it along, for shared libraries"""


class LicenceError(Exception):
    """Something may not be handed out; one line for each reason."""


class Licences:
    """What is bundled, judged by the table."""

    def __init__(self, packages: Sequence[Package]) -> None:
        self._packages = packages
        self._table = _table()
        self._terms = Terms(frozenset(self._table["allowed"]["identifiers"]), self._table["exceptions"])

    def parts(self) -> list[Part]:
        """Everything, packages first.

        Raises:
            LicenceError: something may not be handed out, or its licence is not known.
        """
        problems: list[str] = []
        parts = [Part(one["name"], _version(one), one["licence"], one["what"]) for one in self._table["beside"]]
        for package in self._packages:
            parts.append(self._part(package, problems))
            parts += self._inner(package, problems)
        for part in parts:
            problems += self._against(part)
        if problems:
            raise LicenceError("\n".join(problems))
        return parts

    def texts(self) -> str:
        """The licences of all parts in full, one after the other.

        Raises:
            LicenceError: one of them is not here.
        """
        chapters = [chapter("Where the sources are", self._table["sources"]["text"])]
        try:
            chapters += [beside_chapter(one) for one in self._table["beside"]]
            for package in self._packages:
                identifiers = self._terms.needed(self._part(package, []).licence)
                chapters += package_chapters(package, identifiers)
        except PackageNotFoundError as error:
            raise LicenceError(f"{error.name} is not installed here, whose licence goes with the program.") from error
        except MissingTextError as error:
            raise LicenceError(str(error)) from error
        return "\n".join(chapters)

    def system_libraries(self, program: Path) -> list[Part]:
        """The shared libraries of Python and of the build's system that a frozen program carries beside the packages.

        Raises:
            LicenceError: the table does not know one of them, or it may not be handed out.
        """
        known = {file.name for package in self._packages for file in package.distribution.files or []}
        found, problems = [], []
        for name in sorted({path.name for path in program.rglob("*") if _IS_LIBRARY.search(path.name)} - known):
            licence = self._table["inside"].get(library_name(name))
            if licence is None:
                problems.append(f"the program contains {name}, which {TABLE.name} does not know")
                continue
            found.append(Part(name, "", licence, "a shared library of the system it was built on", PYTHON))
            problems += self._against(found[-1])
        if problems:
            raise LicenceError("\n".join(problems))
        return found

    def _part(self, package: Package, problems: list[str]) -> Part:
        stated = self._table["stated"].get(package.name)
        if stated:
            return Part(package.name, package.version, stated["licence"], stated["source"])
        metadata = package.distribution.metadata
        fields = {key: str(metadata[key]) for key in ("License-Expression", "License") if key in metadata}
        classifiers = [str(line) for line in metadata.get_all("Classifier") or []]
        licence = recorded_licence(fields, classifiers, self._table["words"])
        if not licence:
            problems.append(f"{package.name}: its record names no licence that can be read; state it in {TABLE.name}")
        reasons = [self._terms.exceptions[name] for name in self._terms.chosen(licence)]
        return Part(package.name, package.version, licence, "; ".join(reasons))

    def _inner(self, package: Package, problems: list[str]) -> list[Part]:
        parts: dict[str, Part] = {}
        for file in package.inner_libraries():
            name = library_name(file)
            licence = self._table["inside"].get(name)
            if licence is None:
                problems.append(f"{package.name} contains {file}, which {TABLE.name} does not know")
                continue
            note = self._terms.exceptions.get(licence, "a shared library of others")
            parts[name] = Part(name, "", licence, note, package.name)
        return list(parts.values())

    def _against(self, part: Part) -> list[str]:
        if not part.licence:
            return []
        try:
            refused = self._terms.refused(part.licence)
        except ValueError as error:
            return [f"{part.name}: {error}"]
        return [f"{part.name}: {name} may not be bundled" for name in refused]


def library_name(file: str) -> str:
    """`libopenblasp-r0-59ff.3.15.so` is openblas, `libgfortran-0400.so.5.0.0` gfortran, `libssl.so.3` ssl3."""
    if file.lower().endswith(".dll"):
        file = file.lower()
    stem = re.sub(r"^lib", "", file.partition(".so")[0].removesuffix(".dll").removesuffix(".dylib"))
    name = re.split(r"[-.]", stem, maxsplit=1)[0].rstrip("_")
    if name.startswith("scipy_openblas"):
        return "scipy_openblas"
    if name.startswith("opencv_videoio_ffmpeg"):
        return "opencv_videoio_ffmpeg"
    if name in ("crypto", "ssl") and not re.search(r"1[._]1", file):
        return f"{name}3"  # since version 3 under another licence
    for same in ("openblas", "msvcp", "vcomp", "vcruntime", "ucrtbase", "concrt", "hdf5", "python3"):
        if name.startswith(same):
            return same
    return name


def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def _version(beside: Mapping[str, Any]) -> str:
    """Of a part that is no package of the program; empty where it is not known here."""
    if beside["name"] == PYTHON:
        return platform.python_version()
    try:
        return version(beside["version_of"]) if "version_of" in beside else ""
    except PackageNotFoundError:
        return ""


def forbidden_files(folder: Path) -> list[str]:
    """The files of a frozen program that may never be in it: parts of Qt under the GPL alone, GPL codecs."""
    pieces: Collection[str] = [piece.lower() for piece in _table()["never"]["pieces"]]
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in names if any(piece in name.rsplit("/", 1)[-1].lower() for piece in pieces)]


def write_licences(licences: Licences, folder: Path, program: Path | None = None) -> list[Part]:
    """Write the list and the texts; returns the parts.

    Args:
        program: a frozen program, whose libraries of the system are to be in the list.

    Raises:
        LicenceError: something may not be handed out.
    """
    parts = licences.parts() + (licences.system_libraries(program) if program else [])
    folder.mkdir(parents=True, exist_ok=True)
    listed = json.dumps([asdict(part) for part in parts], indent=1, ensure_ascii=False)
    (folder / LIST_NAME).write_text(listed + "\n", "utf-8")
    (folder / TEXT_NAME).write_text(licences.texts(), "utf-8")
    return parts


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, and write where a folder is given."""
    parser = argparse.ArgumentParser(description="List the licences of everything that is handed out.")
    parser.add_argument("folder", nargs="?", type=Path, help="where licences.json and LICENCES.txt go")
    parser.add_argument("--frozen", type=Path, help="also look for forbidden files in this frozen program")
    given = parser.parse_args(arguments)
    try:
        licences = Licences(bundled_packages())
        parts = write_licences(licences, given.folder) if given.folder else licences.parts()
    except (LicenceError, MissingPackageError) as error:
        print(error, file=sys.stderr)
        return 1
    forbidden = forbidden_files(given.frozen) if given.frozen else []
    if forbidden:
        print("These files may not be handed out:", *forbidden, sep="\n  ", file=sys.stderr)
        return 1
    for part in parts:
        print(f"{part.name:34} {part.version:14} {part.licence}{f'  ({part.inside})' if part.inside else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
