"""Names for widgets and actions, by which tests, style sheets and saved states find them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str) -> T:
    """The same thing with an object name."""
    thing.setObjectName(name)
    return thing
