"""The licences of everything that is handed out: `python packaging/licences.py [FOLDER] [--frozen PROGRAM]`.

Reads the records of the installed packages that the program needs, writes `licences.json` (which the window shows) and
`LICENCES.txt` (every text) into the folder, and fails where something may not be bundled: the GPL and AGPL, any licence
that `licences.toml` does not know, and shared libraries inside packages that it does not name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bundled import MissingPackageError, Package, bundled_packages
from licence_terms import Terms, recorded_licence

TABLE = Path(__file__).with_name("licences.toml")
LIST_NAME, TEXT_NAME = "licences.json", "LICENCES.txt"
PYTHON = "Python"
"""the part that libraries of the system are listed below"""
_RULE = "=" * 78


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

    def __init__(self, packages: Sequence[Package], table: dict[str, Any] | None = None) -> None:
        self._packages = packages
        self._table = table if table is not None else tomllib.loads(TABLE.read_text("utf-8"))
        self._terms = Terms(frozenset(self._table["allowed"]["identifiers"]), self._table["exceptions"])

    def parts(self) -> list[Part]:
        """Everything, packages first.

        Raises:
            LicenceError: something may not be handed out, or its licence is not known.
        """
        problems: list[str] = []
        parts = [Part(one["name"], "", one["licence"], one["what"]) for one in self._table["beside"]]
        for package in self._packages:
            parts.append(self._part(package, problems))
            parts += self._inner(package, problems)
        for part in parts:
            problems += self._against(part)
        if problems:
            raise LicenceError("\n".join(problems))
        return parts

    def texts(self) -> str:
        """Every licence file of the packages, one after the other."""
        chapters = []
        for package in self._packages:
            for path in package.licence_texts():
                text = path.read_text("utf-8", errors="replace").strip()
                chapters.append(f"{_RULE}\n{package.name} {package.version}: {path.name}\n{_RULE}\n{text}\n")
        return "\n".join(chapters)

    def system_libraries(self, program: Path) -> list[Part]:
        """The shared libraries of the build's own Linux that a frozen program carries beside those of the packages.

        Raises:
            LicenceError: the table does not know one of them, or it may not be handed out.
        """
        known = {file.name for package in self._packages for file in package.distribution.files or []}
        found, problems = [], []
        for name in sorted({path.name for path in program.rglob("lib*.so*") if path.name not in known}):
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
        parts = []
        for file in package.inner_libraries():
            licence = self._table["inside"].get(library_name(file))
            if licence is None:
                problems.append(f"{package.name} contains {file}, which {TABLE.name} does not know")
                continue
            note = self._terms.exceptions.get(licence, "a shared library of others")
            parts.append(Part(library_name(file), "", licence, note, package.name))
        return parts

    def _against(self, part: Part) -> list[str]:
        if not part.licence:
            return []
        try:
            refused = self._terms.refused(part.licence)
        except ValueError as error:
            return [f"{part.name}: {error}"]
        return [f"{part.name}: {name} may not be bundled" for name in refused]


def library_name(file: str) -> str:
    """`libopenblasp-r0-59ff.3.15.so` is openblas, `libgfortran-0400.so.5.0.0` gfortran."""
    stem = re.sub(r"^lib", "", file.partition(".so")[0].removesuffix(".dll").removesuffix(".dylib"))
    name = re.split(r"[-.]", stem, maxsplit=1)[0].rstrip("_")
    if name.startswith("scipy_openblas"):
        return "scipy_openblas"
    if name.startswith("opencv_videoio_ffmpeg"):
        return "opencv_videoio_ffmpeg"
    for same in ("openblas", "msvcp", "vcomp", "hdf5"):
        if name.startswith(same):
            return same
    return name


def forbidden_files(folder: Path, table: dict[str, Any] | None = None) -> list[str]:
    """The files of a frozen program that may never be in it: parts of Qt under the GPL alone, GPL codecs."""
    held = table if table is not None else tomllib.loads(TABLE.read_text("utf-8"))
    pieces: Collection[str] = [piece.lower() for piece in held["never"]["pieces"]]
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in names if any(piece in name.rsplit("/", 1)[-1].lower() for piece in pieces)]


def write_licences(licences: Licences, folder: Path, program: Path | None = None) -> list[Part]:
    """Write the list and the texts; returns the parts.

    Args:
        program: a frozen program for Linux, whose libraries of the system are to be in the list.

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
