"""Splits: the published ones to the photo, and the properties of the seeded ones."""

from __future__ import annotations

import math
import os
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedKFold, train_test_split
from stanford_names import PHOTOS, stanford_rows

from core.datasets.splits import C_BREEDS, KINDS, SplitPlan, assign_splits
from core.datasets.table import TEST, TRAIN, VALIDATION, PhotoRow, make_table
from core.errors import BreedLensError


@pytest.fixture(scope="module")
def stanford() -> pd.DataFrame:
    return make_table(stanford_rows())


def small_table(counts: dict[str, int], **values: str) -> pd.DataFrame:
    return make_table(
        PhotoRow(f"/d/{breed}/{number}.jpg", breed, **values)
        for breed, count in counts.items()
        for number in range(count)
    )


def sizes(table: pd.DataFrame) -> dict[str, int]:
    return dict(Counter(table["split"]))


def by_pandas(table: pd.DataFrame) -> pd.DataFrame:
    """The published code on a sorted data frame: `groupby('category').head(137)`, then `.head(35)` of these."""
    names = table["path"].map(os.path.basename).str.removesuffix(".jpg").str.split("_", expand=True)
    frame = table.assign(wnid=names[0], number=names[1].astype(int)).sort_values(["wnid", "number"])
    train = frame.groupby("breed").head(137)
    validation = train.groupby("breed").head(35)
    return frame.assign(in_train=frame.index.isin(train.index), in_validation=frame.index.isin(validation.index))


def test_split_a_is_the_published_one(stanford: pd.DataFrame) -> None:
    split = assign_splits(stanford, SplitPlan("A"))
    assert sizes(split) == {TRAIN: 16_440, TEST: 4_140}
    reference = by_pandas(stanford)
    assert set(split[split["split"] == TRAIN]["path"]) == set(reference[reference["in_train"]]["path"])


def test_split_b_is_the_published_one(stanford: pd.DataFrame) -> None:
    split = assign_splits(stanford, SplitPlan("B"))
    assert sizes(split) == {TRAIN: 12_240, VALIDATION: 4_200, TEST: 4_140}
    reference = by_pandas(stanford)
    assert set(split[split["split"] == VALIDATION]["path"]) == set(reference[reference["in_validation"]]["path"])
    same_test = assign_splits(stanford, SplitPlan("A"))["split"] == TEST
    assert (same_test == (split["split"] == TEST)).all()


def test_numbers_are_sorted_by_value_and_not_as_texts() -> None:
    numbers = [*range(2, 138), 1000, 9]
    table = make_table(PhotoRow(f"/d/n02085620-X/n02085620_{n}.jpg", "chihuahua") for n in dict.fromkeys(numbers))
    split = assign_splits(table, SplitPlan("A"))
    assert sizes(split) == {TRAIN: 137}
    more = make_table([*map(tuple_row, split.itertuples()), PhotoRow("/d/n02085620-X/n02085620_999.jpg", "chihuahua")])
    tested = assign_splits(more, SplitPlan("A")).query("split == 'test'")["path"].tolist()
    assert tested == ["/d/n02085620-X/n02085620_1000.jpg"]


def tuple_row(row: object) -> PhotoRow:
    return PhotoRow(row.path, row.breed)  # type: ignore[attr-defined]


def test_split_c_keeps_its_five_breeds_75_15_10(stanford: pd.DataFrame) -> None:
    split = assign_splits(stanford, SplitPlan("C"))
    assert set(split["breed"]) == set(C_BREEDS)
    assert len(split) == stanford["breed"].isin(C_BREEDS).sum()
    for _, photos in split.groupby("breed"):
        for name, fraction in ((TRAIN, 0.75), (VALIDATION, 0.15), (TEST, 0.10)):
            assert abs((photos["split"] == name).sum() - fraction * len(photos)) < 1


def test_split_c_says_which_breeds_are_missing() -> None:
    with pytest.raises(BreedLensError, match="five breeds; the data set has no photo of: afghan_hound, french_bulldog"):
        assign_splits(small_table({"maltese_dog": 3, "pomeranian": 3, "beagle": 3}), SplitPlan("C"))


@pytest.mark.parametrize(("kind", "fraction"), [("D", 0.2), ("E", 0.25)])
def test_splits_d_and_e_leave_a_given_test_set_alone(kind: str, fraction: float) -> None:
    table = pd.concat([small_table({"a": 40, "b": 60}), small_table({"c": 10}, split=TEST)], ignore_index=True)
    split = assign_splits(table, SplitPlan(kind))  # type: ignore[arg-type]
    assert sizes(split) == {VALIDATION: 100 * fraction, TRAIN: 100 * (1 - fraction), TEST: 10}
    assert set(split[split["split"] == TEST]["breed"]) == {"c"}


