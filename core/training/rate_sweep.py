"""The search for a learning rate as whoever asks for it sees it: a child process that sweeps, a table and a chart.

What is swept, and how the suggestion is found, is in `core.training.learning_rate_finder`, which imports Keras.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.control import Cancelled, Command, Control
from core.errors import BreedLensError
from core.files import write_bytes, write_failure
from core.training.events import FINAL_EVENTS, OnEvent, read_events
from core.training.start import Child, spawn

if TYPE_CHECKING:
    import pandas as pd

    from core.evaluation.drawing import Drawing
    from core.training.recipe import Recipe

CHILD = "core.training.rate_child"
RECIPE, PHOTOS, EVENTS, LOG = "recipe.toml", "split.csv", "sweep.jsonl", "sweep.log"
TABLE, CHART = "learning_rate.csv", "learning_rate.svg"
_POLL_S = 0.1
_LAST_OUTPUT = 4000
_RUN_AWAY = 1.5
"""how far above the first loss the chart reaches"""


@dataclass(frozen=True, slots=True)
class RateSweep:
    """The smoothed loss at each learning rate, and where it fell most steeply: None where it did not fall."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    suggestion: float | None


def sweep_rates(
    recipe: Recipe, table: pd.DataFrame, folder: Path, control: Control, on_event: OnEvent, *, sparing: bool = False
) -> RateSweep:
    """Try ever larger learning rates for a recipe, in a process of its own that ends with this one.

    Args:
        recipe: what would be trained; its own learning rate plays no part.
        table: the photos, with their splits.
        folder: gets what the process needs and says; made where it is missing.
        control: cancels.
        on_event: told of `features` (done, total), `rate` (step, steps, learning_rate, loss) and `warning`.
        sparing: a core is left to the window.

    Raises:
        Cancelled: the control said so.
        BreedLensError: the sweep cannot be made, or nothing can be written in the folder.
    """
    try:
        _prepare(folder, recipe, table)
        child = spawn(CHILD, folder, folder / LOG, tied=True, sparing=sparing)
    except OSError as error:
        raise write_failure(error) from error
    try:
        last = _follow(folder, child, control, on_event)
    finally:
        child.let_go()
    if last["event"] == "failed":
        parameters = {str(key): str(value) for key, value in last["parameters"].items()}
        raise BreedLensError(last["code"], last["template"], details=last["details"], **parameters)
    return RateSweep(tuple(last["rates"]), tuple(last["losses"]), last["suggestion"])


def _prepare(folder: Path, recipe: Recipe, table: pd.DataFrame) -> None:
    from core.datasets.table import save_table
    from core.training.recipe_files import to_toml

    folder.mkdir(parents=True, exist_ok=True)
    for old in (EVENTS, LOG):
        (folder / old).unlink(missing_ok=True)
    save_table(str(folder / PHOTOS), table)
    write_bytes(str(folder / RECIPE), to_toml(recipe).encode())


def _follow(folder: Path, child: Child, control: Control, on_event: OnEvent) -> dict[str, Any]:
    offset = 0
    while True:
        is_alive = child.is_alive  # asked first: what it wrote before its end is then read
        events, offset = read_events(folder / EVENTS, offset)
        for event in events:
            if event["event"] in FINAL_EVENTS:
                return event
            on_event(event)
        if control.command is Command.CANCEL:
            raise Cancelled
        if not is_alive:
            said = (folder / LOG).read_text("utf-8", "replace")[-_LAST_OUTPUT:]
            raise BreedLensError(
                "sweep_failed",
                "The search for a learning rate ended unexpectedly; the computer may lack memory.",
                details=said,
            )
        time.sleep(_POLL_S)


def sweep_chart(sweep: RateSweep) -> Drawing:
    """The loss against the logarithm of the rate, the suggestion marked."""
    from core.evaluation.charts import Curve, line_chart

    across = [math.log10(rate) for rate in sweep.rates]
    # the end, where the loss runs away, would press everything else flat
    most = _RUN_AWAY * max(sweep.losses[:1], default=1.0)
    shown = [loss if loss <= most else math.nan for loss in sweep.losses]
    mark = None if sweep.suggestion is None else math.log10(sweep.suggestion)
    title = "Loss at each learning rate"
    if sweep.suggestion is not None:
        title += f"; suggested: {sweep.suggestion:.2g}"
    return line_chart(
        title,
        [Curve("loss", across, shown)],
        x_label="logarithm (base 10) of the learning rate",
        y_label="loss",
        mark=mark,
    )


def write_sweep(sweep: RateSweep, folder: Path) -> Path:
    """Write the sweep as a table and a chart (`learning_rate.csv`, `learning_rate.svg`); the chart's path.

    Raises:
        BreedLensError: nothing can be written there.
    """
    rows: Sequence[str] = ["learning_rate,loss", *map("{:.6g},{:.6g}".format, sweep.rates, sweep.losses)]
    try:
        write_bytes(str(folder / TABLE), ("\n".join(rows) + "\n").encode("ascii"))
        write_bytes(str(folder / CHART), sweep_chart(sweep).to_svg().encode("utf-8"))
    except OSError as error:
        raise write_failure(error) from error
    return folder / CHART


def as_record(sweep: RateSweep, folder: Path) -> dict[str, Any]:
    """The sweep as the last event of a command."""
    figures = {"suggestion": sweep.suggestion, "rates": list(sweep.rates), "losses": list(sweep.losses)}
    return {"event": "finished", **figures, "table": str(folder / TABLE), "chart": str(folder / CHART)}
