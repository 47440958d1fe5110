"""Marks texts that are translated later, where there is no QObject to ask."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """`text` itself; lupdate finds it by this name. Qt's own function is typed to return an object."""
    del context
    return text
