"""The breeds of a library: the 120, and a person's own, with ids that mean the same for ever."""

from __future__ import annotations

import sqlite3

from core.breeds import BreedTable, normalise_breed, readable
from core.errors import BreedLensError
from core.library import journal
from core.library.records import LibraryBreed

_LONGEST = 120


def all_breeds(connection: sqlite3.Connection) -> list[LibraryBreed]:
    """Those that can be given, in the order of their ids; merged ones are not among them."""
    rows = connection.execute("SELECT id, name, is_own FROM breeds WHERE merged_into IS NULL ORDER BY id")
    return [LibraryBreed(number, name, bool(is_own)) for number, name, is_own in rows]


def find_breed(connection: sqlite3.Connection, table: BreedTable, text: str) -> LibraryBreed | None:
    """The breed that a text means: a person's own name first, then any name of one of the 120.

    A merged breed's name means the breed that it was merged into.
    """
    wanted = normalise_breed(text)
    rows = connection.execute("SELECT id, name, is_own, merged_into FROM breeds WHERE is_own").fetchall()
    for number, name, is_own, merged_into in rows:
        if normalise_breed(name) == wanted and wanted:
            return LibraryBreed(number, name, bool(is_own)) if merged_into is None else _standing(connection, number)
    known = table.find(text)
    if known is None:
        return None
    row = connection.execute("SELECT id FROM breeds WHERE name = ? AND NOT is_own", (known.slug,)).fetchone()
    return _standing(connection, row[0])


def add_breed(connection: sqlite3.Connection, action: int, table: BreedTable, text: str) -> LibraryBreed:
    """A new breed of the person's own; the one that the text means already, where there is one.

    Raises:
        BreedLensError: `breed_unnamed`: the text holds no letter and no digit, or is longer than 120 characters.
    """
    found = find_breed(connection, table, text)
    if found is not None:
        return found
    name = checked_name(text)
    (last,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'breeds'").fetchone()
    journal.change(connection, action, journal.BREED, [(last + 1, [name, 1, None])])
    return LibraryBreed(last + 1, name, True)


def rename_breed(connection: sqlite3.Connection, action: int, table: BreedTable, breed: int, text: str) -> None:
    """Give a breed of the person's own another name; its id and its labels stay.

    Raises:
        BreedLensError: `breed_fixed` for one of the 120, `breed_taken` where the name means another breed.
    """
    name = checked_name(text)
    row = connection.execute("SELECT is_own, merged_into FROM breeds WHERE id = ?", (breed,)).fetchone()
    if row is None or not row[0]:
        raise BreedLensError("breed_fixed", "Only breeds that you added yourself can be renamed.")
    found = find_breed(connection, table, name)
    if found is not None and found.id != breed:
        raise BreedLensError("breed_taken", "There is a breed called {name} already; merge the two instead.", name=name)
    journal.change(connection, action, journal.BREED, [(breed, [name, 1, row[1]])])


def merge_breeds(connection: sqlite3.Connection, action: int, source: int, target: int) -> None:
    """Give all photos of one breed of the person's own to another breed; the name goes on to mean that one.

    Raises:
        BreedLensError: `breed_fixed` for one of the 120, `breed_taken` for a breed and itself.
    """
    row = connection.execute("SELECT name, is_own FROM breeds WHERE id = ?", (source,)).fetchone()
    if row is None or not row[1]:
        raise BreedLensError("breed_fixed", "Only breeds that you added yourself can be merged into another.")
    target = _standing(connection, target).id
    if target == source:
        raise BreedLensError("breed_merged", "A breed cannot be merged into itself.")
    labels = connection.execute("SELECT photo, status, origin, time FROM labels WHERE breed = ?", (source,)).fetchall()
    moved = [(photo, [status, target, origin, time]) for photo, status, origin, time in labels]
    journal.change(connection, action, journal.LABEL, moved)
    journal.change(connection, action, journal.BREED, [(source, [row[0], 1, target])])


def checked_name(text: str) -> str:
    """A name that can be told from others.

    Raises:
        BreedLensError: `breed_unnamed`.
    """
    name = readable(text)
    if not normalise_breed(name) or len(name) > _LONGEST or not name.isprintable():
        raise BreedLensError("breed_unnamed", "A breed needs a name of letters or digits, of at most 120 characters.")
    return name


def _standing(connection: sqlite3.Connection, breed: int) -> LibraryBreed:
    while True:
        number, name, is_own, merged_into = connection.execute(
            "SELECT id, name, is_own, merged_into FROM breeds WHERE id = ?", (breed,)
        ).fetchone()
        if merged_into is None:
            return LibraryBreed(number, name, bool(is_own))
        breed = merged_into
