"""A table as people have them: any delimiter, any usual encoding, with or without a byte order mark."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.files import shown
from core.photos.source import error_of, open_source

_MOST_BYTES = 256_000_000
_DELIMITERS = ",;\t|"
_LINES_SNIFFED = 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class CsvText:
    """The cells of a table; `rows` are as long as they are in the file."""

    header: tuple[str, ...]
    rows: list[list[str]]


def read_csv(path: str) -> CsvText:
    """Read a table of texts; empty lines do not count.

    The encoding is UTF-8 or what a byte order mark says, else Windows' Western European, which reads any bytes.

    Raises:
        BreedLensError: the file cannot be read, or is no table.
    """
    source = open_source(path)
    if isinstance(source, PhotoError):
        if source.code is PhotoErrorCode.EMPTY:
            raise _empty(path)
        raise _unreadable(path, source)
    with source:
        if source.size > _MOST_BYTES:
            raise _no_table(path, f"{source.size} bytes")
        try:
            data = source.read_all()
        except OSError as error:
            raise _unreadable(path, error_of(error)) from error
    text = _decode(path, data)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = [row for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise _no_table(path, str(error)) from error
    if not rows:
        raise _empty(path)
    return CsvText(tuple(cell.strip() for cell in rows[0]), rows[1:])


def _decode(path: str, data: bytes) -> str:
    codec = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode("cp1252" if codec.startswith("utf-8") else codec, "replace")
    if "\0" in text[:4096]:
        raise _no_table(path, "it holds zero bytes")
    return text


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns, as many in each."""
    first = "\n".join(text[:65_536].splitlines()[:_LINES_SNIFFED])

    def columns(delimiter: str) -> tuple[int, int]:
        try:
            rows = [row for row in csv.reader(io.StringIO(first, newline=""), delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0)
        widths = [len(row) for row in rows] or [0]
        return (widths.count(widths[0]) if widths[0] > 1 else 0, widths[0])

    return max(_DELIMITERS, key=columns)


def _empty(path: str) -> BreedLensError:
    return BreedLensError("table_empty", "The table {path} is empty.", path=shown(path))


def _unreadable(path: str, error: PhotoError) -> BreedLensError:
    return BreedLensError(
        "table_unreadable",
        "The table {path} cannot be read: {reason}",
        path=shown(path),
        reason=error.message,
        details=error.details,
    )


def _no_table(path: str, details: str) -> BreedLensError:
    return BreedLensError(
        "not_a_table", "{path} is no table of texts (CSV) that can be read.", path=shown(path), details=details
    )
