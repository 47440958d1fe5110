"""A model's answers in the form of a competition, and their score.

Kaggle's dog breed competition (2017 to 2018) wants a CSV of `id` and one column for each of 120 breeds in alphabetic
order, with probabilities that sum to 1 in every row; the id is the photo's name without its ending, and the score is
the log loss. A uniform guess scores ln 120 = 4.78749.
"""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.breeds import load_breed_table, normalise_breed
from core.datasets.csv_table import COLUMN_NAMES
from core.datasets.csv_text import read_csv
from core.errors import BreedLensError
from core.evaluation.metrics import Proportion, log_loss
from core.files import shown

FORMS = ("kaggle", "labels", "probabilities")
UNKNOWN_SHARE = 0.01
"""of each row is given to all columns alike where the model does not know some of them: certain zeros cost too much"""
_ID, _LABEL, _USAGE = "id", "label", "usage"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a competition's sample says: the names of its columns, and the ids in their order."""

    columns: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Submission:
    """Probabilities [N, labels] of the photos called `ids`; rows of photos without an answer are uniform."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    probabilities: NDArray[np.float64]
    unanswered: tuple[str, ...] = ()
    """ids that the competition asks for, without a photo that could be read"""
    unknown: tuple[str, ...] = ()
    """columns that the model does not know"""


def photo_id(path: str) -> str:
    """What a competition calls a photo: its name without folder and ending."""
    return os.path.splitext(os.path.basename(path))[0]


def uniform_log_loss(classes: int) -> float:
    """The score of a guess that prefers no class."""
    return math.log(classes)


def read_sample(path: str) -> Sample:
    """Read a competition's sample submission: its ids are in the column called so, else in the first.

    A column that says who is told the score (`Usage`) is no answer, and is left out.

    Raises:
        BreedLensError: `sample_unreadable`, or as `core.datasets.csv_text.read_csv`.
    """
    table = read_csv(path)
    if len(table.header) < 2:
        raise BreedLensError(
            "sample_unreadable",
            "The sample {path} needs a column of ids and one at least of answers.",
            path=shown(path),
        )
    titles = [normalise_breed(title) for title in table.header]
    place = _column(titles, "path") or 0
    answers = [title for i, title in enumerate(table.header) if i != place and titles[i] != _USAGE]
    return Sample((table.header[place], *answers), tuple(row[place] for row in table.rows if len(row) > place))


def check_fits(sample: Sample, form: str) -> None:
    """Refuse a sample whose columns are not those of the form.

    Raises:
        BreedLensError: `sample_unfit`: labels are wanted, and there is more than one column for them.
    """
    if form == "labels" and len(sample.columns) != 2:
        raise BreedLensError(
            "sample_unfit",
            "The form of labels has two columns, an id and a label; the sample has {count}. Choose the form "
            "probabilities, or another sample.",
            count=str(len(sample.columns)),
        )


def ids_of(paths: Sequence[str]) -> dict[str, str]:
    """The photo of each id, in the order of the paths.

    Raises:
        BreedLensError: `same_id`: two photos have the same name but for folder and ending.
    """
    photos: dict[str, str] = {}
    for path in paths:
        other = photos.setdefault(photo_id(path), path)
        if other != path:
            raise BreedLensError(
                "same_id",
                "Two photos would have the same id: {first} and {second}.",
                first=shown(other),
                second=shown(path),
            )
    return photos


def photos_asked_for(sample: Sample, photos: Mapping[str, str]) -> dict[str, str]:
    """The photo of each of a sample's ids, as far as there is one: ids may be names of files, even in folders.

    Args:
        sample: says which ids there are.
        photos: the photo of each id, of `ids_of`.
    """
    by_name = {os.path.basename(path): path for path in photos.values()}
    found = {name: photos.get(name) or by_name.get(name.replace("\\", "/").rpartition("/")[2]) for name in sample.ids}
    return {name: path for name, path in found.items() if path is not None}


def kaggle_columns() -> tuple[str, ...]:
    """The 120 breeds of the dog competition, in its order."""
    return tuple(sorted(breed.slug for breed in load_breed_table()))


def make_submission(
    answers: Mapping[str, NDArray[np.floating]],
    classes: Sequence[str],
    *,
    ids: Sequence[str],
    labels: Sequence[str],
) -> Submission:
    """Arrange answers as a competition wants them.

    Args:
        answers: [classes] probabilities by id, as far as there are answers.
        classes: what the model calls its classes.
        ids: of the rows, in their order.
        labels: of the columns, in their order; classes that are none of them are left out, and each row is scaled to
            sum to 1 again.

    Raises:
        BreedLensError: `no_common_breed`: the model knows none of the columns.
    """
    place = _places(classes, labels)
    known = [column for column, index in enumerate(place) if index is not None]
    if not known:
        raise BreedLensError("no_common_breed", "The model knows none of the breeds that the competition asks for.")
    table = np.full((len(ids), len(labels)), 1 / len(labels))
    mixed = UNKNOWN_SHARE if len(known) < len(labels) else 0.0
    sources = [index for index in place if index is not None]
    for row, name in enumerate(ids):
        if name not in answers:
            continue
        shares = np.asarray(answers[name], np.float64)[sources]
        total = float(shares.sum())
        if total > 0:
            table[row] = mixed / len(labels)
            table[row, known] += (1 - mixed) * shares / total
    unanswered = tuple(name for name in ids if name not in answers)
    unknown = tuple(label for label, index in zip(labels, place, strict=True) if index is None)
    return Submission(tuple(ids), tuple(labels), table, unanswered, unknown)


def _places(classes: Sequence[str], labels: Sequence[str]) -> list[int | None]:
    """The class of each column, by its spelling or by what it means."""
    breeds = load_breed_table()

    def key(text: str) -> str:
        found = breeds.find(text)
        return found.slug if found else normalise_breed(text) or text

    exact = {name: index for index, name in enumerate(classes)}
    alike = {key(name): index for index, name in reversed(list(enumerate(classes)))}
    return [exact.get(label, alike.get(key(label))) for label in labels]


def submission_csv(submission: Submission, form: str, header: Sequence[str] = ()) -> str:
    """The file's text.

    Args:
        submission: the answers.
        form: "labels" for an id and the likeliest label, otherwise an id and every probability.
        header: the names of the columns; those of the labels, after `id`, where it is empty.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    if form == "labels":
        writer.writerow(header or (_ID, _LABEL))
        best = submission.probabilities.argmax(axis=1)
        writer.writerows((name, submission.labels[i]) for name, i in zip(submission.ids, best, strict=True))
    else:
        writer.writerow(header or (_ID, *submission.labels))
        # the shortest text of each number that is read back as the same number: the rows still sum to 1
        writer.writerows(
            (name, *map(repr, row)) for name, row in zip(submission.ids, submission.probabilities.tolist(), strict=True)
        )
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Score:
    """How a submission fares against labels; photos without a label have no part in it."""

    photos: int
    log_loss: float | None
    accuracy: Proportion
    uniform: float


