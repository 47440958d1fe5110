"""What a folder, a cell or a class name says: a breed, or one of the splits."""

from __future__ import annotations

from functools import cache

from core.breeds import BreedTable, load_breed_table, normalise_breed, readable
from core.datasets.table import TEST, TRAIN, UNASSIGNED, VALIDATION

_SPLIT_WORDS = {
    **dict.fromkeys(("train", "training", "trainset", "apprentissage", "entrainement"), TRAIN),
    **dict.fromkeys(("validation", "val", "valid", "validate", "dev"), VALIDATION),
    **dict.fromkeys(("test", "testing", "testset"), TEST),
}


class BreedNamer:
    """Texts to breeds; remembers, because the same few texts come many thousand times."""

    def __init__(self, breeds: BreedTable | None = None) -> None:
        breeds = breeds or load_breed_table()

        @cache
        def known(text: str) -> str | None:
            found = breeds.find(readable(text))
            return found.slug if found else None

        self._known = known

    def known(self, text: str) -> str | None:
        """The slug, where the text means one of the 120 breeds."""
        return self._known(text)

    def name(self, text: str) -> str:
        """The slug, or else the person's own text: stripped, and in one form of Unicode, so that equal looks equal."""
        return self._known(text) or readable(text)


def split_of(text: str) -> str:
    """The split that a folder or a cell names, "" for none."""
    return _SPLIT_WORDS.get(normalise_breed(text), UNASSIGNED)
