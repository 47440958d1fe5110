"""Runs that lie elsewhere than in the person's folder of runs are found again."""

from __future__ import annotations

import shutil
from pathlib import Path

from stand_in import make_run

from core.datasets.open_dataset import open_dataset
from core.paths import user_folders
from core.training.recipe_files import load_recipe
from core.training.run_folder import RunFolder, create_run
from core.training.run_places import FILE, remembered_places
from core.training.runs import delete_run, find_run, list_runs


def elsewhere(folder: Path, photos: Path) -> RunFolder:
    table = open_dataset(str(photos)).assign(split="train")
    return create_run(load_recipe("quick"), table, source="photos", folder=folder, name=folder.name)


def test_runs_from_everywhere_are_listed_once(tmp_path: Path) -> None:
    home = make_run(tmp_path, name="at home")
    outside = elsewhere(tmp_path / "far" / "away", tmp_path / "photos")
    odd = elsewhere(tmp_path / "far" / "caf\udce9", tmp_path / "photos")
    assert {summary.run for summary in list_runs()} == {home, outside, odd}
    assert find_run("away") == outside
    assert [summary.run for summary in list_runs(outside.path.parent / "away")] == [outside]
    delete_run(odd)
    shutil.rmtree(outside.path)
    assert [summary.run for summary in list_runs()] == [home] and remembered_places() == []


def test_a_list_that_is_damaged_or_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    make_run(tmp_path)
    (user_folders().data / FILE).write_bytes(b"[1, nonsense")
    assert len(list_runs()) == 1
    outside = elsewhere(tmp_path / "one", tmp_path / "photos")
    assert {summary.run for summary in list_runs()} >= {outside}
    (user_folders().data / FILE).unlink()
    (user_folders().data / FILE).mkdir()
    assert elsewhere(tmp_path / "two", tmp_path / "photos").info().state == "queued"
    assert len(list_runs()) == 1
