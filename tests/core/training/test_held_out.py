"""What the shares of an ensemble are fitted on: photos that none of its members has learned from."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_in import execute_here, make_run

from core.datasets.splits import SplitPlan, assign_splits
from core.errors import BreedLensError
from core.training.held_out import held_out, learned_from, photos_for_fitting
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, create_run


def test_only_photos_that_nobody_learned_from_count(tmp_path: Path) -> None:
    runs = [make_run(tmp_path, epochs=1, name=name) for name in ("one", "two", "three")]
    first = runs[0]
    table = first.table()
    own = set(table[table["split"] == "validation"]["path"])
    assert set(photos_for_fitting(runs)["path"]) == own
    Path(min(own)).unlink()
    assert set(photos_for_fitting([first])["path"]) == own - {min(own)}
    folds = []
    for fold in range(2):
        divided = assign_splits(table.assign(split=""), SplitPlan("kfold", folds=2, fold=fold))
        recipe = with_values(load_recipe("quick"), {"training.epochs": 1})
        folds.append(create_run(recipe, divided, source="photos", name=f"fold {fold}"))
    # each was learned from by the other
    assert photos_for_fitting(folds).empty
    assert photos_for_fitting([first, RunFolder(tmp_path / "nowhere")]).empty


def test_of_photos_without_splits_those_that_a_member_used_are_left_out(tmp_path: Path) -> None:
    run = make_run(tmp_path, epochs=1, name="one")
    execute_here(run)
    table = run.table()
    own = set(table[table["split"] == "validation"]["path"])
    plain = table.assign(split="")
    for model in ("one", str(run.bundle())):
        photos, untold = held_out(plain, [model, "efficientnet-lite0"])
        assert set(photos["path"]) == own and untold == ("efficientnet-lite0",)
        assert learned_from(plain, model) == (table["split"] == "train").sum()
        assert learned_from(table[table["split"] == "test"], model) == learned_from(plain, "efficientnet-lite0") == 0
    assert held_out(plain, ["efficientnet-lite0"])[0]["path"].tolist() == plain["path"].tolist()
    assert set(held_out(table, ["efficientnet-lite0"])[0]["path"]) == own
    with pytest.raises(BreedLensError, match="learned from all of these photos"):
        held_out(plain[~plain["path"].isin(own)], ["one"])
