"""Labels as lines: for people, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from app.command_line.columns import cell_width, padded
from core.breeds import load_breed_table
from core.exports.csv_export import breed_name
from core.files import shown
from core.library.records import PhotoLabel, Status

_WIDEST_NAME = 72
_NOWHERE = "(in no file any more)"
_STATUS_WIDTH = max(map(len, Status))


class LabelLines:
    """Turns labels into lines; `paths` are all that will come, for the width of their column."""

    def __init__(self, paths: Iterable[str], *, as_json: bool) -> None:
        self._as_json = as_json
        self._breeds = load_breed_table()
        widths = () if as_json else (cell_width(shown(path)) for path in paths)
        self._name_width = min(_WIDEST_NAME, max(widths, default=0))

    def line(self, label: PhotoLabel) -> str:
        """One photo."""
        if self._as_json:
            row = {"path": label.path, "breed": label.breed, "status": label.status, "origin": label.origin}
            return json.dumps(row | {"time": label.time}) + "\n"
        breed = "" if label.breed is None else shown(breed_name(label.breed, self._breeds, "en"))
        name = padded(shown(label.path) or _NOWHERE, self._name_width)
        return f"{name}  {padded(label.status, _STATUS_WIDTH)}  {breed}".rstrip() + "\n"
