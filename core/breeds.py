"""The 120 breeds: names, groups and aliases in English and French, finding one by any of its names, and phrases.

The table is `resources/breeds.csv`; `docs/breed-table.md` says where its names and groups come from.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.paths import resource

Language = Literal["en", "fr"]

FCI_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "FCI 1 – Sheepdogs and Cattledogs (except Swiss Cattledogs)",
        "FCI 1 – Chiens de berger et de bouvier (sauf chiens de bouvier suisses)",
    ),
    (
        "FCI 2 – Pinscher and Schnauzer, Molossoid and Swiss Mountain and Cattledogs",
        "FCI 2 – Chiens de type Pinscher et Schnauzer, molossoïdes, chiens de montagne et de bouvier suisses",
    ),
    ("FCI 3 – Terriers", "FCI 3 – Terriers"),
    ("FCI 4 – Dachshunds", "FCI 4 – Teckels"),
    ("FCI 5 – Spitz and primitive types", "FCI 5 – Chiens de type Spitz et de type primitif"),
    (
        "FCI 6 – Scent hounds and related breeds",
        "FCI 6 – Chiens courants, chiens de recherche au sang et races apparentées",
    ),
    ("FCI 7 – Pointing Dogs", "FCI 7 – Chiens d'arrêt"),
    (
        "FCI 8 – Retrievers, Flushing Dogs, Water Dogs",
        "FCI 8 – Chiens rapporteurs de gibier, chiens leveurs de gibier et broussailleurs, chiens d'eau",
    ),
    ("FCI 9 – Companion and Toy Dogs", "FCI 9 – Chiens d'agrément et de compagnie"),
    ("FCI 10 – Sighthounds", "FCI 10 – Lévriers"),
)
"""The ten groups of the Fédération Cynologique Internationale, each in English and French."""

_WNID = re.compile(r"\s*(n[0-9]{8})(?![0-9])", re.IGNORECASE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST_WITH_TYPO = 4
_SHORTEST_WITH_TWO = 8
_NO_MATCH = 5
_OR = {"en": "or", "fr": "ou"}
_FRENCH_LINKS = frozenset({"de", "du", "des", "à"})


@dataclass(frozen=True, slots=True)
class Breed:
    """One row of the table; a group is empty where the FCI knows no such breed."""

    wnid: str
    slug: str
    """the Kaggle spelling, which is also the class name in bundles"""
    name_en: str
    name_fr: str
    group_en: str
    group_fr: str
    aliases_en: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    imagenet_index: int
    """index in the 1000-way output, in 0..999"""

    def name(self, language: Language) -> str:
        """The name to show."""
        return self.name_fr if language == "fr" else self.name_en

    def group(self, language: Language) -> str:
        """The breed group, one of `FCI_GROUPS`, or an empty string."""
        return self.group_fr if language == "fr" else self.group_en

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every text that means this breed, but for the wnid: names first, then slug and aliases."""
        return (self.name_en, self.name_fr, self.slug, *self.aliases_en, *self.aliases_fr)


def normalise_breed(text: str) -> str:
    """The key under which spellings of one breed meet: `Jack_Russell-Terrier` and `jack russell terrier` are equal.

    Case, accents, spaces, punctuation and a leading wnid are dropped; a text that is nothing but a wnid keeps it.
    Letters of every script stay. Empty where the text holds no letter and no digit. For comparing, not for display.
    """
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    """The normalised words of a text."""
    match = _WNID.match(text)
    rest = _split(text[match.end() :] if match else text)
    return rest or _split(text)


def _split(text: str) -> list[str]:
    if text.isascii():  # nearly all names; a program start splits a thousand of them
        return _ASCII_WORD.findall(text.lower())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES))
    # Only the accents of Latin, Greek and Cyrillic go: in other scripts a combining mark is a letter of its own.
    kept = (" " if unicodedata.category(c)[0] not in "LMN" else c for c in folded if not "\u0300" <= c <= "\u036f")
    return "".join(kept).split()


