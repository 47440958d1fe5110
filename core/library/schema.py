"""The tables of the label library, and how a library of an older version becomes one of this.

A photo is its content: `places` says which files hold it. Labels and breeds are changed through the journal alone
(`actions`, `changes`), which is what undo, redo and their survival of a kill rest on. Ids are never given twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from core.breeds import load_breed_table
from core.errors import BreedLensError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x42_4C_4C_42  # "BLLB": tells a library from another program's database

_TABLES = """
CREATE TABLE photos (id INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT NOT NULL UNIQUE, size TEXT NOT NULL);
CREATE INDEX photos_of_size ON photos (size);
CREATE TABLE places (
    path BLOB PRIMARY KEY, photo INTEGER NOT NULL REFERENCES photos, size TEXT NOT NULL, mtime_ns TEXT NOT NULL,
    seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX places_of_photo ON places (photo, seen);
CREATE TABLE breeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, is_own INTEGER NOT NULL, merged_into INTEGER
);
CREATE TABLE labels (
    photo INTEGER PRIMARY KEY REFERENCES photos, status TEXT NOT NULL, breed INTEGER REFERENCES breeds,
    origin TEXT NOT NULL, time TEXT NOT NULL
);
CREATE INDEX labels_of_breed ON labels (breed);
CREATE TABLE predictions (
    photo INTEGER NOT NULL REFERENCES photos, model TEXT NOT NULL, time TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (photo, model)
) WITHOUT ROWID;
CREATE TABLE actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, time TEXT NOT NULL, is_undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY, action INTEGER NOT NULL REFERENCES actions ON DELETE CASCADE, subject TEXT NOT NULL,
    key INTEGER NOT NULL, before TEXT, after TEXT
);
CREATE INDEX changes_of_action ON changes (action);
"""

_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""what makes a library of version `key` one of version `key + 1`"""


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a library, 0 for an empty file.

    Raises:
        BreedLensError: `library_foreign`: a database of another program.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if application == APPLICATION_ID or not (version or application or tables):
        return int(version)
    raise BreedLensError("library_foreign", "This file is a database of another program, not a library of labels.")


def make_schema(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, with the 120 breeds; inside the caller's transaction."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    names = [(breed.slug,) for breed in load_breed_table()]
    connection.executemany("INSERT INTO breeds (name, is_own) VALUES (?, 0)", names)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables of an older version to this one; inside the caller's transaction."""
    for step in range(version, SCHEMA_VERSION):
        _STEPS[step](connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
