"""The two shapes of failure: a value for a photo that cannot be read, an exception for everything else.

Each failure has a code (for programs) and one plain sentence (for people). The sentence is a template in
`PHOTO_SENTENCES` or at the place of the raise, with its parameters apart, so that the window can translate it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PhotoErrorCode(StrEnum):
    """Why a file gave no picture."""

    NOT_FOUND = "not_found"
    IS_FOLDER = "is_folder"
    NO_PERMISSION = "no_permission"
    NOT_A_FILE = "not_a_file"
    EMPTY = "empty"
    NOT_A_PHOTO = "not_a_photo"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    CORRUPT = "corrupt"
    READ_FAILED = "read_failed"


PHOTO_SENTENCES: Mapping[PhotoErrorCode, str] = {
    PhotoErrorCode.NOT_FOUND: "There is no such file, or not any more.",
    PhotoErrorCode.IS_FOLDER: "This is a folder, not a photo.",
    PhotoErrorCode.NO_PERMISSION: "You are not allowed to read this file.",
    PhotoErrorCode.NOT_A_FILE: "This is a device or a pipe, not a photo.",
    PhotoErrorCode.EMPTY: "The file is empty.",
    PhotoErrorCode.NOT_A_PHOTO: "This file is not a photo.",
    PhotoErrorCode.UNSUPPORTED: "This kind of picture cannot be read ({what}).",
    PhotoErrorCode.TOO_LARGE: "The picture is too large to open safely ({width} x {height} pixels).",
    PhotoErrorCode.TRUNCATED: "The file ends too early: part of the picture is missing.",
    PhotoErrorCode.CORRUPT: "The file is damaged and cannot be read.",
    PhotoErrorCode.READ_FAILED: "The file could not be read from the disk ({what}).",
}


@dataclass(frozen=True, slots=True)
class PhotoError:
    """Why a photo gave no picture: a value, not an exception, because it is an everyday result.

    `parameters` fill the placeholders of the code's sentence; `details` is for the log and the details button.
    """

    code: PhotoErrorCode
    parameters: Mapping[str, str] = field(default_factory=dict)
    details: str = ""

    @property
    def message(self) -> str:
        """The sentence in English."""
        return PHOTO_SENTENCES[self.code].format(**self.parameters)


class BreedLensError(Exception):
    """Something that a person must be told: a code, one plain sentence, and details for the log."""

    def __init__(self, code: str, template: str, *, details: str = "", **parameters: str) -> None:
        self.code = code
        self.template = template
        self.parameters = parameters
        self.details = details
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.parameters)
