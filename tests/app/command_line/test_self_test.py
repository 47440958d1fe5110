"""`breedlens self-test`: passes here, and notices what is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.command_line import self_test_window
from core import self_test
from core.catalog import load_catalog
from core.inference.classifier import Classifier

Command = Callable[..., Any]


def leave_trainings_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for check in ("_training", "_whole_network"):
        monkeypatch.setattr(self_test, check, lambda: "left out")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the checks that start processes: half a minute, where something else is looked at."""
    leave_trainings_out(monkeypatch)
    monkeypatch.setattr(self_test_window, "_window", lambda: "left out")


def test_an_installation_in_order_passes(command: Command, home: Path) -> None:
    """Trains in a child and opens the window in another; the person gets folders, but no run and no model of it."""
    before = set(home.glob("data/runs/*"))
    models = set(home.glob("data/models/*.breedmodel"))
    outcome = command("self-test", "--format", "json")
    assert outcome.code == 0 and outcome.err == ""
    assert all(set(check) == {"name", "ok", "seconds", "detail"} and check["ok"] for check in outcome.objects)
    assert {"training", "whole network", "window", "weights"} <= {check["name"] for check in outcome.objects}
    assert (home / "data" / "runs").is_dir() and set(home.glob("data/runs/*")) == before
    kept = {path.name for path in set(home.glob("data/models/*.breedmodel")) - models}
    assert kept <= {f"{entry.name}.breedmodel" for entry in load_catalog().entries}


@pytest.mark.usefixtures("quick")
def test_the_report_can_be_kept_in_a_file(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    table = command("self-test", "--output", str(file))
    assert table.code == 0 and table.out.count("ok ") == len(table.out.splitlines())
    assert file.read_text("utf-8") == table.out
    nowhere = command("self-test", "-o", str(tmp_path / "no folder" / "report.txt"))
    assert nowhere.code != 0 and "Traceback" not in nowhere.err and nowhere.out


def test_a_window_that_cannot_open_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_trainings_out(monkeypatch)
    monkeypatch.setattr(self_test_window, "MODULE", "app.no_such_module")
    outcome = command("self-test")
    assert outcome.code == 1 and "window" in outcome.err and "no_such_module" in outcome.out


@pytest.mark.parametrize("name", [entry.name for entry in load_catalog().entries if entry.installed])
def test_every_model_that_could_be_the_default_knows_the_drawing(name: str) -> None:
    prediction = Classifier.load(name).classify(self_test.drawn_picture())
    assert not prediction.is_dog and prediction.top(1)[0].breed == self_test.NEAREST_BREED


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("what", "replacement", "check"),
    [
        ("NEAREST_BREED", "pug", "prediction"),
        ("NEAREST_PROBABILITY", 0.9, "prediction"),
        ("resource", lambda *_: Path("no such picture"), "picture formats"),
        ("_FORMATS", {"none": ".nothing"}, "picture formats"),
        ("drawn_picture", lambda: np.zeros((9, 9, 3), np.uint8), "picture formats"),
    ],
)
def test_what_is_broken_is_named(
    command: Command, monkeypatch: pytest.MonkeyPatch, what: str, replacement: Any, check: str
) -> None:
    monkeypatch.setattr(self_test, what, replacement)
    outcome = command("self-test")
    assert outcome.code == 1 and check in outcome.err and "Traceback" not in outcome.out + outcome.err
    assert any(line.startswith(f"FAILED  {check}") for line in outcome.out.splitlines())


@pytest.mark.usefixtures("quick")
def test_without_a_model_everything_that_needs_one_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise RuntimeError("gone")

    monkeypatch.setattr(Classifier, "load", missing)
    failed = [check["name"] for check in command("self-test", "--format", "json").objects if not check["ok"]]
    assert failed == ["default model", "prediction", "heat map"]
