"""The label library: one file, in which what a person says of a photo is on the disk before anything shows it.

Predictions and labels lie apart: running a model again never touches what a person said.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from core.breeds import BreedTable, load_breed_table
from core.cache_file import in_chunks
from core.control import Control
from core.errors import BreedLensError, PhotoError
from core.library import breed_list, journal, photos
from core.library.backups import Backup, Backups
from core.library.connection import Connection
from core.library.integrity import check
from core.library.records import UNLABELLED, Action, Label, LibraryBreed, Origin, PhotoLabel, Status
from core.paths import user_folders
from core.photos.fingerprints import FileStamp

FILE_NAME = "labels.sqlite3"


def default_library() -> Path:
    """Where labels are kept, unless someone says otherwise."""
    return user_folders().data / "library" / FILE_NAME


class LabelLibrary:
    """Thread-safe. All ids are permanent; all methods that write raise `BreedLensError` where nothing was written."""

    def __init__(self, path: Path | None = None, *, wait_s: float = 0.0, breeds: BreedTable | None = None) -> None:
        """Open a library, `default_library()` by default; see `Connection`. Today's backup is made first."""
        self.path = path or default_library()
        self._breeds = breeds or load_breed_table()
        self._connection = Connection(self.path, wait_s=wait_s)
        self.why_no_backup: BreedLensError | None = None
        if not self.is_read_only:
            try:
                with self._connection.read() as connection:
                    Backups(self.path).make_daily(connection)
            except BreedLensError as error:  # a full disk is no reason not to look at labels
                self.why_no_backup = error

    @property
    def is_read_only(self) -> bool:
        """Labels can be looked at, not changed."""
        return self._connection.is_read_only

    @property
    def why_read_only(self) -> BreedLensError | None:
        """Why nothing can be changed: another window has the library open, or its folder may not be written."""
        return self._connection.why_read_only

    def close(self, *, back_up: bool = True) -> None:
        """Give the file back; the first day's labels are backed up before, unless they are about to be replaced."""
        if back_up and not self.is_read_only:
            with contextlib.suppress(BreedLensError), self._connection.read() as connection:
                Backups(self.path).make_first(connection)
        self._connection.close()

    def __enter__(self) -> LabelLibrary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # photos

    def add_photos(self, paths: Iterable[str]) -> list[int | PhotoError]:
        """The ids of the photos at these paths, in their order; or why a file cannot be read.

        Files that did not change since they were last read cost one `stat`; all others are read whole.
        """
        places = list(photos.files_of(paths))
        found, readable = self._look_at(places)
        if readable:
            with self._connection.write() as connection:
                for path, (stamp, content) in readable.items():
                    found[path] = photos.note_photo(connection, path, stamp, content)
        return [found[path] for path in places]

    def find_photos(self, paths: Iterable[str]) -> list[int | PhotoError | None]:
        """As `add_photos`, but nothing is noted: None for a photo that the library does not know."""
        places = list(photos.files_of(paths))
        found, readable = self._look_at(places)
        with self._connection.read() as connection:
            known = {path: photos.photo_of_content(connection, content) for path, (_, content) in readable.items()}
        return [found[path] if path in found else known[path] for path in places]

    def known_files(self, paths: Iterable[str], control: Control | None = None) -> dict[str, int]:
        """The photos of those files that the library knows, moved or renamed ones too; of these it notes the new place.

        Quick for many files: only those are read that the library may know, by their size. New photos are not noted.

        Raises:
            Cancelled: by `control`, which is asked before each file is read.
        """
        places = {os.path.abspath(path): path for path in paths}
        with self._connection.read() as connection:
            found = photos.known_photos(connection, list(places))
            others = photos.may_be_known(connection, [place for place in places if place not in found])
        moved: dict[str, tuple[int, FileStamp, str]] = {}
        for place in others:
            if control:
                control.checkpoint()
            content = photos.read_content(place)
            if not isinstance(content, PhotoError):
                with self._connection.read() as connection:
                    photo = photos.photo_of_content(connection, content[1])
                if photo is not None:
                    found[place] = photo
                    moved[place] = (photo, *content)
        if moved and not self.is_read_only:
            # on a full disk, they are found by their content the next time too
            with contextlib.suppress(BreedLensError), self._connection.write() as connection:
                photos.note_moved(connection, moved)
        return {places[place]: photo for place, photo in found.items()}

    def _look_at(self, places: Sequence[str]) -> tuple[dict[str, int | PhotoError], dict[str, tuple[FileStamp, str]]]:
        """The photos of unchanged files and why others cannot be read; and of the rest, what they hold."""
        with self._connection.read() as connection:
            known = {path: photos.known_photo(connection, path) for path in places}
        contents = {path: photos.read_content(path) for path, photo in known.items() if photo is None}
        found: dict[str, int | PhotoError] = {path: photo for path, photo in known.items() if photo is not None}
        found |= {path: content for path, content in contents.items() if isinstance(content, PhotoError)}
        return found, {path: content for path, content in contents.items() if not isinstance(content, PhotoError)}

    def photos(self) -> list[int]:
        """The ids of all photos that were ever noted, with a label or without."""
        with self._connection.read() as connection:
            return [photo for (photo,) in connection.execute("SELECT id FROM photos ORDER BY id")]

    # labels

    def begin(self, kind: str = "label") -> int:
        """Begin an action that `label` continues, so that many photos are one step of undo. Its id."""
        with self._connection.write() as connection:
            return journal.begin(connection, kind)

    def label(self, labels: Mapping[int, Label], origin: Origin, action: int | None = None) -> None:
        """Say what photos show; on the disk when this returns. `UNLABELLED` takes a label away.

        To say once more what is said already changes nothing, and is no step.

        Args:
            labels: by photo.
            origin: how the person came to it.
            action: one that was begun; by default these photos are a step of their own.
        """
        time = journal.now()
        with self._connection.write() as connection:
            values = _changing(connection, labels, origin, time)
            if values:
                number = journal.begin(connection, "label") if action is None else action
                journal.change(connection, number, journal.LABEL, values)

    def labels(self, wanted: Sequence[int] | None = None) -> dict[int, PhotoLabel]:
        """Labels by photo, of all photos that have one, or of these photos whether they have one or not."""
        with self._connection.read() as connection:
            names = dict(connection.execute("SELECT id, name FROM breeds").fetchall())
            rows = {row[0]: row[1:] for row in _label_rows(connection, wanted)}
            places = photos.last_places(connection, list(rows) if wanted is None else list(wanted))
        found = {}
        for photo in rows if wanted is None else wanted:
            status, breed, origin, time = rows.get(photo, _NOTHING)
            found[photo] = PhotoLabel(
                photo, places.get(photo, ""), Status(status), names.get(breed), Origin(origin) if origin else None, time
            )
        return found

    def import_labels(self, said: Mapping[int, tuple[Status, str | None]]) -> list[int]:
        """Label photos as a file or another program says: one step and one transaction, so that it is whole or nothing.

        Args:
            said: status and breed by photo; a text that means no breed yet becomes a breed of the person's own.

        Returns:
            The photos whose label changed, in the order of `said`.
        """
        time = journal.now()
        with self._connection.write() as connection:
            action = journal.begin(connection, "import")
            names = dict.fromkeys(name for _, name in said.values() if name is not None)
            breeds = {name: breed_list.add_breed(connection, action, self._breeds, name).id for name in names}
            labels = {photo: Label(status, breeds[name] if name else None) for photo, (status, name) in said.items()}
            values = _changing(connection, labels, Origin.IMPORTED, time)
            journal.change(connection, action, journal.LABEL, values)
        return [photo for photo, _ in values]

    def undo(self) -> tuple[Action, list[int]] | None:
        """Take the last step back: the step, and the photos that it had changed; None where there is none."""
        return self._step(journal.undo)

    def redo(self) -> tuple[Action, list[int]] | None:
        """Do again what was taken back last."""
        return self._step(journal.redo)

    def next_steps(self) -> tuple[Action | None, Action | None]:
        """What `undo` would take back, and what `redo` would do again."""
        with self._connection.read() as connection:
            return journal.next_undo(connection), journal.next_redo(connection)

    def _step(self, step: Callable[[sqlite3.Connection], Action | None]) -> tuple[Action, list[int]] | None:
        with self._connection.write() as connection:
            action = step(connection)
            return None if action is None else (action, journal.photos_of(connection, action.id))

    # breeds

    def breeds(self) -> list[LibraryBreed]:
        """The breeds that can be given, by id."""
        with self._connection.read() as connection:
            return breed_list.all_breeds(connection)

    def find_breed(self, text: str) -> LibraryBreed | None:
        """The breed that a text means, in either language."""
        with self._connection.read() as connection:
            return breed_list.find_breed(connection, self._breeds, text)

    def add_breed(self, text: str, action: int | None = None) -> LibraryBreed:
        """A breed of the person's own, new where the text means none; as a part of an action, or a step of its own."""
        found = self.find_breed(text)
        if found is not None:
            return found
        name = breed_list.checked_name(text)
        with self._connection.write() as connection:
            number = journal.begin(connection, "add_breed") if action is None else action
            return breed_list.add_breed(connection, number, self._breeds, name)

    def rename_breed(self, breed: int, text: str) -> None:
        """Give a breed of the person's own another name."""
        with self._connection.write() as connection:
            number = journal.begin(connection, "rename_breed")
            breed_list.rename_breed(connection, number, self._breeds, breed, text)

    def merge_breeds(self, source: int, target: int) -> None:
        """Give all photos of one breed to another."""
        with self._connection.write() as connection:
            breed_list.merge_breeds(connection, journal.begin(connection, "merge_breeds"), source, target)

    # predictions

    def put_predictions(self, answers: Mapping[int, Mapping[str, Any]], model: str) -> None:
        """Keep what a model says of photos; what it said of them before is replaced, what others said stays."""
        time = journal.now()
        rows = [(photo, model, time, json.dumps(answer)) for photo, answer in answers.items()]
        with self._connection.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?)", rows)

    def predictions(self, model: str) -> dict[int, Any]:
        """What a model said, by photo."""
        with self._connection.read() as connection:
            rows = connection.execute("SELECT photo, answer FROM predictions WHERE model = ?", (model,))
            return {photo: json.loads(answer) for photo, answer in rows}

    def latest_answers(self) -> dict[int, Any]:
        """What was said last of each photo, by whichever model."""
        with self._connection.read() as connection:
            rows = connection.execute("SELECT photo, answer FROM predictions ORDER BY time, model")
            latest = dict(rows.fetchall())
        return {photo: json.loads(answer) for photo, answer in latest.items()}

    # care

    def check(self) -> None:
        """Look whether everything in the file fits together.

        Raises:
            BreedLensError: `library_damaged`.
        """
        with self._connection.read() as connection:
            check(connection)

    def back_up(self) -> Backup:
        """Make a backup now."""
        with self._connection.read() as connection:
            return Backups(self.path).make(connection)


_LABELS = "SELECT photo, status, breed, origin, time FROM labels"
_NOTHING: tuple[Any, ...] = (Status.UNLABELLED, None, None, "")


def _label_rows(connection: sqlite3.Connection, wanted: Sequence[int] | None) -> Iterator[tuple[Any, ...]]:
    if wanted is None:
        yield from connection.execute(_LABELS)
        return
    for marks, keys in in_chunks(wanted):
        yield from connection.execute(f"{_LABELS} WHERE photo IN ({marks})", keys)


def _changing(
    connection: sqlite3.Connection, labels: Mapping[int, Label], origin: Origin, time: str
) -> list[tuple[int, journal.Value]]:
    """The new values of those photos of which something else is said now."""
    known = {row[0]: row[1:4] for row in _label_rows(connection, list(labels))}
    return [
        (photo, _value(label, origin, time))
        for photo, label in labels.items()
        if known.get(photo) != (None if label == UNLABELLED else (label.status, label.breed, origin))
    ]


def _value(label: Label, origin: Origin, time: str) -> journal.Value:
    return None if label == UNLABELLED else [str(label.status), label.breed, str(origin), time]
