"""What one look at a photo file tells, its content and its likeness; remembered while the file is unchanged."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from core.cache_file import CacheFile, in_chunks
from core.control import Control, OnProgress, Progress
from core.datasets.headers import in_parallel
from core.datasets.likeness import DECODE_SIDE, likeness
from core.errors import PhotoError
from core.paths import user_folders
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp
from core.photos.loader import load_photo
from core.photos.moment import Moment
from core.photos.probe import PhotoHeader, probe_photo

FILE_NAME = "photo_facts.sqlite3"
SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (
  path BLOB PRIMARY KEY, size TEXT, mtime_ns TEXT, content TEXT, likeness BLOB, camera TEXT, seconds REAL)
WITHOUT ROWID"""
_PHOTOS_A_TRANSACTION = 1024
_Kept = tuple[str, str, str, bytes, str | None, float]


class PhotoFacts(NamedTuple):
    """Of one readable photo."""

    content: str
    """`content_fingerprint` of the file"""
    likeness: bytes
    """`core.datasets.likeness.likeness` of the picture, empty for a picture of one colour"""
    moment: Moment | None = None
    """when it was taken, where its header says so"""


class PhotoFactStore:
    """Looks at photos, on all cores, and remembers what it saw; a failing disk makes it forget, never fail."""

    def __init__(self, folder: Path | None = None) -> None:
        """The file is made in `folder` (default: "photos" in the person's cache folder) on first use."""
        self._file = CacheFile((folder or user_folders().cache / "photos") / FILE_NAME, _SCHEMA, SCHEMA_VERSION)

    def facts(
        self, paths: Sequence[str], *, control: Control | None = None, on_progress: OnProgress | None = None
    ) -> dict[str, PhotoFacts | PhotoError]:
        """The facts of every photo, or why it cannot be read; reads only those that are new or changed.

        Raises:
            Cancelled: by `control`. Where it says to stop and keep, the rest of the photos is missing.
        """
        unique = list(dict.fromkeys(paths))
        known = self._known(unique)
        new = [path for path in unique if path not in known]
        if on_progress is not None:
            on_progress(Progress(len(known), len(unique)))
        result: dict[str, PhotoFacts | PhotoError] = dict(known)
        for start in range(0, len(new), _PHOTOS_A_TRANSACTION):
            chunk = new[start : start + _PHOTOS_A_TRANSACTION]
            seen = list(in_parallel(_look, chunk, control=control, on_progress=_after(on_progress, result, unique)))
            self._remember([(path, stamp, facts) for path, (stamp, facts) in zip(chunk, seen, strict=False)])
            result.update((path, facts) for path, (_, facts) in zip(chunk, seen, strict=False))
            if len(seen) < len(chunk):
                break
        return result

    def clear(self) -> None:
        """Forget everything."""
        self._file.clear(["facts"])

    def close(self) -> None:
        """Give the file back; the store may be used again and opens it anew."""
        self._file.close()

    def _known(self, paths: Sequence[str]) -> dict[str, PhotoFacts]:
        by_key = {_key(path): path for path in paths}

        def look_up(connection: sqlite3.Connection) -> dict[bytes, _Kept]:
            return {
                key: facts
                for marks, keys in in_chunks(list(by_key))
                for key, *facts in connection.execute(
                    "SELECT path, size, mtime_ns, content, likeness, camera, seconds "
                    f"FROM facts WHERE path IN ({marks})",
                    keys,
                )
            }

        known = {}
        nothing: dict[bytes, _Kept] = {}
        for key, (size, mtime_ns, content, alike, camera, seconds) in self._file.attempt(look_up, nothing).items():
            now = file_stamp(by_key[key])
            if isinstance(now, FileStamp) and (str(now.size), str(now.mtime_ns)) == (size, mtime_ns):
                known[by_key[key]] = PhotoFacts(content, alike, Moment(camera, seconds) if camera else None)
        return known

    def _remember(self, seen: Sequence[tuple[str, FileStamp | PhotoError, PhotoFacts | PhotoError]]) -> None:
        rows = [
            (
                _key(path),
                str(stamp.size),
                str(stamp.mtime_ns),
                facts.content,
                facts.likeness,
                *(facts.moment or (None, None)),
            )
            for path, stamp, facts in seen
            if isinstance(stamp, FileStamp) and isinstance(facts, PhotoFacts)
        ]
        insert = "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._file.attempt(lambda c: c.executemany(insert, rows), None)


def _look(path: str) -> tuple[FileStamp | PhotoError, PhotoFacts | PhotoError]:
    # the stamp first: a file that changes while it is read then counts as unknown
    stamp = file_stamp(path)
    photo = load_photo(path, DECODE_SIDE, oversampling=1)
    if isinstance(photo, PhotoError):
        return stamp, photo
    content = content_fingerprint(path)
    if isinstance(content, PhotoError):
        return stamp, content
    header = probe_photo(path)
    return stamp, PhotoFacts(content, likeness(photo), header.moment if isinstance(header, PhotoHeader) else None)


def _after(on_progress: OnProgress | None, done: Mapping[str, object], paths: Sequence[str]) -> OnProgress | None:
    """Progress of a part as progress of the whole."""
    if on_progress is None:
        return None
    before = len(done)
    return lambda part: on_progress(Progress(before + part.done, len(paths)))


def _key(path: str) -> bytes:
    with contextlib.suppress(OSError):  # the current folder may be gone
        path = os.path.abspath(path)
    return path.encode("utf-8", "surrogatepass")
