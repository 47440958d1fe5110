"""The breed table against ImageNet's list, and the ways a breed is found, searched and named."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.breeds import (
    FCI_GROUPS,
    Breed,
    BreedTable,
    Language,
    breed_set_phrase,
    load_breed_table,
    normalise_breed,
    own_name,
)
from core.paths import resource

TABLE = load_breed_table()
EVERY_NAME = [(name, breed) for breed in TABLE for name in breed.all_names]
NO_FCI_BREED = {"bluetick", "redbone", "walker_hound", "dingo", "dhole", "african_hunting_dog"}
# Umbrella names, and breeds outside the 120 whose names resemble one of them.
NOT_ONE_BREED = [
    "husky",
    "poodle",
    "caniche",
    "corgi",
    "schnauzer",
    "retriever",
    "spaniel",
    "bulldog",
    "mastiff",
    "pointer",
    "terrier",
    "bull_terrier",
    "fox_terrier",
    "belgian_shepherd",
    "tervuren",
    "laekenois",
    "smooth_collie",
    "bearded_collie",
    "american_eskimo_dog",
    "american_cocker_spaniel",
    "king_charles_spaniel",
    "manchester_terrier",
    "toy_fox_terrier",
    "dalmatian",
    "jack_russell_terrier",
    "griffon_belge",
    "german_spitz",
    "wirehaired_vizsla",
    "black_norwegian_elkhound",
    "irish_red_and_white_setter",
    "american_foxhound",
    "greenland_dog",
    "basset_bleu",
]


def phrase(language: Language, *slugs: str, limit: int = 3) -> str:
    return breed_set_phrase([TABLE.by_slug(slug) for slug in slugs], language, limit)


def test_index_wnid_and_slug_are_those_of_imagenet_and_kaggle(shared_photos: Path) -> None:
    with (shared_photos.parent / "breeds120.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(b.imagenet_index, b.wnid, b.slug) for b in TABLE] == [
        (int(row["imagenet_index"]), row["wnid"], row["kaggle_name"]) for row in rows
    ]
    assert all(TABLE.find(f"{row['wnid']}-{row['imagenet_name']}") is b for row, b in zip(rows, TABLE, strict=True))


def test_breed_folders_are_found_and_other_breeds_are_not(shared_photos: Path) -> None:
    known = {TABLE.find(folder.name) for folder in (shared_photos / "breeds").iterdir()}
    assert known == set(TABLE)
    others = [folder.name for folder in (shared_photos / "other_breeds").iterdir()]
    assert [name for name in others if TABLE.find(name)] == []


def test_the_table_is_complete_and_in_imagenet_order() -> None:
    assert len(TABLE) == len(list(TABLE)) == 120
    indices = [breed.imagenet_index for breed in TABLE]
    assert indices == [*range(151, 251), *range(252, 269), 273, 274, 275]
    assert len({breed.wnid for breed in TABLE}) == len({breed.slug for breed in TABLE}) == 120
    assert all(re.fullmatch(r"n\d{8}", breed.wnid) for breed in TABLE)


def test_every_name_is_a_clean_text_and_means_one_breed() -> None:
    meaning: dict[str, Breed] = {}
    for name, breed in EVERY_NAME:
        assert normalise_breed(name)
        assert name == unicodedata.normalize("NFC", name).strip()
        assert "  " not in name
        assert meaning.setdefault(normalise_breed(name), breed) is breed
    for language in ("en", "fr"):
        assert len({breed.name(language) for breed in TABLE}) == 120


def test_no_alias_repeats_a_name_of_its_own_language() -> None:
    for breed in TABLE:
        for names in ((breed.name_en, *breed.aliases_en), (breed.name_fr, *breed.aliases_fr)):
            assert len({name.casefold() for name in names}) == len(names), breed.slug


def test_groups_are_fci_groups_and_empty_only_where_the_fci_has_no_such_breed() -> None:
    assert len(set(FCI_GROUPS)) == 10
    for number, group in enumerate(FCI_GROUPS, start=1):
        assert all(name.startswith(f"FCI {number} – ") for name in group)
    for breed in TABLE:
        groups = (breed.group("en"), breed.group("fr"))
        assert groups == ("", "") if breed.slug in NO_FCI_BREED else groups in FCI_GROUPS


def test_every_group_names_its_fci_standard_and_one_standard_has_one_group() -> None:
    with resource("breeds.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    group_of: dict[str, str] = {}
    for row in rows:
        assert bool(row["group_source"]) == bool(row["group_en"])
        for standard in row["group_source"].removeprefix("FCI ").split("|") if row["group_source"] else ():
            assert 1 <= int(standard) <= 373
            assert group_of.setdefault(standard, row["group_en"]) == row["group_en"]


def test_two_breeds_of_one_name_are_refused() -> None:
    boxer = TABLE.by_slug("boxer")
    impostor = Breed("n00000001", "box_er", "Other", "Autre", "", "", (), (), 1)
    with pytest.raises(ValueError, match="two breeds"):
        BreedTable([boxer, impostor])


@given(st.sampled_from(EVERY_NAME), st.booleans(), st.sampled_from("- _"), st.randoms(use_true_random=False))
def test_spelling_does_not_matter(named: tuple[str, Breed], with_wnid: bool, joint: str, chance: random.Random) -> None:
    name, breed = named
    spelled = "".join(chance.choice((c.lower(), c.upper())) for c in name)
    spelled = re.sub(r"[ _'-]", lambda _: chance.choice((" ", "_", "-", "", "  ", "’")), spelled)
    spelled = unicodedata.normalize(chance.choice(("NFC", "NFD")), spelled)
    if chance.random() < 0.5:
        spelled = unicodedata.normalize("NFD", spelled).encode("ascii", "ignore").decode()
    assert TABLE.find(breed.wnid + joint + spelled if with_wnid else spelled) is breed


@given(st.text())
def test_normalising_takes_any_text_and_twice_is_once(text: str) -> None:
    once = normalise_breed(text)
    assert normalise_breed(once) == once
    assert normalise_breed(f" {text.upper()}-") == normalise_breed(text.upper())
    TABLE.find(text)
    TABLE.search(text)


def test_breeds_outside_the_table_meet_under_one_key() -> None:
    spellings = ["Jack_Russell-Terrier", "jack russell terrier", "n00000000-JackRussellTerrier", "Jäck Russell’Terrier"]
    assert {normalise_breed(text) for text in spellings} == {"jackrussellterrier"}
    assert normalise_breed("Cœur") == normalise_breed("coeur")
    assert normalise_breed("Лайка") == normalise_breed("ЛАЙКА") != ""
    assert normalise_breed("が犬") != normalise_breed("か犬")
    assert normalise_breed("-- \udce9 !") == ""


def test_a_wnid_alone_is_enough_and_a_name_beats_it() -> None:
    for breed in TABLE:
        assert {TABLE.find(text) for text in (breed.wnid, breed.wnid.upper(), f"{breed.wnid}_10131")} == {breed}
    assert TABLE.find("n02085620-beagle") is TABLE.by_slug("beagle")
    assert TABLE.find("n02110341-dalmatian") is None
    assert TABLE.find("n020856201-dog") is None


@pytest.mark.parametrize("text", [*NOT_ONE_BREED, "", " ", "n", "dog", "chien"])
def test_a_name_that_is_not_one_of_these_breeds_is_not_guessed(text: str) -> None:
    assert TABLE.find(text) is None


def test_an_unknown_slug_raises() -> None:
    assert all(TABLE.by_slug(breed.slug) is breed for breed in TABLE)
    with pytest.raises(KeyError):
        TABLE.by_slug("Chihuahua")


@given(st.sampled_from(EVERY_NAME), st.data())
def test_search_finds_a_breed_by_every_beginning_of_every_name(named: tuple[str, Breed], data: st.DataObject) -> None:
    name, breed = named
    typed = name[: data.draw(st.integers(1, len(name)))]
    assert breed in TABLE.search(typed)
    assert TABLE.search(name)[0] is breed


@given(st.sampled_from(EVERY_NAME), st.randoms(use_true_random=False))
def test_search_finds_words_in_any_order_and_any_part(named: tuple[str, Breed], chance: random.Random) -> None:
    name, breed = named
    words = name.split()
    chance.shuffle(words)
    assert breed in TABLE.search(" ".join(words))
    key = normalise_breed(name)
    start = chance.randrange(len(key))
    assert breed in TABLE.search(key[start : chance.randint(start + 1, len(key))])


def one_typo(text: str, chance: random.Random) -> str:
    place, letter = chance.randrange(len(text)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    swapped = text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :]
    left_out, added = text[:place] + text[place + 1 :], text[:place] + letter + text[place:]
    return chance.choice((text[:place] + letter + text[place + 1 :], left_out, added, swapped))


@given(st.sampled_from([breed for breed in TABLE if len(breed.name_en) > 6]), st.randoms(use_true_random=False))
def test_search_forgives_one_typo(breed: Breed, chance: random.Random) -> None:
    typed = one_typo(normalise_breed(breed.name("en")), chance)
    found = TABLE.search(typed)
    assert breed in found or any(typed in normalise_breed(name) for hit in found for name in hit.all_names)


def names(breeds: Iterable[Breed], language: Language = "en") -> list[str]:
    return [breed.name(language) for breed in breeds]


def test_search_ranks_beginnings_before_later_words_before_parts() -> None:
    assert names(TABLE.search("collie")) == ["Rough Collie", "Border Collie"]
    assert names(TABLE.search("ber"))[0] == "Bernese Mountain Dog"
    assert names(TABLE.search("ber", "fr"), "fr")[0] == "Berger allemand"
    assert names(TABLE.search("setter"), "fr") == ["Setter anglais", "Setter Gordon", "Setter irlandais rouge"]
    assert names(TABLE.search("boxr")) == ["Boxer", "Border Collie", "Border Terrier", "Borzoi"]
    assert names(TABLE.search("husky")) == ["Siberian Husky", "Canadian Eskimo Dog"]
    assert names(TABLE.search("patou")) == ["Great Pyrenees"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("labrodor retreiver", "Labrador Retriever"),
        ("germn sheperd", "German Shepherd"),
        ("rotweiller", "Rottweiler"),
        ("yorkshir terier", "Yorkshire Terrier"),
        ("berger alemant", "German Shepherd"),
        ("bernesse montain dog", "Bernese Mountain Dog"),
    ],
)
def test_search_forgives_a_typo_in_each_word_and_two_in_a_long_one(typed: str, meant: str) -> None:
    assert names(TABLE.search(typed))[0] == meant


@pytest.mark.parametrize("other", ["dalmatian", "dalmatien", "dachshund", "jack russell", "dogue de bordeaux"])
def test_search_offers_no_known_breed_for_another_one(other: str) -> None:
    assert TABLE.search(other) == []


def test_search_for_nothing_gives_all_and_for_nonsense_nothing() -> None:
    assert TABLE.search("") == TABLE.search("  ") == list(TABLE)
    assert TABLE.search("?!") == TABLE.search("qqq") == TABLE.search("not a dog at all") == []
    assert names(TABLE.search("n02085620")) == ["Chihuahua"]


def test_search_orders_equals_by_the_language_shown() -> None:
    for language in ("en", "fr"):
        found = [normalise_breed(name) for name in names(TABLE.search("terrier", language), language)]
        own = [name for name in found if "terrier" in name]
        assert found[: len(own)] == own


@pytest.mark.parametrize(
    ("language", "slugs", "expected"),
    [
        ("en", ["norfolk_terrier", "norwich_terrier"], "Norfolk or Norwich Terrier"),
        ("en", ["toy_poodle", "miniature_poodle", "standard_poodle"], "Toy, Miniature or Standard Poodle"),
        ("en", ["english_springer", "welsh_springer_spaniel"], "English or Welsh Springer Spaniel"),
        ("en", ["eskimo_dog", "african_hunting_dog"], "Canadian Eskimo Dog or African Wild Dog"),
        ("en", ["pug", "boxer", "norwich_terrier"], "Pug, Boxer or Norwich Terrier"),
        ("en", ["pug"], "Pug"),
        ("en", [], ""),
        ("fr", ["norwich_terrier", "norfolk_terrier"], "Norwich ou Norfolk Terrier"),
        ("fr", ["bedlington_terrier", "boston_bull"], "Terrier de Bedlington ou de Boston"),
        ("fr", ["english_setter", "gordon_setter"], "Setter anglais ou Gordon"),
        ("fr", ["flat-coated_retriever", "curly-coated_retriever"], "Retriever à poil plat ou bouclé"),
        ("fr", ["miniature_schnauzer", "miniature_pinscher"], "Schnauzer nain ou Pinscher nain"),
        ("fr", ["great_pyrenees", "bloodhound"], "Chien de montagne des Pyrénées ou Chien de Saint-Hubert"),
        (
            "fr",
            ["irish_terrier", "soft-coated_wheaten_terrier"],
            "Terrier irlandais ou Terrier irlandais à poil doux",
        ),
    ],
)
def test_a_set_reads_as_people_say_it(language: Language, slugs: list[str], expected: str) -> None:
    assert phrase(language, *slugs) == expected


def test_a_long_set_is_cut_and_the_rest_counted() -> None:
    slugs = ["pug", "boxer", "beagle", "collie", "borzoi", "kelpie"]
    assert phrase("en", *slugs) == "Pug, Boxer, Beagle or 3 others"
    assert phrase("fr", *slugs) == "Carlin, Boxer, Beagle ou 3 autres"
    assert phrase("en", *slugs[:4]) == "Pug, Boxer, Beagle or 1 other"
    assert phrase("fr", *slugs[:2], limit=1) == "Carlin ou 1 autre"


@given(st.lists(st.sampled_from(list(TABLE)), min_size=2, max_size=6, unique=True), st.sampled_from(["en", "fr"]))
def test_a_phrase_loses_no_word_that_tells_breeds_apart(breeds: list[Breed], language: Language) -> None:
    text = breed_set_phrase(breeds, language, limit=6)
    parts = re.split(r", | or | ou ", text)
    assert len(parts) == len(set(parts)) == len(breeds)
    spoken = {word for part in parts for word in part.split()}
    assert spoken == {word for breed in breeds for word in breed.name(language).split()}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("golden_doodle", "Golden doodle"),
        ("my own breed", "My own breed"),
        ("  rex__of\tmine ", "Rex of mine"),
        ("Rex of mine", "Rex of mine"),
        ("iPod", "iPod"),
        ("élan", "Élan"),
        ("狗", "狗"),
        ("2nd_litter", "2nd litter"),
        ("_", "_"),
        ("z\udcfcchter", "Züchter"),
        ("", ""),
    ],
)
def test_a_breed_of_ones_own_is_shown_readable(text: str, shown: str) -> None:
    assert own_name(text) == shown


@given(st.text())
def test_a_readable_name_is_one_already_and_means_the_same(text: str) -> None:
    shown = own_name(text)
    shown.encode("utf-8")
    assert own_name(shown) == shown
    if text.isascii():
        assert normalise_breed(shown) == normalise_breed(text)
