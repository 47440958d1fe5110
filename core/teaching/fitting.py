"""From labelled photos of a pool to a model: the one procedure that lessons and folds share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.control import Control
from core.teaching.features import Pool
from core.teaching.head import Correction, Samples, fit_correction
from core.teaching.taught_model import TaughtModel, outside_of, start_with_own


@dataclass(frozen=True, eq=False)
class LabelledPhotos:
    """The photos that are learned from: one row of the pool for each content, in the order of the contents."""

    rows: NDArray[np.intp]
    """[N] rows of the pool"""
    truths: NDArray[np.intp]
    """[N] indices of the classes"""

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, chosen: NDArray[np.bool_]) -> LabelledPhotos:
        """Those of a mask [N]."""
        return LabelledPhotos(self.rows[chosen], self.truths[chosen])


def fit_model(
    pool: Pool,
    classes: tuple[str, ...],
    photos: LabelledPhotos,
    *,
    warm: Correction | None = None,
    control: Control | None = None,
) -> TaughtModel:
    """The model that labelled photos of a pool make of its base; without photos it answers as the base does.

    A class of the person's own without a photo is never answered.
    """
    base = pool.base
    features = pool.features[photos.rows]
    start = start_with_own(base, features, photos.truths, len(classes) - len(base.classes))
    samples = Samples(features, photos.truths, outside_of(base, pool.surroundings.rows(photos.rows)))
    correction = fit_correction(samples, start, pool.centre, pool.spread, warm=warm, control=control)
    return TaughtModel(base, classes, correction.applied(start), correction)
