"""What became of every photo of an export: as many in as out and left out together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.errors import BreedLensError, PhotoError
from core.exports.report import LeftOut

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """`photos` went in, `written` of them came out; the rest is in `left_out`."""

    photos: int
    written: int
    place: str
    """the file or folder that was written; "" for sidecars, which lie beside the photos"""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def has_failures(self) -> bool:
        """Whether photos are missing that should be there: files that cannot be read or written."""
        return any(isinstance(one.reason, PhotoError) or one.reason.code not in BY_DESIGN for one in self.left_out)

    @property
    def reasons(self) -> list[tuple[PhotoError | BreedLensError, int]]:
        """Why photos were left out, and how many for each reason, most first."""
        return counted(self.left_out)


BY_DESIGN = frozenset(
    {"no_label", "no_breed", "breed_not_known", "same_id", "in_no_file", "not_tagged", "name_reserved"}
)
"""reasons that a format has: nothing is wrong with these photos"""


def counted(left_out: Iterable[LeftOut]) -> list[tuple[PhotoError | BreedLensError, int]]:
    """The reasons, and how many photos each has, most first."""
    counts: Counter[str] = Counter()
    first: dict[str, PhotoError | BreedLensError] = {}
    for _, reason in left_out:
        key = reason_key(reason)
        counts[key] += 1
        first.setdefault(key, reason)
    return [(first[key], number) for key, number in counts.most_common()]


def reason_key(reason: PhotoError | BreedLensError) -> str:
    """Equal for reasons of one kind, whatever names are in their sentences."""
    return f"photo {reason.code}" if isinstance(reason, PhotoError) else f"{reason.code}: {reason.template}"


def no_label() -> BreedLensError:
    """The photo has no label."""
    return BreedLensError("no_label", "Nobody said yet what the photo shows.")


def no_breed() -> BreedLensError:
    """This format knows nothing but breeds."""
    return BreedLensError("no_breed", "The label names no breed, and this format has no place for others.")


def name_reserved() -> BreedLensError:
    """A breed of the person's own called "Test" or "Unknown breed"."""
    return BreedLensError("name_reserved", "A folder called like this breed would be taken for something else.")


def in_no_file() -> BreedLensError:
    """A label whose photo is gone."""
    return BreedLensError("in_no_file", "The photo is in no file any more.")


def not_reached() -> BreedLensError:
    """A person stopped the export and kept what there was."""
    return BreedLensError("not_reached", "The export was stopped before this photo.")


def divided(photos: Sequence[T], reason: Callable[[T], LeftOut | None]) -> tuple[list[T], list[LeftOut]]:
    """The photos that have no reason to be left out, and the reasons of the others."""
    kept: list[T] = []
    left_out: list[LeftOut] = []
    for photo in photos:
        found = reason(photo)
        if found is None:
            kept.append(photo)
        else:
            left_out.append(found)
    return kept, left_out
