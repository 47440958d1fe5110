"""Answer labelled photos with a model and hold the answers against the labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.breeds import normalise_breed
from core.control import Control, OnProgress
from core.errors import BreedLensError, PhotoError
from core.evaluation import calibration, metrics
from core.evaluation.metrics import ClassFigures, ConfusedPair, Proportion
from core.inference.classifier import Classifier
from core.inference.folder_run import classify_photos
from core.inference.results import Prediction

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
"""the split of photos that were not split"""
TOP = 5


@dataclass(frozen=True)
class Reliability:
    """How far the model's probabilities can be believed, at one temperature."""

    temperature: float
    error: float | None
    """expected calibration error in 0..1"""
    log_loss: float | None
    bins: tuple[calibration.Bin, ...]


@dataclass(frozen=True)
class Evaluation:
    """A model's answers for labelled photos. Equal only to itself.

    `labels` are the model's classes in index order, then the breeds of the data that the model does not know; `truths`
    [N] are indices of `labels`, `probabilities` [N, classes] those of the answers. Photos of unknown breeds count as
    wrong in every share, and have no part in log loss and calibration.
    """

    model: str
    labels: tuple[str, ...]
    paths: tuple[str, ...]
    truths: NDArray[np.intp] = field(repr=False)
    probabilities: NDArray[np.float32] = field(repr=False)
    bad_photos: tuple[tuple[str, PhotoError], ...] = ()
    temperature: float = 1.0
    """the one that the answers have gone through last"""
    split: str = ALL

    @property
    def classes(self) -> int:
        """Breeds that the model knows."""
        return int(self.probabilities.shape[1])

    @property
    def photos(self) -> int:
        """Photos that were answered."""
        return len(self.paths)

    @cached_property
    def predicted(self) -> NDArray[np.intp]:
        """[N] index of each photo's first breed."""
        return np.asarray(self.probabilities.argmax(axis=1), np.intp)

    @cached_property
    def correct(self) -> NDArray[np.bool_]:
        """[N] whether the first breed is the true one."""
        return np.asarray(self.predicted == self.truths, np.bool_)

    @cached_property
    def is_known(self) -> NDArray[np.bool_]:
        """[N] whether the model knows the true breed."""
        return np.asarray(self.truths < self.classes, np.bool_)

    @property
    def unknown_breeds(self) -> dict[str, int]:
        """Photos of each breed that the model does not know."""
        return {self.labels[index]: count for index, count in sorted(Counter(self.truths[~self.is_known]).items())}

    @property
    def accuracy(self) -> Proportion:
        """Share of photos whose first breed is right."""
        return Proportion.of(int(self.correct.sum()), self.photos)

    def top(self, count: int = TOP) -> Proportion:
        """Share of photos whose true breed is among the first `count`."""
        return Proportion.of(int((self._ranks < count).sum()), int(self.photos))

    @cached_property
    def _ranks(self) -> NDArray[np.intp]:
        return metrics.ranks(*self._known)

    @cached_property
    def _known(self) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        return self.probabilities[self.is_known], self.truths[self.is_known]

    @property
    def log_loss(self) -> float | None:
        """Mean negative logarithm of the true breed's probability; None where the model knows no breed of the data."""
        return metrics.log_loss(*self._known)

    @cached_property
    def confusion(self) -> NDArray[np.intp]:
        """[labels, labels] photos of each breed (rows) that were taken for each breed (columns)."""
        return metrics.confusion_matrix(self.truths, self.predicted, len(self.labels))

    @property
    def per_breed(self) -> dict[str, ClassFigures]:
        """Precision, recall and F1 of every label."""
        return dict(zip(self.labels, metrics.class_figures(self.confusion), strict=True))

    @property
    def macro(self) -> ClassFigures:
        """Means over the breeds that occur, each weighing the same."""
        return metrics.mean_figures(self.confusion, weighted=False)

    @property
    def weighted(self) -> ClassFigures:
        """Means over the breeds that occur, each weighing its photos."""
        return metrics.mean_figures(self.confusion, weighted=True)

    @property
    def confused_pairs(self) -> list[ConfusedPair]:
        """The most frequent errors; indices are those of `labels`."""
        return metrics.most_confused(self.confusion)

    @property
    def misclassified(self) -> list[int]:
        """Indices of the photos whose first breed is wrong, the surest error first."""
        wrong = np.flatnonzero(~self.correct)
        return [int(i) for i in wrong[np.argsort(-self.probabilities[wrong].max(axis=1), kind="stable")]]

    @cached_property
    def as_answered(self) -> Reliability:
        """Calibration of the model as it is."""
        return _reliability(self._known[0], self._known[1], self.temperature)

    @cached_property
    def unscaled(self) -> Reliability:
        """Calibration without the model's temperature."""
        probabilities, truths = self._known
        return _reliability(calibration.at_temperature(probabilities, 1 / self.temperature), truths, 1.0)

    @cached_property
    def rescaled(self) -> Reliability | None:
        """Calibration with a temperature fitted on these photos, each judged by a fit that did not see it.

        None where there are too few photos of breeds that the model knows.
        """
        probabilities, truths = self._known
        if not calibration.can_cross_fit(len(truths)):
            return None
        temperature = self.temperature * calibration.fit_temperature(probabilities, truths)
        return _reliability(calibration.cross_fitted(probabilities, truths), truths, temperature)


