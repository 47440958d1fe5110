"""The work of `breedlens submission`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, stoppable
from app.command_line.output import check_not_among, check_output, file_output, standard_output
from app.command_line.progress import progress_bar
from app.command_line.submission import Request
from core.control import Control
from core.enumeration import enumerated
from core.errors import PhotoError
from core.evaluation.record import accuracy_record
from core.evaluation.submission import (
    Sample,
    Score,
    Submission,
    ids_of,
    kaggle_columns,
    labels_of,
    make_submission,
    photos_asked_for,
    read_labels,
    read_sample,
    score,
    submission_csv,
)
from core.files import shown
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.results import Prediction
from core.photos.scan import scan

_NAMED = 10


def submit(request: Request) -> int:
    """Do what was asked; the exit code.

    Raises:
        WrongUse: the request makes no sense.
        BreedLensError: no such model, or a file that cannot be used.
        Cancelled: Ctrl+C.
    """
    if request.output:
        check_output(request.output)
    sample = read_sample(request.sample) if request.sample else None
    truths = read_labels(request.score) if request.score else None
    with libraries_in_log(), stoppable() as control:
        photos = ids_of(_find(request, control))
        if request.output:
            check_not_among(request.output, photos.values())
        if not photos and sample is None:
            raise WrongUse("No photos were found. --recursive looks in the folders below.")
        ids = _ids(request.form, sample, photos)
        if truths is not None and ids and not labels_of(ids, truths):
            raise WrongUse(f"The labels {shown(str(request.score))} name none of the ids, such as {shown(ids[0])}.")
        classifier = Classifier.load(request.model, views_name=request.views)
        answers = _answers(request, classifier, photos_asked_for(sample, photos) if sample else photos, control)
    result = make_submission(
        answers,
        classifier.class_names,
        ids=ids,
        labels=_labels(request.form, sample, classifier),
    )
    _warn(result, request.form)
    text = submission_csv(result, request.form, sample.columns if sample else ())
    if request.output:
        with file_output(request.output, encoding="utf-8") as write:
            write(text)
    else:
        standard_output("utf-8")(text)
    if truths is not None:
        _tell(request, score(result, truths))
    return SOME_FAILED if result.unanswered else OK


def _ids(form: str, sample: Sample | None, photos: Mapping[str, str]) -> tuple[str, ...]:
    if sample:
        return sample.ids
    return tuple(sorted(photos) if form == "kaggle" else photos)  # sorted, as they are in the competition's own sample


def _find(request: Request, control: Control) -> list[str]:
    problems: list[tuple[str, PhotoError]] = []
    chunks = scan(
        request.paths,
        recursive=request.recursive,
        control=control,
        on_problem=lambda folder, error: problems.append((folder, error)),
    )
    paths = [path for chunk in chunks for path in chunk]
    for folder, error in problems:
        complain(f"{shown(folder)}: {error.message}")
    return paths


def _answers(
    request: Request, classifier: Classifier, photos: Mapping[str, str], control: Control
) -> dict[str, NDArray[np.float32]]:
    answers: dict[str, Prediction | PhotoError] = {}
    with progress_bar("Photos") as bar:
        classify_photos(
            list(photos.values()),
            classifier,
            answers.update,
            on_progress=bar.on_progress,
            control=control,
            threads=request.threads,
        )
    found: dict[str, NDArray[np.float32]] = {}
    for name, path in photos.items():
        answer = answers[path]
        if isinstance(answer, Prediction):
            found[name] = answer.probabilities
        else:
            complain(f"{shown(path)}: {answer.message}")
    return found


def _labels(form: str, sample: Sample | None, classifier: Classifier) -> tuple[str, ...]:
    if sample and form != "labels":
        return sample.columns[1:]
    return kaggle_columns() if form == "kaggle" else classifier.class_names


def _warn(result: Submission, form: str) -> None:
    if result.unanswered:
        names = enumerated([shown(name) for name in result.unanswered], _NAMED)
        instead = "the first breed is written" if form == "labels" else "every breed gets the same probability"
        complain(f"Without an answer, {instead}: {names}.")
    if result.unknown:
        complain(
            f"The model does not know {len(result.unknown)} of the {len(result.labels)} breeds; "
            "one hundredth of each row is shared by all breeds."
        )


def _tell(request: Request, result: Score) -> None:
    """On the standard output where it is free, else on the standard error."""
    if request.format == "json":
        figures = {**asdict(result), **accuracy_record(result.accuracy)}
        text = json.dumps({"event": "scored", **figures}, allow_nan=False)
    else:
        loss = "unknown" if result.log_loss is None else f"{result.log_loss:.5f}"
        text = (
            f"{result.photos} photos: log loss {loss} (a uniform guess: {result.uniform:.5f}), "
            f"accuracy {result.accuracy}"
        )
    if request.output:
        standard_output()(text + "\n")
    else:
        complain(text)
