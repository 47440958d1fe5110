"""Searches and cross-validations are made of runs: nothing is trained twice, and every photo is answered once."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from stand_in import draw_photos, execute_here, start_with_stand_in

from core.control import Cancelled, Command, Control
from core.datasets.open_dataset import open_dataset
from core.errors import BreedLensError
from core.inference.classifier import Classifier
from core.training import run_through
from core.training.cross_validation import FOLDS, PREDICTIONS
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder
from core.training.run_through import Runs
from core.training.runs import list_runs
from core.training.several_runs import cross_validate_in_runs, search_in_runs

RANGES = {"training.learning_rate": {"low": 1e-4, "high": 1e-1, "log": True}}


@pytest.fixture
def photos(tmp_path: Path) -> Any:
    draw_photos(tmp_path / "photos", count=6)
    return open_dataset(str(tmp_path / "photos"))


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Runs that are trained in this process."""
    monkeypatch.setattr(
        Runs, "_follow", lambda self, run: self.events.extend(execute_here(run, self.control)), raising=True
    )
    monkeypatch.setattr(Runs, "events", [], raising=False)
    return Runs(tmp_path / "runs", "photos", Control(), lambda event: None)


def recipe(**values: Any) -> Any:
    return with_values(load_recipe("quick"), {"training.epochs": 1, "data.folds": 3, **values})


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_photo_is_answered_by_the_model_that_has_not_seen_it(photos: Any, runs: Runs) -> None:
    told: list[int] = []
    done = cross_validate_in_runs(recipe(), photos, runs, "folds", on_fold=lambda fold: told.append(fold.number))
    rows = rows_of(runs.folder / "folds" / PREDICTIONS)
    assert told == [0, 1, 2] and sorted(row["path"] for row in rows) == sorted(photos["path"])
    for summary in list_runs(runs.folder):
        table = summary.run.table()
        number = summary.info.name.removeprefix("folds-fold-")
        unseen = {row["path"] for row in rows if row["fold"] == str(int(number) - 1)}
        assert unseen == set(table[table["split"] == "validation"]["path"])
    for row in rows:
        shares = {breed: float(row[breed]) for breed in ("beagle", "chow", "pug")}
        assert (
            sum(shares.values()) == pytest.approx(1, abs=1e-4)
            and max(shares, key=shares.__getitem__) == row["predicted"]
        )
    figures = rows_of(runs.folder / "folds" / FOLDS)
    assert [row["fold"] for row in figures] == ["0", "1", "2", "mean", "deviation"]
    assert float(figures[3]["accuracy"]) == done.result.mean == 1.0 and done.result.deviation == 0.0
    assert done.result.accuracy.count == 18 and done.ensemble is None


def test_the_models_of_all_folds_become_an_ensemble_where_the_recipe_wants_it(photos: Any, runs: Runs) -> None:
    wanted = recipe(cross_validation={"ensemble": True})
    done = cross_validate_in_runs(wanted, photos, runs, "together")
    assert done.ensemble and [member.weight for member in done.ensemble.card.members] == pytest.approx([1 / 3] * 3)
    assert Classifier.load("together").class_names == ("beagle", "chow", "pug")
    # once more: what is trained already is used, and the ensemble is made anew
    again = cross_validate_in_runs(wanted, photos, runs, "together")
    assert again.result.accuracies == done.result.accuracies and len(list_runs(runs.folder)) == 3


