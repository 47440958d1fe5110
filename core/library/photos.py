"""Which photo a file is: its content, whatever its name, so that a moved or renamed file keeps its label."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.cache_file import in_chunks
from core.errors import PhotoError
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp


def key_of(path: str) -> bytes:
    """A path as the library stores it: names that are not valid UTF-8 keep their bytes."""
    return path.encode("utf-8", "surrogatepass")


def path_of(key: bytes) -> str:
    """The other way round."""
    return bytes(key).decode("utf-8", "surrogatepass")


def known_photo(connection: sqlite3.Connection, path: str) -> int | None:
    """The photo at a path whose file did not change since it was last read."""
    stamp = file_stamp(path)
    row = connection.execute("SELECT photo, size, mtime_ns FROM places WHERE path = ?", (key_of(path),)).fetchone()
    if row is None or isinstance(stamp, PhotoError):
        return None
    return int(row[0]) if row[1:] == (str(stamp.size), str(stamp.mtime_ns)) else None


def known_photos(connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, int]:
    """`known_photo` of many absolute paths; a stranger is left out."""
    by_key = {key_of(path): path for path in paths}
    found = {}
    for marks, keys in in_chunks(list(by_key)):
        rows = connection.execute(f"SELECT path, photo, size, mtime_ns FROM places WHERE path IN ({marks})", keys)
        for key, photo, size, mtime_ns in rows:
            stamp = file_stamp(by_key[bytes(key)])
            if not isinstance(stamp, PhotoError) and (str(stamp.size), str(stamp.mtime_ns)) == (size, mtime_ns):
                found[by_key[bytes(key)]] = int(photo)
    return found


def may_be_known(connection: sqlite3.Connection, paths: Sequence[str]) -> list[str]:
    """The files that have the size of some photo of the library: no other can hold one, and need not be read."""
    stamps = {path: file_stamp(path) for path in paths}
    sizes = {path: str(stamp.size) for path, stamp in stamps.items() if isinstance(stamp, FileStamp)}
    known: set[str] = set()
    for marks, keys in in_chunks(sorted(set(sizes.values()))):
        known.update(size for (size,) in connection.execute(f"SELECT size FROM photos WHERE size IN ({marks})", keys))
    return [path for path, size in sizes.items() if size in known]


def read_content(path: str) -> tuple[FileStamp, str] | PhotoError:
    """What tells the photo of a file from all others; reads the whole file."""
    # the stamp first: a file that changes while it is read then counts as changed the next time
    stamp = file_stamp(path)
    if isinstance(stamp, PhotoError):
        return stamp
    content = content_fingerprint(path)
    return content if isinstance(content, PhotoError) else (stamp, content)


def note_photo(connection: sqlite3.Connection, path: str, stamp: FileStamp, content: str) -> int:
    """The photo of a content, new or known, and that this file holds it. Its id."""
    new = (content, str(stamp.size))
    connection.execute("INSERT INTO photos (content, size) VALUES (?, ?) ON CONFLICT DO NOTHING", new)
    (photo,) = connection.execute("SELECT id FROM photos WHERE content = ?", (content,)).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO places (path, photo, size, mtime_ns, seen)"
        " VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(seen), 0) + 1 FROM places WHERE photo = ?))",
        (key_of(path), photo, str(stamp.size), str(stamp.mtime_ns), photo),
    )
    return int(photo)


def note_moved(connection: sqlite3.Connection, seen: Mapping[str, tuple[int, FileStamp, str]]) -> None:
    """Photos that lie nowhere any more lie here now; a copy of one that is still in its place is not noted.

    Args:
        connection: in a transaction.
        seen: photo, stamp and content by absolute path.
    """
    last = last_places(connection, sorted({photo for photo, _, _ in seen.values()}))
    for path, (photo, stamp, content) in seen.items():
        if not os.path.exists(last.get(photo, "")):
            note_photo(connection, path, stamp, content)
            last[photo] = path


def photo_of_content(connection: sqlite3.Connection, content: str) -> int | None:
    """The photo of a content, where it is known; nothing is noted."""
    row = connection.execute("SELECT id FROM photos WHERE content = ?", (content,)).fetchone()
    return None if row is None else int(row[0])


def last_places(connection: sqlite3.Connection, photos: Sequence[int]) -> dict[int, str]:
    """Where each photo was seen last; a place whose file is gone counts only where there is no other."""
    places: dict[int, list[str]] = {}
    for marks, keys in in_chunks(photos):
        for photo, path in connection.execute(
            f"SELECT photo, path FROM places WHERE photo IN ({marks}) ORDER BY seen DESC", keys
        ):
            places.setdefault(photo, []).append(path_of(path))
    return {photo: _standing(paths) for photo, paths in places.items()}


def _standing(paths: Sequence[str]) -> str:
    if len(paths) == 1:  # nearly always, and a hundred thousand times
        return paths[0]
    return next((path for path in paths if os.path.exists(path)), paths[0])


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """Absolute paths."""
    return (os.path.abspath(path) for path in paths)
