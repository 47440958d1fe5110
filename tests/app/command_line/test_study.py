"""`breedlens study`: two studies on small data, with their files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

Command = Callable[..., Any]
MODEL = ("--model", "efficientnet-lite0")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three breeds that a network tells apart by their pattern, one with a single photo."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[0:90, 0:120]
    patterns = {"pug": x % 16 < 8, "beagle": y % 10 < 3, "chow": (x + y) % 24 < 6, "lone": x > 50}
    for breed, pattern in patterns.items():
        folder = tmp_path / "data" / breed
        folder.mkdir(parents=True)
        for number in range(1 if breed == "lone" else 5):
            noise = rng.integers(0, 60, (90, 120, 3))
            picture = (np.where(pattern, 60, 190)[..., None] + noise).astype(np.uint8)
            (folder / f"{number}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return tmp_path / "data"


def test_the_study_of_breeds(command: Command, data: Path, tmp_path: Path) -> None:
    arguments = ("study", "breeds", *MODEL, data, "--format", "json", "--subsets", "2", "-o", tmp_path / "out")
    outcome = command(*arguments)
    assert outcome.code == 0 and "Too few photos to take part: Lone." in outcome.err
    (record,) = outcome.objects
    assert record["event"] == "studied" and record["study"] == "breeds" and record["model"] == "efficientnet-lite0"
    assert [point["breeds"] for point in record["points"]] == [2, 3] and record["photos"] == 15
    assert record["points"][1]["accuracy"] > 0.8 and record["points"][1]["chance"] == pytest.approx(1 / 3)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"study-breeds.{ending}" for ending in ("svg", "png", "csv", "json")}
    assert json.loads((tmp_path / "out" / "study-breeds.json").read_text()) == record
    assert command(*arguments).objects == [record]


def test_the_study_of_preprocessing(command: Command, data: Path) -> None:
    (data / "pug" / "broken.png").write_bytes(b"nothing")
    outcome = command("study", "preprocessing", data, *MODEL, "--breeds", "pug,Beagle", "--threads", "2")
    assert outcome.code == 1 and "broken.png: " in outcome.err
    assert "10 photos of 2 breeds" in outcome.out
    for words in ("plain", "histogram equalisation", "CLAHE", "whitening", "95% interval", "5-fold"):
        assert words in outcome.out


def test_a_recipe_names_backbone_and_preprocessing(command: Command, data: Path) -> None:
    outcome = command("study", "breeds", data, "--recipe", "quick", "--format", "json", "--counts", "2")
    assert outcome.code == 0 and outcome.objects[0]["model"].startswith("efficientnet-lite")
    dense = command("study", "breeds", data, "--recipe", "course-dense")
    assert dense.code == 2 and dense.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "required"),
        (["colours", "{here}"], "invalid choice"),
        (["breeds"], "required"),
        (["breeds", "{here}", "--counts", "1,2"], "is not a whole number from 2"),
        (["breeds", "{here}", "--counts", ","], "no number"),
        (["breeds", "{here}", "--model", "a", "--recipe", "b"], "not allowed with"),
        (["preprocessing", "{here}", "--counts", "2"], "Unrecognized"),
        (["breeds", "{here}/none"], "There is nothing at"),
        (["breeds", "{here}", "-o", "{here}/data/pug/0.png"], "cannot be written"),
        (["breeds", "{here}/data", "--counts", "50"], "There are 3 breeds"),
        (["breeds", "{here}/data", "--breeds", "lone,pug"], "two breeds are needed"),
    ],
)
def test_wrong_use_gets_one_sentence(
    command: Command, data: Path, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    outcome = command("study", *(argument.replace("{here}", str(tmp_path)) for argument in arguments))
    assert outcome.code == 2 and sentence in outcome.err and outcome.out == "" and outcome.err.count("\n") == 1


def test_help_explains(command: Command) -> None:
    assert "breeds|preprocessing" in command("study", "--help").out
    assert "--counts" in command("study", "breeds", "--help").out
