"""Writes measured tables into models/catalog.toml and leaves the rest of the file as people wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.paths import catalog_path


def replace_tables(kind: str, tables: Mapping[str, Sequence[str]]) -> None:
    """Put tables at the end of their models' entries, in place of those of the same kind.

    Args:
        kind: `calibration` or `accuracy`, as in `[model.calibration.single]` and `[[model.accuracy]]`.
        tables: TOML text by the name of the model; other models stay as they are.
    """
    path = catalog_path()
    head, *entries = re.split(r"(?m)^(?=\[\[model\]\])", path.read_text("utf-8"))
    old = re.compile(rf"(?ms)^\[\[?model\.{kind}\b.*?(?=^\[|\Z)")
    written = []
    for entry in entries:
        name = re.search(r'(?m)^name = "(.*)"', entry)
        new = tables.get(name[1]) if name else None
        written.append(entry if new is None else "\n".join([old.sub("", entry).rstrip("\n"), *new, "", ""]))
    path.write_text(head + "".join(written), "utf-8")
