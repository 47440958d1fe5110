"""Which installed packages the program brings along, and the shared libraries inside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

PROJECT = "breedlens"
STAND_INS = {"tensorflow": ("tensorflow-cpu",), "onnxruntime": ("onnxruntime-gpu",)}
"""packages that may be installed in place of one that is needed: the same program, built otherwise"""
_TEXT_NAMES = re.compile(r"^authors|licen[cs]e|copying|notice|copyright|legal code", re.IGNORECASE)
_NO_TEXTS = (".py", ".pyc", ".pyi", ".h", ".hpp", ".inc", ".c", ".cc", ".js", ".json", ".so", ".pyd", ".dll", ".dylib")
_LIBRARY = re.compile(r"\.(so(\.\w+)*|dll|dylib)$", re.IGNORECASE)


class MissingPackageError(Exception):
    """A package that the program needs is not installed here."""


@dataclass(frozen=True, slots=True)
class Package:
    """One installed package."""

    distribution: Distribution

    @property
    def name(self) -> str:
        """In the spelling that all indexes understand."""
        return canonical(self.distribution.metadata["Name"])

    @property
    def version(self) -> str:
        """As installed."""
        return self.distribution.version

    def licence_texts(self) -> list[Path]:
        """Licences, notices and the like that came with it, in the order of their names."""
        files = self.distribution.files or []
        found = {
            Path(str(file.locate()))
            for file in files
            if _TEXT_NAMES.search(file.name) and file.suffix.lower() not in _NO_TEXTS
        }
        return sorted(path for path in found if path.is_file())

    def inner_libraries(self) -> list[str]:
        """File names of the shared libraries of others that its wheel was given, sorted."""
        files = self.distribution.files or []
        return sorted({file.name for file in files if _is_inner(PurePosixPath(file.as_posix()))})


def _is_inner(path: PurePosixPath) -> bool:
    """`NAME.libs/libz.so` (Linux, Windows), `NAME/.dylibs/libz.dylib` (macOS), OpenCV's video library, Qt's Unicode."""
    if not _LIBRARY.search(path.name):
        return False
    return path.parent.name.endswith((".libs", ".dylibs")) or path.name.startswith(("opencv_videoio", "libicu"))


def canonical(name: str) -> str:
    """`Foo_Bar.baz` is `foo-bar-baz`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def bundled_packages(root: str = PROJECT, left_out: Collection[str] = ()) -> Sequence[Package]:
    """The package `root` and everything that it needs, without extras, in alphabetical order.

    Args:
        left_out: canonical names of packages that are not handed out, nor what only they need.

    Raises:
        MissingPackageError: one of them is not installed here.
    """
    found: dict[str, Package] = {}
    waiting = [(root, "")]
    while waiting:
        name, needed_by = waiting.pop()
        if canonical(name) in found or canonical(name) in left_out:
            continue
        package = _installed(name)
        if package is None:
            why = f" ({needed_by} needs it)" if needed_by else ""
            raise MissingPackageError(f"{name} is not installed{why}.")
        found[canonical(name)] = package
        needs = (Requirement(text) for text in package.distribution.requires or [])
        waiting += [(need.name, name) for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return sorted(found.values(), key=lambda package: package.name)


def _installed(name: str) -> Package | None:
    for one in (name, *STAND_INS.get(canonical(name), ())):
        try:
            return Package(distribution(one))
        except PackageNotFoundError:
            continue
    return None


def packages_of(modules: Collection[str]) -> set[str]:
    """The canonical names of the packages of which every module is among these."""
    held: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            held.setdefault(canonical(name), set()).add(module)
    return {name for name, its in held.items() if its <= set(modules)}
