"""A JSON document as people have them, read so that a hostile file gets a sentence."""

from __future__ import annotations

import codecs
import json
from typing import Any

from core.errors import BreedLensError, PhotoError
from core.files import shown
from core.photos.source import error_of, open_source

_MOST_BYTES = 512_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_json(path: str, *, lines: bool = False) -> Any:
    """The value of a document; with `lines`, a list where every line is a document of its own.

    Raises:
        BreedLensError: `json_unreadable`: the file cannot be read, or is no JSON in a Unicode encoding.
    """
    text = _text(path)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        values = _by_line(text) if lines else None
        if values is None:
            raise _no_json(path, str(error)) from error
        return values


def _by_line(text: str) -> list[Any] | None:
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()] or None
    except (ValueError, RecursionError):
        return None


def _text(path: str) -> str:
    source = open_source(path)
    if isinstance(source, PhotoError):
        raise _unreadable(path, source.message, source.details)
    with source:
        if source.size > _MOST_BYTES:
            raise _no_json(path, f"{source.size} bytes")
        try:
            data = source.read_all()
        except OSError as error:
            raise _unreadable(path, error_of(error).message, str(error)) from error
    codec = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _no_json(path, str(error)) from error


def _no_json(path: str, details: str) -> BreedLensError:
    return BreedLensError(
        "json_unreadable", "{path} is no list of labels (JSON) that can be read.", path=shown(path), details=details
    )


def _unreadable(path: str, reason: str, details: str) -> BreedLensError:
    return BreedLensError(
        "json_unreadable",
        "The file {path} cannot be read: {reason}",
        path=shown(path),
        reason=reason,
        details=details,
    )


def not_of_kind(path: str, kind: str) -> BreedLensError:
    """JSON, but of something else."""
    return BreedLensError(
        "json_other", "The file {path} is JSON, but not in the format of {kind}.", path=shown(path), kind=kind
    )
