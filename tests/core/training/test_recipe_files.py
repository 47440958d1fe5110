"""Recipes: the ones that come with the program, reading and writing, and a sentence for everything that is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from core.architectures.registry import ARCHITECTURES
from core.catalog import load_catalog
from core.errors import BreedLensError
from core.preprocessing.augmentation import PUBLISHED, Augmentation
from core.training.recipe import Recipe, SearchRange
from core.training.recipe_errors import problem
from core.training.recipe_fields import field_types
from core.training.recipe_files import (
    all_recipes,
    builtin_folder,
    changed,
    from_toml,
    load_recipe,
    own_folder,
    save_recipe,
    to_toml,
    with_values,
)
from core.training.toml_text import toml_key, toml_value

NAMES = sorted(path.stem for path in builtin_folder().glob("*.toml"))
PUBLISHED_NAMES = [name for name in NAMES if name.split("-")[0] in ("nama", "jarleton", "mahmoudi", "roussel")]


def minimal(**values: Any) -> Recipe:
    return Recipe.model_validate({"name": "mine", "title": "Mine", "architecture": {"name": "vgg16"}} | values)


def sentence(text: str) -> str:
    with pytest.raises(BreedLensError) as caught:
        from_toml(text)
    return caught.value.message


HEAD = 'name = "mine"\ntitle = "Mine"\n'
TAIL = '[architecture]\nname = "vgg16"\n'


@pytest.mark.parametrize("name", NAMES)
def test_each_recipe_of_the_program_is_valid_and_survives_its_file(name: str) -> None:
    recipe = load_recipe(name)
    assert recipe.name == name
    assert from_toml(to_toml(recipe)) == recipe
    assert 0 < len(recipe.description) < 150 and recipe.source


def test_the_plain_choices_come_first() -> None:
    assert [recipe.name for recipe in all_recipes()][:3] == ["quick", "balanced", "best"]


def test_the_plain_choices_need_no_network() -> None:
    for name in ("quick", "balanced", "best"):
        backbone = ARCHITECTURES[load_recipe(name).architecture.name].backbone
        assert load_catalog().get(backbone).installed


def test_each_published_system_has_both_modes() -> None:
    modes = {name: load_recipe(name).mode for name in PUBLISHED_NAMES}
    published = [name for name, mode in modes.items() if mode == "as_published"]
    assert len(published) >= 24 and len(modes) == 2 * len(published)
    for name in published:
        as_published, corrected = load_recipe(name), load_recipe(f"{name}-corrected")
        assert corrected.mode == "corrected" and as_published.published == corrected.published != ""
        assert corrected.evaluation_preprocessing is None and corrected.evaluation_scaling is None
        assert corrected.data.validate_on == "validation"
        early = corrected.training.early_stopping
        assert early and early.restore_best and not corrected.training.drop_last


def test_each_network_of_the_registry_has_a_recipe() -> None:
    assert {load_recipe(name).architecture.name for name in NAMES} == set(ARCHITECTURES)


@pytest.mark.parametrize(("document", "factor", "split"), [("000", 0.1, "A"), ("004", 0.5, "B")])
def test_the_transfer_recipes_hold_the_published_values(document: str, factor: float, split: str) -> None:
    recipe = load_recipe(f"nama-nyam-{document}-inception-resnet-v2-augmented")
    training = recipe.training
    assert (training.optimiser, training.learning_rate, training.batch_size, training.epochs) == (
        "rmsprop",
        0.01,
        32,
        30,
    )
    assert training.drop_last and training.feature_cache == "off" and recipe.data.split == split
    assert training.early_stopping and training.early_stopping.monitor == "val_loss"
    assert training.early_stopping.patience == 5
    assert training.reduce_on_plateau and training.reduce_on_plateau.factor == factor
    assert training.reduce_on_plateau.monitor == "val_accuracy" and training.reduce_on_plateau.minimum == 1e-6
    assert recipe.augmentation.augmentation() == PUBLISHED["000-transfer"]
    # the training photos alone are equalised
    assert [step["step"] for step in recipe.preprocessing] == ["resize", "equalise"]
    assert [step["step"] for step in recipe.steps_for_evaluation] == ["resize"]
    assert recipe.scaling and recipe.scaling.kind == "tf"
    assert recipe.scaling_for_evaluation and recipe.scaling_for_evaluation.kind == "unit"


def test_000_from_scratch_watches_the_training_figures() -> None:
    recipe = load_recipe("nama-nyam-000-vgg16-like")
    assert recipe.data.validate_on == "nothing" and recipe.training.learning_rate == 1e-4
    assert recipe.training.reduce_on_plateau and recipe.training.reduce_on_plateau.monitor == "accuracy"
    assert load_recipe("nama-nyam-000-xception-like").training.learning_rate == 1e-3


def test_names_are_found_whatever_their_case() -> None:
    assert load_recipe(" Quick ").name == "quick"
    assert load_recipe("Transfer_VGG16").name == "transfer-vgg16"


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(BreedLensError) as caught:
        load_recipe("quik")
    assert caught.value.code == "unknown_recipe" and "quick" in caught.value.message


def test_a_preset_is_changed_by_single_values() -> None:
    recipe = minimal(augmentation={"preset": "001", "rotation_degrees": 5.0, "mixup_alpha": 0.2})
    made = recipe.augmentation.augmentation()
    assert (made.rotation_degrees, made.shift_x, made.mixup_alpha) == (5.0, 0.2, 0.2)
    assert minimal().augmentation.augmentation() == Augmentation()


# -- files


def test_a_recipe_of_ones_own_builds_on_another(tmp_path: Path) -> None:
    path = tmp_path / "My Recipe.toml"
    path.write_text('based_on = "best"\nleave_out = ["early_stopping"]\n[training]\nepochs = 3\n', "utf-8-sig")
    recipe, base = load_recipe(str(path)), load_recipe("best")
    assert (recipe.name, recipe.title, recipe.training.epochs) == ("my-recipe", "my-recipe", 3)
    assert recipe.training.early_stopping is None and recipe.training.learning_rate == base.training.learning_rate


def test_a_recipe_that_was_saved_is_listed_and_found() -> None:
    mine = changed(load_recipe("quick"), {"name": "mine", "title": "Mine", "epochs": "3"})
    path = save_recipe(mine)
    assert path.parent == own_folder() and load_recipe("MINE") == mine and all_recipes()[-1] == mine


def test_a_recipe_of_the_program_is_not_written_over() -> None:
    with pytest.raises(BreedLensError, match="quick comes with BreedLens"):
        save_recipe(load_recipe("quick"))


def test_a_broken_file_among_ones_own_does_not_hide_the_others() -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "bad.toml").write_text("name = [")
    problems: list[BreedLensError] = []
    assert len(all_recipes(problems.append)) == len(NAMES)
    assert [error.code for error in problems] == ["recipe_unreadable"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = ", "is not written as TOML"),
        (b"\xff\xfe\x00", "is not a text in UTF-8"),
        (b"x = " + b"[" * 5000 + b"]" * 5000, "is not written as TOML"),
        (b"# " + b"x" * 1_100_000, "too large"),
        (b'based_on = "loop"', "based_on must be the name of another recipe"),
        (b"based_on = 3", "based_on must be the name of another recipe"),
        (b'based_on = "quick"\nleave_out = "x"', "leave_out must be a list"),
        (b'based_on = "quick"\nleave_out = ["zzz"]', "has no field zzz"),
    ],
)
def test_a_file_that_is_no_recipe_says_why(content: bytes, said: str) -> None:
    own_folder().mkdir(parents=True)
    path = own_folder() / "loop.toml"
    path.write_bytes(content)
    with pytest.raises(BreedLensError) as caught:
        load_recipe(str(path))
    assert said in caught.value.message


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BreedLensError) as caught:
        load_recipe(str(tmp_path / "none.toml"))
    assert caught.value.code == "recipe_unreadable" and "none.toml" in caught.value.message


# -- wrong values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[training]\nlearning_rate = -1", "training.learning_rate must be greater than 0.0, not -1"),
        ("[training]\nlearning_rate = nan", "training.learning_rate must be a number, not NaN"),
        ('[training]\nepochs = "many"', 'training.epochs must be a whole number, not "many"'),
        ("[training]\nepochs = 1.5", "training.epochs must be a whole number, not 1.5"),
        ("[training]\nepochs = true", "training.epochs must be a whole number, not true"),
        ("[training]\nbatch_size = 0", "training.batch_size must be at least 1, not 0"),
        ('[training]\noptimiser = "lion"', 'training.optimiser must be one of rmsprop, adam, adamw, sgd, not "lion"'),
        ("[training]\nlerning_rate = 1", "no field training.lerning_rate; perhaps training.learning_rate is meant"),
        ("[training]\nrotation_degres = 1", "perhaps augmentation.rotation_degrees is meant"),
        ("[training.early_stopping]\nmonitor = 'acc'", "training.early_stopping.monitor must be one of"),
        ("[training]\ndrop_last = 1", "training.drop_last must be true or false, not 1"),
        ("training = 3", "training must be a table of fields, not 3"),
        ("preprocessing = 3", "preprocessing must be a list, not 3"),
        ("preprocessing = [{ mode = 'crop' }]", "each step of preprocessing and evaluation_preprocessing needs a name"),
        ("preprocessing = [{ step = 'shrink' }]", "shrink"),
        ("preprocessing = [{ step = 'resize', when = 1979-05-27 }]", "preprocessing.0.when cannot be"),
        ("[augmentation]\nbrightness = [2.0, 1.0]", "first value of augmentation.brightness must not exceed"),
        ("[data]\nfold = 4", "data.fold must be less than data.folds (4), not 4"),
        ("[data]\ntrain = 0.9", "data.train, data.validation and data.test must make 1 together"),
        ("[scaling]\nkind = 'log'", "scaling.kind must be one of tf, caffe"),
        ("[training]\nschedule = { kind = 'cosine' }\nreduce_on_plateau = {}", "cannot both set the learning rate"),
        ("[search]\nepochs = { low = 1, high = 2 }", "no field epochs; perhaps training.epochs is meant"),
        ("[search]\n'training.epochs' = { low = 2, high = 1 }", "a range of search needs low and high"),
        ("[search]\n'training.epochs' = { low = 0, high = 9 }", "training.epochs must be at least 1, not 0"),
        ("[search]\n'training.optimiser' = { choices = ['sgd', 'x'] }", "training.optimiser must be one of"),
        (
            "[search]\n'training.epochs' = { low = 2, high = 9, step = 0.5 }",
            "epochs.step must be a whole",
        ),
        ("[search]\n'data.split_seed' = { low = 0, high = 9 }", "cannot try values of data.split_seed"),
        ("[scaling]\nkind = 'standardise'\nmean = [1, 1, 1]\nstd = [0, 1, 1]", "scaling.std.0 must be greater than 0"),
        ("[scaling]\nkind = 'standardise'\nmean = [1, 1, 1]", "mean and std in scaling"),
        ("[scaling]\nkind = 'tf'\nmean = [1, 1, 1]\nstd = [1, 1, 1]", "with the kind standardise"),
        ("[training]\nmomentum = 0.9", "training.momentum is for the optimisers sgd, rmsprop alone, not for adam"),
        ("[training]\nweight_decay = 0.1", "training.weight_decay is for the optimisers adamw alone, not for adam"),
        ("[training]\nfeature_cache = 'on'\n[augmentation]\nshear = 2", "while training.cached_views is 1"),
        ("[training]\nfeature_cache = 'on'\n[augmentation]\npreset = '001'", "while training.cached_views is 1"),
        ("zzz = 1", "A recipe has no field zzz. There are: name, title"),
        ("name = 'A b'", "name must be made of small letters and digits"),
    ],
)
def test_a_wrong_value_gets_a_sentence_that_names_the_field(text: str, said: str) -> None:
    head = 'title = "Mine"\n' if text.startswith("name") else HEAD
    whole = f"{head}{TAIL}{text}\n" if text.startswith("[") else f"{head}{text}\n{TAIL}"
    assert said in sentence(whole)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 'vgg99'", 'no network called "vgg99"'),
        ("name = 'vgg16'\nweights = 'best'", "architecture.weights must be imagenet, random or file:"),
        ("weights = 'random'", "The recipe lacks architecture.name."),
        ("name = 'vgg16'\nhead = { hidden = [0] }", "architecture.head.hidden.0 must be at least 1, not 0"),
        (
            "name = 'small-elu'\ntrainable_top_blocks = 1",
            "trainable_top_blocks needs a pretrained network",
        ),
        ("name = 'small-elu'\npca_components = 5", "architecture.pca_components needs a pretrained network"),
        ("name = 'small-elu'\n[training]\nfine_tune = {}", "training.fine_tune needs a pretrained network"),
        ("name = 'small-elu'\n[training]\nfeature_cache = 'on'", "training.feature_cache needs a pretrained network"),
    ],
)
def test_a_wrong_network_gets_a_sentence(text: str, said: str) -> None:
    assert said in sentence(f"{HEAD}[architecture]\n{text}\n")


@pytest.mark.parametrize(
    ("training", "augmentation"),
    [
        ({"optimiser": "adam", "weight_decay": 0.0}, {}),  # as the runs of earlier versions have it
        ({"optimiser": "rmsprop", "momentum": 0.9}, {}),
        ({"feature_cache": "on", "cached_views": 2}, {"preset": "001"}),
        ({"feature_cache": "on"}, {"mixup_alpha": 0.2, "horizontal_flip": False}),
    ],
)
def test_what_means_what_it_says_is_taken(training: dict[str, Any], augmentation: dict[str, Any]) -> None:
    recipe = minimal(training=training, augmentation=augmentation)
    assert recipe.augmentation.changes_photos == recipe.augmentation.augmentation().changes_photos


def test_features_cannot_be_kept_while_the_blocks_learn() -> None:
    with pytest.raises(BreedLensError, match="feature_cache cannot be on"):
        minimal(training={"feature_cache": "on"}, architecture={"name": "vgg16", "trainable_top_blocks": 1})


PLAIN = st.recursive(
    st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=8) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(path=st.sampled_from(sorted(field_types())), value=PLAIN)
def test_any_value_is_taken_or_gets_one_sentence_with_the_field(path: str, value: Any) -> None:
    try:
        recipe = with_values(minimal(), {path: value})
    except BreedLensError as error:
        assert error.code == "recipe_invalid"
        assert "\n" not in error.message and len(error.message) < 500
        section = path.split(".", maxsplit=1)[0]
        assert section in error.message or "null" in error.message
    else:
        assert with_values(recipe, {}) == recipe


@settings(max_examples=200, deadline=None)
@given(table=st.dictionaries(st.sampled_from([*Recipe.model_fields, "extra", "train ing"]), PLAIN, max_size=6))
def test_nonsense_instead_of_a_recipe_gets_one_sentence(table: dict[str, Any]) -> None:
    try:
        Recipe.model_validate(table)
    except ValidationError as error:
        told = problem(error)
        assert told.code == "recipe_invalid" and told.message and "\n" not in told.message
    except BreedLensError as error:
        assert error.message


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BreedLensError):
        from_toml(text)


# -- settings as a person writes them


@pytest.mark.parametrize(
    ("settings_", "path", "value"),
    [
        ({"epochs": "5"}, "training.epochs", 5),
        ({"training.learning_rate": "1e-4"}, "training.learning_rate", 1e-4),
        ({"learning_rate": "1"}, "training.learning_rate", 1.0),
        ({"optimiser": "sgd"}, "training.optimiser", "sgd"),
        ({"optimiser": '"sgd"'}, "training.optimiser", "sgd"),
        ({"batch_norm": "True"}, "architecture.batch_norm", True),
        ({"breeds": "pug, beagle"}, "data.breeds", ("pug", "beagle")),
        ({"breeds": '["pug"]'}, "data.breeds", ("pug",)),
        ({"hidden": "128"}, "architecture.head.hidden", (128,)),
        ({"head.hidden": "128, 64"}, "architecture.head.hidden", (128, 64)),
        ({"brightness": "0.5,1.5"}, "augmentation.brightness", (0.5, 1.5)),
        ({"early_stopping": "none"}, "training.early_stopping", None),
        ({"schedule": '{ kind = "cosine" }'}, "training.schedule.kind", "cosine"),
        ({"early_stopping.patience": "9"}, "training.early_stopping.patience", 9),
        ({"weights": "file:C:\\photos\\a.h5"}, "architecture.weights", "file:C:\\photos\\a.h5"),
    ],
)
def test_a_setting_reaches_its_field(settings_: dict[str, str], path: str, value: object) -> None:
    found: Any = changed(load_recipe("quick"), settings_)
    for part in path.split("."):
        found = getattr(found, part)
    assert found == value and type(found) is type(value)


def test_a_word_that_several_fields_end_in_is_asked_about() -> None:
    with pytest.raises(BreedLensError) as caught:
        changed(load_recipe("quick"), {"patience": "3"})
    assert "early_stopping.patience" in caught.value.message and "reduce_on_plateau" in caught.value.message


@settings(max_examples=300, deadline=None)
@given(path=st.sampled_from(sorted(field_types())), text=st.text(max_size=20))
def test_any_setting_is_taken_or_refused_with_a_sentence(path: str, text: str) -> None:
    try:
        recipe = changed(load_recipe("quick"), {path: text})
    except BreedLensError as error:
        assert error.message and "\n" not in error.message
    else:
        assert from_toml(to_toml(recipe)) == recipe


# -- writing


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=10),
        st.recursive(
            st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=10,
        ),
        max_size=5,
    )
)
def test_what_is_written_reads_as_it_was(table: dict[str, Any]) -> None:
    text = "".join(f"{toml_key(key)} = {toml_value(value)}\n" for key, value in table.items())
    assert tomllib.loads(text) == table


def test_a_value_that_toml_lacks_is_refused() -> None:
    with pytest.raises(TypeError):
        toml_value(None)


def test_a_full_recipe_survives_its_file() -> None:
    recipe = minimal(
        description='with "quotes", a \\ and\na new line',
        evaluation_preprocessing=[{"step": "resize", "mode": "pad"}],
        evaluation_scaling={"kind": "standardise", "mean": [1, 2, 3], "std": [1, 1, 0.5]},
        augmentation={"rand_augment": [2, 9.0], "horizontal_flip": False},
        cross_validation={"ensemble": True},
        training={"schedule": {"kind": "cosine"}, "fine_tune": {}, "early_stopping": {}},
        search={
            "training.optimiser": {"choices": ["sgd", "adam"]},
            "architecture.head.dropout": {"low": 0, "high": 0.5},
        },
    )
    assert from_toml(to_toml(recipe)) == recipe


def test_a_range_has_two_ends_or_choices() -> None:
    assert SearchRange(low=1, high=8).examples == (1, 8)
    assert SearchRange(choices=("a", "b")).examples == ("a", "b")
    for wrong in ({}, {"low": 1}, {"low": 0, "high": 1, "log": True}, {"low": 1, "high": 2, "choices": ("a",)}):
        with pytest.raises(BreedLensError):
            SearchRange.model_validate(wrong)
