"""What a breed of a model or of the library is called in the window."""

from __future__ import annotations

from core.breeds import BreedTable, Language


def shown_breed(table: BreedTable, name: str, language: Language) -> str:
    """The name of one of the 120 in the window's language; any other breed is called as it was named."""
    try:
        return table.by_slug(name).name(language)
    except LookupError:
        return name
