"""Labels of a YOLO data set: folders of classes, or pictures with text files of boxes."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass

from core.control import Control
from core.errors import BreedLensError, PhotoError
from core.exports.report import LeftOut
from core.files import shown
from core.library.imports.folders import read_folder_labels
from core.library.imports.given import Given, Reading, line_damaged, says_nothing, several_breeds
from core.library.records import Status
from core.photos.scan import scan
from core.photos.source import open_source

_MOST_BYTES = 4_000_000
_FILES = ("data.yaml", "dataset.yaml", "data.yml", "dataset.yml")
_ENTRY = re.compile(r"^(\s*)(?:-\s+|(?:(\d+)|[\"'](\d+)[\"'])\s*:\s*)(.*)$")
_PARTS = ("train", "val", "test")


@dataclass(frozen=True, slots=True)
class _DataFile:
    names: dict[int, str]
    folders: tuple[str, ...]
    """of pictures, absolute"""


def read_yolo_labels(path: str, control: Control) -> Reading:
    """What a data set says of its photos. A picture with an empty text file shows no dog.

    Args:
        path: its `data.yaml`, or its folder; a folder without such a file has a folder a class.
        control: asked between photos.

    Raises:
        BreedLensError: `yolo_unreadable`, or as `read_folder_labels`.
        Cancelled: by `control`.
    """
    file = path
    if os.path.isdir(path):
        found = next((name for name in _FILES if os.path.isfile(os.path.join(path, name))), None)
        if found is None:
            return read_folder_labels(path, control)
        file = os.path.join(path, found)
    data = _read_data_file(os.path.abspath(file))
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for folder in data.folders:
        for chunk in scan([folder], recursive=True, control=control) if os.path.isdir(folder) else ():
            for photo in chunk:
                label = _label(photo, data.names)
                if isinstance(label, Given):
                    given.append(label)
                else:
                    left_out.append(LeftOut(photo, label))
    if not given and not left_out:
        raise BreedLensError("no_photos", "There is no photo in {path}.", path=shown(os.path.dirname(file)))
    return Reading(os.path.abspath(file), tuple(given), tuple(left_out))


def _label(photo: str, names: dict[int, str]) -> Given | BreedLensError:
    try:
        with open(_text_file(photo), encoding="utf-8") as file:
            lines = file.read(_MOST_BYTES).split("\n")
        classes = {int(line.split()[0]) for line in lines if line.strip()}
    except FileNotFoundError:
        return says_nothing()
    except (OSError, ValueError):
        return line_damaged()
    if not classes:
        return Given((photo,), Status.NOT_A_DOG)
    if len(classes) > 1:
        return several_breeds()
    name = names.get(classes.pop())
    return line_damaged() if not name else Given((photo,), Status.LABELLED, name)


def _text_file(photo: str) -> str:
    """Where the boxes of a picture are: in `labels` for `images`, as YOLO programs look for it."""
    before, images, after = photo.rpartition(f"{os.sep}images{os.sep}")
    moved = f"{before}{os.sep}labels{os.sep}{after}" if images else photo
    return os.path.splitext(moved)[0] + ".txt"


def _read_data_file(path: str) -> _DataFile:
    source = open_source(path)
    if isinstance(source, PhotoError):
        raise _unreadable(path, source.message)
    with source:
        if source.size > _MOST_BYTES:
            raise _unreadable(path, f"{source.size} bytes")
        try:
            text = source.read_all().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise _unreadable(path, str(error)) from error
    values, names = _values(text.splitlines())
    if not names:
        raise _unreadable(path, "no names")
    top = os.path.join(os.path.dirname(path), values.get("path", ""))
    folders = [os.path.normpath(os.path.join(top, values[part])) for part in _PARTS if values.get(part)]
    return _DataFile(names, tuple(dict.fromkeys(folders)))


def _values(lines: list[str]) -> tuple[dict[str, str], dict[int, str]]:
    """The plain values of a file, and the class names: a list or numbers with names, in one line or in several.

    No YAML reader: the few forms that data sets have are enough, and nothing in them can do harm.
    """
    values: dict[str, str] = {}
    names: dict[int, str] = {}
    in_names = False
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _ENTRY.match(line) if in_names else None
        if entry:
            number = entry[2] or entry[3]
            names[int(number) if number else len(names)] = _scalar(entry[4])
            continue
        key, colon, value = line.partition(":")
        if not colon or key != key.lstrip():
            continue
        in_names = key.strip() == "names"
        if in_names and value.strip():
            names = _inline(value.strip())
        elif not in_names:
            values[key.strip()] = _scalar(value)
    return values, names


def _inline(text: str) -> dict[int, str]:
    """`['a', "b", c]`, or `{0: a, 1: b}`."""
    inner = text.partition(" #")[0].strip()[1:-1]
    parts = re.findall(r"\s*((?:\d+\s*:\s*)?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+))\s*(?:,|$)", inner)
    names: dict[int, str] = {}
    for place, part in enumerate(parts):
        number, colon, name = part.partition(":")
        is_numbered = text.startswith("{") and colon and number.strip().isdecimal()
        names[int(number) if is_numbered else place] = _scalar(name if is_numbered else part)
    return names


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        end = re.match(r'"(?:[^"\\]|\\.)*"', text)
        try:
            return str(json.loads(end[0])) if end else text
        except ValueError:
            return end[0][1:-1] if end else text
    if text.startswith("'"):
        end = re.match(r"'(?:[^']|'')*'", text)
        return end[0][1:-1].replace("''", "'") if end else text
    return text.partition(" #")[0].strip()


def _unreadable(path: str, details: str) -> BreedLensError:
    return BreedLensError(
        "yolo_unreadable",
        "The file {path} does not describe a YOLO data set that can be read.",
        path=shown(path),
        details=details,
    )
