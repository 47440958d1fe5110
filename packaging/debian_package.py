"""The `.deb`: the frozen app below /usr/lib, and what a desktop, `man` and `apt` want to know of it."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from desktop_files import DESCRIPTION, desktop_entry, manual_page, metainfo
from elf_facts import elf_files, needed_glibc
from freezing import BuildError, Frozen
from project_facts import APP_ID, COMPONENT_ID, ProjectFacts

MAINTAINER = "The BreedLens authors <breedlens@localhost>"
LIBRARIES = "qt-libraries.txt"
OVERRIDES = "lintian-overrides"
ICON_SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
PROGRAMS, FILES = 0o755, 0o644


def make_package(frozen: Frozen, date: datetime) -> Path:
    """Build the package of this machine's architecture.

    Args:
        frozen: the frozen program, its icons made.
        date: goes into the package in place of the present.

    Returns:
        The `.deb`.

    Raises:
        BuildError: a tool of Debian's failed or is not installed (`dpkg-dev`).
    """
    architecture = output_of("dpkg", "--print-architecture").strip()
    tree = frozen.work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _lay(frozen, tree, date)
    _normalise(tree)
    control = tree / "DEBIAN"
    control.mkdir()
    _write(control / "md5sums", md5_lines(tree))
    depends = dependencies(frozen.root / "packaging" / LIBRARIES, needed_glibc(elf_files(frozen.folder)))
    _write(control / "control", control_text(frozen.facts, architecture, depends, _kilobytes(tree)))
    package = frozen.output / f"{frozen.facts.name}_{debian_version(frozen.facts.version)}_{architecture}.deb"
    environment = {"SOURCE_DATE_EPOCH": str(int(date.timestamp()))}
    output_of("dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", str(tree), str(package), **environment)
    return package


def dependencies(libraries: Path, glibc: str) -> Sequence[str]:
    """What the package depends on: the C library, and the system's libraries that Qt is not shipped with."""
    names = libraries.read_text("utf-8").split()
    return [f"libc6 (>= {glibc})" if glibc else "libc6", "libgcc-s1", "libstdc++6", *names]


def debian_version(version: str) -> str:
    """`1.2.0rc1` is `1.2.0~rc1`, which is older than `1.2.0` for Debian too."""
    return re.sub(
        r"\.?(a|b|rc|dev)(?=\d)", lambda match: ("~~" if match[1] == "dev" else "~") + match[1], version, count=1
    )


def control_text(facts: ProjectFacts, architecture: str, depends: Sequence[str], kilobytes: int) -> str:
    """The control file of the binary package."""
    description = "\n .\n".join(
        textwrap.fill(paragraph, 78, initial_indent=" ", subsequent_indent=" ") for paragraph in DESCRIPTION[""]
    )
    return f"""\
Package: {facts.name}
Version: {debian_version(facts.version)}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {kilobytes}
Depends: {", ".join(depends)}
Recommends: xdg-utils
Section: graphics
Priority: optional
Description: identify the breed of dogs in photos
{description}
"""


def _lay(frozen: Frozen, tree: Path, date: datetime) -> None:
    facts, day = frozen.facts, f"{date:%Y-%m-%d}"
    library, share = tree / "usr" / "lib" / facts.name, tree / "usr" / "share"
    # no links: tar fails where somebody else changes even the number of a file's names
    shutil.copytree(frozen.folder, library, symlinks=True)
    program = tree / "usr" / "bin" / facts.name
    program.parent.mkdir(parents=True)
    program.symlink_to(os.path.join("..", "lib", facts.name, facts.name))
    _write(share / "applications" / f"{APP_ID}.desktop", desktop_entry(facts))
    _write(share / "metainfo" / f"{COMPONENT_ID}.metainfo.xml", metainfo(facts, day))
    for side in ICON_SIDES:
        icon = share / "icons" / "hicolor" / f"{side}x{side}" / "apps" / f"{APP_ID}.png"
        icon.parent.mkdir(parents=True)
        shutil.copy(frozen.work / "icons" / f"breedlens-{side}.png", icon)
    drawing = share / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copy(frozen.root / "resources" / "icons" / "breedlens.svg", drawing)
    page = manual_page(facts, output_of(str(frozen.program), "--help"), day)
    _compress(share / "man" / "man1" / f"{facts.name}.1.gz", page)
    documents = share / "doc" / facts.name
    _write(documents / "copyright", copyright_text(frozen.root, facts))
    _compress(documents / "changelog.gz", changelog_text(facts, date))
    _compress(documents / "NEWS.gz", (frozen.root / "CHANGELOG.md").read_text("utf-8"))
    overrides = (frozen.root / "packaging" / OVERRIDES).read_text("utf-8")
    _write(share / "lintian" / "overrides" / facts.name, overrides)


def copyright_text(root: Path, facts: ProjectFacts) -> str:
    """The machine-readable copyright file; the licences of what is bundled lie beside the program."""
    notice = (root / "NOTICE").read_text("utf-8").strip()
    return f"""\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {facts.title}

Files: *
Copyright: 2026 the {facts.title} authors
License: {facts.licence}
 On Debian systems, the full text of the Apache License, Version 2.0 is in
 /usr/share/common-licenses/Apache-2.0.
Comment:
{_indented(notice)}
 .
 Bundled packages are under licences of their own. Their texts are in
 /usr/lib/{facts.name}/_internal/resources/licences/LICENCES.txt.
"""


def _indented(text: str) -> str:
    return "\n".join(f" {line.strip()}" if line.strip() else " ." for line in text.splitlines())


def changelog_text(facts: ProjectFacts, date: datetime) -> str:
    """The package's own changelog; what changed in the program is in NEWS."""
    return f"""\
{facts.name} ({debian_version(facts.version)}) unstable; urgency=medium

  * {facts.title} {facts.version}; NEWS.gz says what is new.

 -- {MAINTAINER}  {format_datetime(date.astimezone(UTC))}
"""


def md5_lines(tree: Path) -> str:
    """The sums of all files, by their path from the root."""
    files = (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink())
    own = (path for path in files if path.relative_to(tree).parts[0] != "DEBIAN")
    return "".join(f"{_md5(path)}  {path.relative_to(tree)}\n" for path in own)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _kilobytes(tree: Path) -> int:
    return sum(-(-path.lstat().st_size // 1024) for path in tree.rglob("*"))


def _normalise(tree: Path) -> None:
    """Every file readable by all, programs executable, libraries not."""
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        is_library = ".so" in path.name
        runs = path.is_dir() or (os.access(path, os.X_OK) and not is_library)
        if path.stat().st_mode & 0o777 != (PROGRAMS if runs else FILES):
            path.chmod(PROGRAMS if runs else FILES)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _compress(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def output_of(*command: str, **variables: str) -> str:
    """What a command prints.

    Raises:
        BuildError: it is not there, or it failed.
    """
    environment: Mapping[str, str] = {**os.environ, **variables}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BuildError(f"{command[0]} cannot be run: {error}") from error
    if done.returncode:
        raise BuildError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
