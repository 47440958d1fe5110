"""A search or a cross-validation is kept on disk: it is carried out, stopped, and goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from stand_in import draw_photos, start_with_stand_in

from core.control import Cancelled, Command, Control
from core.datasets.open_dataset import open_dataset
from core.errors import BreedLensError
from core.inference.classifier import Classifier
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, runs_folder
from core.training.run_lock import own_run
from core.training.runs import list_runs
from core.training.several_plan import SeveralPlan, Step, carry_out, load_plan, make_plan

RANGES = {"training.learning_rate": {"low": 1e-4, "high": 1e-1, "log": True}}


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    start_with_stand_in(monkeypatch)
    draw_photos(tmp_path / "photos", count=4)
    return open_dataset(str(tmp_path / "photos"))


def recipe(**values: Any) -> Any:
    return with_values(load_recipe("quick"), {"training.epochs": 1, "search": RANGES, **values})


def states() -> dict[str, str]:
    return {summary.info.name: summary.info.state for summary in list_runs()}


def test_folds_are_carried_out_and_joined_where_the_recipe_wants_it(photos: Any) -> None:
    plan = make_plan(recipe(cross_validation={"ensemble": True}), photos, "folds", 2, source="photos", name="both")
    assert load_plan(runs_folder() / "both") == plan and not plan.is_done
    steps: list[Step] = []
    started: list[str] = []
    outcome = carry_out(plan, Control(), on_step=steps.append, on_run=lambda run: started.append(run.path.name))
    assert started == ["both-fold-1", "both-fold-2"]
    assert steps == [Step(n, 2, 1.0, photos=6, model=f"both-fold-{n}") for n in (1, 2)]
    assert (outcome.done, outcome.mean, outcome.deviation, outcome.model) == (2, 1.0, 0.0, "both")
    assert Classifier.load("both").class_names == ("beagle", "chow", "pug")
    assert load_plan(plan.place).is_done and states() == {"both-fold-1": "finished", "both-fold-2": "finished"}


def test_a_search_that_was_cancelled_goes_on_under_its_name(photos: Any) -> None:
    control = Control()

    def cancel_in_the_second(event: Any) -> None:
        if event["event"] == "epoch" and len(states()) == 2:
            control.cancel()

    plan = make_plan(recipe(), photos, "search", 2, source="photos", name="tuning")
    with pytest.raises(Cancelled):
        carry_out(plan, control, on_event=cancel_in_the_second)
    assert not load_plan(plan.place).is_done and states()["tuning-trial-1"] == "finished"
    again = make_plan(recipe(), photos, "search", 3, source="photos", name="tuning")
    assert again == SeveralPlan(plan.place, "search", 3, "photos")
    outcome = carry_out(again, Control())
    assert set(states().values()) == {"finished"} and len(states()) == 3
    assert outcome.done == 3 and outcome.best and outcome.model == f"tuning-trial-{outcome.best}"
    rate = outcome.values["training.learning_rate"]
    assert load_recipe(outcome.recipe).training.learning_rate == rate


def test_to_stop_ends_with_what_there_is(photos: Any) -> None:
    control = Control()
    plan = make_plan(recipe(**{"training.epochs": 300}), photos, "folds", 3, source="photos")

    def stop(event: Any) -> None:
        if event["event"] == "epoch":
            control.set(Command.STOP_KEEP)

    outcome = carry_out(plan, control, on_event=stop)
    assert (outcome.done, outcome.count, outcome.is_done) == (1, 3, False) and list(states().values()) == ["stopped"]
    assert (outcome.mean, outcome.deviation, outcome.log_loss is not None) == (1.0, 0.0, True)
    folds = (plan.place / "folds.csv").read_text("utf-8").splitlines()
    assert folds[1].startswith("0,4,1.0,") and folds[2].startswith("mean,4,1.0,")
    assert not load_plan(plan.place).is_done
    other = make_plan(recipe(), photos, "folds", 3, source="photos")
    assert other.place != plan.place


def test_a_name_that_is_taken_and_ranges_that_lack_are_told(photos: Any) -> None:
    make_plan(recipe(), photos, "search", 2, source="photos", name="mine")
    with pytest.raises(BreedLensError, match="mine already"):
        make_plan(recipe(), photos, "folds", 2, source="photos", name="mine")
    with pytest.raises(BreedLensError, match="declares no ranges"):
        make_plan(recipe(search={}), photos, "search", 2, source="photos")
    with pytest.raises(BreedLensError, match="begin anew"):
        load_plan(runs_folder() / "nowhere")


def test_a_name_is_not_taken_up_again_for_other_photos(photos: Any) -> None:
    plan = make_plan(recipe(), photos, "folds", 2, source="photos", name="mine")
    assert make_plan(recipe(), photos, "folds", 2, source="photos", name="mine") == plan
    with pytest.raises(BreedLensError, match="choose another name"):
        make_plan(recipe(), photos[1:], "folds", 2, source="photos", name="mine")


@pytest.mark.parametrize(("kind", "number"), [("folds", 2), ("search", 1), ("search", 2)])
def test_the_run_that_a_stop_ended_goes_on_with_the_others(
    photos: Any, monkeypatch: pytest.MonkeyPatch, kind: Any, number: int
) -> None:
    monkeypatch.setenv("STAND_IN_SECONDS", "0.02")
    control = Control()
    what = "fold" if kind == "folds" else "trial"
    last = f"mine-{what}-{number}"

    def stop(event: Any) -> None:
        if event["event"] == "epoch" and last in states():
            control.set(Command.STOP_KEEP)

    epochs = 8
    plan = make_plan(recipe(**{"training.epochs": epochs}), photos, kind, 2, source="photos", name="mine")
    stopped = carry_out(plan, control, on_event=stop)
    assert stopped.done == number and not stopped.is_done and not load_plan(plan.place).is_done
    assert states()[last] == "stopped"
    monkeypatch.setenv("STAND_IN_SECONDS", "0")
    outcome = carry_out(plan, Control())
    assert outcome.is_done and load_plan(plan.place).is_done
    assert set(states().values()) == {"finished"} and len(states()) == 2
    assert [summary.info.epochs for summary in list_runs()] == [epochs] * 2


def test_a_run_that_somebody_stopped_by_itself_is_not_trained_on(photos: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN_SECONDS", "0.02")
    plan = make_plan(recipe(**{"training.epochs": 50}), photos, "search", 1, source="photos", name="mine")

    def stop(event: Any) -> None:
        if event["event"] == "epoch":
            RunFolder(runs_folder() / "mine-trial-1").give_command(Command.STOP_KEEP)

    assert carry_out(plan, Control(), on_event=stop).is_done
    assert states() == {"mine-trial-1": "stopped"} and carry_out(plan, Control()).is_done


def test_two_cannot_carry_out_the_same_plan(photos: Any) -> None:
    plan = make_plan(recipe(), photos, "search", 1, source="photos", name="mine")
    with own_run(plan.place), pytest.raises(BreedLensError) as refusal:
        carry_out(plan, Control())
    assert refusal.value.code == "run_owned" and states() == {}
