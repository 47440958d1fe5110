"""`breedlens export`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnxruntime
import pytest
from stand_in import execute_here, make_run

from core.training.run_of_model import photos_to_compare

Command = Callable[..., Any]
LITE = "efficientnet-lite0"


def test_a_model_is_written_with_its_report(command: Command, photos: Path, tmp_path: Path) -> None:
    target = tmp_path / "model.onnx"
    outcome = command("export", LITE, "--to", "onnx", "--output", target, "--photos", photos, "--format", "json")
    assert outcome.code == 0
    (event,) = outcome.objects
    assert event["event"] == "exported" and event["photos"] == 13 and event["top1_agreement"] == 1
    assert event["max_difference"] < 1e-4 and event["file"] == str(target)
    assert "broken.jpg could not be read" in outcome.err
    report = json.loads((tmp_path / "model.onnx.parity.json").read_text())
    assert {"event": "exported", **report} == event
    (output,) = onnxruntime.InferenceSession(target).get_outputs()
    assert output.name == "probabilities" and output.shape[1] == 120


def test_the_name_of_the_model_is_the_default_name(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = command("export", LITE)
    assert outcome.code == 0 and sorted(os.listdir(tmp_path)) >= [f"{LITE}.onnx", f"{LITE}.onnx.parity.json"]
    assert "same first breed for 100.0%" in outcome.out and "drawn pictures" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody"], 'There is no model called "nobody"'),
        ([LITE, "--to", "caffe"], "Argument --to: invalid choice"),
        ([LITE, "--to", "keras", "--output", "model.h5"], "end in .keras"),
        ([LITE, "--output", "photo.jpg"], "is called like a photo"),
        ([LITE, "--output", ""], "the name is empty"),
        ([LITE, "--photos", "missing"], "There is no file or folder missing"),
        ([LITE, "--photos", "."], "There are no photos in ."),
        ([LITE, "--output", "missing/model.onnx"], "folder to write to is not there"),
        (["efficientnet-lite0+lite2"], "one by one: efficientnet-lite0, efficientnet-lite2"),
        ([], "MODEL"),
    ],
)
def test_wrong_use_is_a_sentence(
    arguments: list[str], sentence: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    outcome = command("export", *arguments)
    assert outcome.code == 2 and sentence in outcome.err and not outcome.out
    assert not list(folder.iterdir())


def test_without_photos_those_of_the_model_s_own_run_are_asked_about(command: Command, tmp_path: Path) -> None:
    run = make_run(tmp_path, name="mine")
    execute_here(run)
    photos = photos_to_compare(run)
    target = str(tmp_path / "mine.onnx")
    outcome = command("export", "mine", "--output", target)
    assert f"Compared with BreedLens on {len(photos)} photos of the run mine" in outcome.out
    for path in run.table()["path"]:
        Path(path).unlink()
    assert "drawn pictures" in command("export", "mine", "--output", target).out
