"""What a person may mean while they type a breed, and which of it Enter takes: the first."""

from __future__ import annotations

import pytest

from app.item_models.breed_offers import BreedOffers
from core.breeds import load_breed_table
from core.library.records import LibraryBreed

REX = LibraryBreed(121, "Rex the great", True)


def offers(text: str) -> list[str]:
    found = BreedOffers(load_breed_table(), [REX], "en").search(text)
    return [f"new {offer.name}" if offer.is_new else offer.value for offer in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("beag", "beagle"),
        ("chien saint hubert", "bloodhound"),
        ("labardor", "labrador_retriever"),
        ("Rex", "Rex the great"),
        ("rex the great", "Rex the great"),
        ("dalm", "new dalm"),
        ("dalmatian", "new dalmatian"),
        ("pugg", "new pugg"),
        ("puli", "new puli"),
        ("tervuren", "new tervuren"),
        ("skye terrier", "new skye terrier"),
        ("labrodor retreiver", "labrador_retriever"),
        ("germn sheperd", "german_shepherd"),
        ("norfok", "norfolk_terrier"),
    ],
)
def test_what_is_meant_comes_first(text: str, first: str) -> None:
    """A short text with a typo, and a name that only resembles another, are new breeds first."""
    assert offers(text)[0] == first


@pytest.mark.parametrize(
    ("text", "breed"), [("pugg", "pug"), ("skye terrier", "silky_terrier"), ("dalmatian", "german_shepherd")]
)
def test_what_is_alike_follows_the_new_breed(text: str, breed: str) -> None:
    found = offers(text)
    assert found[0] == f"new {text}" and breed in found[1:]


def test_a_known_name_offers_no_new_breed() -> None:
    assert not [offer for offer in offers("Pug") if offer.startswith("new")]
