"""The work of `breedlens evaluate`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.command_line.columns import in_columns
from app.command_line.data_work import name_bad_photos, open_data
from app.command_line.evaluate import Request
from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, stoppable
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from core.breeds import load_breed_table
from core.control import OnProgress
from core.datasets.table import TRAIN
from core.evaluation.evaluate import ALL, Evaluation
from core.evaluation.history import EpochFigures, history_of
from core.evaluation.measurement import Stage, measure_model
from core.evaluation.metrics import Proportion
from core.evaluation.report import prepare_folder
from core.evaluation.robustness import RobustnessRow
from core.evaluation.splits import SplitFigures, select_split
from core.exports.csv_export import breed_name
from core.files import shown
from core.inference.classifier import Classifier
from core.training.held_out import learned_from
from core.training.history import load_history

if TYPE_CHECKING:
    import pandas as pd


def measure(request: Request) -> int:
    """Do what was asked; the exit code.

    Raises:
        BreedLensError: no such model or data, nothing to score, or the report cannot be written.
        Cancelled: Ctrl+C.
    """
    history = _history(request.history) if request.history else []
    if request.output:
        prepare_folder(request.output)  # a wrong name shows before the work, not after it
    with libraries_in_log(), stoppable() as control:
        classifier = Classifier.load(request.model, views_name=request.views)
        table = open_data(request.data, layout=request.layout, photos=request.photos, control=control)
        photos, split = _chosen(table, request.split)
        if split != TRAIN and (count := learned_from(photos, request.model)):
            complain(f"The model has learned from {count} of these photos, so the figures promise too much of others.")
        found = measure_model(
            classifier,
            table,
            photos,
            split,
            every_split=request.every_split,
            robustness=request.robustness,
            control=control,
            on_stage=_stage,
            threads=request.threads,
        )
        evaluation = found.evaluation
        name_bad_photos(evaluation.bad_photos, evaluation.photos + len(evaluation.bad_photos))
        if not evaluation.photos:
            return SOME_FAILED
        _warn(evaluation, found.note)
        if request.output:
            report = found.write(request.output, history=history, control=control)
            complain(f"The report is in {shown(str(report))}.")
    write = standard_output()
    if request.format == "json":
        write(json.dumps({"event": "evaluated"} | found.record(), allow_nan=False) + "\n")
    else:
        write(_text(evaluation, found.splits, found.robustness))
    return SOME_FAILED if evaluation.bad_photos else OK


def _history(path: str) -> list[EpochFigures]:
    if not os.path.isfile(path):
        raise WrongUse(f"There is no file {shown(path)}.")
    epochs = history_of(load_history(Path(path)))
    if not epochs:
        raise WrongUse(f"{shown(path)} tells of no epoch; --history takes the history.csv of a run.")
    return epochs


def _chosen(table: pd.DataFrame, wanted: str | None) -> tuple[pd.DataFrame, str]:
    photos, split = select_split(table, wanted)
    if wanted is None and split != ALL:
        complain(f"The {split} photos are scored; --split chooses others.")
    elif wanted not in (None, ALL) and split == ALL:
        complain("The data has no splits: every photo is scored.")
    return photos, split


def _warn(evaluation: Evaluation, note: str) -> None:
    if unknown := evaluation.unknown_breeds:
        called = [f"{shown(breed)} ({count})" for breed, count in unknown.items()]
        complain(f"The model does not know these breeds, whose photos count as wrong: {', '.join(called)}.")
    if note:
        complain(note)


@contextmanager
def _stage(stage: Stage) -> Iterator[OnProgress]:
    titles: dict[Stage, str] = {
        "photos": "Photos",
        "splits": "Photos of the other splits",
        "robustness": "Changed photos",
    }
    with progress_bar(titles[stage]) as bar:
        yield bar.on_progress


def _text(evaluation: Evaluation, splits: Mapping[str, SplitFigures], robustness: Sequence[RobustnessRow]) -> str:
    """The figures in lines for people."""
    breeds = load_breed_table()
    names = [shown(breed_name(label, breeds, "en")) for label in evaluation.labels]
    blocks = [in_columns(("", ""), _headline(evaluation)).lstrip("\n")]
    per_breed = [
        (name, str(one.photos), f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}")
        for name, one in zip(names, evaluation.per_breed.values(), strict=True)
        if one.photos
    ]
    blocks.append(in_columns(("breed", "photos", "precision", "recall", "F1"), per_breed))
    if pairs := evaluation.confused_pairs[:10]:
        rows = [(names[pair.truth], names[pair.predicted], f"{pair.count}", f"{pair.share:.0%}") for pair in pairs]
        blocks.append(in_columns(("true breed", "taken for", "photos", "share"), rows))
    if splits:
        rows = [(name, str(one.photos), f"{one.accuracy:.3f}", _number(one.log_loss)) for name, one in splits.items()]
        blocks.append(in_columns(("split", "photos", "accuracy", "log loss"), rows))
    if robustness:
        changed = [(row.change, row.strength, str(row.accuracy)) for row in robustness]
        blocks.append(in_columns(("change", "strength", "accuracy"), changed))
    return "\n".join(blocks)


def _headline(evaluation: Evaluation) -> list[tuple[str, str]]:
    unscaled, answered, rescaled = evaluation.unscaled, evaluation.as_answered, evaluation.rescaled
    fitted = (
        "too few photos" if rescaled is None else f"{_number(rescaled.error)} (temperature {rescaled.temperature:.2f})"
    )
    return [
        ("model", shown(evaluation.model)),
        ("photos", f"{evaluation.photos} ({evaluation.split})"),
        ("accuracy", _share(evaluation.accuracy)),
        ("top 5", _share(evaluation.top())),
        ("log loss", _number(evaluation.log_loss)),
        ("calibration error", _number(answered.error)),
        ("  without temperature", _number(unscaled.error)),
        ("  refitted here", fitted),
        ("macro F1", f"{evaluation.macro.f1:.3f}"),
        ("weighted F1", f"{evaluation.weighted.f1:.3f}"),
    ]


def _share(share: Proportion) -> str:
    return f"{share.value:.3f} (95%: {share.low:.3f} to {share.high:.3f})"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4f}"
