"""What a run left behind, read from its folder in a worker thread."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Measured:
    """The accuracy of a run's model on photos that it had not learned from, and what it is to be held against."""

    share: float
    low: float
    high: float
    """ends of the 95% interval"""
    photos: int
    guessing: float = 0.0
    """what would be right by taking every photo for the most frequent breed"""
    reference: float | None = None
    """the model that comes with the program, on the same photos"""


@dataclass(frozen=True, slots=True)
class RunResult:
    """The model and the report of a run; empty where there is none."""

    path: str
    model: str = ""
    report: str = ""
    measured: Measured | None = None
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
    return RunResult(path, model if is_done else "", report, _measured(run.figures_path), is_new)


def _measured(file: Path) -> Measured | None:
    try:
        figures = json.loads(file.read_text("utf-8", "surrogateescape"))
        other = figures.get("reference")
        return Measured(
            share=float(figures["accuracy"]),
            low=float(figures["accuracy_low"]),
            high=float(figures["accuracy_high"]),
            photos=int(figures["photos"]),
            guessing=float(figures.get("guessing", 0.0)),
            reference=None if other is None else float(other["accuracy"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("The figures in %r cannot be read: %s", str(file), error)
        return None
