"""`breedlens recipes`: the list, and a recipe whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.training.recipe_files import from_toml, load_recipe, own_folder

Command = Callable[..., Any]


def test_each_recipe_is_an_object(command: Command) -> None:
    outcome = command("recipes", "--format", "json")
    rows = {row["name"]: row for row in outcome.objects}
    assert outcome.code == 0 and outcome.err == ""
    assert list(rows)[:3] == ["quick", "balanced", "best"]
    row = rows["nama-nyam-004-inception-resnet-v2-augmented"]
    assert (row["architecture"], row["input_size"], row["classes"]) == ("inception-resnet-v2", 299, 120)
    assert (row["parameters"], row["trainable_parameters"]) == (54_521_176, 184_440)
    assert (
        row["published"] == "test accuracy 0.914" and row["source"].startswith("004") and row["mode"] == "as_published"
    )
    assert all(row["parameters"] >= row["trainable_parameters"] > 0 for row in rows.values())


def test_the_table_has_a_line_for_each(command: Command) -> None:
    lines = command("recipes").out.splitlines()
    assert len(lines) == 1 + len(command("recipes", "--format", "json").objects)
    assert any("54,521,176" in line and "0.881" in line for line in lines)


def test_ones_own_recipes_are_listed_and_a_broken_one_is_named(command: Command, own_home: Path) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "mine.toml").write_text('based_on = "quick"\n[architecture]\nhead = { hidden = [64] }\n')
    (own_folder() / "broken.toml").write_text("[training]\nepochs = 0\n")
    outcome = command("recipes", "--format", "json")
    assert outcome.code == 0 and outcome.objects[-1]["name"] == "mine" and outcome.objects[-1]["parameters"] is None
    assert "architecture" in outcome.err and outcome.err.count("\n") == 1


def test_a_recipe_is_shown_as_toml_that_can_be_used_again(command: Command) -> None:
    outcome = command("recipes", "show", "Balanced")
    assert outcome.code == 0 and from_toml(outcome.out) == load_recipe("balanced")
    outcome = command("recipes", "show", "balanced", "--set", "epochs=3", "--set", "optimiser=sgd")
    shown = from_toml(outcome.out)
    assert (shown.training.epochs, shown.training.optimiser) == (3, "sgd")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "quik"], "quick"),
        (["show"], "NAME"),
        (["show", "quick", "--set", "epochs"], "KEY=VALUE"),
        (["show", "quick", "--set", "epochs=x"], "training.epochs must be a whole number"),
        (["show", "quick", "--set", "epoch=1"], "training.epochs"),
        (["--format", "xml"], "xml"),
        (["shwo"], "shwo"),
    ],
)
def test_wrong_use_is_one_sentence(command: Command, arguments: list[str], said: str) -> None:
    outcome = command("recipes", *arguments)
    assert outcome.code == 2 and outcome.out == "" and said in outcome.err and outcome.err.count("\n") == 1
