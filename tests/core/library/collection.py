"""A person's collection: small pictures in folders, and a library that says all kinds of things of them."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from core.library.exchange import ExchangeFormat, Layout
from core.library.exports.export import ExportRequest, export_labels
from core.library.exports.folders import SplitShares
from core.library.exports.outcome import ExportOutcome
from core.library.imports.read import read_labels_from
from core.library.imports.run import ImportOutcome, import_labels
from core.library.library import LabelLibrary
from core.library.records import UNLABELLED, Label, Origin, Status

Said = dict[str, tuple[str, str | None]]
_NUMBERS = itertools.count()


def draw(path: str | Path, exif: Image.Exif | None = None) -> str:
    """A picture like no other, whatever bytes its name has; PNG but for those that have EXIF."""
    number = next(_NUMBERS)
    picture = Image.new("RGB", (9 + number % 5, 7), (number % 251, number // 251 % 251, 9))
    picture.putpixel((0, 0), (number % 256, number // 256 % 256, 200))
    buffer = io.BytesIO()
    if exif is None:
        picture.save(buffer, "PNG")
    else:
        picture.save(buffer, "JPEG", exif=exif)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(buffer.getvalue() + b"%d" % number)
    return os.fspath(path)


def tell(library: LabelLibrary, path: str, status: Status, breed: str | None = None) -> int:
    """Label a photo; its id."""
    (photo,) = library.add_photos([path])
    assert isinstance(photo, int), photo
    number = None if breed is None else library.add_breed(breed).id
    library.label({photo: Label(status, number)}, Origin.CHOSEN)
    return photo


def said(library: LabelLibrary, paths: Iterable[str] | None = None) -> Said:
    """By path."""
    labels = library.labels().values()
    return {one.path: (one.status.value, one.breed) for one in labels if paths is None or one.path in set(paths)}


def export(
    library: LabelLibrary, kind: str, output: Path | str = "", *, layout: str | None = None, **options: Any
) -> ExportOutcome:
    """Export in a format."""
    request = ExportRequest(
        ExchangeFormat(kind), os.fspath(output), layout=Layout(layout) if layout else None, **options
    )
    return export_labels(library, request)


def take_in(library: LabelLibrary, kind: str, path: Path | str, **options: Any) -> ImportOutcome:
    """Import from a format."""
    return import_labels(library, read_labels_from(ExchangeFormat(kind), os.fspath(path)), **options)


def forget(library: LabelLibrary) -> None:
    """Take all labels away."""
    library.label(dict.fromkeys(library.labels(), UNLABELLED), Origin.CHOSEN)


HALVES = SplitShares(0.5, 0.25, 0.25, seed=3)