@pytest.mark.parametrize("kind", ["D", "E"])
def test_splits_d_and_e_set_a_test_part_apart_where_there_is_none(kind: str) -> None:
    split = assign_splits(small_table({"a": 100, "b": 100}), SplitPlan(kind, 0.5, 0.3, 0.2))  # type: ignore[arg-type]
    assert sizes(split)[TEST] == 40


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(1, 40), min_size=1, max_size=12),
    parts=st.sampled_from([(0.7, 0.15, 0.15), (0.5, 0.25, 0.25), (0.8, 0.2, 0.0), (1 / 3, 1 / 3, 1 / 3), (1.0, 0, 0)]),
    seed=st.integers(0, 3),
)
def test_stratified_gives_every_breed_its_share_rounded(
    counts: list[int], parts: tuple[float, float, float], seed: int
) -> None:
    table = small_table({f"breed {number}": count for number, count in enumerate(counts)})
    split = assign_splits(table, SplitPlan("stratified", *parts, seed=seed))
    for _, photos in split.groupby("breed"):
        for name, fraction in zip((TRAIN, VALIDATION, TEST), parts, strict=True):
            share = fraction * len(photos)
            assert math.floor(share + 1e-6) <= (photos["split"] == name).sum() <= math.ceil(share - 1e-6)
        assert (photos["split"] == TRAIN).any()


def test_stratified_is_as_even_as_scikit_learn(stanford: pd.DataFrame) -> None:
    """Per breed the two differ by one photo at most, and the parts as a whole are as large."""
    ours = assign_splits(stanford, SplitPlan("stratified", 0.7, 0.15, 0.15))
    theirs, _ = train_test_split(stanford, train_size=0.7, stratify=stanford["breed"], random_state=0)
    training = ours[ours["split"] == TRAIN]
    difference = training["breed"].value_counts().sub(theirs["breed"].value_counts(), fill_value=0)
    assert difference.abs().max() <= 1
    assert len(training) == round(0.7 * PHOTOS)
    assert len(training) - len(theirs) in (0, 1)  # which rounds down


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "keep"])
def test_neither_the_order_of_rows_nor_the_place_of_the_data_counts(kind: str, stanford: pd.DataFrame) -> None:
    plan = SplitPlan(kind, seed=7)  # type: ignore[arg-type]
    photos = stanford[stanford["breed"].isin([*C_BREEDS, "beagle"])]
    first = assign_splits(photos, plan).set_index("path")["split"]
    shuffled = assign_splits(photos.sample(frac=1, random_state=1), plan).set_index("path")["split"]
    assert first.sort_index().equals(shuffled.sort_index())
    moved = photos.assign(path=photos["path"].str.replace("/data/Images", "/elsewhere/dogs/Images"))
    assert assign_splits(moved, plan)["split"].tolist() == first.tolist()


def test_rows_keep_their_order_and_index(stanford: pd.DataFrame) -> None:
    some = stanford.iloc[100:400]
    split = assign_splits(some, SplitPlan("stratified"))
    assert split.index.equals(some.index)
    pd.testing.assert_frame_equal(split.drop(columns="split"), some.drop(columns="split"))
    assert set(some["split"]) == {""}


def test_another_seed_is_another_split() -> None:
    table = small_table({"a": 50, "b": 50})
    first, second = (assign_splits(table, SplitPlan("stratified", seed=seed))["split"].tolist() for seed in (0, 1))
    assert first != second


@settings(max_examples=60, deadline=None)
@given(
    groups=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), min_size=12, max_size=120),
    kind=st.sampled_from(["stratified", "kfold", "D", "E", "auto"]),
)
def test_groups_never_come_apart(groups: list[tuple[int, int]], kind: str) -> None:
    table = make_table(
        PhotoRow(f"/d/{number}.jpg", f"breed {breed}", group=f"animal {group}" if group else "")
        for number, (group, breed) in enumerate(groups)
    )
    try:
        split = assign_splits(table, SplitPlan(kind, folds=2))  # type: ignore[arg-type]
    except BreedLensError as error:
        assert error.code in ("too_few_photos", "empty_split")
        return
    together = split[split["group"] != ""].groupby("group")["split"].nunique()
    assert (together == 1).all()


