"""Whether a library's file is what was written."""

from __future__ import annotations

import sqlite3

from core.library.faults import damaged


def check(connection: sqlite3.Connection) -> None:
    """Look whether everything in the file fits together.

    Raises:
        BreedLensError: `library_damaged`.
    """
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)")]
        if found == ["ok"]:
            found = [f"{row[0]} {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")] or found
    except sqlite3.DatabaseError as error:
        raise damaged(str(error)) from error
    if found != ["ok"]:
        raise damaged("\n".join(found))
