"""Searches, folds and learning rates with the real trainer, from the command line to the model that answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Eight photos of each of two breeds that differ in colour."""
    rng = np.random.default_rng(1)
    for breed, colour in {"beagle": (200, 60, 40), "pug": (40, 60, 200)}.items():
        (tmp_path / "data" / breed).mkdir(parents=True)
        for number in range(8):
            coarse = np.clip(np.array(colour) + rng.integers(-60, 60, (6, 6, 3)), 0, 255).astype(np.uint8)
            picture = Image.fromarray(coarse).resize((80, 70), Image.Resampling.BICUBIC)
            picture.save(tmp_path / "data" / breed / f"{number}.png")
    return tmp_path / "data"


def breedlens(*arguments: Any) -> list[dict[str, Any]]:
    """The events of a command in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, arguments), "--format", "json"]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


# a network of a few thousand parameters on tiny pictures: what takes time is to start
SMALL = (
    "--recipe",
    "mahmoudi-dense-sigmoid",
    "--epochs",
    "2",
    "--set",
    "architecture.input_size=16",
    "--no-inspection",
)


def test_a_search_of_two_trials_gives_a_model_that_answers(data: Path) -> None:
    events = breedlens("train", data, *SMALL, "--search", "2", "--name", "tuning")
    trials = [event for event in events if event["event"] == "trial"]
    assert [trial["trial"] for trial in trials] == [1, 2] and all(trial["score"] is not None for trial in trials)
    assert trials[0]["values"] != trials[1]["values"]
    best = events[-1]["best_trial"]
    (answer,) = breedlens("classify", data / "pug" / "0.png", "--model", f"tuning-trial-{best}")
    assert {one["breed"] for one in answer["predictions"]} == {"beagle", "pug"}


def test_two_folds_answer_every_photo_once(data: Path) -> None:
    events = breedlens("train", data, *SMALL, "--folds", "2", "--name", "folds")
    folds = [event for event in events if event["event"] == "fold"]
    assert [fold["photos"] for fold in folds] == [8, 8]
    assert events[-1]["accuracy_mean"] == pytest.approx(np.mean([fold["accuracy"] for fold in folds]))
    assert len(Path(events[-1]["predictions"]).read_text("utf-8").splitlines()) == 17


def test_a_learning_rate_is_found(data: Path, tmp_path: Path) -> None:
    events = breedlens("train", data, *SMALL, "--find-rate", "--output", tmp_path / "sweep")
    rates = [event["learning_rate"] for event in events if event["event"] == "rate"]
    assert rates == events[-1]["rates"] and len(rates) > 10
    assert Path(events[-1]["chart"]).read_text("utf-8").startswith("<svg")
