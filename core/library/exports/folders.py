"""Copies of labelled photos in folders: one a breed, perhaps below train, validation and test.

Photos are copied, never moved; nothing is written over. The same export again adds only what is not there yet.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.control import Control, OnProgress
from core.datasets.bursts import bursts_of
from core.errors import BreedLensError, PhotoError
from core.exports.copy_plan import CopyPlan, carry_out, plan_copies_to
from core.exports.report import LeftOut
from core.files import shown
from core.library.exchange import STATUS_FOLDERS, status_of_folder
from core.library.exports.outcome import ExportOutcome, divided, name_reserved, no_breed, no_label, not_reached
from core.library.exports.selection import ExportPhoto
from core.library.records import Status
from core.photos.probe import probe_photo
from core.photos.scan import scan


@dataclass(frozen=True, slots=True)
class SplitShares:
    """Which part of each breed trains, validates and tests; together 1. Equal seeds give equal splits."""

    train: float = 0.7
    validation: float = 0.15
    test: float = 0.15
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of copying: the copy of each photo that has one, and why others have none."""

    copies: Mapping[str, str]
    left_out: tuple[LeftOut, ...]


def export_folders(
    photos: Sequence[ExportPhoto],
    target: str,
    *,
    split: SplitShares | None,
    control: Control,
    on_progress: OnProgress | None = None,
) -> ExportOutcome:
    """Copy photos into `target/BREED`, or into `target/train/BREED` and so on.

    Without a split, photos without a breed go to the folders of `STATUS_FOLDERS`; with one they are left out, since
    they would be taken for a breed to learn.

    Raises:
        BreedLensError: `other_export` where the folders of a split hold other photos, what `assign_splits` says of the
            shares, or that nothing more can be written: what was copied stays.
        Cancelled: by `control`; what was copied stays.
    """
    usable, left_out = divided(photos, lambda photo: _unusable(photo, is_split=split is not None))
    splits = split_of_photos(usable, split, control) if split else {}
    places = []
    for photo in usable:
        name = photo.breed.name if photo.breed else STATUS_FOLDERS[photo.status]
        folder = name.replace("/", "-")
        places.append((photo.path, f"{splits[photo.path]}/{folder}" if split else folder, os.path.basename(photo.path)))
    plan = plan_copies_to(places, target)
    if split:
        refuse_others(plan, [os.path.join(target, name) for name in ("train", "validation", "test")])
    copied = copy_all(plan, control, on_progress)
    return ExportOutcome(len(photos), len(copied.copies), target, (*left_out, *copied.left_out))


def _unusable(photo: ExportPhoto, *, is_split: bool) -> LeftOut | None:
    if photo.status is Status.UNLABELLED:
        return LeftOut(photo.path, no_label())
    if photo.breed is None:
        return LeftOut(photo.path, no_breed()) if is_split else None
    return LeftOut(photo.path, name_reserved()) if is_reserved(photo.breed.name, is_split=is_split) else None


def is_reserved(breed: str, *, is_split: bool) -> bool:
    """Whether a folder of this name would be taken for something else than a breed."""
    from core.datasets.breed_names import split_of

    return status_of_folder(breed) is not None or (not is_split and bool(split_of(breed)))


def copy_all(plan: CopyPlan, control: Control, on_progress: OnProgress | None) -> Copied:
    """Carry out a plan; what was copied before counts as copied."""
    copies = {copy.source: copy.target for copy in plan.already}
    report = carry_out(plan, control=control, on_progress=on_progress, on_copied=copies.__setitem__)
    stopped = {copy.source for copy in plan.copies} - copies.keys() - {path for path, _ in report.left_out}
    left_out = [one for one in report.left_out if one.path not in copies]
    left_out += [LeftOut(path, not_reached()) for path in sorted(stopped)]
    return Copied(copies, tuple(left_out))


def split_of_photos(photos: Sequence[ExportPhoto], shares: SplitShares, control: Control) -> dict[str, str]:
    """`train`, `validation` or `test` of each photo, stratified by breed; the photos of a burst stay together.

    Raises:
        BreedLensError: the shares make no sense, or there is no photo.
    """
    from core.datasets.splits import SplitPlan, assign_splits
    from core.datasets.table import PhotoRow, make_table

    bursts = _Bursts(photos, control)
    # a photo that is no breed (an empty picture for a detector) is stratified by its status
    rows = [
        PhotoRow(photo.path, photo.breed.name if photo.breed else str(photo.status), group=bursts.of(place))
        for place, photo in enumerate(photos)
    ]
    plan = SplitPlan("stratified", shares.train, shares.validation, shares.test, seed=shares.seed)
    table = assign_splits(make_table(rows), plan)
    return dict(zip(table["path"].tolist(), table["split"].tolist(), strict=True))


@dataclass(slots=True)
class _Bursts:
    photos: Sequence[ExportPhoto]
    control: Control
    groups: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        moments = []
        for photo in self.photos:
            self.control.checkpoint()
            header = probe_photo(photo.path)
            moments.append(None if isinstance(header, PhotoError) else header.moment)
        for number, places in enumerate(bursts_of([photo.path for photo in self.photos], moments)):
            self.groups |= dict.fromkeys(places, f"burst {number}")

    def of(self, place: int) -> str:
        return self.groups.get(place, "")


def refuse_others(plan: CopyPlan, folders: Sequence[str]) -> None:
    """Refuse to mix a split with the photos of another: one photo would be learned from and tested on.

    Raises:
        BreedLensError: `other_export`.
    """
    ours = {os.path.normcase(copy.target) for copy in (*plan.copies, *plan.already)}
    for folder in folders:
        if not os.path.isdir(folder):
            continue
        for path in (path for chunk in scan([folder], recursive=True) for path in chunk):
            if os.path.normcase(path) not in ours:
                raise BreedLensError(
                    "other_export",
                    "{folder} holds photos of another export, such as {path}; choose an empty folder.",
                    folder=shown(plan.target_folder),
                    path=shown(os.path.relpath(path, plan.target_folder)),
                )
