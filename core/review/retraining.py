"""Labels put right, the last layer taught anew, and what that is worth on photos that nothing was learned from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.control import Control, OnProgress
from core.errors import BreedLensError
from core.teaching.compare import Comparison, compare
from core.teaching.features import Pool
from core.teaching.near_copies import joined_groups
from core.teaching.session import Checked, Request, check, teach
from core.teaching.taught_model import untaught


@dataclass(frozen=True, eq=False)
class Retraining:
    """A model that was taught anew, and what it is worth."""

    comparison: Comparison
    checked: Checked
    """the model, to be saved as it was measured"""
    learned: int
    """photos that were learned from"""
    near_copies: int
    """labelled photos that were left out, because they are nearly copies of photos that are compared on"""
    locks_all: bool
    """all verified photos were compared on; else half of them, as hardly any other labels were there to learn from"""
    new_breeds: Mapping[str, int]
    """verified photos of breeds that the model did not know before, but does now: these were answered wrongly before"""
    unknown_breeds: Mapping[str, int]
    """verified photos of breeds that it still does not know: these are answered wrongly before and after"""
    before_was_taught: bool
    """the present model was itself taught here: it may know some of the photos, and look too good"""


def locked_photos(pool: Pool, labels: Mapping[str, str], verified: Collection[str]) -> frozenset[str]:
    """The photos to compare on: all verified ones, or half of them where the other labels are fewer.

    The half is chosen by content, so that it is the same every time, and copies of a photo stay together.
    """
    there = [path for path in labels if path in pool.row_of]
    chosen = [path for path in there if path in verified]
    if len(there) - len(chosen) >= len(chosen):
        return frozenset(chosen)
    return frozenset(path for path in chosen if int(pool.contents[pool.row_of[path]][:8], 16) % 2 == 0)


def retrain(
    pool: Pool,
    labels: Mapping[str, str],
    verified: Collection[str],
    own_breeds: Sequence[str],
    *,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> Retraining:
    """Teach the last layer all labels but those that are compared on, and compare before with after.

    Args:
        pool: with the features of the labelled photos.
        labels: breed by path.
        verified: paths whose label was looked at twice.
        own_breeds: the person's own, in the order of their ids.
        control: asked at every step.
        on_progress: told the fits that are done.

    Raises:
        BreedLensError: `nothing_verified`, `nothing_to_learn`, or those of `core.teaching`.
        Cancelled: by `control`.
    """
    locked = locked_photos(pool, labels, verified)
    if not locked:
        raise BreedLensError(
            "nothing_verified",
            "There is no verified photo yet to compare on. Look at some labels twice and press V where they are right.",
        )
    near = _near_copies(pool, labels, locked)
    to_learn = {path: breed for path, breed in labels.items() if path not in near}
    if not any(path in pool.row_of and path not in locked for path in to_learn):
        raise BreedLensError(
            "nothing_to_learn",
            "All labelled photos are needed for the comparison, and none is left to learn from. Label some more.",
        )
    lesson = teach(Request(pool, to_learn, locked, tuple(own_breeds)), control)
    checked = check(lesson, control, on_progress)
    to_compare = {path: labels[path] for path in locked}
    before = untaught(pool.base)
    comparison = compare(before, lesson, pool, to_compare)
    breeds = [labels[pool.paths[row]] for row in comparison.rows.tolist()]
    new = {breed: breeds.count(breed) for breed in sorted(set(breeds) - set(before.classes))}
    after = set(lesson.model.classes)
    return Retraining(
        comparison,
        checked,
        len(lesson.photos),
        len(near),
        locked >= {path for path in labels if path in verified and path in pool.row_of},
        {breed: count for breed, count in new.items() if breed in after},
        {breed: count for breed, count in new.items() if breed not in after},
        pool.base.card.recipe.startswith('kind = "taught"'),
    )


def _near_copies(pool: Pool, labels: Mapping[str, str], locked: frozenset[str]) -> frozenset[str]:
    """Photos that are not locked but look like one that is: an answer that was learned by heart proves nothing."""
    paths = [path for path in labels if path in pool.row_of]
    rows = pool.rows_of(paths)
    place = {breed: index for index, breed in enumerate(sorted(set(labels.values())))}
    truths = np.array([place[labels[path]] for path in paths], np.intp)
    groups = joined_groups(pool.features[rows], pool.centre, truths, []).tolist()
    taken = {group for path, group in zip(paths, groups, strict=True) if path in locked}
    return frozenset(path for path, group in zip(paths, groups, strict=True) if group in taken and path not in locked)
