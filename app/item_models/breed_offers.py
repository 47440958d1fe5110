"""The breeds that a text may mean while it is typed: the 120, a person's own, and one that is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.item_models.text_folding import fold
from core.breeds import Breed, BreedTable, Language, normalise_breed
from core.errors import BreedLensError

if TYPE_CHECKING:
    from core.library.records import LibraryBreed


_LONG_ENOUGH, _LONG = 6, 10
"""letters from which on one typo, and two, still tell what was meant"""
_ALIKE, _LIKENESS = 5, 0.72


@dataclass(frozen=True, slots=True)
class BreedOffer:
    """One row of the list under the field."""

    value: str
    """what to label with: a slug of the 120, or the person's words"""
    name: str
    """what to show: the name in the window's language"""
    found_by: str = ""
    """the other name (of the other language, or an alias) that fits what was typed, where the shown one does not"""
    is_new: bool = False
    """nothing means exactly this text: it would be a new breed"""


class BreedOffers:
    """Finds breeds in both languages; the person's own ones are found like the 120."""

    def __init__(self, table: BreedTable, own: Sequence[LibraryBreed], language: Language) -> None:
        """`own` may hold the whole list of a library: only the person's own breeds are taken from it."""
        self._language = language
        by_key: dict[str, Breed] = {}
        for breed in own:
            if breed.is_own and table.find(breed.name) is None:
                by_key.setdefault(normalise_breed(breed.name), _as_breed(breed.name))
        self._table = BreedTable([*table, *by_key.values()])

    def search(self, text: str) -> list[BreedOffer]:
        """What the text may mean, best first, and the new breed that it would be; all breeds for an empty text.

        The new breed comes last, but before names that only resemble the text: a dalmatian is no Alsatian.
        """
        found = self._table.search(text, self._language)
        if not text.strip():
            found = sorted(found, key=lambda breed: fold(breed.name(self._language)))
        offers = [BreedOffer(breed.slug, breed.name(self._language), self._other_name(breed, text)) for breed in found]
        if self._table.find(text) is None and (name := _new_name(text)):
            new = BreedOffer(name, name, is_new=True)
            query = normalise_breed(text)
            if any(_is_meant(breed, query, text) for breed in found):
                return [*offers, new]
            return [new, *(offers or self._alike(query))]
        return offers

    def _alike(self, query: str) -> list[BreedOffer]:
        """The breeds with a name that resembles the text as a whole."""
        if len(query) < _LONG_ENOUGH:
            return []
        names = {normalise_breed(name): (breed, name) for breed in self._table for name in breed.all_names}
        found: dict[str, BreedOffer] = {}
        for key in get_close_matches(query, names, n=_ALIKE, cutoff=_LIKENESS):
            breed, name = names[key]
            shown = breed.name(self._language)
            found.setdefault(breed.slug, BreedOffer(breed.slug, shown, "" if name == shown else name))
        return list(found.values())

    def _other_name(self, breed: Breed, text: str) -> str:
        """Why a breed was found, where the name to show does not tell."""
        query, shown = normalise_breed(text), breed.name(self._language)
        words = [normalise_breed(word) for word in text.split()]
        if not query or _fits(shown, query, words):
            return ""
        others = [name for name in breed.all_names if name not in (shown, breed.slug)]
        fitting = [name for name in others if _fits(name, query, words)]
        return next((name for name in fitting if normalise_breed(name).startswith(query)), next(iter(fitting), ""))


def _is_meant(breed: Breed, query: str, text: str) -> bool:
    """The text is a part of a name, or a whole name or a word of it misspelt.

    A short text, or the beginning of a name, tells too little with a typo in it: a Tervuren is no Newfoundland (in
    French, Terre-Neuve).
    """
    words = [normalise_breed(word) for word in text.split()]
    typos = 0 if len(query) < _LONG_ENOUGH else 1 + (len(query) >= _LONG)
    wholes = {normalise_breed(name) for name in breed.all_names}
    if len(words) == 1:
        wholes |= {normalise_breed(word) for name in breed.all_names for word in name.split()}
    return any(_fits(name, query, words) for name in breed.all_names) or any(
        _typos(whole, query, typos) <= typos for whole in wholes
    )


def _typos(name: str, typed: str, most: int) -> int:
    """Letters changed, added, left out, or swapped with the next, between two words; above `most` any larger number."""
    if abs(len(name) - len(typed)) > most:
        return most + 1
    before, line = list(range(len(typed) + 1)), list(range(len(typed) + 1))
    for i, letter in enumerate(name, start=1):
        earlier, before, line = before, line, [i]
        for j, other in enumerate(typed, start=1):
            line.append(min(before[j] + 1, line[j - 1] + 1, before[j - 1] + (letter != other)))
            if i > 1 and j > 1 and letter == typed[j - 2] and name[i - 2] == other:
                line[j] = min(line[j], earlier[j - 2] + 1)
    return line[-1]


def _fits(name: str, query: str, words: Sequence[str]) -> bool:
    key = normalise_breed(name)
    return query in key or all(word in key for word in words)


def _as_breed(name: str) -> Breed:
    return Breed("", name, name, name, "", "", (), (), -1)


def _new_name(text: str) -> str:
    """The text as a name that the library takes; empty where it takes none."""
    from core.library.breed_list import checked_name

    try:
        return checked_name(text)
    except BreedLensError:
        return ""