def test_groups_do_not_change_the_published_lists(stanford: pd.DataFrame) -> None:
    """A near-duplicate here or there must not make another split of the one that was published."""
    grouped = stanford.assign(group=pd.Series(["one dog", ""] * (PHOTOS // 2), dtype=object, index=stanford.index))
    for kind in ("A", "B"):
        assert assign_splits(grouped, SplitPlan(kind))["split"].equals(
            assign_splits(stanford, SplitPlan(kind))["split"]
        )


def test_groups_may_come_apart_where_asked() -> None:
    table = small_table({"a": 20}, group="one dog")
    assert sizes(assign_splits(table, SplitPlan("stratified"))) == {TRAIN: 20}
    assert sizes(assign_splits(table, SplitPlan("stratified", keep_groups=False)))[TRAIN] == 14


def test_bursts_of_equal_size_fill_the_parts() -> None:
    rows = [
        PhotoRow(f"/d/{breed}/{burst}_{number}.jpg", breed, group=f"{breed}{burst}")
        for breed in "ab"
        for burst in range(20)
        for number in range(5)
    ]
    split = assign_splits(make_table(rows), SplitPlan("stratified", 0.6, 0.2, 0.2))
    assert split.groupby(["breed", "split"]).size().to_dict() == {
        (breed, name): count for breed in "ab" for name, count in ((TRAIN, 60), (VALIDATION, 20), (TEST, 20))
    }


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.integers(1, 30), min_size=1, max_size=8), folds=st.integers(2, 6), seed=st.integers(0, 3))
def test_every_photo_validates_in_one_fold(counts: list[int], folds: int, seed: int) -> None:
    table = small_table({f"breed {number}": count for number, count in enumerate(counts)})
    if len(table) < folds:
        with pytest.raises(BreedLensError, match=f"too few for {folds} folds"):
            assign_splits(table, SplitPlan("kfold", folds=folds))
        return
    validating = np.zeros(len(table), int)
    for fold in range(folds):
        try:
            split = assign_splits(table, SplitPlan("kfold", seed=seed, folds=folds, fold=fold))
        except BreedLensError as error:
            assert error.code == "empty_split"
            return
        chosen = (split["split"] == VALIDATION).to_numpy()
        validating += chosen
        for breed, photos in split.groupby("breed"):
            assert abs((photos["split"] == VALIDATION).sum() - len(photos) / folds) < 1, breed
    assert (validating == 1).all()


def test_folds_are_as_even_as_scikit_learn(stanford: pd.DataFrame) -> None:
    reference = next(StratifiedKFold(4, shuffle=True, random_state=0).split(stanford["path"], stanford["breed"]))[1]
    ours = assign_splits(stanford, SplitPlan("kfold"))
    fold = ours[ours["split"] == VALIDATION]
    assert len(fold) == len(reference) == PHOTOS // 4
    theirs = stanford.iloc[reference]["breed"].value_counts()
    assert fold["breed"].value_counts().sub(theirs).abs().max() <= 1


def test_folds_leave_the_test_photos_alone() -> None:
    table = pd.concat([small_table({"a": 8}), small_table({"b": 8}, split=TEST)], ignore_index=True)
    assert sizes(assign_splits(table, SplitPlan("kfold", folds=4, fold=3))) == {TRAIN: 6, VALIDATION: 2, TEST: 8}


def test_auto_keeps_the_splits_of_the_table() -> None:
    parts = [small_table({"a": 10}, split=name) for name in (TRAIN, VALIDATION, TEST)]
    table = pd.concat(parts, ignore_index=True)
    assert assign_splits(table, SplitPlan()).equals(table)
    assert assign_splits(table, SplitPlan("keep")).equals(table)


def test_auto_sets_validation_photos_apart_from_the_training_ones() -> None:
    table = pd.concat([small_table({"a": 80, "b": 20}, split=TRAIN), small_table({"c": 9}, split=TEST)])
    split = assign_splits(table, SplitPlan(train=0.6, validation=0.2, test=0.2))
    assert sizes(split) == {TRAIN: 75, VALIDATION: 25, TEST: 9}
    assert (split["breed"] == "c").equals(split["split"] == TEST)


def test_auto_trains_on_what_is_not_called_test() -> None:
    table = pd.concat([small_table({"a": 20}), small_table({"b": 5}, split=TEST)])
    assert sizes(assign_splits(table, SplitPlan(train=0.5, validation=0.5, test=0))) == {
        TRAIN: 10,
        VALIDATION: 10,
        TEST: 5,
    }


def test_auto_is_stratified_without_splits() -> None:
    table = small_table({"a": 20, "b": 20})
    plan = SplitPlan(seed=3)
    assert assign_splits(table, plan).equals(assign_splits(table, SplitPlan("stratified", seed=3)))


def test_one_photo_a_breed_trains() -> None:
    assert sizes(assign_splits(small_table(dict.fromkeys("abc", 1)), SplitPlan("stratified"))) == {TRAIN: 3}


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (SplitPlan("Z"), "There is no split Z; choose one of auto, keep, A"),  # type: ignore[arg-type]
        (SplitPlan(train=0.7, validation=0.7), r"make 1 together, not 0\.7 \+ 0\.7 \+ 0\.15"),
        (SplitPlan(train=1.5, validation=-0.5, test=0), "between 0 and 1"),
        (SplitPlan(train=math.nan), "between 0 and 1"),
        (SplitPlan(train=0, validation=0.5, test=0.5), "training must be greater than 0"),
        (SplitPlan("kfold", folds=1), "at least 2"),
        (SplitPlan("kfold", folds=4, fold=4), "Of 4 folds there is none numbered 4"),
        (SplitPlan(seed=-1), "must not be negative"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(plan: SplitPlan, sentence: str) -> None:
    with pytest.raises(BreedLensError, match=sentence) as caught:
        assign_splits(small_table({"a": 4}), plan)
    assert caught.value.code == "split_invalid"


def test_nothing_to_train_on_is_refused() -> None:
    with pytest.raises(BreedLensError, match="no photo to train on"):
        assign_splits(make_table([]), SplitPlan())
    with pytest.raises(BreedLensError, match="no photo to train on"):
        assign_splits(small_table({"a": 4}, split=TEST), SplitPlan("keep"))
    with pytest.raises(BreedLensError, match="no column split"):
        assign_splits(small_table({"a": 4}).drop(columns="split"), SplitPlan())
