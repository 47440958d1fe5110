"""What a file says of photos, before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.records import WITH_BREED, Status

CERTAIN = 0.999999
"""the confidence of a label; anything below is a model's opinion"""


@dataclass(frozen=True, slots=True)
class Given:
    """One photo: what it may be called, the likeliest first, and what is said of it; `breed` is any text for one."""

    names: tuple[str, ...]
    status: Status
    breed: str | None = None

    def __post_init__(self) -> None:
        if (self.breed is not None) != (self.status in WITH_BREED):
            raise ValueError(f"{self.status} with breed {self.breed}")


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a file says, and its lines that say nothing; `source` is the file or the folder."""

    source: str
    given: tuple[Given, ...]
    left_out: tuple[LeftOut, ...] = ()


def line_damaged() -> BreedLensError:
    """A line that cannot be understood."""
    return BreedLensError("line_damaged", "This entry is incomplete or damaged.")


def says_nothing() -> BreedLensError:
    """A photo without a label."""
    return BreedLensError("says_nothing", "The entry holds no label.")


def only_a_model() -> BreedLensError:
    """A model's opinion is no label."""
    return BreedLensError("only_a_model", "The entry holds what a model thinks, not a label.")


def several_breeds() -> BreedLensError:
    """One photo, several labels."""
    return BreedLensError("several_breeds", "The entry holds several breeds.")


def status_unknown(word: str) -> BreedLensError:
    """A status that the library does not have."""
    return BreedLensError("status_unknown", "There is no status {word}.", word=word[:40])


def with_breed(names: tuple[str, ...], breed: str, status: Status | None = None) -> Given:
    """A photo of a breed; of the statuses only "verified" says more than the breed does."""
    return Given(names, Status.VERIFIED if status is Status.VERIFIED else Status.LABELLED, breed)