def test_a_cross_validation_goes_on_after_a_failure(photos: Any, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[str] = []

    def follow_once(self: Runs, run: RunFolder) -> None:
        if len(trained) == 1:
            trained.append("failed")
            raise BreedLensError("disk_full", "The disk is full.")
        trained.append(run.path.name)
        execute_here(run, self.control)

    monkeypatch.setattr(Runs, "_follow", follow_once)
    with pytest.raises(BreedLensError, match="The disk is full"):
        cross_validate_in_runs(recipe(), photos, runs, "folds")
    cross_validate_in_runs(recipe(), photos, runs, "folds")
    assert trained == ["folds-fold-1", "failed", "folds-fold-2", "folds-fold-3"]


@pytest.mark.parametrize("change", ["recipe", "photos"])
def test_folds_of_another_recipe_or_of_other_photos_are_not_taken_for_those_wanted(
    photos: Any, runs: Runs, change: str
) -> None:
    cross_validate_in_runs(recipe(), photos, runs, "folds")
    with pytest.raises(BreedLensError) as refusal:
        if change == "recipe":
            cross_validate_in_runs(recipe(**{"training.epochs": 2}), photos, runs, "folds")
        else:  # the folds are other ones now: a model that is there has learned from photos of its new fold
            cross_validate_in_runs(recipe(), photos[1:], runs, "folds")
    assert refusal.value.code == "run_differs"


def test_the_name_of_the_ensemble_is_asked_for_before_the_training(photos: Any, runs: Runs) -> None:
    with pytest.raises(BreedLensError, match="choose another name"):
        cross_validate_in_runs(recipe(cross_validation={"ensemble": True}), photos, runs, "efficientnet-lite0")
    assert list_runs(runs.folder) == []


def test_each_trial_of_a_search_is_a_run(photos: Any, runs: Runs) -> None:
    found = search_in_runs(recipe(search=RANGES), photos, runs, "tuning", trials=3)
    by_name = {summary.info.name: summary for summary in list_runs(runs.folder)}
    assert set(by_name) == {"tuning-trial-1", "tuning-trial-2", "tuning-trial-3"}
    for trial in found.trials:
        summary = by_name[f"tuning-trial-{trial.number + 1}"]
        assert trial.run == str(summary.run.path) and trial.score == summary.info.val_accuracy
        assert summary.run.recipe().training.learning_rate == trial.values["training.learning_rate"]


def test_runs_of_their_own_process_are_followed_and_their_end_is_told(
    photos: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    events: list[dict[str, Any]] = []
    runs = Runs(tmp_path / "runs", "photos", Control(), events.append)
    table = photos.assign(split="train")
    run = runs.train(recipe(), table, "alone")
    assert run.info().state == "finished" and events[-1]["event"] == "finished"
    assert runs.train(recipe(), table, "alone") == run and events[-1]["event"] == "finished"


def test_cancelled_work_can_go_on_later(photos: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)
    control = Control()

    def cancel_soon(event: dict[str, Any]) -> None:
        if event["event"] == "epoch":
            control.cancel()

    table, tried = photos.assign(split="train"), recipe(**{"training.epochs": 4})
    with pytest.raises(Cancelled):
        Runs(tmp_path / "runs", "photos", control, cancel_soon).train(tried, table, "later")
    assert [summary.info.state for summary in list_runs(tmp_path / "runs")] == ["interrupted"]
    run = Runs(tmp_path / "runs", "photos", Control(), lambda event: None).train(tried, table, "later")
    assert run.info().state == "finished" and run.info().epochs == 4


def test_a_run_that_is_cancelled_from_elsewhere_is_an_error(
    photos: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.05)

    def cancel_it(event: dict[str, Any]) -> None:
        if event["event"] == "epoch":
            RunFolder(tmp_path / "runs" / "gone").give_command(Command.CANCEL)

    runs = Runs(tmp_path / "runs", "photos", Control(), cancel_it)
    for _ in range(2):
        with pytest.raises(BreedLensError) as caught:
            runs.train(recipe(**{"training.epochs": 9}), photos.assign(split="train"), "gone")
        assert caught.value.code == "run_cancelled"


def test_a_failed_run_says_why(photos: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(run: Any, **_: Any) -> Any:
        yield {"event": "failed", "code": "photos_gone", "message": "No photo {at all} can be read."}

    class Nobody:
        def let_go(self) -> None:
            """Nothing runs."""

    monkeypatch.setattr(run_through, "start_child", lambda run, **_: Nobody())
    monkeypatch.setattr(run_through, "follow", failing)
    runs = Runs(tmp_path / "runs", "photos", Control(), lambda event: None)
    with pytest.raises(BreedLensError) as caught:
        runs.train(recipe(), photos.assign(split="train"), "failed")
    assert (caught.value.code, caught.value.message) == ("photos_gone", "No photo {at all} can be read.")


def test_a_fold_that_is_stopped_before_it_has_learned_anything_takes_nothing_from_those_that_are_done(
    photos: Any, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped_in_the_second(self: Runs, run: RunFolder) -> None:
        if run.path.name.endswith("2"):
            self.control.set(Command.STOP_KEEP)
            raise BreedLensError("nothing_learned", "The training was stopped before anything was learned.")
        execute_here(run, self.control)

    monkeypatch.setattr(Runs, "_follow", stopped_in_the_second)
    done = cross_validate_in_runs(recipe(), photos, runs, "folds")
    assert [fold.number for fold in done.result.folds] == [0] and done.result.mean == 1.0


def test_a_fold_whose_photos_are_gone_is_no_figure(
    photos: Any, runs: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_they_go(self: Runs, run: RunFolder) -> None:
        execute_here(run, self.control)
        for path in photos["path"]:
            Path(path).unlink()

    monkeypatch.setattr(Runs, "_follow", then_they_go)
    with pytest.raises(BreedLensError, match="None of the photos of fold 1"):
        cross_validate_in_runs(recipe(), photos, runs, "folds")
