"""`breedlens train --find-rate`, what is said of a split, and runs elsewhere; the sweep itself is a stand-in's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.paths import HOME_VARIABLE

STAND_IN = Path(__file__).resolve().parents[2] / "core" / "training"
Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_home(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(STAND_IN))
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for place, breed in enumerate(("beagle", "pug")):
        (tmp_path / "data" / breed).mkdir(parents=True)
        for number in range(6):
            grain = Image.effect_noise((60, 50), 40 + 20 * number + 5 * place).convert("RGB")
            grain.save(tmp_path / "data" / breed / f"{number}.png")
    return tmp_path / "data"


def test_a_rate_is_suggested_with_table_and_chart(
    command: Command, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rate_stand_in

    rate_stand_in.sweep_with_stand_in(monkeypatch)
    outcome = command("train", data, "--find-rate", "--output", tmp_path / "sweep")
    assert outcome.code == 0, outcome.err
    assert "Suggested learning rate: 0.001" in outcome.out and "--set training.learning_rate=0.001" in outcome.out
    assert {"learning_rate.csv", "learning_rate.svg"} <= {path.name for path in (tmp_path / "sweep").iterdir()}
    outcome = command("train", data, "--find-rate", "--name", "mine", "--format", "json")
    *told, last = outcome.objects
    assert sum(event["event"] == "rate" for event in told) == len(last["rates"]) == rate_stand_in.STEPS
    assert last["event"] == "finished" and last["suggestion"] == rate_stand_in.SUGGESTION
    assert Path(last["chart"]).is_file() and "mine" in last["chart"]
    rate_stand_in.sweep_with_stand_in(monkeypatch, mischief="flat")
    assert "none can be suggested" in command("train", data, "--find-rate").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--find-rate", "--search", "2"], "trains nothing"),
        (["--find-rate", "--resume", "x"], "trains nothing"),
        (["--output", "x"], "goes with --find-rate"),
    ],
)
def test_wrong_use_is_one_sentence(command: Command, data: Path, arguments: list[str], said: str) -> None:
    outcome = command("train", data, *arguments)
    assert outcome.code == 2 and outcome.out == "" and said in outcome.err


def test_another_split_is_told_and_a_run_elsewhere_is_found(
    command: Command, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stand_in

    stand_in.start_with_stand_in(monkeypatch)
    place = ("--run-dir", tmp_path / "far" / "away", "--name", "distant")
    outcome = command("train", data, "--recipe", "nama-nyam-000-vgg16-like", "--epochs", "1", *place)
    assert outcome.code == 0, outcome.err
    assert "split A" in outcome.err and "80% of each breed's photos" in outcome.err
    assert [run["name"] for run in command("runs", "--format", "json").objects] == ["distant"]
    assert "(split" not in command("train", data, "--epochs", "1").err
    assert len(command("runs", "--format", "json").objects) == 2
