"""Labels of a JSON document of BreedLens, or of the lines that `breedlens label list --format json` prints."""

from __future__ import annotations

from typing import Any

from core.control import Control
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.exchange import known_status
from core.library.exports.json_file import FORMAT_NAME, VERSION
from core.library.imports.given import Given, Reading, line_damaged, says_nothing, status_unknown, with_breed
from core.library.imports.json_text import not_of_kind, read_json
from core.library.records import Status


def read_json_labels(path: str, control: Control) -> Reading:
    """What a document, a list of objects or lines of objects with `path`, `breed` and `status` say of photos.

    Raises:
        BreedLensError: `json_unreadable`, `json_other`, or `json_newer`.
        Cancelled: by `control`.
    """
    value = read_json(path, lines=True)
    if isinstance(value, dict) and value.get("format") == FORMAT_NAME:
        if value.get("version") != VERSION:
            raise BreedLensError(
                "json_newer", "These labels were written by a newer version of BreedLens; please update the program."
            )
        value = value.get("photos")
    elif isinstance(value, dict) and "path" in value:  # a single line
        value = [value]
    if not isinstance(value, list):
        raise not_of_kind(path, "BreedLens")
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for number, row in enumerate(value):
        if number % 1000 == 0:
            control.checkpoint()
        found = _given(row)
        if isinstance(found, Given):
            given.append(found)
        else:
            name = row.get("path") if isinstance(row, dict) else None
            left_out.append(LeftOut(name if isinstance(name, str) else "", found))
    return Reading(path, tuple(given), tuple(left_out))


def _given(row: Any) -> Given | BreedLensError:
    if not isinstance(row, dict):
        return line_damaged()
    name, breed, word = row.get("path"), row.get("breed"), row.get("status")
    texts = isinstance(name, str) and isinstance(breed, str | None) and isinstance(word, str | None)
    if not texts or not name:
        return line_damaged()
    status = known_status(word) if word else None
    if word and status is None:
        return says_nothing() if word == Status.UNLABELLED else status_unknown(word)
    if status in (Status.NOT_A_DOG, Status.UNKNOWN, Status.MIXED):
        return Given((name,), status)
    return with_breed((name,), breed, status) if breed else says_nothing()
