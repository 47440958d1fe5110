"""Which breed is taken for which: counts, and the order in which breeds are best laid beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.evaluation.metrics import confusion_matrix
from core.review.table import ReviewTable, Rows

Counts = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Confusion:
    """Counts of the breeds that occur, as given or as predicted; rows are given, columns predicted."""

    labels: tuple[str, ...]
    counts: Counts = field(repr=False)
    """[labels, labels]"""
    unknown: frozenset[str] = frozenset()
    """labels that the model does not know: it cannot predict them"""

    @property
    def photos(self) -> int:
        """Photos in all cells."""
        return int(self.counts.sum())

    @property
    def rates(self) -> NDArray[np.float64]:
        """[labels, labels] share of the row's photos in each cell, in 0..1; 0 in rows without photos."""
        sums = self.counts.sum(axis=1, keepdims=True)
        return np.asarray(self.counts / np.maximum(sums, 1), np.float64)

    def arranged(self, order: Sequence[int] | Rows) -> Confusion:
        """The same with rows and columns in another order."""
        places = np.asarray(order, np.intp)
        return Confusion(tuple(self.labels[i] for i in places), self.counts[np.ix_(places, places)], self.unknown)


def confusion_of(table: ReviewTable, *, verified_only: bool = False) -> Confusion:
    """The confusions of all photos with a breed, or of the verified ones."""
    chosen = table.has_breed & table.is_verified if verified_only else table.has_breed
    counts = confusion_matrix(table.truths[chosen], table.predicted[chosen], len(table.labels))
    kept = np.flatnonzero(counts.sum(axis=0) + counts.sum(axis=1))
    unknown = frozenset(table.labels[len(table.class_names) :])
    labels = tuple(table.labels[i] for i in kept)
    return Confusion(labels, counts[np.ix_(kept, kept)], unknown & set(labels))


def order_by(keys: Sequence[tuple[str, ...]]) -> list[int]:
    """The order of breeds by what they are sorted under: their names, or group and name. Empty texts come last."""

    def key(index: int) -> list[tuple[bool, str]]:
        return [(not text, text) for text in keys[index]]

    return sorted(range(len(keys)), key=key)


def order_by_confusion(counts: Counts) -> list[int]:
    """An order that lays confused breeds beside each other, those confused most at the start.

    The pairs are taken by how much they are confused, in both directions and as shares, and joined into chains where
    both are still ends of one; this is the greedy edge method for the longest path (Gutin and Punnen, "The Traveling
    Salesman Problem and Its Variations", 2002, chapter 10). Breeds that nothing is confused with keep their order.
    """
    counts = np.asarray(counts)
    rates = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    # a share of few photos says less: the count breaks the tie
    likeness = rates + rates.T + 1e-6 * (counts + counts.T)
    first, second = np.triu_indices(len(counts), 1)
    weights = likeness[first, second]
    chains = _Chains(len(counts))
    for pair in np.argsort(-weights, kind="stable"):
        if weights[pair] <= 0:
            break
        chains.join(int(first[pair]), int(second[pair]), float(weights[pair]))
    return chains.order()


class _Chains:
    """Breeds in chains, at first each on its own, that can be joined at their ends."""

    def __init__(self, count: int) -> None:
        self._chain_at = {i: [i] for i in range(count)}
        """by either end"""
        self._strength = dict.fromkeys(range(count), 0.0)
        """by the breed that the chain began with"""
        self._first = {i: i for i in range(count)}

    def join(self, one: int, other: int, weight: float) -> None:
        """Join where both are ends, of two chains."""
        left, right = self._chain_at.get(one), self._chain_at.get(other)
        if left is None or right is None or left is right:
            return
        if left[-1] != one:
            left.reverse()
        if right[0] != other:
            right.reverse()
        for end in (left[0], left[-1], right[0], right[-1]):
            self._chain_at.pop(end, None)
        strength = self._strength[self._first[one]] + self._strength[self._first[other]] + weight
        left += right
        for end in (left[0], left[-1]):
            self._chain_at[end] = left
            self._first[end] = left[0]
        self._strength[left[0]] = strength

    def order(self) -> list[int]:
        """All breeds, chain after chain, the strongest first; of equals that with the first breed."""
        chains = list({id(chain): chain for chain in self._chain_at.values()}.values())
        chains.sort(key=lambda chain: (-self._strength[self._first[chain[0]]], min(chain)))
        return [i for chain in chains for i in chain]
