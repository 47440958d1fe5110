"""What a run left behind, read from its folder in a worker thread."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunResult:
    """The model and the report of a run; empty where there is none."""

    path: str
    model: str = ""
    report: str = ""
    interval: tuple[float, float, int] | None = None
    """low and high end of the measured accuracy (95%), and the photos it was measured on"""
    is_new: bool = False
    """the run ended just now"""


def read_result(path: str, is_new: bool) -> RunResult:
    """Look into the folder of a run that has ended; one that has gone meanwhile left nothing."""
    from core.errors import BreedLensError
    from core.training.run_folder import RunFolder

    run = RunFolder(path)
    try:
        is_done, model = bool(run.info().bundle), run.model()
    except BreedLensError as error:
        log.warning("%s", error.message)
        return RunResult(path, is_new=is_new)
    report = str(run.report_page) if is_done and run.report_page.is_file() else ""
    return RunResult(path, model if is_done else "", report, _interval(run.figures_path), is_new)


def _interval(file: Path) -> tuple[float, float, int] | None:
    try:
        figures = json.loads(file.read_text("utf-8", "surrogateescape"))
        return float(figures["accuracy_low"]), float(figures["accuracy_high"]), int(figures["photos"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("The figures in %r cannot be read: %s", str(file), error)
        return None
