"""Photos grouped by likeness, as the window shows them; light to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Suggests(Enum):
    """What a group most likely shows."""

    BREED = "breed"
    NOT_A_DOG = "not_a_dog"
    OTHER_BREED = "other_breed"
    """dogs of a breed that the model does not know: nothing can be accepted"""
    EACH = "each"
    """photos that are like no others: for each its own likeliest breed"""


@dataclass(frozen=True, slots=True)
class PhotoGroup:
    """Photos that are alike."""

    stacks: tuple[tuple[str, ...], ...]
    """paths; several together are a burst of near duplicates. Typical ones first, odd ones last"""
    odd: int = 0
    """how many of the last stacks are unlike the others"""
    suggests: Suggests = Suggests.EACH
    likeliest: tuple[tuple[str, float], ...] = ()
    """up to five breeds with their mean probability in 0..1, likeliest first; empty without answers"""
    sureness: float = 0.0
    """mean probability of what the group suggests, 0..1"""
    said: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """by path, what the model says of each photo: its likeliest breed ("" for no dog), and the probability of that"""

    @property
    def count(self) -> int:
        """Photos."""
        return sum(len(stack) for stack in self.stacks)


@dataclass(frozen=True, slots=True)
class Grouping:
    """All photos in their groups, the largest and purest first."""

    groups: tuple[PhotoGroup, ...]
    unreadable: int = 0
    is_cut: bool = False
    """the work was stopped before all photos were looked at"""
