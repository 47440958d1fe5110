"""Searches and cross-validations at the Train page: watched, ended, taken up again; with a stand-in trainer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from stand_in import draw_photos, make_run, start_with_stand_in
from trainer import Trainer

from app.options import FOLLOWED_SEVERAL, MODEL
from app.pages.train.page import TrainPage
from app.services import Services
from core.datasets.open_dataset import open_dataset
from core.training.recipe_files import load_recipe, with_values
from core.training.run_queue import RunQueue
from core.training.runs import delete_run, list_runs
from core.training.several_plan import SeveralPlan, make_plan

RANGES = {"training.learning_rate": {"low": 1e-4, "high": 1e-1, "log": True}}
SLOW = 0.04
Plan = Callable[..., SeveralPlan]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    def make(kind: Any, count: int, *, epochs: int = 2, **values: Any) -> SeveralPlan:
        if not (tmp_path / "several").exists():
            draw_photos(tmp_path / "several")
        recipe = with_values(load_recipe("quick"), {"training.epochs": epochs, "search": RANGES, **values})
        table = open_dataset(str(tmp_path / "several"))
        return make_plan(recipe, table, kind, count, source=str(tmp_path / "several"), name="mine")

    return make


def said(trainer: Trainer) -> str:
    return trainer.find("severalText", QLabel).text() if trainer.sees("severalBar") else ""


def states() -> list[str]:
    return [summary.info.state for summary in reversed(list_runs())]


def start(trainer: Trainer, plan: SeveralPlan) -> None:
    trainer.page._several.start(str(plan.place))


def test_folds_are_watched_and_joined(
    trainer: Trainer, services: Services, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=0.1)
    assert not trainer.sees("severalBar")
    start(trainer, plan("folds", 2, cross_validation={"ensemble": True}))
    trainer.wait(lambda: "fold 1 of 2" in said(trainer))
    trainer.wait(lambda: trainer.page._session.is_active)
    assert trainer.page._session.path.endswith("mine-fold-1")
    trainer.wait(lambda: "fold 2 of 2" in said(trainer) and "100.0%" in said(trainer))
    trainer.wait(lambda: trainer.page._session.path.endswith("mine-fold-2"))
    trainer.wait(lambda: "is done" in said(trainer))
    assert "100.0% ± 0.0%" in said(trainer) and "model “mine”" in said(trainer)
    assert not trainer.sees("continueSeveralButton") and not services.settings.get(FOLLOWED_SEVERAL)
    trainer.click("identifyWithSeveralButton")
    assert services.settings.get(MODEL) == "mine"
    trainer.click("hideSeveralButton")
    assert not trainer.sees("severalBar")
    trainer.wait(lambda: not trainer.page._session.is_active)


def test_a_search_is_paused_stopped_and_goes_on(trainer: Trainer, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    ordered = plan("search", 2, epochs=40)
    start(trainer, ordered)
    trainer.wait_for_epoch(1)
    trainer.click("pauseTrainingButton")
    trainer.wait(lambda: states() == ["paused"])
    trainer.click("pauseTrainingButton")
    trainer.wait(lambda: states() == ["running"])
    trainer.click("stopTrainingButton")
    trainer.wait(lambda: "stopped after 1 of 2" in said(trainer))
    assert states() == ["stopped"] and "The best run is number 1" in said(trainer)
    monkeypatch.setenv("STAND_IN_SECONDS", "0")
    trainer.click("continueSeveralButton")
    trainer.wait(lambda: "is done" in said(trainer))
    assert states() == ["finished", "finished"] and "learning_rate = " in said(trainer)
    trainer.wait(lambda: not trainer.page._session.is_active)


def test_what_was_ended_with_the_window_is_offered_again(
    trainer: Trainer, services: Services, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    start(trainer, plan("search", 1, epochs=60))
    trainer.wait_for_epoch(1)
    closed: list[bool] = []
    assert trainer.page.holds_window(lambda: closed.append(True))
    box = trainer.find("closeWhileTrainingDialog", QMessageBox)
    assert "go on" in box.informativeText()
    box.findChild(QPushButton, "stayButton").click()
    assert not closed
    assert trainer.page.holds_window(lambda: closed.append(True))
    trainer.find("closeWhileTrainingDialog", QMessageBox).findChild(QPushButton, "endAndCloseButton").click()
    assert closed
    waiting = make_run(tmp_path, epochs=500, name="waiting")
    RunQueue().add(waiting)
    trainer.page.shutdown()
    trainer.wait(lambda: "interrupted" in states())
    qtbot.waitUntil(lambda: not services.tasks._tasks, timeout=10_000)
    assert waiting.info().state == "queued" and not waiting.is_owned(), "nothing begins as the window closes"
    RunQueue().remove(waiting)
    delete_run(waiting)

    page = TrainPage(services)
    page.show()
    page.begin()
    again = Trainer(page, qtbot)
    again.wait(lambda: "not brought to its end" in said(again))
    monkeypatch.setenv("STAND_IN_SECONDS", "0")
    again.click("continueSeveralButton")
    again.wait(lambda: "is done" in said(again))
    assert states() == ["finished"]
    again.wait(lambda: not page._session.is_active)
    page.shutdown()
    page.close()
    page.deleteLater()


def test_to_end_asks_and_keeps_what_is_done(
    trainer: Trainer, services: Services, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    start(trainer, plan("folds", 2, epochs=60))
    trainer.wait_for_epoch(1)
    trainer.click("cancelTrainingButton")
    trainer.find("endSeveralDialog", QMessageBox).findChild(QPushButton, "goOnButton").click()
    trainer.click("endSeveralButton")
    trainer.find("endSeveralDialog", QMessageBox).findChild(QPushButton, "endButton").click()
    trainer.wait(lambda: "not brought to its end" in said(trainer))
    trainer.wait(lambda: states() == ["interrupted"])
    trainer.wait(lambda: not trainer.page._session.is_active)
    trainer.click("hideSeveralButton")
    assert not services.settings.get(FOLLOWED_SEVERAL)


def test_it_waits_for_the_training_under_way(
    trainer: Trainer, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    first = make_run(tmp_path, epochs=500)
    trainer.launch(first)
    trainer.wait_for_epoch(1)
    start(trainer, plan("search", 1, epochs=1))
    trainer.wait(lambda: "waits until" in said(trainer))
    last = make_run(tmp_path, epochs=1, name="last")
    trainer.launch(last)
    trainer.page._session.cancel()
    trainer.wait(lambda: "is done" in said(trainer))
    trainer.wait(lambda: last.info().state == "finished")  # the queue goes on behind it
    trainer.wait(lambda: not trainer.page._session.is_active)


def test_what_fails_is_said(trainer: Trainer, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch)
    ordered = plan("folds", 2)
    (ordered.place / "several.csv").write_text("nothing of use")
    start(trainer, ordered)
    trainer.wait(lambda: "What is done is kept" in said(trainer))
    assert "damaged" in said(trainer)
    trainer.click("hideSeveralButton")
