"""Boxes from Pascal VOC annotations, read so that a hostile file does no harm."""

from __future__ import annotations

import math
from xml.parsers import expat

from core.datasets.table import Box
from core.errors import PhotoError, PhotoErrorCode
from core.photos.source import open_source

_MOST_BYTES = 1_000_000
"""far more than any annotation has"""
_SIDES = ("xmin", "ymin", "xmax", "ymax")


class _Boxes:
    """Collects the `bndbox` elements of one document; a document type, which alone can define entities, is refused."""

    def __init__(self) -> None:
        self.boxes: list[dict[str, float]] = []
        self._inside = False
        self._text: list[str] = []

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(data, True)

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._text.clear()
        if name == "bndbox":
            self.boxes.append({})
            self._inside = True

    def _end(self, name: str) -> None:
        if name == "bndbox":
            self._inside = False
        elif self._inside and name in _SIDES:
            self.boxes[-1][name] = float("".join(self._text))
        self._text.clear()


def read_box(path: str) -> tuple[Box | None, bool]:
    """The largest box of an annotation file, in the file's own pixels, and whether there is one.

    A name without ending is the Stanford Dogs' form; `.xml` is tried as well.
    """
    for name in (path, path + ".xml"):
        source = open_source(name)
        if isinstance(source, PhotoError):
            if source.code is PhotoErrorCode.NOT_FOUND:
                continue
            return None, False
        with source:
            try:
                boxes = parse_boxes(source.read_all()) if source.size <= _MOST_BYTES else []
            except (OSError, ValueError):
                boxes = []
        return (max(boxes, key=_area), True) if boxes else (None, False)
    return None, False


def parse_boxes(data: bytes) -> list[Box]:
    """Every box of a Pascal VOC document that has an area.

    Raises:
        ValueError: the document is damaged, or holds a document type.
    """
    collector = _Boxes()
    try:
        collector.parse(data)
    except (expat.ExpatError, LookupError) as error:  # the latter: an encoding that nobody knows
        raise ValueError(str(error)) from error
    boxes = [
        (box["xmin"], box["ymin"], box["xmax"], box["ymax"])
        for box in collector.boxes
        if all(math.isfinite(box.get(side, math.nan)) for side in _SIDES)
    ]
    return [box for box in boxes if box[0] < box[2] and box[1] < box[3]]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