def readable(text: str) -> str:
    """A name without its lone surrogates, composed (NFC), with single blanks; a name of another encoding is Latin."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        try:
            text = os.fsencode(text).decode("cp1252", "replace")
        except UnicodeEncodeError:  # a surrogate that stands for no byte
            text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", text).split())


def own_name(text: str) -> str:
    """A breed that a person calls so, as it is shown: `golden_doodle`, the name of a folder, is "Golden doodle".

    Underscores are blanks; a name without a capital letter gets one. Other names stay as they are written.
    """
    name = " ".join(readable(text).replace("_", " ").split()) or readable(text)
    return name[:1].upper() + name[1:] if name == name.lower() else name


class BreedTable:
    """The breeds, in the order they were given (ImageNet's); unchanging, and safe to share between threads."""

    def __init__(self, breeds: Sequence[Breed]) -> None:
        """Raises ValueError where one name would mean two breeds."""
        self._breeds = tuple(breeds)
        self._by_slug = {breed.slug: breed for breed in self._breeds}
        self._by_wnid = {breed.wnid: breed for breed in self._breeds}
        self._by_key: dict[str, Breed] = {}
        for breed in self._breeds:
            for name in breed.all_names:
                if self._by_key.setdefault(normalise_breed(name), breed) is not breed:
                    raise ValueError(f"{name!r} means two breeds")
        self._index = [(breed, [_SearchName(name) for name in breed.all_names]) for breed in self._breeds]

    def __len__(self) -> int:
        return len(self._breeds)

    def __iter__(self) -> Iterator[Breed]:
        return iter(self._breeds)

    def by_slug(self, slug: str) -> Breed:
        """The breed of this exact slug; raises KeyError for a class name that is not among the 120."""
        return self._by_slug[slug]

    def find(self, text: str) -> Breed | None:
        """The one breed that a folder's, file's or column's text means, or None.

        Slug, names and aliases of both languages count; case, accents, spaces, punctuation and a leading wnid do not.
        The wnid decides only where the rest means no breed (`n02085620`, `n02085620_7`).
        """
        found = self._by_key.get(normalise_breed(text))
        match = _WNID.match(text)
        if found is None and match:
            return self._by_wnid.get(match[1].lower())
        return found

    def search(self, text: str, language: Language | None = None) -> list[Breed]:
        """The breeds that a person may mean while typing, best first; all of them for an empty text.

        Both languages are searched. Order: the whole name, its beginning, the beginning of a later word, words in
        any order, any part of a name; and, only where that gives nothing, beginnings with one typo (4 letters up),
        then words with one typo each, and beginnings with two (8 letters up), where first letters are right: a
        dalmatian is no alsatian.
        Of equals, those found by their name in `language` (default English) come first; the rest is alphabetical.
        """
        words = _words(text)
        if not words:
            return list(self._breeds) if not text.strip() else []
        query, shown = "".join(words), 1 if language == "fr" else 0
        found = self._ranked(lambda name: name.rank(query, words), shown)
        if not found and (meant := self.find(text)):
            return [meant]
        if not found and len(query) >= _SHORTEST_WITH_TYPO:
            found = self._ranked(lambda name: name.rank_with_typo(query), shown)
        if not found and len(query) >= _SHORTEST_WITH_TWO:
            return self._ranked(lambda name: name.rank_with_typos(query, words), shown)
        return found

    def _ranked(self, rank: Callable[[_SearchName], int], shown: int) -> list[Breed]:
        """The breeds with a matching name, best first; `shown` is the place of the name to show in `all_names`."""
        hits: list[tuple[int, int, str, Breed]] = []
        for breed, names in self._index:
            ranks = [rank(name) for name in names]
            if min(ranks) < _NO_MATCH:
                hits.append((min(ranks), ranks[shown], names[shown].whole, breed))
        return [breed for *_, breed in sorted(hits, key=lambda hit: hit[:3])]


class _SearchName:
    """One name, cut up once for searching: its words, and the rest of the name from each word on, without spaces."""

    __slots__ = ("tails", "whole", "words")

    def __init__(self, name: str) -> None:
        self.words = _words(name)
        self.tails = ["".join(self.words[i:]) for i in range(len(self.words))]
        self.whole = self.tails[0]

    def rank(self, query: str, query_words: list[str]) -> int:
        """0 for the whole name up to 4 for a part of it; `_NO_MATCH` otherwise."""
        if self.whole == query:
            return 0
        if self.whole.startswith(query):
            return 1
        if any(tail.startswith(query) for tail in self.tails):
            return 2
        if all(any(word.startswith(part) for word in self.words) for part in query_words):
            return 3
        return 4 if query in self.whole else _NO_MATCH

    def rank_with_typo(self, query: str) -> int:
        """0 where the name, from one of its words on, is the query but for one typo, 1 where it begins so."""
        matching = [tail for tail in self.tails if _begins_with_typos(tail, query, 1)]
        if not matching:
            return _NO_MATCH
        return 0 if len(min(matching, key=len)) <= len(query) + 1 else 1

    def rank_with_typos(self, query: str, query_words: list[str]) -> int:
        """0 where each word, but for one typo, begins a word of the name, 1 where the query has two typos in all."""
        if all(any(_is_meant(word, part) for word in self.words) for part in query_words):
            return 0
        meant = (tail for tail in self.tails if tail[0] == query[0])
        return 1 if any(_begins_with_typos(tail, query, 2) for tail in meant) else _NO_MATCH


def _is_meant(word: str, typed: str) -> bool:
    return word[0] == typed[0] and _begins_with_typos(word, typed, 1 if len(typed) >= _SHORTEST_WITH_TYPO else 0)


def _begins_with_typos(text: str, query: str, typos: int) -> bool:
    """Whether `text` begins with `query` after up to `typos` letters were changed, added, left out, or swapped with the
    next."""
    same = 0
    while same < min(len(text), len(query)) and text[same] == query[same]:
        same += 1
    left, typed = text[same:], query[same:]
    if not typed or not typos:
        return not typed
    swapped = typed[1:2] + typed[:1] + typed[2:]
    mended = ((left[1:], typed[1:]), (left[1:], typed), (left, typed[1:]), (left, swapped))
    return any(_begins_with_typos(*pair, typos - 1) for pair in mended)


def load_breed_table() -> BreedTable:
    """The table that comes with the program; takes some milliseconds, so load it once and hold it."""
    with resource("breeds.csv").open(encoding="utf-8", newline="") as file:
        return BreedTable([_breed(row) for row in csv.DictReader(file)])


def _breed(row: dict[str, str]) -> Breed:
    return Breed(
        wnid=row["wnid"],
        slug=row["slug"],
        name_en=row["name_en"],
        name_fr=row["name_fr"],
        group_en=row["group_en"],
        group_fr=row["group_fr"],
        aliases_en=tuple(filter(None, row["aliases_en"].split("|"))),
        aliases_fr=tuple(filter(None, row["aliases_fr"].split("|"))),
        imagenet_index=int(row["imagenet_index"]),
    )


def breed_set_phrase(breeds: Sequence[Breed], language: Language, limit: int = 3) -> str:
    """A set of breeds as people say it: `Norfolk or Norwich Terrier`, `Setter anglais ou Gordon`.

    Beyond `limit` names (at least 1) the rest is counted: `Pug, Boxer or 3 others`. What all names share is said
    once, where nothing is left out and it reads right. Empty for no breeds.
    """
    names = [breed.name(language) for breed in breeds]
    others = len(names) - limit
    if others > 0:
        noun = {"en": "other", "fr": "autre"}[language] + ("s" if others > 1 else "")
        return _enumerate([*names[:limit], f"{others} {noun}"], language)
    if len(names) < 2:
        return "".join(names)
    merged = _share_beginning(names) if language == "fr" else None
    return _enumerate(merged or _share_ending(names) or names, language)


def _enumerate(parts: Sequence[str], language: Language) -> str:
    return f"{', '.join(parts[:-1])} {_OR[language]} {parts[-1]}"


def _common(names: Sequence[Sequence[str]]) -> int:
    """How many leading words all names share, leaving at least one word to each."""
    most = min(len(name) for name in names) - 1
    return next((i for i in range(most) if len({name[i] for name in names}) > 1), most)


def _share_ending(names: Sequence[str]) -> list[str] | None:
    """`Norfolk Terrier`, `Norwich Terrier` to `Norfolk`, `Norwich Terrier`.

    Not for a lone `Dog`, which says nothing, nor for a lower-case ending: `Schnauzer or Pinscher nain` would turn
    the French adjective into one of the second breed alone.
    """
    words = [name.split() for name in names]
    shared = _common([list(reversed(name)) for name in words])
    ending = words[0][len(words[0]) - shared :]
    if not ending or ending == ["Dog"] or not ending[0][0].isupper():
        return None
    return [" ".join(name[:-shared]) for name in words[:-1]] + [names[-1]]


def _share_beginning(names: Sequence[str]) -> list[str] | None:
    """`Terrier de Bedlington`, `Terrier de Boston` to `Terrier de Bedlington`, `de Boston`.

    Only where what differs has one form throughout, a single word or a preposition and a word.
    """
    words = [name.split() for name in names]
    shared = _common(words)
    while shared and words[0][shared - 1] in _FRENCH_LINKS:
        shared -= 1
    rests = [name[shared:] for name in words]
    single = all(len(rest) == 1 for rest in rests)
    linked = all(len(rest) == 2 and rest[0] in _FRENCH_LINKS for rest in rests)
    if not shared or not (single or linked):
        return None
    return [names[0], *(" ".join(rest) for rest in rests[1:])]
