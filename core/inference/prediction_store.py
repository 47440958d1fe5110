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
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from core.inference.results import Finding, Prediction
from core.photos.fingerprints import FileStamp, content_fingerprint, file_stamp

FILE_NAME = "predictions.sqlite3"
SCHEMA_VERSION = 2
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size TEXT, mtime_ns TEXT, content TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS models (id TEXT PRIMARY KEY, name TEXT, class_names TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS predictions (
    id INTEGER PRIMARY KEY, content TEXT, model TEXT, finding TEXT, dog_probability REAL, probabilities BLOB,
    breed_set TEXT, UNIQUE (content, model)
);
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""
_KEYS_A_QUERY = 500
_BUSY_SECONDS = 2.0
_RETRY_SECONDS = 0.01
_REST_SECONDS = 30.0
"""how long a disk that failed is left alone, so that it slows nothing down"""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

Result = TypeVar("Result")


class PredictionStore:
    """Thread-safe; one file in the given folder, made on first use. Failing disks make it forget, never fail."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._rests_until = 0.0

    def get(self, path: str, model_id: str) -> Prediction | None:
        """The prediction of one photo, if the file is unchanged."""
        return self.get_many([path], model_id).get(path)

    def get_many(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """The known predictions among these photos; costs one `stat` a path and reads no photo that is unchanged."""
        contents = self._known_contents(paths)
        return self._by_content(contents, model_id) if contents else {}

    def get_by_content(self, paths: Sequence[str], model_id: str) -> dict[str, Prediction]:
        """As `get_many` for photos whose path is new: reads each file once, to find it moved, renamed or copied."""
        contents, rows = {}, []
        for path in paths:
            # the stamp first: a file that changes while it is read then counts as unknown
            stamp, content = file_stamp(path), content_fingerprint(path)
            if isinstance(stamp, FileStamp) and isinstance(content, str):
                contents[path] = content
                rows.append((_key(path), str(stamp.size), str(stamp.mtime_ns), content))
        if not contents:
            return {}
        self._attempt(lambda c: c.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows), None)
        return self._by_content(contents, model_id)

    def put_many(self, predictions: Mapping[str, Prediction], model_id: str) -> None:
        """Keep predictions by path, of those photos alone that are as `get_by_content` noted them before."""
        contents = self._known_contents(list(predictions))
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

        self._attempt(insert, None)

    def size_bytes(self) -> int:
        """What the store takes on the disk."""
        total = 0
        for path in self._files():
            with contextlib.suppress(OSError):
                total += path.stat().st_size
        return total

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

        self._attempt(forget, None)
        self._compact()

    def clear(self) -> None:
        """Forget everything."""

        def forget(connection: sqlite3.Connection) -> bool:
            for table in ("files", "models", "predictions"):
                connection.execute(f"DELETE FROM {table}")
            return True

        self._rests_until = 0.0
        if self._attempt(forget, False):
            self._compact()
        else:
            # a full disk has no room even to note what goes
            with self._lock:
                self._remove_files()

    def close(self) -> None:
        """Give the file back; the store may be used again and opens it anew."""
        with self._lock:
            self._disconnect()

    def _attempt(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """One transaction; `otherwise` where the disk allows none. A damaged file is replaced and tried once more."""
        with self._lock:
            for _ in range(2):
                if time.monotonic() < self._rests_until:
                    break
                try:
                    self._connection = self._connection or self._connect()
                    with self._connection:
                        return work(self._connection)
                except (sqlite3.Error, OSError, ValueError, TypeError) as error:
                    # the last two: a row that holds something else than was written
                    self._disconnect()
                    is_damaged = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGE
                    if isinstance(error, OSError) or not (is_damaged and self._remove_files()):
                        self._rests_until = time.monotonic() + _REST_SECONDS
            return otherwise

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            _use_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                connection.executescript(_SCHEMA)
            elif version != SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"predictions of another version: {version}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _files(self) -> list[Path]:
        return [Path(f"{self._path}{suffix}") for suffix in ("", "-wal", "-shm")]

    def _remove_files(self) -> bool:
        """Whether the file is gone."""
        self._disconnect()
        for path in self._files():
            with contextlib.suppress(OSError):
                path.unlink()
        return not self._path.exists()

    def _compact(self) -> None:
        with self._lock, contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _known_contents(self, paths: Sequence[str]) -> dict[str, str]:
        by_key = {_key(path): path for path in paths}

        def look_up(connection: sqlite3.Connection) -> list[tuple[bytes, str, str, str]]:
            return [
                row
                for keys in _chunks(list(by_key))
                for row in connection.execute(
                    f"SELECT path, size, mtime_ns, content FROM files WHERE path IN ({_marks(len(keys))})", keys
                )
            ]

        nothing: list[tuple[bytes, str, str, str]] = []
        contents = {}
        for key, size, mtime_ns, content in self._attempt(look_up, nothing):
            now = file_stamp(by_key[key])
            if isinstance(now, FileStamp) and (str(now.size), str(now.mtime_ns)) == (size, mtime_ns):
                contents[by_key[key]] = content
        return contents

    def _by_content(self, contents: Mapping[str, str], model_id: str) -> dict[str, Prediction]:
        found: dict[str, Prediction] = self._attempt(
            lambda connection: _predictions(connection, sorted(set(contents.values())), model_id), {}
        )
        return {path: found[content] for path, content in contents.items() if content in found}


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the file's journal; SQLite itself does not wait when two programs switch the same new file."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _key(path: str) -> bytes:
    with contextlib.suppress(OSError):  # the current folder may be gone
        path = os.path.abspath(path)
    return path.encode("utf-8", "surrogatepass")


def _chunks(keys: Sequence[Result]) -> Iterator[Sequence[Result]]:
    return (keys[start : start + _KEYS_A_QUERY] for start in range(0, len(keys), _KEYS_A_QUERY))


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _predictions(connection: sqlite3.Connection, contents: Sequence[str], model_id: str) -> dict[str, Prediction]:
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
        for content, finding, dog_probability, raw, breed_set in rows:
            probabilities = np.frombuffer(raw, "<f4")
            if len(probabilities) != len(class_names):
                raise ValueError("a prediction of another number of classes")
            found[content] = Prediction(
                Finding(finding), dog_probability, probabilities, class_names, tuple(json.loads(breed_set)), name
            )
    return found
