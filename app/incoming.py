"""What a drop or the clipboard brings: files and folders, a picture, or nothing of use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

URI_LIST = "text/uri-list"
LONGEST_TEXT = 1_000_000
"""characters of text that are looked through for paths"""


@dataclass(frozen=True)
class Incoming:
    """Files and folders, or else a picture that has no file; neither where there was nothing of use."""

    paths: list[str] = field(default_factory=list)
    image: QImage | None = None
    is_remote: bool = False
    """there were only addresses of other computers"""


def is_welcome(mime: QMimeData) -> bool:
    """Whether a drag may be dropped; cheap, because it is asked while the mouse moves."""
    return mime.hasUrls() or mime.hasImage()


def read_incoming(mime: QMimeData) -> Incoming:
    """Files come before pictures: a program that offers both means the file."""
    uris = [line.strip() for line in bytes(mime.data(URI_LIST).data()).splitlines()]
    uris = [uri for uri in uris if uri and not uri.startswith(b"#")]
    paths = _unique(path for uri in uris if (path := path_of_uri(uri)))
    if paths:
        return Incoming(paths)
    if mime.hasImage():
        image = QImage(mime.imageData())
        if not image.isNull():
            return Incoming(image=image)
    if mime.hasText() and not uris:
        paths = paths_of_text(mime.text())
    return Incoming(paths, is_remote=bool(uris) and not paths)


def path_of_uri(uri: bytes) -> str | None:
    """The local path that a file URI names, byte for byte, or None for anything else."""
    if uri[:5].lower() != b"file:":
        return None
    if sys.platform == "win32":
        return QUrl.fromEncoded(uri).toLocalFile() or None
    # Not by way of QUrl, which cannot hold names that are not valid UTF-8.
    rest = uri[5:]
    if rest.startswith(b"//"):
        rest = rest[2:]
        rest = rest[rest.find(b"/") :] if b"/" in rest else b""
    path = unquote_to_bytes(rest)
    return os.fsdecode(path) if path.startswith(b"/") and b"\0" not in path else None


def paths_of_text(text: str) -> list[str]:
    """Paths and file URIs written one on a line, quoted or not; only those that exist."""
    found = []
    for line in text[:LONGEST_TEXT].splitlines():
        entry = line.strip().strip("\"'")
        if entry[:5].lower() == "file:":
            path = path_of_uri(entry.encode("utf-8", "surrogateescape"))
        else:
            path = os.path.expanduser(entry)
        if path and os.path.isabs(path) and "\0" not in path and os.path.lexists(path):
            found.append(path)
    return _unique(found)


def _unique(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(paths))
