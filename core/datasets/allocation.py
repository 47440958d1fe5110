"""Dividing photos of several breeds into parts of given sizes, whole groups at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_EXACT = 1e-9


def targets(counts: NDArray[np.int64], fractions: Sequence[float], first_needs_one: bool) -> NDArray[np.int64]:
    """How many photos of each breed go to each part.

    Args:
        counts: [breeds] photos of each breed.
        fractions: [parts] making 1 together.
        first_needs_one: whether the first part gets a photo of every breed, the training part above all others.

    Returns:
        [breeds, parts]; every number is the exact share rounded up or down, rows make `counts`, and what is left over
        in a breed goes to the parts that are furthest behind over all breeds so far, so that the parts keep to the
        fractions as a whole too.
    """
    shares = np.asarray(counts, np.float64)[:, None] * np.asarray(fractions, np.float64)
    result = np.floor(shares + _EXACT).astype(np.int64)
    behind = np.zeros(len(fractions))
    for share, row, count in zip(shares, result, counts, strict=True):
        behind += share - row
        left = int(count - row.sum())
        may_have_one = share - row > _EXACT
        if first_needs_one and left and row[0] == 0 and may_have_one[0]:
            row[0], left = 1, left - 1
            behind[0] -= 1
            may_have_one[0] = False
        for part in sorted(np.flatnonzero(may_have_one), key=lambda part: -behind[part])[:left]:
            row[part] += 1
            behind[part] -= 1
    return result


def allocate(
    breeds: NDArray[np.int64],
    groups: NDArray[np.int64],
    wanted: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.int64]:
    """Give every group to one part so that the parts come close to their sizes.

    Args:
        breeds: [photos] the breed of each photo, an index into `wanted`.
        groups: [photos] photos of equal number stay together.
        wanted: [breeds, parts] photos wanted.
        random: decides which photos go where.

    Returns:
        [photos] the part of each. Exactly as wanted where every photo stands alone; else the largest groups are placed
        first, each where most photos of its breeds are still missing.
    """
    members: dict[int, list[int]] = {}
    for photo, group in enumerate(groups.tolist()):
        members.setdefault(group, []).append(photo)
    shuffled = list(members.values())
    order = random.permutation(len(shuffled)).tolist()
    order.sort(key=lambda place: -len(shuffled[place]))
    left = wanted.astype(np.int64)
    parts = np.empty(len(breeds), np.int64)
    for place in order:
        photos = shuffled[place]
        present = breeds[photos]
        part = int(np.argmax(left[present].sum(axis=0)))
        parts[photos] = part
        left[:, part] -= np.bincount(present, minlength=len(left))
    return parts
