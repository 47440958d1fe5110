"""How large the parts of the frozen app are."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_INSIDE = "_internal"
"""where PyInstaller puts everything but the program itself"""


def part_sizes(folder: Path) -> Mapping[str, int]:
    """Bytes of each part: a package with its data and its own libraries, or `(NAME)` for what lies beside them.

    Args:
        folder: the frozen app. Links count nothing, a file that has several names counts once.
    """
    inside = next((path for path in (folder / _INSIDE, folder / "Contents") if path.is_dir()), folder)
    sizes: dict[str, int] = {}
    seen: set[tuple[int, int]] = set()
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            state = path.lstat()
            if path.is_symlink() or (state.st_ino and (state.st_dev, state.st_ino) in seen):
                continue
            seen.add((state.st_dev, state.st_ino))
            part = _part(path, inside)
            sizes[part] = sizes.get(part, 0) + state.st_size
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def _part(path: Path, inside: Path) -> str:
    if not path.is_relative_to(inside):
        return "(program)"
    first, *more = path.relative_to(inside).parts
    if not more:
        return "(libraries)"
    if first.endswith(".dist-info"):
        return "(records of packages)"
    # the wheels' own libraries belong to their package
    return first.removesuffix(".libs").removesuffix("-libs")


def size_lines(folder: Path, smallest: int = 1_000_000) -> Sequence[str]:
    """The sizes as lines for people, the largest first; parts below `smallest` bytes are summed."""
    sizes = part_sizes(folder)
    rest = sum(size for size in sizes.values() if size < smallest)
    lines = [_line(name, size) for name, size in sizes.items() if size >= smallest]
    return [*lines, _line("(all others)", rest), _line("together", sum(sizes.values()))]


def _line(name: str, size: int) -> str:
    return f"{size / 1e6:9.1f} MB  {name}"
