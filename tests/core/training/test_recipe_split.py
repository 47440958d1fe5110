"""A recipe's split is the published one on the published photos, and of use on any others."""

from __future__ import annotations

import pytest

from app.run_warnings import RUN_WARNINGS
from app.translation import _fields_of, translate_message
from core.datasets.table import TEST, TRAIN, VALIDATION, make_table
from core.errors import BreedLensError
from core.training.recipe_files import changed, load_recipe
from core.training.recipe_split import split_photos, split_plan, substitution_note


def table_of(**breeds: int):
    return make_table(
        {"path": f"{breed}/{number}.jpg", "breed": breed} for breed, count in breeds.items() for number in range(count)
    )


def counts(name: str, table) -> dict[str, int]:
    divided, _ = split_photos(table, load_recipe(name).data)
    return divided["split"].value_counts().to_dict()


def test_split_a_and_b_are_exact_where_there_are_photos_enough() -> None:
    table = table_of(pug=150, beagle=160)
    assert counts("nama-nyam-000-inception-resnet-v2", table) == {TRAIN: 274, TEST: 36}
    assert counts("nama-nyam-004-inception-resnet-v2", table) == {TRAIN: 204, VALIDATION: 70, TEST: 36}


def test_few_photos_are_divided_in_the_same_proportions() -> None:
    table = table_of(pug=10, beagle=20)
    assert counts("nama-nyam-000-inception-resnet-v2", table) == {TRAIN: 24, TEST: 6}
    assert counts("nama-nyam-004-inception-resnet-v2", table) == {TRAIN: 18, VALIDATION: 6, TEST: 6}


def test_split_c_takes_its_five_breeds_or_any_others() -> None:
    five = dict.fromkeys(("maltese_dog", "scottish_deerhound", "french_bulldog", "afghan_hound", "pomeranian"), 20)
    assert counts("jarleton-resnet50", table_of(**five, pug=20)) == {TRAIN: 75, VALIDATION: 15, TEST: 10}
    assert counts("jarleton-resnet50", table_of(pug=20, beagle=20)) == {TRAIN: 30, VALIDATION: 6, TEST: 4}


def test_the_declared_values_reach_the_plan() -> None:
    recipe = changed(
        load_recipe("quick"),
        {"split": "kfold", "folds": "5", "fold": "3", "split_seed": "9", "keep_groups": "false"},
    )
    plan = split_plan(recipe.data)
    assert (plan.kind, plan.folds, plan.fold, plan.seed, plan.keep_groups) == ("kfold", 5, 3, 9, False)


def test_only_the_breeds_that_the_recipe_names_are_left() -> None:
    recipe = changed(load_recipe("quick"), {"breeds": "pug, beagle"})
    divided, plan = split_photos(table_of(pug=20, beagle=20, borzoi=20), recipe.data)
    assert set(divided["breed"]) == {"pug", "beagle"} and plan.kind == "auto"
    with pytest.raises(BreedLensError, match="unicorn"):
        split_photos(table_of(pug=20), changed(recipe, {"breeds": "unicorn"}).data)


def test_another_plan_than_the_published_one_is_told() -> None:
    few, many = table_of(pug=10, beagle=20), table_of(pug=150, beagle=160)
    published = split_plan(load_recipe("nama-nyam-004-inception-resnet-v2").data)
    note = substitution_note(few, published)
    assert "split B" in note and all(share in note for share in ("60%", "20%"))
    assert substitution_note(many, published) == substitution_note(few, split_plan(load_recipe("quick").data)) == ""
    # the window finds the sentence among those that it translates
    assert translate_message(note) == note and any(_fields_of(template, note) for template in RUN_WARNINGS)
