"""An SQLite file that only spares work: whatever happens to it, the program goes on without what it held.

A damaged file is replaced by an empty one. A disk that fails is left alone for a while. Several threads and several
programs may use one file; a program that is killed leaves it as it was before its last transaction or after it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

_BUSY_SECONDS = 5.0
_RETRY_SECONDS = 0.01
_REST_SECONDS = 30.0
"""how long a disk that failed is left alone, so that it slows nothing down"""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_KEYS_A_QUERY = 500

Result = TypeVar("Result")
Key = TypeVar("Key")


class CacheFile:
    """One file, made on first use; thread-safe."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """`schema` makes the tables where they are missing; a file of another `version` is replaced."""
        self._path = path
        self._schema = f"BEGIN IMMEDIATE;\n{schema};\nPRAGMA user_version = {version};\nCOMMIT;"
        self._version = version
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._rests_until = 0.0

    def attempt(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
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
                    if isinstance(error, OSError) or not (is_damaged and self._remove()):
                        self._rests_until = time.monotonic() + _REST_SECONDS
            return otherwise

    def size_bytes(self) -> int:
        """What the file takes on the disk, with its journal."""
        total = 0
        for path in self._files():
            with contextlib.suppress(OSError):
                total += path.stat().st_size
        return total

    def compact(self) -> None:
        """Give the room of removed rows back to the disk."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                # as a script: `execute` would take the first step of it alone, which frees one page
                self._connection.executescript("PRAGMA incremental_vacuum")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def clear(self, tables: Sequence[str]) -> None:
        """Forget everything; other programs may have the file open."""

        def forget(connection: sqlite3.Connection) -> bool:
            for table in tables:
                connection.execute(f"DELETE FROM {table}")
            return True

        self._rests_until = 0.0
        if self.attempt(forget, False):
            self.compact()
        else:
            # a full disk has no room even to note what goes
            with self._lock:
                self._remove()

    def close(self) -> None:
        """Give the file back; it may be used again and is opened anew."""
        with self._lock:
            self._disconnect()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # counts for a new file alone
            _use_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                connection.executescript(self._schema)
            elif version != self._version:
                raise sqlite3.DatabaseError(f"a file of another version: {version}")
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

    def _remove(self) -> bool:
        """Whether the file is gone."""
        self._disconnect()
        for path in self._files():
            with contextlib.suppress(OSError):
                path.unlink()
        return not self._path.exists()


def in_chunks(keys: Sequence[Key]) -> Iterator[tuple[str, Sequence[Key]]]:
    """Keys in portions that one query can take, each with its question marks."""
    for start in range(0, len(keys), _KEYS_A_QUERY):
        chunk = keys[start : start + _KEYS_A_QUERY]
        yield ",".join("?" * len(chunk)), chunk


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
