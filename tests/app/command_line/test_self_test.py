"""`breedlens self-test`: passes here, and notices what is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import self_test
from core.catalog import load_catalog
from core.inference.classifier import Classifier

Command = Callable[..., Any]


def test_an_installation_in_order_passes(command: Command) -> None:
    outcome = command("self-test", "--format", "json")
    assert outcome.code == 0 and outcome.err == ""
    assert all(set(check) == {"name", "ok", "seconds", "detail"} and check["ok"] for check in outcome.objects)
    table = command("self-test")
    assert table.code == 0 and table.out.count("ok ") == len(outcome.objects)


@pytest.mark.parametrize("name", [entry.name for entry in load_catalog().entries if entry.installed])
def test_every_model_that_could_be_the_default_knows_the_drawing(name: str) -> None:
    prediction = Classifier.load(name).classify(self_test.drawn_picture())
    assert not prediction.is_dog and prediction.top(1)[0].breed == self_test.NEAREST_BREED


@pytest.mark.parametrize(
    ("what", "replacement", "check"),
    [
        ("NEAREST_BREED", "pug", "prediction"),
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


def test_without_a_model_everything_that_needs_one_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise RuntimeError("gone")

    monkeypatch.setattr(Classifier, "load", missing)
    failed = [check["name"] for check in command("self-test", "--format", "json").objects if not check["ok"]]
    assert failed == ["default model", "prediction", "heat map"]
