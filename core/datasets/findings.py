"""What can be wrong with a data set, each as one finding with its sentence and the photos that it is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from core.breeds import normalise_breed
from core.datasets.table import TEST, TRAIN, UNASSIGNED, VALIDATION, PhotoRow
from core.enumeration import enumerated
from core.errors import PhotoError

Kind = Literal[
    "no_photos",
    "one_breed",
    "left_out",
    "unreadable",
    "few_photos",
    "one_split_only",
    "empty_split",
    "unassigned",
    "exact_duplicate",
    "near_duplicate",
    "leakage",
    "conflicting_labels",
    "similar_names",
    "imbalance",
]
Severity = Literal["error", "warning", "note"]

IMBALANCE = 10
"""times as many photos of one breed as of another are worth a note"""
_NAMES_SHOWN = 5
_named = partial(enumerated, most=_NAMES_SHOWN)
_PRECIOUS = {TEST: 0, VALIDATION: 1, TRAIN: 2, UNASSIGNED: 3}


@dataclass(frozen=True, slots=True)
class DatasetFinding:
    """Something that a person should know; "error" where no training is possible."""

    kind: Kind
    severity: Severity
    template: str
    """the sentence, with its parameters apart, so that the window can translate it"""
    parameters: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    """the photos it is about"""
    breeds: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    """of duplicates: the photos that are one picture"""
    leave_out: tuple[str, ...] = ()
    """the photos that go where the person chooses to leave out"""

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.parameters)


def breed_findings(rows: Sequence[PhotoRow], min_photos: int) -> list[DatasetFinding]:
    """Findings about the breeds and how many readable photos each has."""
    counts = Counter(row.breed for row in rows)
    if not counts:
        return [DatasetFinding("no_photos", "error", "There is no photo that can be read.")]
    findings = []
    if len(counts) == 1:
        (breed,) = counts
        template = "All photos are of one breed, {breed}: there is nothing to tell apart. Add photos of another breed."
        findings.append(DatasetFinding("one_breed", "error", template, {"breed": breed}, breeds=(breed,)))
    few = tuple(sorted(breed for breed, count in counts.items() if count < min_photos))
    if few:
        paths = tuple(row.path for row in rows if row.breed in few)
        template = "Breeds with fewer than {least} photos: {count} of {all} ({names})."
        parameters = {"count": str(len(few)), "all": str(len(counts)), "least": str(min_photos), "names": _named(few)}
        findings.append(DatasetFinding("few_photos", "warning", template, parameters, paths, few, leave_out=paths))
    most, fewest = max(counts, key=lambda b: (counts[b], b)), min(counts, key=lambda b: (counts[b], b))
    if counts[most] > IMBALANCE * counts[fewest]:
        template = (
            "The breeds are uneven: {most} has {most_count} photos, {fewest} has {fewest_count}. "
            "Class weights make up for some of it."
        )
        parameters = {"most": most, "most_count": str(counts[most])}
        parameters |= {"fewest": fewest, "fewest_count": str(counts[fewest])}
        findings.append(DatasetFinding("imbalance", "note", template, parameters, breeds=(most, fewest)))
    return findings + _similar_names(sorted(counts))


def _similar_names(breeds: Sequence[str]) -> list[DatasetFinding]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for breed in breeds:
        by_key[normalise_breed(breed) or breed].append(breed)
    alike = [names for names in by_key.values() if len(names) > 1]
    if not alike:
        return []
    template = "Some breeds differ in spelling alone and count as different breeds: {names}."
    parameters = {"names": _named([" and ".join(names) for names in alike], separator="; ")}
    breeds = tuple(name for names in alike for name in names)
    return [DatasetFinding("similar_names", "warning", template, parameters, breeds=tuple(breeds))]


def unreadable_finding(rows: Sequence[PhotoRow], errors: Mapping[str, PhotoError]) -> list[DatasetFinding]:
    """The photos that cannot be read, and the first reason; training goes on without them."""
    paths = tuple(dict.fromkeys(row.path for row in rows if row.path in errors))
    if not paths:
        return []
    reasons = Counter(errors[path].message for path in paths)
    breeds = tuple(sorted({row.breed for row in rows if row.path in errors}))
    parameters = {"count": str(len(paths)), "reason": reasons.most_common(1)[0][0]}
    template = (
        "1 photo cannot be read: {reason}" if len(paths) == 1 else "{count} photos cannot be read, most often: {reason}"
    )
    return [DatasetFinding("unreadable", "warning", template, parameters, paths, breeds, leave_out=paths)]


def split_findings(rows: Sequence[PhotoRow]) -> list[DatasetFinding]:
    """Findings about the splits; none for a table without any."""
    splits = {row.split for row in rows} - {UNASSIGNED}
    if not splits:
        return []
    findings = []
    if TRAIN not in splits:
        findings.append(DatasetFinding("empty_split", "error", "No photo is set apart for training."))
    elif VALIDATION not in splits:
        findings.append(DatasetFinding("empty_split", "note", "No photo is set apart for validation."))
    unassigned = tuple(row.path for row in rows if row.split == UNASSIGNED)
    if unassigned:
        template = "Photos in no split, which are not used: {count}."
        findings.append(DatasetFinding("unassigned", "note", template, {"count": str(len(unassigned))}, unassigned))
    by_breed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_breed[row.breed].add(row.split)
    single = {breed: found - {UNASSIGNED} for breed, found in by_breed.items()}
    lone = tuple(sorted(breed for breed, found in single.items() if len(found) == 1 and len(splits) > 1))
    untrained = [breed for breed in lone if TRAIN not in single[breed]]
    if lone:
        template = "Breeds in one split only: {count} ({names})."
        if untrained:
            template += " Nothing can be learned of those without a training photo: {untrained}."
        parameters = {"count": str(len(lone)), "names": _named(lone), "untrained": _named(untrained)}
        paths = tuple(row.path for row in rows if row.breed in lone)
        findings.append(DatasetFinding("one_split_only", "warning", template, parameters, paths, lone, leave_out=paths))
    return findings


def duplicate_findings(groups: Sequence[Sequence[PhotoRow]], contents: Mapping[str, str]) -> list[DatasetFinding]:
    """Findings about photos that are one picture.

    Args:
        groups: of two or more rows each.
        contents: the content fingerprint of each path.
    """
    exact, near, leaking, conflicting = [], [], [], []
    for group in groups:
        if len({row.breed for row in group}) > 1:
            conflicting.append(group)
        if len({row.split for row in group} - {UNASSIGNED}) > 1:
            leaking.append(group)
        elif len({contents[row.path] for row in group}) == 1:
            exact.append(group)
        else:
            near.append(group)
    found = [
        _duplicates(
            "leakage",
            "Pictures in more than one split, as copies or nearly so: {count}. What is tested would have been seen in "
            "training; leaving out takes them from the training photos.",
            leaking,
            [_beside_the_most_precious(group) for group in leaking],
        ),
        _duplicates(
            "conflicting_labels",
            "Pictures that are there under different breeds: {count}; the first of them as {names}.",
            conflicting,
            [[row.path for row in group] for group in conflicting],
        ),
        _duplicates(
            "exact_duplicate",
            "Photos that are there more than once, in files of equal content: {count}.",
            exact,
            [_but_the_first(group) for group in exact],
        ),
        _duplicates(
            "near_duplicate",
            "Photos that are there more than once, nearly alike (another size, the same moment): {count}.",
            near,
            [_but_the_first(group) for group in near],
        ),
    ]
    return [finding for finding in found if finding.groups]


def _duplicates(
    kind: Kind, template: str, groups: Sequence[Sequence[PhotoRow]], surplus: Sequence[Sequence[str]]
) -> DatasetFinding:
    rows = [row for group in groups for row in group]
    breeds = tuple(sorted({row.breed for row in rows}))
    names = _named(sorted({row.breed for row in groups[0]})) if groups else ""
    return DatasetFinding(
        kind,
        "warning" if kind in ("leakage", "conflicting_labels") else "note",
        template,
        {"count": str(len(groups)), "names": names},
        tuple(row.path for row in rows),
        breeds,
        tuple(tuple(row.path for row in group) for group in groups),
        tuple(path for paths in surplus for path in paths),
    )


def _beside_the_most_precious(group: Sequence[PhotoRow]) -> list[str]:
    """What must go for the picture to be in one split: test photos stay, then validation photos."""
    kept = min((row.split for row in group), key=_PRECIOUS.__getitem__)
    return [row.path for row in group if row.split != kept]


def _but_the_first(group: Sequence[PhotoRow]) -> list[str]:
    return [row.path for row in group[1:] if row.path != group[0].path]
