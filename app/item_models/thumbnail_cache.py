"""Small pictures on the disk, so that a folder seen before appears at once.

The window makes a cache before its first paint and uses it afterwards: SQLite is imported at the first use.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

FILE_NAME = "thumbnails.sqlite3"
"""in the cache folder"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS thumbnails (key BLOB PRIMARY KEY, used INTEGER NOT NULL, picture BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON thumbnails (used);
"""
_TRIM_TO = 0.8
"""A full cache is emptied down to this share, so that it is not full again at once."""
_TOUCH_AFTER_S = 24 * 3600
"""When a picture was last used need not be known better than to the day."""


def thumbnail_key(path: str, side: int) -> bytes:
    """Names the picture of a file as it is now: another size or date of the file gives another key.

    Raises:
        OSError, ValueError: the file cannot be asked for its size and date.
    """
    import hashlib

    status = os.stat(path)
    stamp = f"{status.st_size}:{status.st_mtime_ns}:{side}:".encode()
    return hashlib.blake2b(stamp + os.fsencode(path), digest_size=16).digest()


class ThumbnailCache:
    """Encoded pictures in one SQLite file of limited size; any thread may use it.

    A damaged or unwritable cache is no error: pictures are then made anew each time.
    """

    def __init__(self, file: Path, limit_bytes: int) -> None:
        self._file = file
        self._limit = limit_bytes
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._size = 0
        self._is_broken = False

    def get(self, key: bytes) -> bytes | None:
        """The picture, or None."""
        import sqlite3

        with self._lock:
            connection = self._open()
            if connection is None:
                return None
            try:
                row = connection.execute("SELECT picture, used FROM thumbnails WHERE key = ?", (key,)).fetchone()
                now = int(time.time())
                if row is not None and now - row[1] > _TOUCH_AFTER_S:
                    connection.execute("UPDATE thumbnails SET used = ? WHERE key = ?", (now, key))
            except sqlite3.Error:
                self._give_up()
                return None
            return None if row is None else row[0]

    def put(self, key: bytes, picture: bytes) -> None:
        """Keep a picture; the longest unused ones make room."""
        import sqlite3

        with self._lock:
            connection = self._open()
            if connection is None:
                return
            try:
                connection.execute("REPLACE INTO thumbnails VALUES (?, ?, ?)", (key, int(time.time()), picture))
                self._size += len(picture)
                if self._size > self._limit:
                    self._trim(connection)
            except sqlite3.Error:
                self._give_up()

    def set_limit(self, limit_bytes: int) -> None:
        """Change how much disk space may be used; takes effect with the next picture."""
        with self._lock:
            self._limit = limit_bytes

    def size_bytes(self) -> int:
        """Bytes of all pictures kept."""
        with self._lock:
            return self._size if self._open() is not None else 0

    def clear(self) -> None:
        """Forget everything and give the disk space back."""
        import sqlite3

        with self._lock:
            connection = self._open()
            if connection is None:
                return
            try:
                connection.execute("DELETE FROM thumbnails")
                connection.execute("VACUUM")
                self._size = 0
            except sqlite3.Error:
                self._give_up()

    def close(self) -> None:
        """Let go of the file; a later use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        import sqlite3

        if self._connection is None and not self._is_broken:
            try:
                self._connection = self._connect()
            except sqlite3.DatabaseError:
                self._connection = self._start_anew()
            except OSError:
                self._is_broken = True
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, check_same_thread=False, isolation_level=None, timeout=2.0)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # A lost thumbnail costs nothing: no waiting for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            self._size = int(connection.execute("SELECT TOTAL(LENGTH(picture)) FROM thumbnails").fetchone()[0])
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _start_anew(self) -> sqlite3.Connection | None:
        import sqlite3

        try:
            for end in ("", "-wal", "-shm"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)
            return self._connect()
        except (OSError, sqlite3.Error):
            self._is_broken = True
            return None

    def _trim(self, connection: sqlite3.Connection) -> None:
        excess = self._size - int(self._limit * _TRIM_TO)
        for key, size in connection.execute("SELECT key, LENGTH(picture) FROM thumbnails ORDER BY used").fetchall():
            if excess <= 0:
                break
            connection.execute("DELETE FROM thumbnails WHERE key = ?", (key,))
            excess -= size
            self._size -= size

    def _give_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._is_broken = True
