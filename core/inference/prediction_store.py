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
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from core.errors import PhotoError
from core.inference.results import Finding, Prediction
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp

FILE_NAME = "predictions.sqlite3"
SCHEMA_VERSION = 1
_SCHEMA = """
BEGIN;
CREATE TABLE files (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, content TEXT) WITHOUT ROWID;
CREATE TABLE models (id TEXT PRIMARY KEY, name TEXT, class_names TEXT) WITHOUT ROWID;
CREATE TABLE predictions (
    id INTEGER PRIMARY KEY, content TEXT, model TEXT, finding TEXT, dog_probability REAL, probabilities BLOB,
    breed_set TEXT, UNIQUE (content, model)
);
PRAGMA user_version = 1;
COMMIT;
"""
_KEYS_A_QUERY = 500


def _chunks(keys: Sequence[str], size: int = _KEYS_A_QUERY) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _marks(count: int) -> str:
    return ",".join("?" * count)


class PredictionStore:
    """Thread-safe; one file in the given folder, made on first use. Failing disks make it forget, never fail."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, path: str, model_id: str) -> Prediction | None:
        """The prediction of one photo, if the file is unchanged."""
        return self.get_many([path], model_id).get(path)

    def get_many(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """The known predictions among these photos; costs one `stat` a path and reads no photo that is unchanged."""
        with self._session() as connection:
            if connection is None:
                return {}
            contents = self._known_contents(connection, paths)
            found = self._predictions(connection, sorted(set(contents.values())), model_id)
        return {path: found[content] for path, content in contents.items() if content in found}

    def get_by_content(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """As `get_many` for photos whose path is new: reads each file once, to find it moved, renamed or copied."""
        stamped = [(path, file_stamp(path), content_fingerprint(path)) for path in paths]
        known = [
            (path, stamp, content)
            for path, stamp, content in stamped
            if not isinstance(stamp, PhotoError) and not isinstance(content, PhotoError)
        ]
        with self._session() as connection:
            if connection is None:
                return {}
            self._remember_files(connection, known)
            found = self._predictions(connection, sorted({content for *_, content in known}), model_id)
        return {path: found[content] for path, _, content in known if content in found}

    def put_many(self, predictions: Mapping[str, Prediction], model_id: str) -> None:
        """Keep predictions by path; each path's content must have been noted by `get_by_content` before."""
        if not predictions:
            return
        with self._session() as connection:
            if connection is None:
                return
            contents = self._known_contents(connection, list(predictions))
            first = next(iter(predictions.values()))
            connection.execute(
                "INSERT OR REPLACE INTO models VALUES (?, ?, ?)",
                (model_id, first.model, json.dumps(first.class_names)),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO predictions"
                " (content, model, finding, dog_probability, probabilities, breed_set) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (contents[path], model_id, p.finding.value, p.dog_probability,
                     p.probabilities.astype("<f4").tobytes(), json.dumps(p.breed_set))
                    for path, p in predictions.items() if path in contents
                ],
            )  # fmt: skip

    def size_bytes(self) -> int:
        """What the store takes on the disk."""
        total = 0
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                total += os.stat(f"{self._path}{suffix}").st_size
        return total

    def trim(self, limit_bytes: int) -> None:
        """Where the store takes more than the limit, forget the oldest predictions until it takes about half of it."""
        size = self.size_bytes()
        if size <= limit_bytes:
            return
        with self._session() as connection:
            if connection is None:
                return
            (count,) = connection.execute("SELECT COUNT(*) FROM predictions").fetchone()
            surplus = count - int(count * limit_bytes / size / 2)
            connection.execute(
                "DELETE FROM predictions WHERE id IN (SELECT id FROM predictions ORDER BY id LIMIT ?)", (surplus,)
            )
            connection.execute("DELETE FROM files WHERE content NOT IN (SELECT content FROM predictions)")
        self._compact()

    def clear(self) -> None:
        """Forget everything."""
        with self._session() as connection:
            if connection is not None:
                for table in ("files", "models", "predictions"):
                    connection.execute(f"DELETE FROM {table}")
        self._compact()

    def close(self) -> None:
        """Give the file back; the store may be used again and opens it anew."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _compact(self) -> None:
        with self._lock, contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def _session(self) -> Iterator[sqlite3.Connection | None]:
        """One transaction at a time; None where the disk gives no store."""
        with self._lock:
            if self._connection is None:
                self._connection = self._open()
            connection = self._connection
            try:
                if connection is None:
                    yield None
                else:
                    with connection:
                        yield connection
            except sqlite3.DatabaseError:
                # a full disk or a file damaged underneath: what was to be remembered is not, and the work goes on
                self._connection = None
                if connection is not None:
                    connection.close()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    Path(f"{self._path}{suffix}").unlink()
        except OSError:
            return None
        with contextlib.suppress(sqlite3.Error):
            return self._connect()
        return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                connection.executescript(_SCHEMA)
            elif version != SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"predictions of another version: {version}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _known_contents(self, connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, str]:
        contents: dict[str, str] = {}
        for chunk in _chunks(paths):
            rows = connection.execute(
                f"SELECT path, size, mtime_ns, content FROM files WHERE path IN ({_marks(len(chunk))})",
                [os.fsencode(path) for path in chunk],
            )
            for raw, size, mtime_ns, content in rows:
                path = os.fsdecode(raw)
                if file_stamp(path) == FileStamp(size, mtime_ns):
                    contents[path] = content
        return contents

    def _remember_files(self, connection: sqlite3.Connection, files: Iterable[tuple[str, FileStamp, str]]) -> None:
        connection.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
            [(os.fsencode(path), stamp.size, stamp.mtime_ns, content) for path, stamp, content in files],
        )

    def _predictions(
        self, connection: sqlite3.Connection, contents: Sequence[str], model_id: str
    ) -> dict[str, Prediction]:
        model = connection.execute("SELECT name, class_names FROM models WHERE id = ?", (model_id,)).fetchone()
        if model is None:
            return {}
        name, class_names = model[0], tuple(json.loads(model[1]))
        found: dict[str, Prediction] = {}
        for chunk in _chunks(contents):
            rows = connection.execute(
                "SELECT content, finding, dog_probability, probabilities, breed_set FROM predictions"
                f" WHERE model = ? AND content IN ({_marks(len(chunk))})",
                [model_id, *chunk],
            )
            for content, finding, dog_probability, probabilities, breed_set in rows:
                found[content] = Prediction(
                    Finding(finding), dog_probability, np.frombuffer(probabilities, "<f4"),
                    class_names, tuple(json.loads(breed_set)), name,
                )  # fmt: skip
        return found