def _reliability(probabilities: NDArray[np.floating], truths: NDArray[np.intp], temperature: float) -> Reliability:
    bins = tuple(calibration.reliability(probabilities, truths))
    error = calibration.expected_calibration_error(bins)
    return Reliability(temperature, error, metrics.log_loss(probabilities, truths), bins)


def evaluate(
    classifier: Classifier,
    table: pd.DataFrame,
    *,
    split: str = ALL,
    in_random_order: bool = False,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    threads: int = 0,
) -> Evaluation:
    """Answer every labelled photo of a table; the order of the evaluation is that of the table.

    Args:
        classifier: loaded with one thread a call.
        table: a photo table; rows without a breed are left out.
        split: what to call the photos in the report; nothing is selected here.
        in_random_order: answer the photos in an order that is drawn, always the same for so many, so that those
            answered before a stop are a fair sample of all.
        control: pauses, cancels, or stops: what was answered until then is the evaluation.
        on_progress: told the number of photos, from worker threads.
        threads: workers; 0 for one a core.

    Raises:
        Cancelled: by `control`.
        BreedLensError: `no_labelled_photos`: no row has a breed.
    """
    labelled = table[table["breed"].str.strip() != ""]
    if labelled.empty:
        raise BreedLensError("no_labelled_photos", "There is no photo with a breed to hold the answers against.")
    rows = list(zip(labelled["path"], labelled["breed"], strict=True))
    answers: dict[str, Prediction | PhotoError] = {}
    paths = list(dict.fromkeys(path for path, _ in rows))
    if in_random_order:
        paths = [paths[place] for place in np.random.default_rng(0).permutation(len(paths))]
    classify_photos(
        paths,
        classifier,
        answers.update,
        on_progress=on_progress,
        control=control,
        threads=threads,
    )
    return from_answers(classifier, rows, answers, split=split)


def from_answers(
    classifier: Classifier,
    rows: Sequence[tuple[str, str]],
    answers: Mapping[str, Prediction | PhotoError],
    *,
    split: str,
) -> Evaluation:
    """The evaluation of answers that are there already.

    Args:
        classifier: the model that gave them.
        rows: path and breed of each photo.
        answers: by path; a photo without one is left out.
        split: what the photos are called.
    """
    names = classifier.class_names
    bad: dict[str, PhotoError] = {}
    paths, breeds, probabilities = [], [], []
    for path, breed in rows:
        answer = answers.get(path)
        if isinstance(answer, Prediction):
            paths.append(path)
            breeds.append(breed)
            probabilities.append(answer.probabilities)
        elif answer is not None:
            bad[path] = answer
    labels, truths = breed_indices(names, breeds)
    return Evaluation(
        model=classifier.name,
        labels=labels,
        paths=tuple(paths),
        truths=truths,
        probabilities=np.array(probabilities, np.float32).reshape(len(paths), len(names)),
        bad_photos=tuple(bad.items()),
        temperature=classifier.fit.temperature,
        split=split,
    )


def breed_indices(names: Sequence[str], breeds: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """The labels of an evaluation, and the index among them of each photo's breed.

    Args:
        names: the model's classes in index order.
        breeds: of the photos, however they are spelt.

    Returns:
        The classes, then the breeds that no class is called; [photos] indices.
    """
    exact = {name: index for index, name in enumerate(names)}
    alike = {normalise_breed(name): index for index, name in reversed(list(enumerate(names)))}
    found = {breed: exact.get(breed, alike.get(normalise_breed(breed) or breed)) for breed in set(breeds)}
    unknown = sorted(breed for breed, index in found.items() if index is None)
    index_of = {breed: index for breed, index in found.items() if index is not None}
    index_of |= {breed: len(names) + place for place, breed in enumerate(unknown)}
    return (*names, *unknown), np.array([index_of[breed] for breed in breeds], np.intp)
