"""Libraries and small files to label; a file need not be a picture to have a label."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.library.library import LabelLibrary


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / "labels.sqlite3"


@pytest.fixture
def library(file: Path) -> Iterator[LabelLibrary]:
    with LabelLibrary(file) as opened:
        yield opened


@pytest.fixture
def photos(tmp_path: Path) -> Callable[[int], list[str]]:
    """Makes so many files of different content."""

    def make(count: int) -> list[str]:
        folder = tmp_path / "photos"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"photo{number}.jpg" for number in range(count)]
        for number, path in enumerate(paths):
            path.write_bytes(b"photo %d" % number)
        return [str(path) for path in paths]

    return make
