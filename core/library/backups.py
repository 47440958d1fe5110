"""Copies of a library beside it: one a day, the last five kept, and the way back from one.

They are ordered by a number in their name, not by their time: clocks go back.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from core.errors import BreedLensError
from core.files import replace, temporary_beside, write_failure
from core.library.faults import faults_told
from core.library.integrity import check
from core.library.schema import SCHEMA_VERSION, version_of

KEPT = 5
_NAME = re.compile(r"(\d{6,})-(\d{4}-\d{2}-\d{2})\.sqlite3")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: its file, its number (later ones are higher) and the day on which it was made (UTC, ISO 8601)."""

    path: Path
    number: int
    day: str


class Backups:
    """The copies of one library, in the folder `NAME.backups` beside it."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self.folder = library.with_name(f"{library.name}.backups")

    def all(self) -> list[Backup]:
        """The copies, the latest first."""
        try:
            matches = [(_NAME.fullmatch(entry.name), entry) for entry in self.folder.iterdir()]
        except OSError:
            return []
        found = [Backup(entry, int(match[1]), match[2]) for match, entry in matches if match]
        return sorted(found, key=lambda backup: backup.number, reverse=True)

    def make_daily(self, connection: sqlite3.Connection) -> Backup | None:
        """Make today's copy, unless there is one."""
        today = datetime.now(UTC).date().isoformat()
        return None if any(backup.day == today for backup in self.all()) else self.make(connection)

    def make_first(self, connection: sqlite3.Connection) -> Backup | None:
        """Make a copy in the place of those without a label, where there is no other, and there are labels now.

        The first day's copy is made before anything is said; its work would be without one.
        """
        before = self.all()
        if not _labels_in(connection) or any(self.labels_in(backup) != 0 for backup in before):
            return None
        made = self.make(connection)
        for empty in before:
            with contextlib.suppress(OSError):
                empty.path.unlink()
        return made

    def labels_in(self, backup: Backup) -> int | None:
        """How many labels a copy holds; None where it cannot be read."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{quote(str(backup.path))}?mode=ro", uri=True)) as copy:
                return _labels_in(copy)
        except (sqlite3.Error, UnicodeEncodeError):
            return None

    def make(self, connection: sqlite3.Connection) -> Backup:
        """Copy the library as it is now, whatever others do meanwhile; the oldest copies beyond `KEPT` go.

        Raises:
            BreedLensError: the copy cannot be written; no older one is lost for it.
        """
        before = self.all()
        number = before[0].number + 1 if before else 1
        day = datetime.now(UTC).date().isoformat()
        path = self.folder / f"{number:06}-{day}.sqlite3"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with temporary_beside(str(path)) as temporary:
                with faults_told(), contextlib.closing(sqlite3.connect(temporary)) as copy:
                    connection.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
                _to_disk(temporary)
                replace(temporary, str(path))
        except OSError as error:
            raise write_failure(error) from error
        for old in before[KEPT - 1 :]:
            with contextlib.suppress(OSError):
                old.path.unlink()
        return Backup(path, number, day)

    def restore(self, backup: Backup | None = None) -> tuple[Backup, Path | None]:
        """Put a copy in the library's place, by default the latest that is whole. Nobody may have the library open.

        Returns:
            The copy, and where the library that it replaces lies now; None where there was none.

        Raises:
            BreedLensError: `library_no_backup`, or the disk refuses; the library is as it was.
        """
        for candidate in [backup] if backup else self.all():
            if _is_whole(candidate.path):
                return candidate, self._put_in_place(candidate)
        raise BreedLensError("library_no_backup", "There is no backup of these labels that could be restored.")

    def _put_in_place(self, backup: Backup) -> Path | None:
        try:
            with temporary_beside(str(self._library)) as temporary:
                Path(temporary).write_bytes(backup.path.read_bytes())
                _to_disk(temporary)
                aside = self._set_aside()
                replace(temporary, str(self._library))
        except OSError as error:
            raise write_failure(error) from error
        return aside

    def _set_aside(self) -> Path | None:
        if not self._library.exists():
            return None
        number = 1
        while (aside := self._library.with_name(f"{self._library.name}.replaced-{number}")).exists():
            number += 1
        for suffix in ("-wal", "-shm"):  # with it: they belong to the old content, and may hold what is not yet in it
            log = Path(f"{self._library}{suffix}")
            if log.exists():
                log.replace(f"{aside}{suffix}")
        self._library.replace(aside)
        return aside


def _labels_in(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM labels").fetchone()[0])


def _is_whole(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            check(connection)
            return 0 < version_of(connection) <= SCHEMA_VERSION
    except (sqlite3.Error, BreedLensError):
        return False


def _to_disk(path: str) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
