"""The words that the photo list, its filters and its views share; light to import."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

SET_SHOWN = 3
"""how many breeds of a set ("Norfolk or Norwich Terrier") a row names"""


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


class SortKey(Enum):
    """What photos are sorted by."""

    FOLDER = "folder"
    NAME = "name"
    DATE = "date"
    BREED = "breed"
    CONFIDENCE = "confidence"
    MARGIN = "margin"
    FINDING = "finding"

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

    @property
    def depends_on_outcomes(self) -> bool:
        """The order or the choice of photos changes as predictions come in."""
        neutral = self.sort in (SortKey.FOLDER, SortKey.NAME, SortKey.DATE)
        return not neutral or self.show is not Show.ALL or bool(self.text)
