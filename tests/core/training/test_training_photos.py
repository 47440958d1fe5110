"""Which photos take which part, and the sentences where nothing can be learned from them."""

from __future__ import annotations

import pytest

from core.breeds import load_breed_table
from core.datasets.splits import SplitPlan, assign_splits
from core.datasets.table import PhotoRow, make_table
from core.errors import BreedLensError
from core.training.training_photos import class_order, training_photos


def rows(*described: tuple[str, str]) -> list[PhotoRow]:
    return [PhotoRow(f"/photos/{number}.jpg", breed, split) for number, (breed, split) in enumerate(described)]


def test_classes_follow_the_wnids_and_own_names_come_last() -> None:
    ordered = class_order({"Zorro", "pug", "anna's dog", "chihuahua"})
    assert ordered == ("chihuahua", "pug", "Zorro", "anna's dog")
    every = [breed.slug for breed in sorted(load_breed_table(), key=lambda breed: breed.wnid)]
    assert list(class_order(set(every))) == every


def test_every_photo_has_its_part() -> None:
    table = make_table(
        rows(
            ("pug", "train"), ("Rex", "train"), ("pug", "validation"), ("chow", "validation"), ("pug", "test"), ("", "")
        )
    )
    found = training_photos(table)
    assert found.classes == ("pug", "Rex") and found.unknown == ("chow",)
    assert [row.breed for row in found.train] == ["pug", "Rex"]
    assert [row.breed for row in found.watched] == ["pug"] and len(found.test) == 1
    assert found.labels(found.train).tolist() == [0, 1]


@pytest.mark.parametrize(("watched", "count"), [("validation", 1), ("test", 2), ("nothing", 0)])
def test_what_is_watched_is_the_recipes_choice(watched: str, count: int) -> None:
    table = make_table(
        rows(("pug", "train"), ("chow", "train"), ("pug", "validation"), ("pug", "test"), ("chow", "test"))
    )
    assert len(training_photos(table, watched).watched) == count


@pytest.mark.parametrize(
    ("described", "code"),
    [
        ([], "no_breeds"),
        ([("", "train"), ("", "validation")], "no_breeds"),
        ([("pug", "test"), ("chow", "validation")], "empty_split"),
        ([("pug", ""), ("chow", "")], "empty_split"),
        ([("pug", "train"), ("pug", "train"), ("chow", "validation")], "one_breed"),
    ],
)
def test_what_cannot_be_learned_from_is_said(described: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(BreedLensError) as raised:
        training_photos(make_table(rows(*described)))
    assert raised.value.code == code and raised.value.message.endswith(".")


def test_one_photo_a_breed_is_enough_to_begin() -> None:
    found = training_photos(make_table(rows(("pug", "train"), ("chow", "train"))))
    assert len(found.classes) == 2 and found.watched == ()


def test_the_folds_of_a_breed_of_one_photo_have_the_same_classes() -> None:
    table = make_table(rows(("pug", ""), ("chow", ""), ("chow", ""), ("pug", ""), ("Rex", "")))
    found = [
        training_photos(assign_splits(table, SplitPlan("kfold", folds=2, fold=fold)), every_breed=True)
        for fold in range(2)
    ]
    assert found[0].classes == found[1].classes == class_order({"pug", "chow", "Rex"})
    assert sorted("Rex" in {row.breed for row in one.train} for one in found) == [False, True]
    assert sum(row.breed == "Rex" for one in found for row in one.watched) == 1
    assert all(one.unknown == () for one in found)
