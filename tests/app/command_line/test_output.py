"""`--output` harms nothing that is there: no photo, no device, no pipe, no link."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

Command = Callable[..., Any]
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")


def test_an_input_is_never_written_over(command: Command, photos: Path, tmp_path: Path) -> None:
    photo = tmp_path / "without_ending"
    shutil.copy(photos / "photo1.jpg", photo)
    before = photo.read_bytes()
    link = tmp_path / "answers.json"
    os.link(photo, link)
    for output in (photo, link):
        outcome = command("classify", photo, "--format", "json", "--output", output)
        assert outcome.code == 2 and "photo" in outcome.err
    assert photo.read_bytes() == before


def test_a_photo_is_never_written_over_whatever_it_is_called(command: Command, photos: Path, tmp_path: Path) -> None:
    other = tmp_path / "answers.json"
    shutil.copy(photos / "photo1.jpg", other)
    before = other.read_bytes()
    assert command("classify", photos / "photo2.jpg", "--output", other).code == 2
    assert other.read_bytes() == before


@needs_posix
def test_a_link_keeps_pointing_where_it_points(command: Command, photos: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    assert command("classify", photos / "photo1.jpg", "--format", "json", "-o", link).code == 0
    assert link.is_symlink() and json.loads(real.read_text("utf-8"))["error"] is None


@needs_posix
def test_a_pipe_is_written_to(command: Command, photos: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    assert command("classify", photos / "photo1.jpg", "--format", "json", "-o", pipe).code == 0
    reader.join(20)
    assert json.loads(read[0])["path"] == str(photos / "photo1.jpg") and pipe.is_fifo()


@needs_posix
def test_a_full_disk_is_said_and_no_wrong_use(command: Command, photos: Path) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("this system has no device that is always full")
    outcome = command("classify", photos / "photo1.jpg", "--format", "json", "-o", "/dev/full")
    assert outcome.code == 1 and "full" in outcome.err
    assert Path("/dev/full").is_char_device()


def test_saved_heat_maps_are_no_photos_of_the_folder(command: Command, photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(photos / "photo1.jpg", folder)
    for _ in range(2):
        outcome = command("classify", folder, "--format", "json", "--gradcam", folder)
        assert outcome.code == 0 and len(outcome.objects) == 1
    assert sorted(os.listdir(folder)) == ["photo1.jpg", "photo1.jpg.heatmap.png"]


def test_a_closed_standard_output_is_nobody_reading(
    command: Command, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", None)  # what Python makes of `>&-`
        code = main(["classify", str(photos / "photo1.jpg"), "--format", "json"])
    assert code == 0
