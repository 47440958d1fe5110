"""Photos that are one picture, or follow each other: told from their features, and by who knows bursts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.datasets.likeness import Clusters
from core.teaching.base import Matrix

ALIKE = 0.88
"""cosine of two photos' features, from the mean of all, from which on they count as one picture. Of 746 real photos no
two of different dogs have more than 0.86; mirrored, cropped by a tenth or saved at low quality, nine in ten keep it"""
_ROWS = 1024


def directions(features: Matrix, centre: Matrix) -> Matrix:
    """[N, features] of length 1, from the centre."""
    moved = features - centre
    lengths = np.sqrt(np.einsum("nf,nf->n", moved, moved))
    return np.asarray(moved / np.maximum(lengths, np.finfo(np.float32).tiny)[:, None], np.float32)


def joined_groups(
    features: Matrix,
    centre: Matrix,
    classes: NDArray[np.intp],
    known: Iterable[Sequence[int]] = (),
    alike: float = ALIKE,
) -> NDArray[np.int64]:
    """[N] for each photo the first one of its group: near copies within a class, and what is known to belong together.

    Args:
        features: [N, features].
        centre: [features] the mean photo.
        classes: [N] class of each photo; only photos of one class are compared.
        known: places of photos that belong together whatever they look like (bursts).
        alike: least cosine of near copies.
    """
    clusters = Clusters(len(features))
    for together in known:
        for place in together[1:]:
            clusters.join(together[0], place)
    order = np.argsort(classes, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(classes[order])) + 1):
        _join_alike(clusters, members, directions(features[members], centre), alike)
    return clusters.labels()


def _join_alike(clusters: Clusters, members: NDArray[np.intp], pointing: Matrix, alike: float) -> None:
    for start in range(0, len(members), _ROWS):
        near = pointing[start : start + _ROWS] @ pointing[start:].T >= alike
        for one, other in zip(*np.nonzero(near), strict=True):
            if one < other:
                clusters.join(int(members[start + one]), int(members[start + other]))
