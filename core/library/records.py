"""The words of the label library: status, origin, label, action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What is known of a photo. A label with a breed is `LABELLED` or `VERIFIED`, all others have none."""

    UNLABELLED = "unlabelled"
    LABELLED = "labelled"
    VERIFIED = "verified"
    NOT_A_DOG = "not_a_dog"
    UNKNOWN = "unknown"
    """a dog of a breed that nobody knows"""
    MIXED = "mixed"


WITH_BREED = frozenset({Status.LABELLED, Status.VERIFIED})


class Origin(StrEnum):
    """How a person came to a label."""

    ACCEPTED = "accepted"
    """the first prediction was right"""
    CHOSEN = "chosen"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class LibraryBreed:
    """A breed of the list: one of the 120, or a person's own.

    `id` is permanent: it is never given to another breed, whatever is renamed, merged or undone.
    """

    id: int
    name: str
    """a slug of the 120, or the person's own words"""
    is_own: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of a photo: a status, and the id of a breed where the status has one."""

    status: Status
    breed: int | None = None

    def __post_init__(self) -> None:
        if (self.breed is not None) != (self.status in WITH_BREED):
            raise ValueError(f"{self.status} with breed {self.breed}")


UNLABELLED = Label(Status.UNLABELLED)


@dataclass(frozen=True, slots=True)
class PhotoLabel:
    """A photo of the library with its label.

    `path` is where it was seen last (absolute, may hold lone surrogates), "" where other photos have taken all its
    places; `breed` a name of the list or None; `time` when the person said so (UTC, ISO 8601), "" for a photo without a
    label, whose `origin` is None.
    """

    photo: int
    path: str
    status: Status
    breed: str | None
    origin: Origin | None
    time: str


@dataclass(frozen=True, slots=True)
class Action:
    """One step that can be undone, however many photos it changed."""

    id: int
    kind: str
    """`label`, `import`, `add_breed`, `rename_breed`, `merge_breeds`"""
    time: str
    changes: int
