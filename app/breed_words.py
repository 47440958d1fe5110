"""What a breed of a model or of the library is called in the window."""

from __future__ import annotations

from core.breeds import BreedTable, Language, own_name


def shown_breed(table: BreedTable, name: str, language: Language) -> str:
    """The name of one of the 120 in the window's language; any other breed is made readable."""
    try:
        return table.by_slug(name).name(language)
    except LookupError:
        return own_name(name)
