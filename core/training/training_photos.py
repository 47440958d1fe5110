"""From the photo table of a run to what is trained on: the classes in index order, the photos of each split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.breeds import load_breed_table
from core.datasets.table import TEST, TRAIN, VALIDATION, PhotoRow, rows_of
from core.errors import BreedLensError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TrainingPhotos:
    """`classes` in index order; `watched` are the photos that val_loss and val_accuracy are measured on."""

    classes: tuple[str, ...]
    train: tuple[PhotoRow, ...]
    watched: tuple[PhotoRow, ...]
    test: tuple[PhotoRow, ...]
    unknown: tuple[str, ...] = ()
    """breeds of watched photos that no training photo shows; those photos are left out"""

    def labels(self, rows: Sequence[PhotoRow]) -> NDArray[np.int64]:
        """[N] the class index of each photo."""
        index = {breed: position for position, breed in enumerate(self.classes)}
        return np.array([index[row.breed] for row in rows], np.int64)


def class_order(breeds: set[str]) -> tuple[str, ...]:
    """The known breeds in the order of their wnids, as the published systems have them, then a person's own names."""
    wnids = {breed.slug: breed.wnid for breed in load_breed_table()}
    return tuple(sorted(breeds, key=lambda breed: (breed not in wnids, wnids.get(breed, ""), breed)))


def training_photos(table: pd.DataFrame, validate_on: str = VALIDATION, *, every_breed: bool = False) -> TrainingPhotos:
    """The photos of a run by their part in it.

    Args:
        table: with its splits.
        validate_on: "validation", "test" (as one published run did), or "nothing".
        every_breed: breeds that only validate are classes too, though they are never learned. The models of all folds
            have the same classes then, also where all photos of a breed are in one fold.

    Raises:
        BreedLensError: there is nothing that a network could learn from these photos.
    """
    rows = [row for row in rows_of(table) if row.breed]
    by_split = {split: tuple(row for row in rows if row.split == split) for split in (TRAIN, VALIDATION, TEST)}
    train = by_split[TRAIN]
    if not rows:
        raise BreedLensError("no_breeds", "No photo has a breed, so there is nothing to learn.")
    if not train:
        raise BreedLensError(
            "empty_split", "No photo is left to train on: put some photos of each breed into the part for training."
        )
    learned = {row.breed for row in train}
    if len(learned) < 2:
        raise BreedLensError(
            "one_breed",
            "All photos to train on show {breed}; a network learns to tell breeds apart, so it needs at least two.",
            breed=min(learned),
        )
    classes = class_order(learned | {row.breed for row in by_split[VALIDATION]} if every_breed else learned)
    watched = by_split.get(validate_on, ())
    known = set(classes)
    return TrainingPhotos(
        classes,
        train,
        tuple(row for row in watched if row.breed in known),
        by_split[TEST],
        tuple(sorted({row.breed for row in watched} - known)),
    )
