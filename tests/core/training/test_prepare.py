"""From the photos that were looked at to those of a run: what leaks is told once the recipe has divided them."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from core.datasets.open_dataset import open_dataset
from core.datasets.report import inspect_table
from core.datasets.table import TEST, TRAIN, PhotoRow, make_table
from core.errors import BreedLensError
from core.training.prepare import divided_findings, usable_photos, without_leakage
from core.training.recipe import Recipe
from core.training.recipe_files import changed, load_recipe
from core.training.recipe_split import split_photos

# drawn.py: photos that are all unlike each other
sys.path.append(str(Path(__file__).parents[1] / "datasets"))
from drawn import write, write_photo

PUBLISHED = "nama-nyam-000-inception-resnet-v2"


@pytest.fixture(scope="module")
def stanford(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two breeds of 140 photos, the last of the pugs being a copy of the first: split A trains with one of them."""
    folder = tmp_path_factory.mktemp("stanford")
    for number in range(280):
        breed, wnid = ("pug", "n02110958") if number < 140 else ("beagle", "n02088364")
        path = folder / "Images" / f"{wnid}-{breed}" / f"{wnid}_{number}.jpg"
        write_photo(path, number)
    pugs = folder / "Images" / "n02110958-pug"
    write(pugs / "n02110958_139.jpg", (pugs / "n02110958_0.jpg").read_bytes())
    return folder


def split_of(table: pd.DataFrame, name: str) -> str:
    (split,) = table.loc[table["path"].str.endswith(name), "split"]
    return split


def test_copies_that_a_published_split_takes_apart_are_leakage(stanford: Path) -> None:
    table, recipe = open_dataset(str(stanford)), load_recipe(PUBLISHED)
    report = inspect_table(table)
    assert [finding.kind for finding in report.findings] == ["exact_duplicate"]
    usable = usable_photos(table, report, {})
    leak, *others = divided_findings(usable, recipe)
    assert (leak.kind, leak.severity) == ("leakage", "warning")
    assert [path.rpartition("_")[2] for path in leak.leave_out] == ["0.jpg"]
    assert all(finding.kind == "empty_split" for finding in others)  # nothing validates in split A
    assert split_photos(usable, recipe.data)[0]["split"].value_counts().to_dict() == {TRAIN: 274, TEST: 6}
    clean = without_leakage(recipe, (leak,))
    divided, _ = split_photos(usable, clean.data)
    assert split_of(divided, "_139.jpg") == TEST and divided["split"].value_counts().to_dict() == {TRAIN: 273, TEST: 6}


def test_copies_stay_together_where_the_split_allows(stanford: Path) -> None:
    table = open_dataset(str(stanford))
    usable = usable_photos(table, inspect_table(table), {})
    for split in ("stratified", "E", "auto"):
        recipe = changed(load_recipe("quick"), {"split": split})
        findings = divided_findings(usable, recipe)
        assert findings == () and without_leakage(recipe, findings) is recipe
    apart = changed(load_recipe("quick"), {"split": "stratified", "keep_groups": "false", "split_seed": "1"})
    assert {finding.kind for finding in divided_findings(usable, apart)} == {"leakage"}


def test_folds_are_looked_at_as_folds(stanford: Path) -> None:
    table = open_dataset(str(stanford))
    usable = usable_photos(table, inspect_table(table), {})
    assert "leakage" not in {finding.kind for finding in divided_findings(usable, load_recipe(PUBLISHED), folds=True)}


def quick(**settings: str) -> Recipe:
    return changed(load_recipe("quick"), settings)


def test_every_division_is_refused_where_it_teaches_nothing() -> None:
    table = make_table([PhotoRow("a", "pug", "train"), PhotoRow("b", "pug", "train"), PhotoRow("c", "beagle", "test")])
    with pytest.raises(BreedLensError) as caught:
        split_photos(table, quick(split="kfold", folds="2").data)
    assert caught.value.code == "one_breed"


@pytest.mark.parametrize(("split", "share", "validating"), [("E", None, 20), ("E", "0.2", 16), ("D", None, 16)])
def test_the_share_that_validates_beside_a_test_can_be_chosen(split: str, share: str | None, validating: int) -> None:
    table = make_table(
        PhotoRow(f"{breed}{number}", breed, "test" if number < 10 else "")
        for breed in ("pug", "beagle")
        for number in range(50)
    )
    settings = {"split": split} | ({"validation_of_rest": share} if share else {})
    divided, _ = split_photos(table, quick(**settings).data)
    assert divided["split"].value_counts().to_dict() == {TRAIN: 80 - validating, "validation": validating, TEST: 20}


@pytest.mark.parametrize("share", ["0", "1", "-0.2"])
def test_an_impossible_share_is_told(share: str) -> None:
    with pytest.raises(BreedLensError, match="validation_of_rest must be"):
        quick(split="E", validation_of_rest=share)
