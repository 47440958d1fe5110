"""`breedlens train --find-rate`: which learning rate to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.command_line.outcome import OK, complain
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from core.control import Control, Progress
from core.files import shown
from core.training.events import complete, event_line
from core.training.rate_sweep import RateSweep, as_record, sweep_rates, write_sweep
from core.training.recipe_split import split_photos, split_plan, substitution_note
from core.training.run_folder import runs_folder
from core.training.run_place import dated_name

if TYPE_CHECKING:
    import pandas as pd

    from app.command_line.train import Request
    from core.training.recipe import Recipe


def tell_substitution(table: pd.DataFrame, recipe: Recipe) -> None:
    """Say on the standard error where the photos are divided otherwise than the recipe has it."""
    if note := substitution_note(table, split_plan(recipe.data)):
        complain(note)


def find_rate(request: Request, recipe: Recipe, table: pd.DataFrame, control: Control) -> int:
    """Sweep, print what was found, and keep it as a table and a chart; the exit code.

    Raises:
        Cancelled: Ctrl+C.
        BreedLensError: the sweep cannot be made, or nothing can be written.
    """
    folder = _folder(request, recipe)
    write, as_json = standard_output(), request.format == "json"
    with progress_bar("Trying learning rates", wanted=not as_json) as bar:

        def tell(event: Mapping[str, Any]) -> None:
            if as_json:
                write(event_line(event))
            elif event["event"] == "warning":
                complain(shown(str(event["message"])))
            elif event["event"] in ("rate", "features"):
                bar.on_progress(_progress(event))

        found = sweep_rates(recipe, split_photos(table, recipe.data)[0], folder, control, tell)
    write_sweep(found, folder)
    write(event_line(complete(as_record(found, folder))) if as_json else _text(found, recipe, folder))
    return OK


def _folder(request: Request, recipe: Recipe) -> Path:
    if request.output or request.run_dir:
        return Path(request.output or str(request.run_dir))
    return runs_folder() / f"{request.name or dated_name(recipe.name, datetime.now())}-learning-rate"


def _progress(event: Mapping[str, Any]) -> Progress:
    if event["event"] == "rate":
        return Progress(int(event["step"]), int(event["steps"]))
    return Progress(int(event["done"]), event["total"])


def _text(found: RateSweep, recipe: Recipe, folder: Path) -> str:
    lines = [f"{'rate':>12}  {'loss':>8}"]
    lines += [f"{rate:12.3g}  {loss:8.4f}" for rate, loss in zip(found.rates, found.losses, strict=True)]
    if found.suggestion is None:
        lines.append("The loss fell at no learning rate, so none can be suggested.")
    else:
        rate = f"{found.suggestion:.2g}"
        lines.append(f"Suggested learning rate: {rate} (the recipe has {recipe.training.learning_rate:g}).")
        lines.append(f"To train with it: --set training.learning_rate={rate}")
    lines.append(f"The table and the chart are in {shown(str(folder))}.")
    return "\n".join(lines) + "\n"
