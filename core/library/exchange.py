"""The words that exports and imports share: formats, layouts, and how photos are named outside the library."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from core.breeds import normalise_breed
from core.errors import BreedLensError
from core.library.records import Status


class ExchangeFormat(StrEnum):
    """What labels are written as, and read from."""

    CSV = "csv"
    JSON = "json"
    XMP = "xmp"
    KAGGLE = "kaggle"
    COCO = "coco"
    YOLO = "yolo"
    FOLDERS = "folders"
    MEGADETECTOR = "megadetector"


class Layout(StrEnum):
    """The two forms of COCO, YOLO and Kaggle files."""

    CLASSIFICATION = "classification"
    DETECTION = "detection"
    LABELS = "labels"
    SUBMISSION = "submission"


LAYOUTS: dict[ExchangeFormat, tuple[Layout, ...]] = {
    ExchangeFormat.COCO: (Layout.CLASSIFICATION, Layout.DETECTION),
    ExchangeFormat.YOLO: (Layout.CLASSIFICATION, Layout.DETECTION),
    ExchangeFormat.KAGGLE: (Layout.LABELS, Layout.SUBMISSION),
}
"""by format, the usual one first; the others have one form"""

STATUS_FOLDERS = {Status.NOT_A_DOG: "not_a_dog", Status.UNKNOWN: "unknown_breed", Status.MIXED: "mixed_breed"}
"""folders of photos without a breed"""

_FOLDER_WORDS = {
    **{normalise_breed(name): status for status, name in STATUS_FOLDERS.items()},
    **dict.fromkeys(map(normalise_breed, ("no dog", "Pas de chien")), Status.NOT_A_DOG),
    **dict.fromkeys(map(normalise_breed, ("Unknown breed", "Race inconnue")), Status.UNKNOWN),
}
"""what folders without a breed are called, by whichever part of BreedLens copied the photos"""

FILE_FORMATS = frozenset(
    {
        ExchangeFormat.CSV,
        ExchangeFormat.JSON,
        ExchangeFormat.KAGGLE,
        ExchangeFormat.COCO,
        ExchangeFormat.MEGADETECTOR,
    }
)
"""those that are one file; YOLO and folders are a folder, and XMP lies beside each photo"""

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
_GUARDED = (*_FORMULA_STARTS, "'")
_ESCAPE = re.compile(r"\\(?=u[dD][89a-fA-F][0-9a-fA-F]{2}|u005c)")
_ESCAPED = re.compile(r"\\u(d[89a-f][0-9a-f]{2}|005c)")


def guarded_cell(text: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe before what begins like a formula; see `plain_cell`."""
    has_guard = text.startswith("'") and text[1:2] in _GUARDED and len(text) > 1
    return f"'{text}" if has_guard or text.startswith(_FORMULA_STARTS) else text


def plain_cell(cell: str) -> str:
    """What `guarded_cell` was given."""
    return cell[1:] if cell.startswith("'") and len(cell) > 1 and cell[1] in _GUARDED else cell


def escaped_name(name: str) -> str:
    r"""A name as valid Unicode: what is no UTF-8 on the disk becomes `\udcXX`. `original_name` is the way back."""
    return _ESCAPE.sub(r"\\u005c", name).encode("utf-8", "backslashreplace").decode("utf-8")


def original_name(text: str) -> str:
    """What `escaped_name` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def common_folder(paths: Iterable[str]) -> str:
    """The deepest folder that holds all photos; empty where there is none (none at all, or several drives)."""
    folders = sorted({os.path.dirname(path) for path in paths})
    try:
        return os.path.commonpath(folders) if folders else ""
    except ValueError:
        return ""


def name_within(path: str, folder: str) -> str:
    """A photo's name below a folder, with forward slashes; its whole path where it lies elsewhere."""
    if not folder:
        return path
    try:
        below = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return path
    return "/".join(Path(below).parts)


def status_of_folder(name: str) -> Status | None:
    """The status that a folder's name stands for, None for a breed's."""
    return _FOLDER_WORDS.get(normalise_breed(name))


def known_status(text: str) -> Status | None:
    """The status of a word, None where it is none or says that there is no label."""
    word = text.strip().casefold().replace(" ", "_").replace("-", "_")
    return Status(word) if word in _STATUSES else None


_STATUSES = frozenset(map(str, Status)) - {str(Status.UNLABELLED)}


def check_layout(kind: ExchangeFormat, layout: Layout | None) -> Layout | None:
    """The layout that is meant; the usual one by default.

    Raises:
        BreedLensError: `layout_unknown`.
    """
    known: Sequence[Layout] = LAYOUTS.get(kind, ())
    if layout is None:
        return known[0] if known else None
    if layout not in known:
        raise BreedLensError(
            "layout_unknown",
            "The format {kind} has no layout {layout}.",
            kind=str(kind),
            layout=str(layout),
        )
    return layout
