"""The report of an evaluation: one page to read, tables for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from core.breeds import load_breed_table
from core.control import Control
from core.errors import BreedLensError
from core.evaluation.comparison import Reference
from core.evaluation.evaluate import TOP, Evaluation
from core.evaluation.history import EpochFigures
from core.evaluation.record import as_record
from core.evaluation.report_files import FIGURES, REPORT
from core.evaluation.report_page import Content, page
from core.evaluation.report_photos import look_again
from core.evaluation.robustness import RobustnessRow
from core.evaluation.splits import SplitFigures
from core.exports.csv_export import path_cell, text_cell
from core.files import shown, write_bytes, write_failure
from core.inference.classifier import Classifier

PHOTOS_SHOWN = 24


def write_report(
    evaluation: Evaluation,
    folder: Path | str,
    *,
    classifier: Classifier | None = None,
    history: Sequence[EpochFigures] = (),
    splits: Mapping[str, SplitFigures] | None = None,
    robustness: Sequence[RobustnessRow] = (),
    note: str = "",
    reference: Reference | None = None,
    title: str = "",
    photos_shown: int = PHOTOS_SHOWN,
    control: Control | None = None,
) -> Path:
    """Write `report.html`, `metrics.json` and the tables `predictions`, `per_breed`, `confusion`, `splits`,
    `robustness` and `calibration` as CSV.

    Each file is complete or not there; older ones of these names are replaced. The page holds thumbnails of
    misclassified photos, and refers to nothing outside of itself.

    Args:
        evaluation: what was measured.
        folder: made where it is missing.
        classifier: the model, for the misclassified photos and their heat maps; without it the page has none.
        history: the epochs of the run: `history_of` its events, or of the rows of its `history.csv`.
        splits: figures of other splits to show side by side, by name.
        robustness: if measured.
        note: what must be said of the figures, as `pretraining.imagenet_note` does.
        reference: another model on the same photos, if measured.
        title: of the page; the model's name where it is empty.
        photos_shown: how many misclassified photos at most.
        control: asked at every photo that is drawn.

    Returns:
        The page.

    Raises:
        BreedLensError: the folder cannot be written.
        Cancelled: by `control`.
    """
    folder = prepare_folder(folder)
    photos = look_again(evaluation, classifier, evaluation.misclassified[:photos_shown], control) if classifier else []
    content = Content(
        evaluation,
        load_breed_table(),
        title=title,
        made=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        note=note,
        photos=photos,
        history=history,
        splits=splits or {},
        robustness=robustness,
    )
    files = _tables(evaluation, splits or {}, robustness) | {
        FIGURES: _json(as_record(evaluation, splits=splits, robustness=robustness, note=note, reference=reference)),
        REPORT: page(content).encode("utf-8", "backslashreplace"),
    }
    write_files(folder, files)
    return folder / REPORT


def _tables(
    evaluation: Evaluation, splits: Mapping[str, SplitFigures], robustness: Sequence[RobustnessRow]
) -> dict[str, bytes]:
    return {
        "predictions.csv": as_csv(_prediction_rows(evaluation)),
        "per_breed.csv": as_csv(_breed_rows(evaluation)),
        "confusion.csv": as_csv(_confusion_rows(evaluation)),
        # what was not measured is a table without lines, so that none of an earlier report is left beside this one
        "splits.csv": as_csv(_split_rows(splits)),
        "robustness.csv": as_csv(_robustness_rows(robustness)),
        "calibration.csv": as_csv(_calibration_rows(evaluation)),
    }


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, indent=1) + "\n").encode("ascii")


def prepare_folder(folder: Path | str) -> Path:
    """Make a folder for a report where it is missing, and see that it can be written.

    Raises:
        BreedLensError: it cannot.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = str(folder / ".breedlens-probe")
        write_bytes(probe, b"")
        Path(probe).unlink()
    except OSError as error:
        raise _not_written(folder, error) from error
    return folder


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name, each whole or not at all.

    Raises:
        BreedLensError: the folder cannot be written any more.
    """
    try:
        for name, data in files.items():
            write_bytes(str(folder / name), data)
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(folder: Path, error: OSError) -> BreedLensError:
    reason = write_failure(error)
    return BreedLensError(
        reason.code,
        "The report cannot be written to {folder}. {reason}",
        folder=shown(str(folder)),
        reason=reason.message,
        details=reason.details,
    )


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8 with a byte order mark, so that spreadsheets read it right."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig", "backslashreplace")


def _prediction_rows(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    count = min(TOP, evaluation.classes)
    ranked = [f"{name}_{rank}" for rank in range(1, count + 1) for name in ("breed", "probability")]
    yield ["path", "breed", "correct", "true_probability", *ranked, "message"]
    labels = [text_cell(label) for label in evaluation.labels]
    for index, path in enumerate(evaluation.paths):
        shares, truth = evaluation.probabilities[index], int(evaluation.truths[index])
        best = (-shares).argsort(kind="stable")[:count]
        cells = [cell for i in best for cell in (labels[i], f"{shares[i]:.6f}")]
        true = f"{shares[truth]:.6f}" if truth < evaluation.classes else ""
        yield [path_cell(path), labels[truth], int(evaluation.correct[index]), true, *cells, ""]
    for path, error in evaluation.bad_photos:
        yield [path_cell(path), *[""] * (3 + 2 * count), text_cell(error.message)]


def _breed_rows(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    yield ["breed", "photos", "precision", "recall", "f1"]
    for breed, one in evaluation.per_breed.items():
        yield [text_cell(breed), one.photos, *(f"{value:.6f}" for value in (one.precision, one.recall, one.f1))]


def _confusion_rows(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    labels = [text_cell(label) for label in evaluation.labels]
    yield ["true \\ predicted", *labels]
    for label, row in zip(labels, evaluation.confusion, strict=True):
        yield [label, *map(int, row)]


def _split_rows(splits: Mapping[str, SplitFigures]) -> Iterable[Sequence[object]]:
    yield ["split", "photos", "accuracy", "log_loss"]
    for name, one in splits.items():
        yield [text_cell(name), one.photos, _number(one.accuracy), _number(one.log_loss)]


def _robustness_rows(robustness: Sequence[RobustnessRow]) -> Iterable[Sequence[object]]:
    yield ["change", "strength", "photos", "accuracy", "accuracy_low", "accuracy_high"]
    for row in robustness:
        share = row.accuracy
        yield [row.change, row.strength, share.count, *map(_number, (share.value, share.low, share.high))]


def _calibration_rows(evaluation: Evaluation) -> Iterable[Sequence[object]]:
    yield ["kind", "temperature", "low", "high", "photos", "confidence", "accuracy"]
    kinds = {
        "without_temperature": evaluation.unscaled,
        "as_answered": evaluation.as_answered,
        "refitted": evaluation.rescaled,
    }
    for kind, one in kinds.items():
        if one is None:
            continue
        for part in one.bins:
            figures = (part.low, part.high, part.count, part.confidence, part.accuracy)
            yield [kind, _number(one.temperature), *(_number(x) if isinstance(x, float) else x for x in figures)]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
