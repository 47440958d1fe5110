"""The exact packages of a build, with their hashes: `python packaging/lock.py [--check]`.

Writes `packaging/requirements-lock.txt` from `pyproject.toml` (the program and its extra `package`) and the versions in
`constraints.txt`, for every platform and Python that the program supports; pip refuses a file with another hash:

    python -m pip install --require-hashes -r packaging/requirements-lock.txt

and `packaging/requirements-linux-lock.txt`, with the TensorFlow that the Linux packages carry (docs/packaging.md).

`--check` needs no network: it says whether the lock still agrees with `constraints.txt` and `pyproject.toml`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bundled import canonical
from packaging.markers import Marker
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCK, CONSTRAINTS, PROJECT_FILE = "packaging/requirements-lock.txt", "constraints.txt", "pyproject.toml"
LINUX_LOCK = "packaging/requirements-linux-lock.txt"
"""what takes the place of the plain TensorFlow in the Linux packages: the same version without graphics cards"""
EXTRA = "package"
HEADER = """\
# The packages of a build and the hashes of their files.
# Written by packaging/lock.py from pyproject.toml and constraints.txt.
"""
_PLACES = re.compile(r"^\s*(--|-[fir] )|://|^file:", re.MULTILINE)
"""options of pip but `--hash`, and addresses"""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock."""

    name: str
    version: str
    marker: Marker | None
    hashes: int


def read_lock(text: str) -> Iterator[Locked]:
    """The packages of a lock file.

    Raises:
        ValueError: a line is no requirement with an exact version.
    """
    for line in text.replace("\\\n", " ").splitlines():
        stated = line.split("#")[0].strip()
        if not stated or stated.startswith("-"):
            continue
        requirement, *hashes = stated.split(" --hash=")
        need = Requirement(requirement.strip())
        pins = [pin.version for pin in need.specifier if pin.operator == "=="]
        if len(pins) != 1:
            raise ValueError(f"not an exact version: {requirement}")
        yield Locked(canonical(need.name), pins[0], need.marker, len(hashes))


def read_constraints(text: str) -> dict[str, str]:
    """Versions by canonical name."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {canonical(name): version for name, _, version in (line.partition("==") for line in lines if line)}


def disagreements(lock: str, constraints: str, project: str) -> list[str]:
    """What is wrong with a lock, one sentence each; empty if it agrees.

    Args:
        lock, constraints, project: the texts of the three files.
    """
    found = []
    versions, locked = read_constraints(constraints), list(read_lock(lock))
    for one in locked:
        wanted = versions.get(one.name)
        if wanted is None:
            found.append(f"{one.name} {one.version} is locked, but {CONSTRAINTS} does not name it")
        elif wanted != one.version:
            found.append(f"{one.name} is locked at {one.version}, but {CONSTRAINTS} says {wanted}")
        if not one.hashes:
            found.append(f"{one.name} is locked without a hash")
    names = {one.name for one in locked}
    table = tomllib.loads(project)["project"]
    for text in [*table["dependencies"], *table["optional-dependencies"][EXTRA]]:
        if canonical(Requirement(text).name) not in names:
            found.append(f"{text} is needed, but not locked")
    if _PLACES.search(re.sub(r"--hash=\S+", "", lock)):
        found.append("the lock names a place from which packages come")
    return found


def linux_disagreements(lock: str, constraints: str) -> list[str]:
    """What is wrong with the lock of Linux' own TensorFlow; empty if it agrees."""
    wanted = {("tensorflow-cpu", read_constraints(constraints)["tensorflow"])}
    locked = list(read_lock(lock))
    found = [] if {(one.name, one.version) for one in locked} == wanted else [f"{LINUX_LOCK} is out of date"]
    if any(not one.hashes for one in locked) or _PLACES.search(re.sub(r"--hash=\S+", "", lock)):
        found.append(f"{LINUX_LOCK} lacks a hash, or names a place")
    return found


def compile_lock(root: Path = ROOT) -> str:
    """The text of the lock, from the index that is set up here.

    Raises:
        RuntimeError: the packages cannot be found together.
    """
    return _compile(root, [PROJECT_FILE, "--extra", EXTRA, "--universal", "--constraints", CONSTRAINTS])


def compile_linux_lock(root: Path = ROOT) -> str:
    """The text of the lock of Linux' own TensorFlow.

    Raises:
        RuntimeError: it cannot be found.
    """
    wanted = f"tensorflow-cpu=={read_constraints((root / CONSTRAINTS).read_text('utf-8'))['tensorflow']}"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "wanted.in")
        source.write_text(wanted + "\n", "utf-8")
        return _compile(root, [str(source), "--no-deps"])


def _compile(root: Path, arguments: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "lock.txt")
        command = [sys.executable, "-m", "uv", "pip", "compile", *arguments, "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        done = subprocess.run(
            [*command, "--quiet", "-o", str(target)], cwd=root, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        return HEADER + target.read_text("utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description="Lock the packages of a build with their hashes.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the lock is out of date")
    is_check = parser.parse_args(arguments).check
    if not is_check:
        try:
            (ROOT / LOCK).write_text(compile_lock(), "utf-8")
            (ROOT / LINUX_LOCK).write_text(compile_linux_lock(), "utf-8")
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 1
    texts = [(ROOT / name).read_text("utf-8") for name in (LOCK, CONSTRAINTS, PROJECT_FILE)]
    found = disagreements(*texts) + linux_disagreements((ROOT / LINUX_LOCK).read_text("utf-8"), texts[1])
    print("\n".join(found) or "The lock agrees with constraints.txt and pyproject.toml.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
