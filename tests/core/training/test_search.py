"""A search tries what the recipe declares, learns from it, and goes on after an interruption as if nothing had been."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from core.control import Cancelled, Command, Control
from core.errors import BreedLensError
from core.training.recipe import Recipe
from core.training.recipe_files import load_recipe, with_values
from core.training.search import FILE, best_trial, search

RANGES: dict[str, Any] = {
    "training.learning_rate": {"low": 1e-5, "high": 1.0, "log": True},
    "training.batch_size": {"low": 8, "high": 64, "step": 8},
    "training.optimiser": {"choices": ["sgd", "adam"]},
    "architecture.head.hidden": {"choices": [[], [64], [128, 64]]},
}


@pytest.fixture
def recipe() -> Recipe:
    return with_values(load_recipe("quick"), {"search": RANGES})


def score(tried: Recipe) -> float:
    """Best at a rate of 0.01 with Adam."""
    return -abs(math.log10(tried.training.learning_rate) + 2) - (tried.training.optimiser == "sgd")


def run_trial(tried: Recipe, number: int) -> tuple[float, str]:
    return score(tried), f"run-{number}"


def test_what_is_tried_lies_within_the_ranges(recipe: Recipe, tmp_path: Path) -> None:
    result = search(recipe, run_trial, tmp_path, trials=20, control=Control())
    assert [trial.number for trial in result.trials] == list(range(20))
    for trial in result.trials:
        values = trial.values
        assert 1e-5 <= values["training.learning_rate"] <= 1
        assert values["training.batch_size"] in range(8, 65, 8) and type(values["training.batch_size"]) is int
        assert values["training.optimiser"] in ("sgd", "adam")
        assert values["architecture.head.hidden"] in ([], [64], [128, 64])
        assert trial.run == f"run-{trial.number}"
    assert len({trial.values["training.learning_rate"] for trial in result.trials}) == 20


def test_the_recipe_s_own_values_are_tried_first(tmp_path: Path) -> None:
    recipe = load_recipe("balanced")
    own = with_values(recipe, {"search": {"training.learning_rate": RANGES["training.learning_rate"]}})
    result = search(own, run_trial, tmp_path, trials=1, control=Control())
    assert result.trials[0].values == {"training.learning_rate": recipe.training.learning_rate}


@pytest.mark.parametrize(
    ("field", "span", "allowed"),
    [
        ("training.batch_size", {"low": 10, "high": 100, "step": 20}, {10, 30, 50, 70, 90}),
        ("training.label_smoothing", {"low": 0.05, "high": 0.2, "step": 0.1}, {0.05, 0.15}),
    ],
)
def test_the_recipe_s_own_value_is_not_tried_where_it_lies_between_two_steps(
    field: str, span: dict[str, float], allowed: set[float], tmp_path: Path
) -> None:
    recipe = with_values(load_recipe("quick"), {"search": {field: span}, "training.label_smoothing": 0.1})
    result = search(recipe, run_trial, tmp_path, trials=8, control=Control())
    assert {trial.values[field] for trial in result.trials} <= allowed


def test_the_search_finds_better_values_than_chance(recipe: Recipe, tmp_path: Path) -> None:
    result = search(recipe, run_trial, tmp_path, trials=40, control=Control(), seed=1)
    scores = [trial.score or 0.0 for trial in result.trials]
    assert sum(scores[20:]) / 20 > sum(scores[:10]) / 10
    assert result.best and result.best.score == max(scores) and score(result.recipe) == max(scores)
    assert result.recipe.training.optimiser == "adam"


@pytest.mark.parametrize("cut", [1, 6, 11])
def test_an_interrupted_search_goes_on_as_if_it_had_not_been(recipe: Recipe, tmp_path: Path, cut: int) -> None:
    whole = search(recipe, run_trial, tmp_path / "whole", trials=12, control=Control())

    def killed(tried: Recipe, number: int) -> tuple[float, str]:
        if number == cut:
            raise KeyboardInterrupt
        return run_trial(tried, number)

    with pytest.raises(KeyboardInterrupt):
        search(recipe, killed, tmp_path / "cut", trials=12, control=Control())
    told = []
    resumed = search(recipe, run_trial, tmp_path / "cut", trials=12, control=Control(), on_trial=told.append)
    assert resumed == whole and len(told) == 12 - cut


def test_seeds_differ(recipe: Recipe, tmp_path: Path) -> None:
    first = search(recipe, run_trial, tmp_path / "a", trials=4, control=Control(), seed=1)
    second = search(recipe, run_trial, tmp_path / "b", trials=4, control=Control(), seed=2)
    assert [trial.values for trial in first.trials] != [trial.values for trial in second.trials]


def test_a_loss_is_to_fall(recipe: Recipe, tmp_path: Path) -> None:
    result = search(
        recipe, lambda tried, n: (-score(tried), ""), tmp_path, trials=6, control=Control(), metric="val_loss"
    )
    assert result.best and result.best.score == min(trial.score or math.inf for trial in result.trials)


def test_a_failed_trial_is_noted_and_passed_over(recipe: Recipe, tmp_path: Path) -> None:
    def fails_at_first(tried: Recipe, number: int) -> tuple[float, str]:
        if number < 2:
            raise BreedLensError("loss_not_a_number", "The loss is no longer a number.")
        return run_trial(tried, number)

    result = search(recipe, fails_at_first, tmp_path, trials=4, control=Control())
    assert [trial.message for trial in result.trials] == ["The loss is no longer a number."] * 2 + ["", ""]
    assert result.best and result.best.number >= 2


def test_a_recipe_that_never_works_ends_the_search(recipe: Recipe, tmp_path: Path) -> None:
    numbers = []

    def fails(tried: Recipe, number: int) -> tuple[float, str]:
        numbers.append(number)
        raise BreedLensError("photos_gone", "None of the photos can be read.")

    with pytest.raises(BreedLensError, match="None of the photos"):
        search(recipe, fails, tmp_path, trials=50, control=Control())
    assert numbers == [0, 1, 2]


def test_stop_and_keep_ends_with_what_there_is_and_cancel_with_nothing(recipe: Recipe, tmp_path: Path) -> None:
    control = Control()

    def stops(tried: Recipe, number: int) -> tuple[float, str]:
        if number == 2:
            control.set(Command.STOP_KEEP)
        return run_trial(tried, number)

    assert len(search(recipe, stops, tmp_path, trials=9, control=control).trials) == 3
    control.cancel()
    with pytest.raises(Cancelled):
        search(recipe, run_trial, tmp_path, trials=9, control=control)


def test_another_recipe_needs_another_folder(recipe: Recipe, tmp_path: Path) -> None:
    search(recipe, run_trial, tmp_path, trials=1, control=Control())
    with pytest.raises(BreedLensError) as caught:
        search(with_values(recipe, {"training.epochs": 7}), run_trial, tmp_path, trials=2, control=Control())
    assert caught.value.code == "search_differs"
    (tmp_path / FILE).write_text(json.dumps({"trials": 3}))
    with pytest.raises(BreedLensError) as caught:
        search(recipe, run_trial, tmp_path, trials=2, control=Control())
    assert caught.value.code == "search_damaged"


def test_without_ranges_there_is_nothing_to_search(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(BreedLensError, match="declares no ranges"):
        search(with_values(recipe, {"search": {}}), run_trial, tmp_path, trials=1, control=Control())
    assert best_trial([], "val_loss") is None
