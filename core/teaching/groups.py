"""Photos in groups of the same answer and a like look, to be labelled at a glance.

Photos are parted by what the model says of them: no dog, another breed, or one of its classes. Within each part they
are joined by average linkage (Sokal and Michener, 1958) of the cosine distance of their features from the mean of all;
a group that is too large to be looked over comes apart where its own parts were joined last. Nothing depends on chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.control import Control
from core.inference.results import Finding
from core.teaching.base import Matrix
from core.teaching.features import Pool
from core.teaching.near_copies import directions
from core.teaching.taught_model import FINDINGS, Answers

LARGEST = 24
"""photos that are judged at a glance"""
_LOOSEST = 0.75
"""mean cosine distance within which photos are joined: `docs/teaching.md` says how it was chosen"""
_LARGEST_PART = 1000
"""photos of one answer that are joined at once; more are first parted along the direction in which they differ most"""


@dataclass(frozen=True, eq=False)
class Group:
    """Photos to be labelled together, the most typical first."""

    finding: Finding
    class_index: int
    """of the model's classes, -1 for photos without a dog, of another breed, and for the rest"""
    breed: str
    """its name, or ""."""
    rows: NDArray[np.intp]
    """[M] rows of the pool, by their distance"""
    distances: Matrix
    """[M] cosine distance of each photo's features from the group's mean, in 0..2: the odd ones come last"""
    confidence: float
    """mean probability of the group's class, or of no dog, in 0..1; for another breed that of a dog"""
    is_rest: bool = False
    """photos that are like no others of the same finding"""

    def __len__(self) -> int:
        return len(self.rows)


def group_photos(
    pool: Pool,
    answers: Answers,
    rows: NDArray[np.intp] | None = None,
    *,
    largest: int = LARGEST,
    control: Control | None = None,
) -> tuple[Group, ...]:
    """Every photo in exactly one group; large and sure groups first, photos that are like no others last.

    Args:
        pool: photos with features.
        answers: of the model for all photos of the pool.
        rows: which to group, by default all.
        largest: photos of a group at most, but for the rest.
        control: asked between parts.

    Raises:
        Cancelled: by `control`.
    """
    chosen = np.arange(len(pool)) if rows is None else np.unique(rows)
    groups: list[Group] = []
    singles: dict[int, list[NDArray[np.intp]]] = {}
    for finding, class_index, part in _parts(answers, chosen):
        for piece in _pieces(pool, part):
            if control:
                control.checkpoint()
            for members in _joined(pool, piece, largest):
                if len(members) > 1:
                    groups.append(_group(pool, answers, members, finding, class_index))
                else:
                    singles.setdefault(finding, []).append(members)
    groups.sort(key=lambda group: (-len(group) * group.confidence, int(group.rows.min())))
    for finding, alone in sorted(singles.items()):
        groups.append(_group(pool, answers, np.concatenate(alone), finding, -1, is_rest=True))
    return tuple(groups)


def _parts(answers: Answers, rows: NDArray[np.intp]) -> Iterator[tuple[int, int, NDArray[np.intp]]]:
    """Finding, class and rows of those of the same answer."""
    findings = answers.findings[rows]
    classes = np.where(findings == FINDINGS.index(Finding.DOG), answers.best[rows], -1)
    for finding in np.unique(findings).tolist():
        for class_index in np.unique(classes[findings == finding]).tolist():
            yield finding, class_index, rows[(findings == finding) & (classes == class_index)]


def _pieces(pool: Pool, rows: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """The rows in pieces that can be joined at once."""
    if len(rows) <= _LARGEST_PART:
        yield rows
        return
    pointing = directions(pool.features[rows], pool.centre)
    pointing -= pointing.mean(axis=0)
    axis = pointing[int(np.einsum("nf,nf->n", pointing, pointing).argmax())]
    for _ in range(10):  # the direction of the largest variance, near enough
        axis = pointing.T @ (pointing @ axis)
        axis /= max(float(np.linalg.norm(axis)), np.finfo(np.float32).tiny)
    order = np.lexsort((rows, pointing @ axis))
    for half in (order[: len(order) // 2], order[len(order) // 2 :]):
        yield from _pieces(pool, np.sort(rows[half]))


def _joined(pool: Pool, rows: NDArray[np.intp], largest: int) -> list[NDArray[np.intp]]:
    """The rows in groups of at most `largest`."""
    if len(rows) == 1:
        return [rows]
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    pointing = directions(pool.features[rows], pool.centre)
    distances = np.clip(1 - pointing @ pointing.T, 0, None).astype(np.float64)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    count = len(rows)
    members = {place: [place] for place in range(count)}
    done: list[list[int]] = []
    for step, (one, other, distance, size) in enumerate(tree):
        parts = [members.pop(int(one), None), members.pop(int(other), None)]
        if distance <= _LOOSEST and size <= largest and None not in parts:
            members[count + step] = [place for part in parts if part for place in part]
        else:
            done += [part for part in parts if part is not None]
    return [rows[sorted(part)] for part in [*done, *members.values()]]


def _group(
    pool: Pool,
    answers: Answers,
    rows: NDArray[np.intp],
    finding: int,
    class_index: int,
    *,
    is_rest: bool = False,
) -> Group:
    pointing = directions(pool.features[rows], pool.centre)
    middle = pointing.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), np.finfo(np.float32).tiny)
    distances = np.clip(1 - pointing @ middle, 0, 2).astype(np.float32)
    order = np.lexsort((rows, distances))
    found = FINDINGS[finding]
    dog = 1 / (1 + np.exp(-answers.log_odds[rows].astype(np.float64))) if answers.card.gate else np.ones(len(rows))
    match found:
        case Finding.DOG if class_index >= 0:
            sure = answers.probabilities[rows, class_index]
        case Finding.DOG:
            sure = answers.probabilities[rows].max(axis=1)
        case Finding.OTHER_BREED:
            sure = dog
        case Finding.NO_DOG:
            sure = 1 - dog
    breed = answers.card.classes[class_index].breed if class_index >= 0 else ""
    return Group(found, class_index, breed, rows[order], distances[order], float(sure.mean()), is_rest)
