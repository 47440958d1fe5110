"""What is wrong with a data set, said before anything is trained on it; and a table without what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from core.control import Control, OnProgress
from core.datasets.bursts import bursts_of
from core.datasets.findings import (
    DatasetFinding,
    beside_the_most_precious,
    breed_findings,
    burst_findings,
    duplicate_findings,
    groups_apart,
    leakage_findings,
    split_findings,
    unreadable_finding,
)
from core.datasets.likeness import Clusters, join_alike
from core.datasets.photo_facts import PhotoFacts, PhotoFactStore
from core.datasets.table import NOTES, SPLITS, TRAIN, UNASSIGNED, PhotoRow, rows_of
from core.errors import BreedLensError, PhotoError


@dataclass(frozen=True, slots=True)
class DatasetReport:
    """What a look at every photo found."""

    findings: tuple[DatasetFinding, ...]
    """errors first, then warnings, then notes"""
    counts: Mapping[str, Mapping[str, int]]
    """readable photos by breed and split, every split of `SPLITS` being there"""
    duplicates: tuple[tuple[str, ...], ...]
    """paths that are one picture, for `keep_together`"""

    @property
    def errors(self) -> tuple[DatasetFinding, ...]:
        """What makes training impossible."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def photos(self) -> int:
        """Readable photos."""
        return sum(sum(splits.values()) for splits in self.counts.values())


def inspect_table(
    table: pd.DataFrame,
    *,
    min_photos: int = 5,
    store: PhotoFactStore | None = None,
    control: Control | None = None,
    on_progress: OnProgress | None = None,
) -> DatasetReport:
    """Look at every photo of a table: read it whole, decode it small, and compare it with all others.

    Args:
        table: a photo table; where it has splits, it is also searched for pictures that are in two of them.
        min_photos: breeds with fewer are named.
        store: remembers what was seen of unchanged photos; the person's own by default.
        control: asked every few hundred photos.
        on_progress: photos looked at, of all.

    Raises:
        BreedLensError: this is no photo table.
        Cancelled: by `control`.
    """
    rows = rows_of(table)
    own = PhotoFactStore() if store is None else store
    try:
        seen = own.facts([row.path for row in rows], control=control, on_progress=on_progress)
    finally:
        if store is None:
            own.close()
    errors = {path: error for path, error in seen.items() if isinstance(error, PhotoError)}
    facts = {path: fact for path, fact in seen.items() if isinstance(fact, PhotoFacts)}
    readable = [row for row in rows if row.path in facts]
    groups = _one_picture(readable, facts, control)
    bursts = bursts_of([row.path for row in readable], [facts[row.path].moment for row in readable])
    findings = [
        *(DatasetFinding("left_out", "note", "{note}", {"note": note}) for note in table.attrs.get(NOTES, ())),
        *unreadable_finding(rows, errors),
        *breed_findings(readable, min_photos),
        *split_findings(readable),
        *duplicate_findings(groups, {path: fact.content for path, fact in facts.items()}),
        *burst_findings([[readable[place] for place in members] for members in bursts]),
    ]
    findings.sort(key=lambda finding: ("error", "warning", "note").index(finding.severity))
    duplicates = tuple(tuple(dict.fromkeys(row.path for row in group)) for group in groups)
    return DatasetReport(tuple(findings), _counted(readable), duplicates)


def inspect_split(table: pd.DataFrame) -> tuple[DatasetFinding, ...]:
    """What a split made of the photos, without looking at any: groups that came apart, breeds in one part only.

    Args:
        table: divided, with its groups; those of `keep_together` are the pictures that are there twice.
    """
    rows = rows_of(table)
    # a breed that is to be left out is so before the photos are divided
    divided = [replace(finding, leave_out=()) for finding in split_findings(rows)]
    return (*leakage_findings(rows), *divided)


def without_leaks(table: pd.DataFrame) -> pd.DataFrame:
    """The table without the photos of groups that are apart, but for those in the most precious split of each."""
    unwanted = {path for group in groups_apart(rows_of(table)) for path in beside_the_most_precious(group)}
    return table[~table["path"].isin(unwanted)].reset_index(drop=True) if unwanted else table


def keep_together(table: pd.DataFrame, duplicates: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The table with one `group` for the photos of each set of paths, so that no split takes them apart.

    Sets that touch groups of the table are joined with these.
    """
    groups = table["group"].tolist()
    places: dict[str, list[int]] = defaultdict(list)
    for place, path in enumerate(table["path"]):
        places[path].append(place)
    clusters = Clusters(len(groups))
    first: dict[str, int] = {}
    for place, group in enumerate(groups):
        if group:
            clusters.join(first.setdefault(group, place), place)
    for paths in duplicates:
        members = [place for path in paths for place in places.get(path, ())]
        for member in members[1:]:
            clusters.join(members[0], member)
    for members in clusters.sets():
        name = next((groups[place] for place in members if groups[place]), "")
        for place in members:
            groups[place] = name or f"like {table['path'].iloc[members[0]]}"
    result = table.copy()
    result["group"] = pd.Series(groups, index=table.index, dtype=object)
    return result


def require_trainable(table: pd.DataFrame, *, divided: bool = False) -> None:
    """Refuse a table from which nothing can be learned, without reading a photo.

    Args:
        table: a photo table.
        divided: photos in no split teach nothing.

    Raises:
        BreedLensError: there is no photo with a breed, none to train on, or there is one breed.
    """
    rows = rows_of(table)
    if not rows:
        raise BreedLensError("no_photos", "There is no photo to train on.")
    labelled = [row for row in rows if row.breed]
    if not labelled:
        raise BreedLensError("no_breeds", "No photo has a breed, so there is nothing to learn.")
    breeds = {row.breed for row in labelled if row.split in ((TRAIN,) if divided else (TRAIN, UNASSIGNED))}
    if not breeds:
        raise BreedLensError(
            "empty_split", "No photo is left to train on: put some photos of each breed into the part for training."
        )
    if len(breeds) == 1:
        raise BreedLensError(
            "one_breed",
            "All photos to train on are of one breed, {breed}: there is nothing to tell apart. "
            "Add photos of another breed.",
            breed=breeds.pop(),
        )


def _one_picture(
    rows: Sequence[PhotoRow], facts: Mapping[str, PhotoFacts], control: Control | None
) -> list[list[PhotoRow]]:
    """The sets of two or more rows that show one picture."""
    clusters = Clusters(len(rows))
    join_alike(clusters, [facts[row.path].likeness for row in rows], control=control)
    first: dict[str, int] = {}
    for place, row in enumerate(rows):  # blank pictures have no likeness, but may be copies
        clusters.join(first.setdefault(facts[row.path].content, place), place)
    return [[rows[place] for place in members] for members in clusters.sets()]


def _counted(rows: Sequence[PhotoRow]) -> dict[str, dict[str, int]]:
    counts = {breed: dict.fromkeys(SPLITS, 0) for breed in sorted({row.breed for row in rows})}
    for row in rows:
        counts[row.breed][row.split] += 1
    return counts
