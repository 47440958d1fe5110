"""Every change of labels and breeds goes through here, in one transaction with what is needed to take it back.

A subject is a table with one row a key; its value is JSON, None where there is no row. An action may be continued over
several transactions (a thousand photos are committed a hundred at a time), and is still one step.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from core.library.records import Action

LABEL, BREED = "label", "breed"
Value = list[Any] | None


class _Subject(NamedTuple):
    table: str
    key: str
    columns: tuple[str, ...]


_SUBJECTS = {
    LABEL: _Subject("labels", "photo", ("status", "breed", "origin", "time")),
    BREED: _Subject("breeds", "id", ("name", "is_own", "merged_into")),
}


def now() -> str:
    """The time to note, UTC to the second; nothing is ordered by it, since clocks go back."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def begin(connection: sqlite3.Connection, kind: str) -> int:
    """A new action; its first change makes that what was undone before cannot be done again any more. Its id."""
    return int(connection.execute("INSERT INTO actions (kind, time) VALUES (?, ?)", (kind, now())).lastrowid or 0)


def change(connection: sqlite3.Connection, action: int, subject: str, values: Iterable[tuple[int, Value]]) -> None:
    """Give rows new values as a part of an action; equal values are no change."""
    can_redo = True
    for key, value in values:
        before = _read(connection, subject, key)
        if before != value:
            if can_redo:
                connection.execute("DELETE FROM actions WHERE is_undone")
                can_redo = False
            _write(connection, subject, key, value)
            connection.execute(
                "INSERT INTO changes (action, subject, key, before, after) VALUES (?, ?, ?, ?, ?)",
                (action, subject, key, _text(before), _text(value)),
            )


def undo(connection: sqlite3.Connection) -> Action | None:
    """Take the last action back; None where there is none."""
    found = next_undo(connection)
    if found is not None:
        _replay(connection, found.id, "before", "DESC")
        connection.execute("UPDATE actions SET is_undone = 1 WHERE id = ?", (found.id,))
    return found


def redo(connection: sqlite3.Connection) -> Action | None:
    """Do again what was taken back last; None where there is nothing."""
    found = next_redo(connection)
    if found is not None:
        _replay(connection, found.id, "after", "ASC")
        connection.execute("UPDATE actions SET is_undone = 0 WHERE id = ?", (found.id,))
    return found


def next_undo(connection: sqlite3.Connection) -> Action | None:
    """The step that `undo` would take back."""
    return _last(connection, "NOT is_undone", "DESC")


def next_redo(connection: sqlite3.Connection) -> Action | None:
    """The step that `redo` would do again."""
    return _last(connection, "is_undone", "ASC")


def photos_of(connection: sqlite3.Connection, action: int) -> list[int]:
    """The photos whose labels an action changed."""
    rows = connection.execute(
        "SELECT DISTINCT key FROM changes WHERE action = ? AND subject = ? ORDER BY id", (action, LABEL)
    )
    return [key for (key,) in rows]


def _last(connection: sqlite3.Connection, which: str, order: str) -> Action | None:
    row = connection.execute(
        f"SELECT id, kind, time FROM actions WHERE {which}"
        f" AND EXISTS (SELECT 1 FROM changes WHERE action = actions.id) ORDER BY id {order} LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    (count,) = connection.execute("SELECT COUNT(*) FROM changes WHERE action = ?", (row[0],)).fetchone()
    return Action(row[0], row[1], row[2], count)


def _replay(connection: sqlite3.Connection, action: int, side: str, order: str) -> None:
    rows = connection.execute(
        f"SELECT subject, key, {side} FROM changes WHERE action = ? ORDER BY id {order}", (action,)
    ).fetchall()
    for subject, key, text in rows:
        _write(connection, subject, key, None if text is None else json.loads(text))


def _read(connection: sqlite3.Connection, subject: str, key: int) -> Value:
    table, name, columns = _SUBJECTS[subject]
    row = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {name} = ?", (key,)).fetchone()
    return None if row is None else list(row)


def _write(connection: sqlite3.Connection, subject: str, key: int, value: Value) -> None:
    table, name, columns = _SUBJECTS[subject]
    if value is None:
        connection.execute(f"DELETE FROM {table} WHERE {name} = ?", (key,))
        return
    names = ", ".join((name, *columns))
    marks = ", ".join("?" * (1 + len(columns)))
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({name}) DO UPDATE SET {updates}", (key, *value)
    )


def _text(value: Value) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
