"""Freeze the program with PyInstaller, and see that the frozen program works."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from default_models import make_default_models
from icon_files import make_icons
from project_facts import ROOT, ProjectFacts, read_facts
from stamp import EPOCH_VARIABLE, source_time

WORK_VARIABLE = "BREEDLENS_PACKAGING_WORK"
"""tells the spec where the icons and the bundles lie"""
SELF_TEST_REPORT = "self-test.txt"
LONGEST_SELF_TEST_S = 1800.0


class BuildError(Exception):
    """A build cannot go on; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen program, and where an installer puts things."""

    facts: ProjectFacts
    root: Path
    """the project"""
    folder: Path
    """what a person gets: the program and `_internal`; in macOS the bundle `BreedLens.app`"""
    work: Path
    """anything may be written here: `icons/` and `models/` are there"""
    output: Path
    """where the files to hand out go"""

    @property
    def program(self) -> Path:
        """The file that is started from a terminal."""
        if sys.platform == "darwin":
            return self.folder / "Contents" / "MacOS" / self.facts.name
        return self.folder / (f"{self.facts.name}.exe" if sys.platform == "win32" else self.facts.name)


def places(root: Path = ROOT) -> Frozen:
    """Where everything of a build lies; makes nothing."""
    facts = read_facts(root)
    frozen = root / "build" / "frozen"
    name = f"{facts.title}.app" if sys.platform == "darwin" else facts.name
    return Frozen(facts, root, frozen / name, root / "build" / "work", root / "dist")


def freeze(frozen: Frozen) -> None:
    """Make the frozen program anew.

    Raises:
        BuildError: the project of this version is not installed in this environment, or PyInstaller failed.
    """
    _require_installed(frozen.facts)
    frozen.work.mkdir(parents=True, exist_ok=True)
    make_icons(frozen.root / "resources" / "icons", frozen.work / "icons")
    make_default_models(frozen.work / "models")
    shutil.rmtree(frozen.folder.parent, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", str(frozen.root / "packaging" / "breedlens.spec"), "--noconfirm"]
    command += ["--distpath", str(frozen.folder.parent), "--workpath", str(frozen.work / "pyinstaller")]
    command += ["--log-level", "WARN"]
    path = os.pathsep.join(filter(None, (str(frozen.root), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, WORK_VARIABLE: str(frozen.work), "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
    if time := source_time(frozen.root):
        environment[EPOCH_VARIABLE] = str(int(time.timestamp()))
    if subprocess.run(command, env=environment, check=False).returncode:
        raise BuildError("PyInstaller could not freeze the program.")
    if sys.platform == "linux":
        strip(frozen.folder)


def strip(folder: Path) -> None:
    """Take the symbols for debuggers out of TensorFlow's libraries: a quarter of the frozen program, else.

    No others: some wheels' libraries were edited after linking, and `strip` breaks those.
    """
    if shutil.which("strip") is None:
        print("strip is not here (binutils): the frozen program is larger than it need be")
        return
    for library in (folder / "_internal" / "tensorflow").rglob("*.so*"):
        if not library.is_symlink():
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def _require_installed(facts: ProjectFacts) -> None:
    try:
        found = importlib.metadata.version(facts.name)
    except importlib.metadata.PackageNotFoundError:
        found = "not installed"
    if found != facts.version:
        install = 'python -m pip install -c constraints.txt ".[package]"'
        raise BuildError(f"{facts.title} {facts.version} must be installed here first ({found}): {install}")


def self_test(frozen: Frozen) -> str:
    """Run the frozen program's own checks, with folders of a person that has never used it, and keep the report.

    Returns:
        The report.

    Raises:
        BuildError: a check failed.
    """
    with tempfile.TemporaryDirectory() as home:
        # not a variable that this build or a developer's shell happens to have
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KERAS"))}
        environment |= {"BREEDLENS_HOME": home, "PYTHONUTF8": "1"}
        try:
            done = subprocess.run(
                [str(frozen.program), "self-test"],
                env=environment,
                cwd=home,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                timeout=LONGEST_SELF_TEST_S,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BuildError(f"The frozen program does not come to the end of its self-test: {error}") from error
    report = done.stdout + done.stderr
    frozen.work.mkdir(parents=True, exist_ok=True)
    (frozen.work / SELF_TEST_REPORT).write_text(report, "utf-8")
    if done.returncode:
        raise BuildError(f"The frozen program fails its self-test:\n{report}")
    return report
