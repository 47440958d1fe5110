"""kill -9 at any moment loses nothing that the window has shown as said.

Three times always; as often as BREEDLENS_KILLS says where it is set.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pictures import draw, encode

from core.library.library import LabelLibrary, default_library
from core.paths import HOME_VARIABLE

KILLS = int(os.environ.get("BREEDLENS_KILLS", "3"))
WINDOW = Path(__file__).with_name("labelling_window.py")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.jpg").write_bytes(encode(draw(64, 48, seed=number)))
    return folder


def on_disk() -> dict[str, list[str | None]]:
    with LabelLibrary() as library:
        library.check()
        assert not library.is_read_only
        return {label.path: [label.status.value, label.breed] for label in library.labels().values()}


def shown_until_killed(photos: Path, seed: int, seconds: float) -> list[dict[str, list[str | None]]]:
    """What a window showed before it was killed, that long after it had shown its first label."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    assert HOME_VARIABLE in environment, "a test has folders of its own"
    with subprocess.Popen(
        [sys.executable, str(WINDOW), str(photos), str(seed)], stdout=subprocess.PIPE, text=True, env=environment
    ) as window:
        assert window.stdout is not None
        lines = [window.stdout.readline()]
        time.sleep(seconds)
        window.send_signal(signal.SIGKILL)
        lines += window.stdout.read().splitlines()
    assert lines[0], "the window ended by itself"
    whole = [line for line in lines if line.strip().endswith("}")]  # the last may be cut short
    return [json.loads(line) for line in whole]


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_nothing_that_was_shown_is_lost(photos: Path) -> None:
    chance = random.Random(7)
    state: dict[str, list[str | None]] = {}
    for seed in range(KILLS):
        steps = shown_until_killed(photos, seed, chance.uniform(0.0, 0.8))
        for step in steps:
            state |= step
        said = {path: label for path, label in state.items() if label[0] != "unlabelled"}
        if on_disk() != said:  # one step may have been written that was not shown any more, or one have been undone
            with LabelLibrary() as library:
                library.undo()
            if on_disk() != said:
                with LabelLibrary() as library:
                    assert library.redo() and library.redo()
            assert on_disk() == said, f"lost at kill {seed}"
        assert default_library().exists()
