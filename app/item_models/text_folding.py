"""How texts are compared: without case and accents."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` for comparing: no case, no accents; lone surrogates of odd file names pass through."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))
