"""`breedlens train` in several runs: searches and cross-validations, with a trainer that learns colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from core.control import Cancelled
from core.datasets.table import load_table, save_table
from core.inference.classifier import Classifier
from core.paths import HOME_VARIABLE
from core.training.recipe_files import load_recipe
from core.training.run_through import Runs
from core.training.runs import list_runs
from core.training.several_plan import load_plan

STAND_IN = Path(__file__).resolve().parents[2] / "core" / "training"
RANGE = 'search={ "training.learning_rate" = { low = 1e-4, high = 1e-1, log = true } }'
Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def trained_by_a_stand_in(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(STAND_IN))
    import stand_in

    stand_in.start_with_stand_in(monkeypatch)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six photos of each of two breeds, all of their own."""
    rng = np.random.default_rng(3)
    for breed, colour in {"beagle": (200, 30, 30), "pug": (40, 40, 200)}.items():
        folder = tmp_path / "data" / breed
        folder.mkdir(parents=True)
        for number in range(6):
            grain = cv2.resize(rng.integers(-60, 60, (5, 7, 3)).astype(np.float32), (70, 50))
            picture = np.clip(np.array(colour) + grain, 0, 255).astype(np.uint8)
            (folder / f"{number}.png").write_bytes(cv2.imencode(".png", picture[..., ::-1])[1].tobytes())
    return tmp_path / "data"


def test_a_search_tells_each_trial_and_keeps_the_best_recipe(command: Command, data: Path, tmp_path: Path) -> None:
    arguments = ("train", data, "--epochs", "1", "--set", RANGE, "--search", "2", "--name", "tuning")
    outcome = command(*arguments, "--run-dir", tmp_path / "runs", "--format", "json")
    assert outcome.code == 0, outcome.err
    trials = [event for event in outcome.objects if event["event"] == "trial"]
    last = outcome.objects[-1]
    assert [trial["trial"] for trial in trials] == [1, 2] and len(list_runs(tmp_path / "runs")) == 2
    assert last["event"] == "finished" and last["run"] in [trial["run"] for trial in trials]
    best = load_recipe(last["recipe"])
    assert best.training.learning_rate == trials[last["best_trial"] - 1]["values"]["training.learning_rate"]
    assert Classifier.load(last["bundle"]).class_names == ("beagle", "pug")
    plan = load_plan(tmp_path / "runs" / "tuning")
    assert (plan.kind, plan.count, plan.is_done) == ("search", 2, True)
    arguments = (*arguments[:7], "3", *arguments[8:])
    more = command(*arguments, "--run-dir", tmp_path / "runs", "--format", "json")
    assert [event["trial"] for event in more.objects if event["event"] == "trial"] == [3], more.err


def test_folds_are_told_and_their_answers_kept(command: Command, data: Path, tmp_path: Path) -> None:
    arguments = ("train", data, "--epochs", "1", "--folds", "3", "--name", "folds", "--run-dir", tmp_path / "runs")
    outcome = command(*arguments)
    assert outcome.code == 0, outcome.err
    assert "Fold 3 of 3: accuracy" in outcome.out and "standard deviation of" in outcome.out
    lines = (tmp_path / "runs" / "folds" / "out_of_fold.csv").read_text("utf-8").splitlines()
    assert len(lines) == 13


def test_a_recipe_of_folds_becomes_an_ensemble_by_itself(command: Command, data: Path, tmp_path: Path) -> None:
    name = ("--name", "together", "--epochs", "1", "--set", "data.folds=2", "--format", "json")
    outcome = command("train", data, "--recipe", "roussel-four-fold", *name)
    assert outcome.code == 0, outcome.err
    last = outcome.objects[-1]
    assert last["event"] == "finished" and Path(last["bundle"]).name == "together.breedmodel"
    assert Classifier.load("together").class_names == ("beagle", "pug")
    assert 0 <= last["accuracy_mean"] <= 1


def test_ctrl_c_says_how_to_go_on(command: Command, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Runs, *_: Any) -> Any:
        raise Cancelled

    monkeypatch.setattr(Runs, "train", interrupted)
    outcome = command("train", data, "--folds", "2", "--name", "later")
    assert outcome.code == 130 and "with --name later" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--search", "2", "--folds", "2"], "cannot both be given"),
        (["--folds", "1"], "from 2 to 100"),
        (["--search", "0"], "from 1 up"),
        (["--search", "2", "--set", "search={}"], "declares no ranges"),
        (["--folds", "2", "--resume", "x"], "started again with its --name"),
    ],
)
def test_wrong_use_is_one_sentence(command: Command, data: Path, arguments: list[str], said: str) -> None:
    outcome = command("train", data, *arguments)
    assert outcome.code == 2 and outcome.out == "" and said in outcome.err


def test_models_are_joined_into_one(command: Command, data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert command("train", data, "--epochs", "1", "--name", name, "--run-dir", tmp_path / name).code == 0
    outcome = command("models", "join", "both", "one", "two", "--data", data, "--title", "Both")
    assert outcome.code == 0 and "one has a share of" in outcome.err and "Log loss on 2 photos" in outcome.err
    (photo, *_) = sorted((data / "pug").iterdir())
    assert (
        command("classify", photo, "--model", "both", "--format", "json").objects[0]["predictions"][0]["breed"] == "pug"
    )
    learned = load_table(str(list_runs(tmp_path / "one")[0].run.split_path))
    save_table(str(tmp_path / "learned.csv"), learned[learned["split"] == "train"].assign(split=""))
    refused = command("models", "join", "again", "one", "two", "--data", tmp_path / "learned.csv")
    assert refused.code == 2 and "learned from all of these photos" in refused.err
    for arguments, said in (
        (["both", "one", "two"], "called both already"),
        (["a/b", "one", "two"], "cannot be the name"),
        (["three", "one"], "at least two models"),
        (["three", "one", "efficientnet-lite0"], "do not know the same breeds"),
    ):
        refused = command("models", "join", *arguments)
        assert refused.code == 2 and said in refused.err and refused.err.count("\n") == 1
