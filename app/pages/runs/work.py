"""What the Runs page has done in worker threads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.item_models.run_rows import RunRow
from app.task_runner import TaskContext

if TYPE_CHECKING:
    from app.item_models.curve_data import RunCurves

_LEFT_OUT = ("name", "title", "description", "source", "published")
"""what a recipe says about itself is no difference in what is done"""


@dataclass(frozen=True)
class RunDetails:
    """What there is to see of the chosen runs."""

    rows: tuple[RunRow, ...]
    curves: list[RunCurves]
    recipes: list[Mapping[str, Any]]
    """for each run: every field of its recipe by its dotted name, as JSON has it"""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """the evaluation of the only chosen run, as `core.evaluation.record` writes it; empty where there is none"""


def read_details(rows: Sequence[RunRow], _context: TaskContext) -> RunDetails:
    """Read the curves and recipes of some runs, and the evaluation of a single one."""
    from app.item_models.run_curves import read_curves  # imports NumPy

    curves = read_curves([(row.path, row.name) for row in rows])
    recipes = [read_recipe(row.path) for row in rows]
    return RunDetails(tuple(rows), curves, recipes, read_figures(rows[0].path) if len(rows) == 1 else {})


def read_recipe(path: str) -> Mapping[str, Any]:
    """A run's recipe, flat; empty where it cannot be read."""
    from core.errors import BreedLensError
    from core.training.run_folder import RunFolder

    try:
        recipe = RunFolder(path).recipe()
    except BreedLensError:
        return {}
    values = recipe.model_dump(mode="json", exclude_none=True)
    return dict(_flat({key: value for key, value in values.items() if key not in _LEFT_OUT}, ""))


def read_figures(path: str) -> Mapping[str, Any]:
    """The evaluation of a run; empty where there is none."""
    from core.training.run_folder import RunFolder

    try:
        figures = json.loads(RunFolder(path).figures_path.read_text("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        return {}
    return figures if isinstance(figures, dict) else {}


def write_notes(path: str, text: str, _context: TaskContext) -> None:
    """Keep a person's notes on a run."""
    from core.training.run_folder import RunFolder

    RunFolder(path).write_notes(text)


def delete_runs(paths: Sequence[str], _context: TaskContext) -> None:
    """Delete runs with everything in their folders; installed models stay."""
    from core.training.run_folder import RunFolder
    from core.training.run_queue import RunQueue
    from core.training.runs import delete_run

    for path in paths:
        run = RunFolder(path)
        RunQueue().remove(run)
        delete_run(run)


def _flat(value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in _flat(inner, f"{path}.{key}" if path else key)]
    return [(path, value)]