def read_labels(path: str) -> dict[str, str]:
    """The true label of each id, from a CSV such as Kaggle's `labels.csv` (`id,breed`).

    Ids, with or without a folder and an ending, and labels are in the columns that are called so, as in any data set
    (`core.datasets.csv_table.COLUMN_NAMES`); else the ids are in the first column that is left, the labels in the next.
    Each label is found by the id as it is written and by `photo_id` of it.

    Raises:
        BreedLensError: `labels_unreadable`, or as `core.datasets.csv_text.read_csv`.
    """
    table = read_csv(path)
    if len(table.header) < 2:
        raise BreedLensError(
            "labels_unreadable", "The labels {path} need a column of ids and one of breeds.", path=shown(path)
        )
    titles = [normalise_breed(title) for title in table.header]
    label = _column(titles, "breed")
    name = _column(titles, "path", label)
    name = next(place for place in range(2) if place != label) if name is None else name
    label = next(place for place in range(len(titles)) if place != name) if label is None else label
    labelled = {row[name]: row[label].strip() for row in table.rows if len(row) > max(name, label)}
    return {photo_id(name): breed for name, breed in labelled.items()} | labelled


def _column(titles: Sequence[str], meaning: str, taken: int | None = None) -> int | None:
    """The place of the column that is best called so; None where none is."""
    names = map(normalise_breed, COLUMN_NAMES[meaning])
    return next(
        (place for name in names for place, title in enumerate(titles) if title == name and place != taken), None
    )


def labels_of(ids: Sequence[str], labels: Mapping[str, str]) -> dict[str, str]:
    """The true label of each id that has one, among those of `read_labels`."""
    found = {name: labels.get(name, labels.get(photo_id(name))) for name in ids}
    return {name: label for name, label in found.items() if label is not None}


def score(submission: Submission, labels: Mapping[str, str]) -> Score:
    """Log loss and accuracy against the true labels, for the ids that have one among the columns.

    Args:
        submission: the answers.
        labels: the true label of each id, as `read_labels` gives them.
    """
    truth_of = labels_of(submission.ids, labels)
    wanted = sorted(set(truth_of.values()))
    place = dict(zip(wanted, _places(submission.labels, wanted), strict=True))
    rows = [(i, place[truth_of[name]]) for i, name in enumerate(submission.ids) if name in truth_of]
    scored = [(i, truth) for i, truth in rows if truth is not None]
    index = np.array([i for i, _ in scored], np.intp)
    truths = np.array([truth for _, truth in scored], np.intp)
    chosen = submission.probabilities[index]
    right = int((chosen.argmax(axis=1) == truths).sum()) if scored else 0
    # a label without a column is wrong whatever was answered, and has no probability to take a logarithm of
    return Score(
        len(scored), log_loss(chosen, truths), Proportion.of(right, len(rows)), uniform_log_loss(len(submission.labels))
    )
