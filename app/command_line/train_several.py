"""`breedlens train` where it takes several runs: a search (`--search`), a cross-validation (`--folds`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.command_line.outcome import OK, complain
from core.control import Cancelled, Control
from core.files import shown
from core.training.events import complete
from core.training.several_plan import Kind, Outcome, SeveralPlan, Step, carry_out, make_plan

if TYPE_CHECKING:
    import pandas as pd

    from app.command_line.train import Request
    from core.training.recipe import Recipe

OnEvent = Callable[[Mapping[str, Any]], None]
_METRIC = "val_accuracy"


@dataclass(frozen=True)
class Several:
    """What is to be done in several runs."""

    recipe: Recipe
    kind: Kind
    count: int
    """trials or folds"""
    source: str
    name: str | None
    folder: Path | None


def several_of(request: Request, recipe: Recipe) -> Several | None:
    """What the request means where it takes several runs, or the recipe says that it does; None for a single run."""
    if not (request.search or request.folds or recipe.cross_validation):
        return None
    kind: Kind = "search" if request.search else "folds"
    count = request.search or request.folds or recipe.data.folds
    folder = Path(request.run_dir) if request.run_dir else None
    return Several(recipe, kind, count, os.path.abspath(str(request.data)), request.name, folder)


def train_several(several: Several, table: pd.DataFrame, control: Control, tell: OnEvent) -> int:
    """Do it; the exit code.

    The events are those of every run, then one `trial` or `fold`, and at the end one `finished` for all.

    Raises:
        Cancelled: Ctrl+C; the same command with `--name` goes on.
        BreedLensError: why it cannot be done.
    """
    plan = make_plan(
        several.recipe,
        table,
        several.kind,
        several.count,
        source=several.source,
        name=several.name,
        folder=several.folder,
    )
    complain(f"The runs are kept in {shown(str(plan.place.parent))}.")
    try:
        outcome = carry_out(plan, control, on_event=tell, on_step=lambda step: tell(complete(_step(plan, step))))
    except (Cancelled, KeyboardInterrupt):
        complain(f"What is done is kept. To go on, give the same command with --name {shown(plan.name)}")
        raise
    tell(complete({"event": "finished", "status": "finished", **_finished(plan, outcome)}))
    return OK


def _step(plan: SeveralPlan, step: Step) -> dict[str, Any]:
    if plan.kind == "search":
        about = {"trial": step.number, "trials": step.count, "metric": _METRIC, "values": dict(step.values)}
        return {"event": "trial", **about, "score": step.accuracy, "run": step.run, "message": step.message}
    about = {"fold": step.number, "folds": step.count, "photos": step.photos}
    return {"event": "fold", **about, "accuracy": step.accuracy, "model": step.model}


def _finished(plan: SeveralPlan, outcome: Outcome) -> dict[str, Any]:
    result: dict[str, Any] = {"run": outcome.run or str(plan.place), "bundle": outcome.bundle or None}
    if plan.kind == "folds":
        from core.training.cross_validation import PREDICTIONS

        figures = {"accuracy_mean": outcome.mean, "accuracy_deviation": outcome.deviation, "log_loss": outcome.log_loss}
        return {**result, **figures, "predictions": str(plan.place / PREDICTIONS)}
    if outcome.best is None:
        return result
    return {**result, "best_trial": outcome.best, _METRIC: outcome.accuracy, "recipe": outcome.recipe}
