"""What the libraries in the frozen app ask of the system: read from the files themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_MAGIC = b"\x7fELF"
_VERSION = re.compile(rb"GLIBC_(\d+)\.(\d+)(?:\.(\d+))?\x00")


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries below a folder, links left out."""
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(place, name)
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as file:
                if file.read(len(_MAGIC)) == _MAGIC:
                    yield path


def needed_glibc(files: Iterable[Path]) -> str:
    """The lowest version of the C library that has all symbols which these files name; "" where they name none."""
    highest: tuple[int, ...] = ()
    for path in files:
        for match in _VERSION.finditer(path.read_bytes()):
            highest = max(highest, tuple(int(number) for number in match.groups() if number is not None))
    return ".".join(map(str, highest))
