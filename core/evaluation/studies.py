"""Two questions that the published systems left open: how accuracy falls as breeds are added, and whether whitening
and equalisation help. Both are answered with a frozen backbone and a head of its own for each case."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.control import Control, OnProgress, Progress
from core.datasets.table import PhotoRow
from core.errors import BreedLensError, PhotoError
from core.evaluation.features import PhotoFeatures
from core.evaluation.metrics import Proportion, mcnemar, paired_difference
from core.evaluation.quick_heads import held_out_answers, protocol_of
from core.inference.backbone import Backbone
from core.preprocessing.pipeline import Pipeline

DEFAULT_COUNTS = (2, 5, 10, 20, 40, 60, 80, 100, 120)
SUBSETS = 5
Steps = Sequence[Mapping[str, Any]]
Collect = Callable[[Pipeline, Sequence[PhotoRow]], PhotoFeatures]
"""computes features: `features.collect_features` with everything else given"""


@dataclass(frozen=True, slots=True)
class BreedsPoint:
    """The accuracy with so many breeds: the mean over random subsets and its 95% interval."""

    breeds: int
    subsets: int
    photos: int
    """held-out photos of all subsets together"""
    accuracy: float
    low: float
    high: float

    @property
    def chance(self) -> float:
        """The accuracy of a guess."""
        return 1 / self.breeds


@dataclass(frozen=True)
class BreedsStudy:
    """How accuracy falls as breeds are added."""

    model: str
    photos: int
    breeds: int
    protocol: str
    points: tuple[BreedsPoint, ...]
    left_out: tuple[str, ...]
    """breeds with too few photos"""
    bad_photos: tuple[tuple[str, PhotoError], ...] = ()


@dataclass(frozen=True, slots=True)
class PipelinePoint:
    """One way of preparing photos: its accuracy, and the paired difference to the plain way on the same photos."""

    name: str
    accuracy: Proportion
    difference: float
    difference_low: float
    difference_high: float
    p_value: float
    """that there is no difference: McNemar's exact test"""


@dataclass(frozen=True)
class PreprocessingStudy:
    """What each step of preprocessing changes; the first point is the plain way."""

    model: str
    photos: int
    breeds: int
    protocol: str
    points: tuple[PipelinePoint, ...]
    left_out: tuple[str, ...]
    bad_photos: tuple[tuple[str, PhotoError], ...] = ()


def counts_for(available: int, wanted: Sequence[int] = ()) -> list[int]:
    """The numbers of breeds to try, in order: those wanted, or the usual ones with all that there are.

    Raises:
        BreedLensError: `too_few_breeds`: one that is wanted is more than there are.
    """
    if too_many := [count for count in wanted if count > available]:
        raise BreedLensError(
            "too_few_breeds",
            "There are {available} breeds with two photos or more; {wanted} cannot be tried.",
            available=str(available),
            wanted=", ".join(map(str, too_many)),
        )
    return (
        sorted(set(wanted))
        if wanted
        else sorted({count for count in DEFAULT_COUNTS if count < available} | {available})
    )


