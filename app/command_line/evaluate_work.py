"""The work of `breedlens evaluate`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
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
from core.control import Control
from core.datasets.table import TRAIN
from core.evaluation.evaluate import ALL, Evaluation, evaluate
from core.evaluation.history import EpochFigures, history_of
from core.evaluation.metrics import Proportion
from core.evaluation.pretraining import imagenet_note
from core.evaluation.record import as_record
from core.evaluation.report import prepare_folder, write_report
from core.evaluation.robustness import RobustnessRow, measure_robustness
from core.evaluation.splits import SplitFigures, score_every_split, select_split
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
        with progress_bar("Photos") as bar:
            evaluation = evaluate(
                classifier, photos, split=split, control=control, on_progress=bar.on_progress, threads=request.threads
            )
        name_bad_photos(evaluation.bad_photos, evaluation.photos + len(evaluation.bad_photos))
        if not evaluation.photos:
            return SOME_FAILED
        note = imagenet_note(classifier.card, photos)
        _warn(evaluation, note)
        splits = _splits(request, classifier, table, evaluation, control) if request.every_split else {}
        robustness = _robustness(request, classifier, evaluation, control) if request.robustness else []
        if request.output:
            report = write_report(
                evaluation,
                request.output,
                classifier=classifier,
                history=history,
                splits=splits,
                robustness=robustness,
                note=note,
                title=classifier.card.title,
                control=control,
            )
            complain(f"The report is in {shown(str(report))}.")
    write = standard_output()
    if request.format == "json":
        record = as_record(evaluation, splits=splits, robustness=robustness, note=note)
        write(json.dumps({"event": "evaluated"} | record, allow_nan=False) + "\n")
    else:
        write(_text(evaluation, splits, robustness))
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


def _splits(
    request: Request, classifier: Classifier, table: pd.DataFrame, evaluation: Evaluation, control: Control
) -> dict[str, SplitFigures]:
    with progress_bar("Photos of the other splits") as bar:
        return score_every_split(
            classifier,
            table,
            {evaluation.split: evaluation},
            control=control,
            on_progress=bar.on_progress,
            threads=request.threads,
        )


def _robustness(
    request: Request, classifier: Classifier, evaluation: Evaluation, control: Control
) -> list[RobustnessRow]:
    with progress_bar("Changed photos") as bar:
        return measure_robustness(
            classifier, evaluation, control=control, on_progress=bar.on_progress, threads=request.threads
        )


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
    return [
        ("model", shown(evaluation.model)),
        ("photos", f"{evaluation.photos} ({evaluation.split})"),
        ("accuracy", _share(evaluation.accuracy)),
        ("top 5", _share(evaluation.top())),
        ("log loss", _number(evaluation.log_loss)),
        ("calibration error", _number(answered.error)),
        ("  without temperature", _number(unscaled.error)),
        ("  refitted here", f"{_number(rescaled.error)} (temperature {rescaled.temperature:.2f})"),
        ("macro F1", f"{evaluation.macro.f1:.3f}"),
        ("weighted F1", f"{evaluation.weighted.f1:.3f}"),
    ]


def _share(share: Proportion) -> str:
    return f"{share.value:.3f} (95%: {share.low:.3f} to {share.high:.3f})"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4f}"
