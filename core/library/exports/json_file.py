"""Labels as one JSON document, with everything that is known of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from core.library.exports.selection import ExportPhoto
from core.library.records import LibraryBreed

FORMAT_NAME = "breedlens-labels"
VERSION = 1


def json_parts(photos: Iterator[ExportPhoto], breeds: list[LibraryBreed]) -> Iterator[str]:
    """The document in parts, one photo a line: `{"format", "version", "breeds": [...], "photos": [...]}`.

    Names that are not valid UTF-8 are written as JSON's escapes of lone surrogates, which are read back as they were.
    """
    known = [{"id": breed.id, "name": breed.name, "own": breed.is_own} for breed in breeds]
    yield f'{{"format": "{FORMAT_NAME}", "version": {VERSION},\n"breeds": {json.dumps(known)},\n"photos": ['
    separator = "\n"
    for photo in photos:
        yield separator + json.dumps(_photo(photo))
        separator = ",\n"
    yield "\n]}\n"


def _photo(photo: ExportPhoto) -> dict[str, Any]:
    row: dict[str, Any] = {
        "path": photo.path,
        "status": str(photo.status),
        "breed": photo.breed.name if photo.breed else None,
        "breed_id": photo.breed.id if photo.breed else None,
        "origin": None if photo.origin is None else str(photo.origin),
        "time": photo.time,
    }
    if photo.answer is not None:
        row["prediction"] = {
            "model": photo.answer.model,
            "finding": str(photo.answer.finding.value),
            "dog_probability": photo.answer.dog_probability,
            "top": [list(ranked) for ranked in photo.answer.top],
        }
    return row