def study_breeds(
    rows: Sequence[PhotoRow],
    backbone: Backbone,
    collect: Collect,
    *,
    steps: Steps | None = None,
    counts: Sequence[int] = (),
    subsets: int = SUBSETS,
    seed: int = 0,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> BreedsStudy:
    """Measure how accuracy falls as breeds are added.

    For each number of breeds, random subsets are drawn; each grows from the smaller one before it, so that the points
    of a curve differ by the breeds that were added. For each subset heads are fitted anew.

    Args:
        rows: labelled photos.
        backbone: names the model and its own preparation.
        collect: computes the features.
        steps: how photos are prepared; as the model does where None.
        counts: numbers of breeds, each at least 2; the usual ones and all that there are where empty.
        subsets: random subsets of each number, at least 1.
        seed: of folds and subsets.
        control: asked before each fit.
        on_progress: told the number of subsets measured.

    Raises:
        BreedLensError: there is too little to study.
        Cancelled: by `control`.
    """
    counts_for(len(protocol_of(rows, seed).breeds), counts)  # before the photos are looked at
    found = collect(Pipeline(backbone.steps if steps is None else steps), rows)
    protocol = protocol_of(found.rows, seed)
    available = len(protocol.breeds)
    features = found.values[protocol.rows]
    orders = [np.random.default_rng((seed, number)).permutation(available) for number in range(subsets)]
    plan = [(count, orders if count < available else orders[:1]) for count in counts_for(available, counts)]
    points: list[BreedsPoint] = []
    for count, draws in plan:
        shares: list[float] = []
        tested: set[int] = set()
        for order in draws:
            inside = np.flatnonzero(np.isin(protocol.truths, order[:count]))
            right, asked = _right(features[inside], protocol.truths[inside], protocol.fold[inside], control)
            shares.append(float(right.mean()))
            tested |= set(inside[asked].tolist())
            if on_progress:
                done = sum(point.subsets for point in points) + len(shares)
                on_progress(Progress(done, sum(len(draws) for _, draws in plan)))
        points.append(_breeds_point(count, shares, len(tested)))
    used, said, left_out = len(protocol.rows), protocol.description, protocol.left_out
    return BreedsStudy(backbone.name, used, available, said, tuple(points), left_out, found.bad_photos)


def _right(
    features: NDArray[np.float32], truths: NDArray[np.intp], fold: NDArray[np.intp], control: Control | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each held-out photo is answered right, and [N] which photos are held out."""
    asked = fold >= 0
    right = held_out_answers(features, truths, fold, control) == truths
    return np.asarray(right[asked], np.bool_), np.asarray(asked, np.bool_)


def _breeds_point(count: int, shares: Sequence[float], photos: int) -> BreedsPoint:
    """The interval of the mean over subsets (Student's t), or of the share of photos (Wilson) where that is wider."""
    mean = float(np.mean(shares))
    whole = Proportion.of(round(mean * photos), photos)
    low, high = whole.low, whole.high
    if len(shares) > 1:
        from scipy.stats import t

        half = float(t.ppf(0.975, len(shares) - 1) * np.std(shares, ddof=1) / math.sqrt(len(shares)))
        low, high = max(0.0, min(low, mean - half)), min(1.0, max(high, mean + half))
    return BreedsPoint(count, len(shares), photos, mean, low, high)


def pipelines_for(steps: Steps, *, boxes: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The ways of preparing photos that are compared, by name; the first is the plain way.

    Args:
        steps: the plain way, as a card has it.
        boxes: whether photos have annotated boxes to crop to.
    """
    plain = [dict(step) for step in Pipeline(steps).steps]
    added = {
        "histogram equalisation": {"step": "equalise", "method": "global"},
        "CLAHE": {"step": "equalise", "method": "clahe"},
        "whitening (ZCA, rows)": {"step": "whiten", "across": "rows"},
        "whitening (ZCA, colours)": {"step": "whiten", "across": "colours"},
        "standardisation": {"step": "standardise"},
        "denoising": {"step": "denoise"},
        "smoothing": {"step": "smooth"},
        "sharpening": {"step": "sharpen"},
    }
    ways = {"plain": plain} | {name: [*plain, step] for name, step in added.items()}
    for name, mode in (("squeezed", "squeeze"), ("padded", "pad")):
        whole = [step for step in plain if step["step"] != "centre_crop"]
        ways[name] = [step | {"mode": mode} if step["step"] == "resize" else step for step in whole]
    if boxes:
        ways["cropped to the box"] = [{"step": "crop_to_box"}, *(s for s in plain if s["step"] != "centre_crop")]
    return ways


def study_preprocessing(
    rows: Sequence[PhotoRow],
    backbone: Backbone,
    collect: Collect,
    *,
    steps: Steps | None = None,
    seed: int = 0,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> PreprocessingStudy:
    """Measure what each step of preprocessing changes, in learning and in answering alike, on the same photos.

    Args:
        rows: labelled photos.
        backbone: names the model and its own preparation.
        collect: computes the features.
        steps: the plain way; as the model prepares photos where None.
        seed: of the folds, which are the same for every way.
        control: asked before each fit.
        on_progress: told the number of ways measured.

    Raises:
        BreedLensError: there is too little to study.
        Cancelled: by `control`.
    """
    protocol_of(rows, seed)  # before the photos are looked at
    ways = pipelines_for(backbone.steps if steps is None else steps, boxes=any(row.box is not None for row in rows))
    plain = collect(Pipeline(ways["plain"]), rows)
    protocol = protocol_of(plain.rows, seed)
    plain_right = np.zeros(0, bool)
    points: list[PipelinePoint] = []
    for name, way in ways.items():
        found = collect(Pipeline(way), plain.rows) if points else plain
        if found.bad_photos and points:
            raise BreedLensError("photos_gone", "Photos have disappeared or changed while they were being studied.")
        right, _ = _right(found.values[protocol.rows], protocol.truths, protocol.fold, control)
        plain_right = plain_right if points else right
        points.append(_pipeline_point(name, plain_right, right))
        if on_progress:
            on_progress(Progress(len(points), len(ways)))
    return PreprocessingStudy(
        backbone.name,
        len(protocol.rows),
        len(protocol.breeds),
        protocol.description,
        tuple(points),
        protocol.left_out,
        plain.bad_photos,
    )


def _pipeline_point(name: str, plain: NDArray[np.bool_], right: NDArray[np.bool_]) -> PipelinePoint:
    share = Proportion.of(int(right.sum()), len(right))
    return PipelinePoint(name, share, *paired_difference(plain, right), mcnemar(plain, right))
