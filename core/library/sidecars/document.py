"""A sidecar's XML as a tree in which every element knows its bytes, so that it can be changed without touching others'.

Read so that a hostile file does no harm: a document type, which alone can define entities, is refused, and so are
deep nesting and large files.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from core.errors import BreedLensError

MOST_BYTES = 32_000_000
"""far more than any sidecar has, develop settings and masks included"""
_DEEPEST = 100
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_BLANKS = b" \t\r\n"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<([^\s/>]+)")
_UNICODE = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"}


@dataclass(eq=False, slots=True)
class Element:
    """One element: `start` to `end` are its bytes, `inside` is where its content begins, `close` where that ends.

    Of an element without content (`<a/>`) `inside` and `close` are `end`.
    """

    name: str
    """namespace and local name, with a blank between; the local name alone where there is no namespace"""
    attributes: dict[str, str]
    start: int
    parent: Element | None
    inside: int = 0
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """what stands in it, but for what stands in its children"""

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's text as UTF-8, and how to write it as it was."""

    body: bytes
    mark: bytes
    codec: str

    def file(self, body: bytes) -> bytes:
        """Another text in the encoding of this one."""
        return self.mark + (body if self.codec == "utf-8" else body.decode("utf-8").encode(self.codec))


def decoded(data: bytes) -> Encoded:
    """A file's text.

    Raises:
        BreedLensError: `sidecar_unreadable`: it is in no Unicode encoding.
    """
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    if not mark:
        codec = next((name for start, name in _UNMARKED if data.startswith(start)), codec)
    body = data[len(mark) :]
    if codec != "utf-8":
        try:
            body = body.decode(codec).encode("utf-8")
        except UnicodeDecodeError as error:
            raise unreadable(str(error)) from error
    declared = _DECLARED.match(body)
    if declared and declared[1].decode("ascii").lower() not in _UNICODE:
        raise unreadable(f"the encoding {declared[1]!r}")
    return Encoded(body, mark, codec)


def parsed(body: bytes, is_closed: Callable[[Element], bool]) -> Element:
    """The root of a document in UTF-8.

    Args:
        body: the document.
        is_closed: whether what is inside an element is of no interest: large histories and masks cost little then.

    Raises:
        BreedLensError: `sidecar_unreadable` where it is no XML, `sidecar_refused` where it has a document type or is
            nested too deep.
    """
    return _Reader(body, is_closed).read()


def unreadable(details: str) -> BreedLensError:
    """The file is no XML that could be changed safely."""
    return BreedLensError(
        "sidecar_unreadable", "The sidecar is damaged or no XMP, and stays as it is.", details=details
    )


def refused(details: str) -> BreedLensError:
    """The file is made to do harm, or no sidecar of any photo program."""
    return BreedLensError(
        "sidecar_refused", "The sidecar holds what no photo program writes, and stays as it is.", details=details
    )


class _Reader:
    def __init__(self, body: bytes, is_closed: Callable[[Element], bool]) -> None:
        self._body = body
        self._is_closed = is_closed
        self._root: Element | None = None
        self._open: list[Element | None] = []
        """None for what is inside a closed element"""
        # what the file says of its encoding does not count any more
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self) -> Element:
        try:
            self._parser.Parse(self._body, True)
        except expat.ExpatError as error:
            raise unreadable(str(error)) from error
        if self._root is None:  # pragma: no cover - expat wants an element
            raise unreadable("no element")
        return self._root

    def _refuse(self, *_: object) -> None:
        raise refused("a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise refused("nested too deep")
        parent = self._open[-1] if self._open else None
        if self._open and (parent is None or self._is_closed(parent)):
            self._open.append(None)
            return
        start = self._parser.CurrentByteIndex
        element = Element(name, attributes, start, parent, inside=_tag_end(self._body, start))
        if parent is None:
            self._root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element is None:
            return
        if self._body[element.inside - 2 : element.inside] == b"/>":
            element.end = element.close = element.inside
        else:
            element.close = self._parser.CurrentByteIndex
            element.end = self._body.index(b">", element.close) + 1

    def _text(self, text: str) -> None:
        element = self._open[-1]
        if element is not None:
            element.text += text


def _tag_end(body: bytes, start: int) -> int:
    """Where the tag that begins at `start` ends; a `>` may stand in the quotes of an attribute."""
    found = _TAG.match(body, start)
    if found is None:  # pragma: no cover - expat took it for a tag
        raise unreadable(f"no end of the tag at {start}")
    return found.end()


def attribute_spans(body: bytes, element: Element) -> list[tuple[bytes, int, int]]:
    """The attributes in an element's tag: name as written, and the bytes from the blanks before it to its end."""
    found = []
    place = element.start + 1 + len(tag_name(body, element))
    while attribute := _ATTRIBUTE.match(body, place):
        found.append((attribute[1], attribute.start(), attribute.end()))
        place = attribute.end()
    return found


def before_blanks(body: bytes, place: int, floor: int = 0) -> int:
    """Where the blanks that end at `place` begin."""
    while place > floor and body[place - 1 : place] and body[place - 1] in _BLANKS:
        place -= 1
    return place


def tag_name(body: bytes, element: Element) -> bytes:
    """The name in an element's tag, with its prefix as it is written."""
    found = _NAME.match(body, element.start)
    return found[1] if found else b""
