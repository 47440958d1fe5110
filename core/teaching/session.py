"""Teaching, as the window asks for it: labels in, a model out; nothing is kept between calls but what is handed on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.control import Control, OnProgress, Progress
from core.errors import BreedLensError
from core.evaluation.calibration import fit_calibration
from core.teaching.features import Pool
from core.teaching.fitting import LabelledPhotos, fit_model
from core.teaching.head import FEWEST, carried_over
from core.teaching.held_out import HeldOut, hold_out
from core.teaching.taught_model import TaughtModel

_HELD_OUT_PHOTOS = "the person's labelled photos, each answered by a fit that did not see it"


@dataclass(frozen=True, eq=False)
class Request:
    """What the person has said so far."""

    pool: Pool
    """photos with features, the labelled ones among them"""
    labels: Mapping[str, str]
    """breed by path: a slug of the 120, or a name of the person's own"""
    locked: frozenset[str] = frozenset()
    """paths of photos on which before and after are compared: nothing is learned from them or from copies of them"""
    own_breeds: tuple[str, ...] = ()
    """the person's own breeds in a lasting order, by which classes are numbered; others follow by name"""


@dataclass(frozen=True, slots=True)
class MissingPhotos:
    """A breed of the person's own that has too few photos yet to be a class."""

    breed: str
    photos: int
    needed: int = FEWEST


@dataclass(frozen=True, eq=False)
class Lesson:
    """What came of a request."""

    request: Request = field(repr=False)
    model: TaughtModel
    photos: LabelledPhotos
    counts: Mapping[str, int]
    """labelled photos by class, of those that were learned from"""
    missing: tuple[MissingPhotos, ...]
    """own breeds that are no class yet, those first that lack least"""
    without_features: int
    """labelled photos that are not in the pool"""
    locked: int
    """labelled photos that were left out because they are locked"""
    seconds: float
    iterations: int


def teach(
    request: Request,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    *,
    last: Lesson | None = None,
) -> Lesson:
    """Fit the last layer to what the person said. Without any labels the model is the base model.

    Args:
        request: the photos and the labels.
        control: asked at every step of the fit; nothing is kept of a fit that was ended.
        on_progress: told the fits that are done, of one.
        last: an earlier lesson on the same pool, from which the search starts: the same answers, sooner.

    Raises:
        BreedLensError: `too_few_to_teach`: there is nothing to tell apart.
        Cancelled: by `control`.
    """
    began = time.perf_counter()
    usable, without_features, locked = _usable(request)
    counts = Counter(breed for _, breed in usable.values())
    classes, missing = _classes(request, counts)
    if len(classes) < 2:
        raise BreedLensError("too_few_to_teach", "There is nothing to tell apart yet: at least two breeds are needed.")
    place = {breed: index for index, breed in enumerate(classes)}
    chosen = [(row, place[breed]) for _, (row, breed) in sorted(usable.items()) if breed in place]
    numbers = np.array(chosen, np.intp).reshape(-1, 2)
    photos = LabelledPhotos(numbers[:, 0], numbers[:, 1])
    pool = request.pool
    warm = None
    if last is not None and last.model.base is pool.base:
        warm = carried_over(last.model.correction, last.model.classes, classes, pool.centre, pool.spread)
    model = fit_model(pool, classes, photos, warm=warm, control=control)
    if on_progress:
        on_progress(Progress(1, 1))
    taught = {breed: count for breed, count in counts.items() if breed in place}
    seconds, iterations = time.perf_counter() - began, model.correction.iterations
    return Lesson(request, model, photos, taught, missing, without_features, locked, seconds, iterations)


def _classes(request: Request, usable: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[MissingPhotos, ...]]:
    """The base model's classes and the new ones that have photos enough; and those that have not."""
    known = request.pool.base.classes
    order = {breed: place for place, breed in enumerate(request.own_breeds)}
    new = sorted(set(usable) - set(known), key=lambda breed: (order.get(breed, len(order)), breed))
    enough = tuple(breed for breed in new if usable[breed] >= FEWEST)
    missing = [MissingPhotos(breed, usable[breed]) for breed in new if usable[breed] < FEWEST]
    return known + enough, tuple(sorted(missing, key=lambda one: -one.photos))


def _usable(request: Request) -> tuple[dict[str, tuple[int, str]], int, int]:
    """Row and breed by content, of what may be learned from; photos without features, and locked ones."""
    pool = request.pool
    locked = {pool.contents[row] for row in pool.rows_of(request.locked).tolist()}
    usable: dict[str, tuple[int, str]] = {}
    without, left_out = 0, 0
    for path, breed in request.labels.items():
        row = pool.row_of.get(path)
        if row is None:
            without += 1
        elif pool.contents[row] in locked or path in request.locked:
            left_out += 1
        else:
            # of copies that are called differently the first path decides, whatever the order of the labels
            known = usable.get(pool.contents[row])
            if known is None or path < pool.paths[known[0]]:
                usable[pool.contents[row]] = (row, breed)
    return usable, without, left_out


@dataclass(frozen=True, eq=False)
class Checked:
    """A lesson with what can honestly be said of it."""

    lesson: Lesson
    held_out: HeldOut
    model: TaughtModel
    """the lesson's, with a calibration that makes its probabilities honest"""
    seconds: float


def check(
    lesson: Lesson,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
    *,
    bursts: Sequence[Sequence[str]] = (),
) -> Checked:
    """The out-of-fold accuracy of a lesson, and its calibration.

    Args:
        lesson: with labelled photos.
        control: asked at every step, so that newer labels need not wait.
        on_progress: told the fits that are done.
        bursts: paths of photos that belong together (`core.teaching.bursts`); near copies are found by their features.

    Raises:
        BreedLensError: `nothing_to_check`: no photo was learned from.
        Cancelled: by `control`.
    """
    began = time.perf_counter()
    if not len(lesson.photos):
        raise BreedLensError("nothing_to_check", "There are no labelled photos yet whose answers could be checked.")
    pool, model = lesson.request.pool, lesson.model
    found = hold_out(pool, model.classes, lesson.photos, bursts=bursts, control=control, on_progress=on_progress)
    fit = fit_calibration(found.probabilities(), found.truths, _HELD_OUT_PHOTOS)
    calibrated = model.with_calibration(fit)
    return Checked(lesson, found, calibrated, time.perf_counter() - began)
