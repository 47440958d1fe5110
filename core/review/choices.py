"""What a person can ask of a review; light to import."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Show(Enum):
    """The photos that are listed."""

    MISTAKES = "mistakes"
    POSSIBLE_ERRORS = "possible_errors"
    ALL = "all"


class Order(Enum):
    """What they are sorted by; each begins with what is worth a look most."""

    CONFIDENCE = "confidence"
    """the surest answers first"""
    LOSS = "loss"
    """the given breeds that the model believes least first"""
    MARGIN = "margin"
    """the most decided answers first"""
    LABEL_ERROR = "label_error"
    """the labels that are most likely wrong first"""
    NAME = "name"
    """by the path"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked to see."""

    show: Show = Show.MISTAKES
    order: Order = Order.CONFIDENCE
    verified_only: bool = False
    cell: tuple[str, str] | None = None
    """given and predicted breed; exactly these photos, whatever `show` says"""
