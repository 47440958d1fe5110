"""What widgets and actions are given when they are made: a name, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str) -> T:
    """The same thing with an object name, by which tests, style sheets and saved states find it."""
    thing.setObjectName(name)
    return thing


def call(act: Callable[[], object], _checked: bool = False) -> None:
    """For `partial(call, act)` as a slot of a signal that says whether something is checked."""
    act()
