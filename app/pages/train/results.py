"""What a run left behind, read from its folder in a worker thread."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

FIGURES, PAGE = "metrics.json", "report.html"


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
        info = run.info()
    except BreedLensError as error:
        log.warning("%s", error.message)
        return RunResult(path, is_new=is_new)
    page = run.report / PAGE
    report = str(page) if info.bundle and page.is_file() else ""
    return RunResult(path, info.model if info.bundle else "", report, _interval(run.report / FIGURES), is_new)


def _interval(file: Path) -> tuple[float, float, int] | None:
    try:
        figures = json.loads(file.read_text("utf-8", "surrogateescape"))
        return float(figures["accuracy_low"]), float(figures["accuracy_high"]), int(figures["photos"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("The figures in %r cannot be read: %s", str(file), error)
        return None
