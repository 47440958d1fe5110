"""Where the photos of a review come from: the label library, or the photos that a run was measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from core.control import Control, OnProgress
from core.errors import BreedLensError, PhotoError
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.prediction_store import PredictionStore
from core.inference.results import Prediction
from core.library.file_labels import labels_among
from core.library.library import LabelLibrary
from core.library.records import PhotoLabel, Status
from core.review.table import Given, ReviewTable, make_table
from core.training.run_folder import RunFolder

_LOOKED_UP = 4096
"""photos in one question to the store"""


def given_of(label: PhotoLabel) -> Given:
    """What the library says of a photo."""
    return Given(label.status, label.breed, label.origin)


def given_in_library(library: LabelLibrary, control: Control | None = None) -> dict[str, Given]:
    """Every labelled photo that is in a file, by the path where it was seen last."""
    if control:
        control.checkpoint()
    labels = (label for label in library.labels().values() if label.path)
    return {label.path: given_of(label) for label in sorted(labels, key=lambda label: label.path)}


def given_of_files(library: LabelLibrary, paths: Sequence[str], control: Control | None = None) -> dict[str, Given]:
    """The labelled ones of these files, in their order.

    Raises:
        Cancelled: by `control`, which is asked before each file that must be read.
    """
    return {path: given_of(label) for path, label in labels_among(library, paths, control).items()}


def given_of_run(
    run: RunFolder, split: str, library: LabelLibrary | None = None, control: Control | None = None
) -> dict[str, Given]:
    """The photos that a run was measured on, with the breeds of its table; what the library says of one goes first.

    Args:
        run: with its photo table.
        split: `split` of its evaluation's record.
        library: what was corrected since.
        control: asked before each file that must be read.

    Raises:
        BreedLensError: `run_photos_gone` where the table cannot be read any more.
        Cancelled: by `control`.
    """
    try:
        table = run.table()
    except BreedLensError as error:
        raise BreedLensError(
            "run_photos_gone",
            "The list of the photos that this run was measured on cannot be read. {reason}",
            reason=error.message,
        ) from error
    rows = table[table["split"] == split] if (table["split"] == split).any() else table
    breeds = {path: breed for path, breed in zip(rows["path"], rows["breed"], strict=True) if breed.strip()}
    given = {path: Given(Status.LABELLED, breed) for path, breed in breeds.items()}
    return given | (given_of_files(library, list(given), control) if library else {})


def review(
    given: Mapping[str, Given],
    classifier: Classifier,
    *,
    store: PredictionStore | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> ReviewTable:
    """Hold what is said of photos against what a model says; known answers are taken from the store.

    Args:
        given: by path, in the order of the table.
        classifier: loaded with one thread a call.
        store: known answers, which new ones are added to.
        control: pauses, cancels, or stops: what was answered until then is the table.
        on_progress: told the number of photos, from worker threads.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
    """
    control = control or Control()
    paths = list(given)
    found: dict[str, NDArray[np.float32]] = {}
    bad: dict[str, PhotoError] = {}
    for start in range(0, len(paths) if store else 0, _LOOKED_UP):
        if not control.checkpoint():
            break
        assert store is not None
        known = store.get_many(paths[start : start + _LOOKED_UP], classifier.model_id)
        found |= {path: answer.probabilities for path, answer in known.items()}

    def take(answers: Mapping[str, Prediction | PhotoError]) -> None:
        for path, answer in answers.items():
            if isinstance(answer, PhotoError):
                bad[path] = answer
            else:
                found[path] = answer.probabilities

    missing = [path for path in paths if path not in found]
    if missing:
        classify_photos(
            missing, classifier, take, on_progress=on_progress, control=control, threads=threads, store=store
        )
    return make_table(classifier.class_names, given, found, bad)
