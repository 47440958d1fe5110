"""How good the taught model is on photos that it did not learn from: the very same fit, in folds.

Each labelled photo is answered once, by a fit that saw neither it nor a near copy of it, nor another photo of its
burst. New classes of the person's own are made of the other photos too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.control import Control, OnProgress, Progress
from core.evaluation.metrics import Proportion
from core.inference.calibration import softmax
from core.teaching.base import Matrix
from core.teaching.features import Pool
from core.teaching.fitting import LabelledPhotos, fit_model
from core.teaching.near_copies import joined_groups
from core.teaching.taught_model import untaught

FOLDS = 5


@dataclass(frozen=True, eq=False)
class HeldOut:
    """Answers for the labelled photos by fits that did not see them, in the order of `LabelledPhotos`."""

    logits: Matrix = field(repr=False)
    """[N, classes] divided by the base model's temperature"""
    truths: NDArray[np.intp] = field(repr=False)
    """[N]"""
    fold: NDArray[np.intp] = field(repr=False)
    """[N] the part in which a photo was held out"""
    accuracy: Proportion
    """share of first answers that are what the person said, with the 95% interval (Wilson)"""
    base_accuracy: Proportion
    """the same of the base model, to which new breeds are unknown"""

    def probabilities(self, temperature: float = 1.0) -> Matrix:
        """[N, classes]"""
        return softmax(self.logits / np.float32(temperature))


def deal_folds(
    contents: Sequence[str], truths: NDArray[np.intp], groups: NDArray[np.int64], folds: int = FOLDS
) -> NDArray[np.intp]:
    """[N] each class's groups dealt out in turn, in the order of their contents, each class beginning elsewhere.

    Contents are fingerprints, so their order is as good as chance, and the same next time. A group with photos of two
    classes stays where the first of them put it.
    """
    fold = np.full(len(truths), -1, np.intp)
    order = sorted(range(len(truths)), key=lambda place: contents[place])
    turn: dict[int, int] = {}
    placed: dict[int, int] = {}
    for place in order:
        group, truth = int(groups[place]), int(truths[place])
        if group not in placed:
            turn[truth] = turn.get(truth, truth - 1) + 1
            placed[group] = turn[truth] % folds
        fold[place] = placed[group]
    return fold


def hold_out(
    pool: Pool,
    classes: tuple[str, ...],
    photos: LabelledPhotos,
    *,
    bursts: Sequence[Sequence[str]] = (),
    folds: int = FOLDS,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> HeldOut:
    """Answer every labelled photo by a fit that did not see it.

    Args:
        pool: photos with features.
        classes: of the lesson.
        photos: that the lesson learned from.
        bursts: paths of photos that belong together, beside the near copies that their features tell.
        folds: fits; each holds out its share.
        control: asked at every step of each fit.
        on_progress: told the fits that are done.

    Raises:
        Cancelled: by `control`.
    """
    features = pool.features[photos.rows]
    place_of = {pool.contents[row]: place for place, row in enumerate(photos.rows.tolist())}
    known = [
        sorted({place_of[pool.contents[row]] for row in pool.rows_of(burst).tolist() if pool.contents[row] in place_of})
        for burst in bursts
    ]
    groups = joined_groups(features, pool.centre, photos.truths, [places for places in known if places])
    fold = deal_folds([pool.contents[row] for row in photos.rows.tolist()], photos.truths, groups, folds)
    logits = np.zeros((len(photos), len(classes)), np.float32)
    parts = np.unique(fold)
    for done, part in enumerate(parts.tolist(), 1):
        tested = fold == part
        model = fit_model(pool, classes, photos.only(~tested), control=control)
        logits[tested] = model.logits(features[tested])
        if on_progress:
            on_progress(Progress(done, len(parts)))
    right = int((logits.argmax(axis=1) == photos.truths).sum()) if len(photos) else 0
    before = untaught(pool.base).logits(features).argmax(axis=1) if len(photos) else np.zeros(0)
    base_right = int((before == photos.truths).sum())
    count = len(photos)
    return HeldOut(logits, photos.truths, fold, Proportion.of(right, count), Proportion.of(base_right, count))
