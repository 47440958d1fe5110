"""One connection to a library's file: who may write, what is checked at the start, and transactions.

Write-ahead logging with full synchronisation: what was committed survives a kill and a power cut.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from filelock import FileLock, Timeout

from core.errors import BreedLensError
from core.files import shown, write_failure
from core.library.backups import Backups
from core.library.faults import damaged, fault, faults_told
from core.library.integrity import check
from core.library.schema import SCHEMA_VERSION, make_schema, migrate, version_of

LOCK_SUFFIX = ".lock"
FILE_SUFFIXES = ("", "-wal", "-shm", LOCK_SUFFIX)
"""what the names of a library's files end in, after that of the library"""
_BUSY_S = 10.0


def is_free(path: Path) -> bool:
    """Nobody writes to a library: whoever opens it now can change it. False where its folder may not be written."""
    try:
        with FileLock(f"{path}{LOCK_SUFFIX}", timeout=0):
            return True
    except (Timeout, OSError):
        return False


class Connection:
    """Thread-safe: one transaction at a time. The one writer of a file holds its lock; all others read."""

    def __init__(self, path: Path, *, wait_s: float = 0.0) -> None:
        """Open a library; a new file is made where there is none, an older one brought to this version.

        Args:
            path: its file. Its folder is made.
            wait_s: how long to wait for whoever writes to it, before it is opened for reading.

        Raises:
            BreedLensError: `library_damaged`, `library_newer`, `library_foreign`, or that the disk refuses.
        """
        self.path = path
        self._lock = threading.RLock()
        self.why_read_only: BreedLensError | None = None
        self._owner = self._own(wait_s)
        try:
            self._connection = self._open()
            self._opened_file = self._identity()
        except BaseException:
            self._give_back()
            raise

    @property
    def is_read_only(self) -> bool:
        """Nothing can be changed; `why_read_only` says why."""
        return self.why_read_only is not None

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is on the disk when the block ends, or did not happen.

        Raises:
            BreedLensError: the library is read-only, its file is not in its place any more, or the disk refuses.
        """
        if self.why_read_only is not None:
            raise self.why_read_only
        with self._lock, faults_told():
            self._look_for_file()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # some failures roll back by themselves
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Look at one state of the library.

        Raises:
            BreedLensError: the disk refuses.
        """
        with self._lock, faults_told():
            yield self._connection

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()
            self._give_back()

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _own(self, wait_s: float) -> FileLock | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(f"{self.path}{LOCK_SUFFIX}", timeout=wait_s)
            lock.acquire()
        except Timeout:
            self.why_read_only = BreedLensError(
                "library_in_use",
                "These labels are open in another window or command, so here they can only be looked at.",
            )
        except OSError as error:
            if not self.path.is_file():
                raise write_failure(error) from error
            self.why_read_only = write_failure(error)
        else:
            return lock
        return None

    def _give_back(self) -> None:
        if self._owner is not None:
            self._owner.release()

    def _look_for_file(self) -> None:
        """Refuse to write into a file that was deleted or replaced: SQLite would go on without a word, and all be lost.

        It looks by itself, in the same way, but not with a write-ahead log (`SQLITE_READONLY_DBMOVED`).
        """
        if self._identity() != self._opened_file:
            raise BreedLensError(
                "library_vanished",
                "The labels in {path} were moved or deleted while they were open. Nothing can be saved until the file "
                "is back, or another one is chosen.",
                path=shown(str(self.path)),
            )

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _open(self) -> sqlite3.Connection:
        if self.is_read_only and not self.path.is_file():  # its writer is about to make it
            raise self.why_read_only or damaged("no file")
        connection = self._connect()
        try:
            self._prepare(connection)
        except sqlite3.Error as error:
            connection.close()
            raise fault(error) from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self) -> sqlite3.Connection:
        where = "mode=rwc"
        if self.is_read_only:
            # a folder that may not be written has no room for the files of the log
            where = "mode=ro" if os.access(self.path.parent, os.W_OK) else "mode=ro&immutable=1"
        name = quote(os.fsencode(self.path.absolute()))
        with faults_told():
            return sqlite3.connect(
                f"file:{name}?{where}", uri=True, timeout=_BUSY_S, check_same_thread=False, isolation_level=None
            )

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        version = version_of(connection)
        if version > SCHEMA_VERSION:
            raise BreedLensError(
                "library_newer", "These labels were saved by a newer version of BreedLens; please update the program."
            )
        if self.is_read_only:
            if version != SCHEMA_VERSION:
                raise self.why_read_only or damaged("no tables")
            return
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if version:
            check(connection)
        if version != SCHEMA_VERSION:
            if version:
                Backups(self.path).make(connection)
            connection.execute("BEGIN IMMEDIATE")
            if version:
                migrate(connection, version)
            else:
                make_schema(connection)
            connection.execute("COMMIT")
