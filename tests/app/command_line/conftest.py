"""Runs commands in this process, on photos that the tests draw, with models in a folder of the tests."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import pytest

from core.paths import HOME_VARIABLE


class Outcome(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of the output as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's folders; the default models are built there once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def command(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs `breedlens ...` in this process."""
    from app.__main__ import main

    monkeypatch.setenv(HOME_VARIABLE, str(home))

    def run(*arguments: str | Path) -> Outcome:
        code = main([os.fspath(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with twelve drawn photos, one broken one, one in a folder below, and a file that is none."""
    folder = tmp_path / "photos"
    (folder / "below").mkdir(parents=True)
    rng = np.random.default_rng(7)
    for number in range(1, 13):
        picture = cv2.resize(rng.integers(0, 255, (6, 8, 3), np.uint8), (80 + number, 60))
        (folder / f"photo{number}.jpg").write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
    (folder / "below" / "deep.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of a photo")
    (folder / "notes.txt").write_text("not a photo")
    return folder
