"""The words that the photo list, its filters and its views share; light to import."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from core.library.records import Status

SET_SHOWN = 3
"""how many breeds of a set ("Norfolk or Norwich Terrier") a row names"""


TOP_KEPT = 5
"""how many breeds a row keeps: as many as there are keys to take one"""


class PhotoState(IntEnum):
    """What is known of a photo, in the order in which "sort by finding" shows them."""

    WAITING = 0
    DOG = 1
    OTHER_BREED = 2
    NO_DOG = 3
    UNREADABLE = 4


class Show(Enum):
    """The photos that a filter lets through."""

    ALL = "all"
    DOGS = "dogs"
    UNSURE = "unsure"
    OTHER_BREED = "other_breed"
    NO_DOG = "no_dog"
    UNREADABLE = "unreadable"


class LabelShow(Enum):
    """The photos that the filter of labels lets through."""

    ALL = "all"
    UNLABELLED = "unlabelled"
    LABELLED = "labelled"
    """with a breed, verified or not"""
    VERIFIED = "verified"
    NOT_A_DOG = "not_a_dog"
    UNKNOWN = "unknown"
    MIXED = "mixed"

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that it lets through."""
        if self is LabelShow.ALL:
            return tuple(Status)
        return (Status.LABELLED, Status.VERIFIED) if self is LabelShow.LABELLED else (Status(self.value),)


class SortKey(Enum):
    """What photos are sorted by."""

    FOLDER = "folder"
    NAME = "name"
    DATE = "date"
    BREED = "breed"
    CONFIDENCE = "confidence"
    MARGIN = "margin"
    FINDING = "finding"
    TEACHING = "teaching"

    @property
    def starts_descending(self) -> bool:
        """The direction that people want first: the surest and the newest."""
        return self in (SortKey.CONFIDENCE, SortKey.DATE)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a person asked to see, and in which order."""

    sort: SortKey = SortKey.FOLDER
    descending: bool = False
    show: Show = Show.ALL
    text: str = ""
    label: LabelShow = LabelShow.ALL

    @property
    def depends_on_labels(self) -> bool:
        """The choice of photos changes as they are labelled."""
        return self.label is not LabelShow.ALL or bool(self.text)

    @property
    def depends_on_outcomes(self) -> bool:
        """The order or the choice of photos changes as predictions come in."""
        neutral = self.sort in (SortKey.FOLDER, SortKey.NAME, SortKey.DATE)
        return not neutral or self.show is not Show.ALL or bool(self.text)
