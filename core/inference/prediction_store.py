"""Predictions kept on disk, so that a folder that was answered once is answered at once.

A cache: it can be cleared at any time, and a damaged file is replaced by an empty one. Predictions are keyed by the
photo's content and the model; a second table remembers which content a path had at which size and time, so that an
unchanged file need not be read again.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from core.cache_file import CacheFile, in_chunks
from core.inference.results import Finding, Prediction
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp

FILE_NAME = "predictions.sqlite3"
SCHEMA_VERSION = 3
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size TEXT, mtime_ns TEXT, content TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS models (id TEXT PRIMARY KEY, name TEXT, class_names TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS predictions (
    id INTEGER PRIMARY KEY, content TEXT, model TEXT, finding TEXT, dog_probability REAL, probabilities BLOB,
    breed_set TEXT, UNIQUE (content, model)
)"""


class PredictionStore:
    """Thread-safe; one file in the given folder, made on first use. Failing disks make it forget, never fail."""

    def __init__(self, folder: Path) -> None:
        self._file = CacheFile(folder / FILE_NAME, _SCHEMA, SCHEMA_VERSION)

    def get(self, path: str, model_id: str) -> Prediction | None:
        """The prediction of one photo, if the file is unchanged."""
        return self.get_many([path], model_id).get(path)

    def get_many(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """The known predictions among these photos; costs one `stat` a path and reads no photo that is unchanged."""
        contents = self.known_contents(paths)
        return self._by_content(contents, model_id) if contents else {}

    def get_by_content(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """As `get_many` for photos whose path is new: reads each file once, to find it moved, renamed or copied."""
        contents = self.read_contents(paths)
        return self._by_content(contents, model_id) if contents else {}

    def read_contents(self, paths: Sequence[str]) -> dict[str, str]:
        """The content fingerprints of the files that can be read, each read whole and noted for `known_contents`."""
        contents, rows = {}, []
        for path in paths:
            # the stamp first: a file that changes while it is read then counts as unknown
            stamp, content = file_stamp(path), content_fingerprint(path)
            if isinstance(stamp, FileStamp) and isinstance(content, str):
                contents[path] = content
                rows.append((_key(path), str(stamp.size), str(stamp.mtime_ns), content))
        if rows:
            self._file.attempt(lambda c: c.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows), None)
        return contents

    def put_many(self, predictions: Mapping[str, Prediction], model_id: str) -> None:
        """Keep predictions by path, of those photos alone that are as `get_by_content` noted them before."""
        contents = self.known_contents(list(predictions))
        if not contents:
            return
        first = next(iter(predictions.values()))
        model = (model_id, first.model, json.dumps(first.class_names))
        rows = [
            (contents[path], model_id, p.finding.value, p.dog_probability,
             p.probabilities.astype("<f4").tobytes(), json.dumps(p.breed_set))
            for path, p in predictions.items() if path in contents
        ]  # fmt: skip

        def insert(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO models VALUES (?, ?, ?)", model)
            connection.executemany(
                "INSERT OR REPLACE INTO predictions"
                " (content, model, finding, dog_probability, probabilities, breed_set) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

        self._file.attempt(insert, None)

    def size_bytes(self) -> int:
        """What the store takes on the disk."""
        return self._file.size_bytes()

    def trim(self, limit_bytes: int) -> None:
        """Where the store takes more than the limit, forget the oldest predictions until it takes about half of it."""
        size = self.size_bytes()
        if size <= limit_bytes:
            return

        def forget(connection: sqlite3.Connection) -> None:
            (count,) = connection.execute("SELECT COUNT(*) FROM predictions").fetchone()
            surplus = count - int(count * limit_bytes / size / 2)
            connection.execute(
                "DELETE FROM predictions WHERE id IN (SELECT id FROM predictions ORDER BY id LIMIT ?)", (surplus,)
            )
            connection.execute("DELETE FROM files WHERE content NOT IN (SELECT content FROM predictions)")
            connection.execute("DELETE FROM models WHERE id NOT IN (SELECT model FROM predictions)")

        self._file.attempt(forget, None)
        self._file.compact()

    def clear(self) -> None:
        """Forget everything."""
        self._file.clear(["files", "models", "predictions"])

    def close(self) -> None:
        """Give the file back; the store may be used again and opens it anew."""
        self._file.close()

    def known_contents(self, paths: Sequence[str]) -> dict[str, str]:
        """The content fingerprints of files that are as they were when they were noted; costs one `stat` a path."""
        by_key = {_key(path): path for path in paths}

        def look_up(connection: sqlite3.Connection) -> list[tuple[bytes, str, str, str]]:
            return [
                row
                for marks, keys in in_chunks(list(by_key))
                for row in connection.execute(
                    f"SELECT path, size, mtime_ns, content FROM files WHERE path IN ({marks})", keys
                )
            ]

        nothing: list[tuple[bytes, str, str, str]] = []
        contents = {}
        for key, size, mtime_ns, content in self._file.attempt(look_up, nothing):
            now = file_stamp(by_key[key])
            if isinstance(now, FileStamp) and (str(now.size), str(now.mtime_ns)) == (size, mtime_ns):
                contents[by_key[key]] = content
        return contents

    def _by_content(self, contents: Mapping[str, str], model_id: str) -> dict[str, Prediction]:
        found: dict[str, Prediction] = self._file.attempt(
            lambda connection: _predictions(connection, sorted(set(contents.values())), model_id), {}
        )
        return {path: found[content] for path, content in contents.items() if content in found}


def _key(path: str) -> bytes:
    with contextlib.suppress(OSError):  # the current folder may be gone
        path = os.path.abspath(path)
    return path.encode("utf-8", "surrogatepass")


def _predictions(connection: sqlite3.Connection, contents: Sequence[str], model_id: str) -> dict[str, Prediction]:
    model = connection.execute("SELECT name, class_names FROM models WHERE id = ?", (model_id,)).fetchone()
    if model is None:
        return {}
    name, class_names = model[0], tuple(json.loads(model[1]))
    found: dict[str, Prediction] = {}
    for marks, chunk in in_chunks(contents):
        rows = connection.execute(
            "SELECT content, finding, dog_probability, probabilities, breed_set FROM predictions"
            f" WHERE model = ? AND content IN ({marks})",
            [model_id, *chunk],
        )
        for content, finding, dog_probability, raw, breed_set in rows:
            probabilities = np.frombuffer(raw, "<f4")
            if len(probabilities) != len(class_names):
                raise ValueError("a prediction of another number of classes")
            found[content] = Prediction(
                Finding(finding), dog_probability, probabilities, class_names, tuple(json.loads(breed_set)), name
            )
    return found
