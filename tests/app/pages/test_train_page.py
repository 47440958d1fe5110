"""The Train page: a run from its start to the model that answers, in its own process, with a stand-in trainer."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from stand_in import execute_here, make_run, start_with_stand_in
from trainer import Trainer

from app.options import MODEL
from app.pages.train.progress import RunProgress
from app.pages.train.results import RunResult
from app.pages.train.sentences import RunSentences
from app.services import Services
from core.control import Command
from core.errors import BreedLensError
from core.training.worker import TrainingWorker

SLOW = 0.04


def test_the_empty_page_invites(trainer: Trainer, qtbot: QtBot) -> None:
    assert trainer.sees("trainInvitation")
    assert "curves" not in str(trainer.page.findChildren(QWidget))
    trainer.click("inviteToTrainButton")
    dialog = trainer.find("trainDialog")
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not trainer.sees("trainDialog"))


def test_a_picture_alone_teaches_nothing(trainer: Trainer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(trainer.page.status) as said:
        trainer.page.open_image(QImage(8, 8, QImage.Format.Format_RGB32))
    assert "folder" in said.args[0]


def test_a_run_from_start_to_the_model_in_use(
    trainer: Trainer, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path, epochs=3)
    trainer.launch(run)
    trainer.wait(lambda: trainer.title == "Your model is ready")
    state = trainer.find("runState", QLabel)
    trainer.wait(lambda: "On other photos" in state.text())
    assert not trainer.sees("pauseTrainingButton")
    loss = trainer.find("lossPlot")
    trainer.wait(lambda: loss._raw.getData()[0] is not None and len(loss._raw.getData()[0]) == 9)
    facts = dict(trainer.find("trainFacts").facts)
    assert facts["Breeds"] == "3"
    assert facts["Photos"] == "12"
    asked: list[tuple[str, list[str]]] = []
    trainer.page.page_requested.connect(lambda name, paths: asked.append((name, paths)))
    trainer.click("identifyWithModelButton")
    assert services.settings.get(MODEL) == run.info().model
    assert asked == [("identifyPage", [])]
    from core.inference.classifier import Classifier

    assert "beagle" in Classifier.load(services.settings.get(MODEL)).class_names


def test_more_epochs_and_the_same_model_again(
    trainer: Trainer, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path, epochs=2)
    trainer.launch(run)
    trainer.wait(lambda: trainer.sees("identifyWithModelButton") and trainer.page._result)
    trainer.click("identifyWithModelButton")
    trainer.click("moreEpochsButton")
    trainer.wait_for_epoch(12)
    trainer.wait(lambda: trainer.sees("identifyWithModelButton") and trainer.page._result)
    heard: list[str] = []
    services.settings.changed.connect(heard.append)
    trainer.click("identifyWithModelButton")
    assert MODEL.key in heard, "the model of that name is another one now"
    assert trainer.find("lossPlot")._validation.getData()[0][-1] == 12


def test_pause_go_on_and_stop(trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    run = make_run(tmp_path, epochs=500)
    trainer.launch(run)
    trainer.wait_for_epoch(2)
    bar = trainer.find("trainProgress", QProgressBar)
    trainer.wait(lambda: 0 < bar.value() < bar.maximum())
    assert "Epoch" in trainer.find("trainProgressText", QLabel).text()
    trainer.click("pauseTrainingButton")
    trainer.wait(lambda: run.info().state == "paused")
    assert trainer.title == "Paused"
    trainer.click("pauseTrainingButton")
    trainer.wait(lambda: run.info().state == "running")
    trainer.click("stopTrainingButton")
    assert not trainer.find("cancelTrainingButton").isEnabled()
    trainer.wait(lambda: trainer.title == "Your model is ready")
    assert run.info().state == "stopped"


def test_cancelling_asks_first(trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    run = make_run(tmp_path, epochs=500)
    trainer.launch(run)
    trainer.wait_for_epoch(1)
    trainer.click("cancelTrainingButton")
    trainer.find("cancelTrainingDialog", QMessageBox).findChild(QPushButton, "goOnButton").click()
    assert run.command() is Command.RUN
    trainer.click("cancelTrainingButton")
    trainer.find("cancelTrainingDialog", QMessageBox).findChild(QPushButton, "discardButton").click()
    trainer.wait(lambda: trainer.title == "The training was cancelled")
    assert run.info().state == "cancelled"
    assert not trainer.sees("identifyWithModelButton")
    assert trainer.sees("trainAgainButton")


def test_the_question_whether_to_discard_a_run_ends_with_it(
    trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    runs = [make_run(tmp_path, epochs=500, name=name) for name in ("first", "next")]
    trainer.launch(*runs)
    trainer.wait_for_epoch(1)
    trainer.click("cancelTrainingButton")
    box = trainer.find("cancelTrainingDialog", QMessageBox)
    box.destroyed.connect(lambda: gone.append(True))
    gone: list[bool] = []
    runs[0].give_command(Command.STOP_KEEP)
    trainer.wait(lambda: gone)
    trainer.wait(lambda: runs[1].info().state == "running")
    assert runs[1].command() is Command.RUN
    runs[1].give_command(Command.STOP_KEEP)
    trainer.wait(lambda: runs[1].info().state == "stopped")


def test_a_run_that_fails_says_why_and_the_page_lives_on(
    trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path)
    run.split_path.write_text("nothing of use")
    trainer.launch(run)
    trainer.wait(lambda: trainer.title == "The training could not be completed")
    assert "changed or lost" in trainer.find("runState", QLabel).text()
    assert trainer.find("moreEpochsButton", QPushButton).text() == "Resume"
    run = make_run(tmp_path, epochs=2)
    trainer.launch(run)
    trainer.wait(lambda: trainer.title == "Your model is ready")
    trainer.click("trainAgainButton")
    dialog = trainer.find("trainDialog")
    assert dialog.findChild(QLineEdit, "datasetEdit").text() == run.info().source
    dialog.reject()


def test_runs_wait_for_their_turn(trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    first, second, third = (make_run(tmp_path, epochs=500, name=name) for name in ("first", "second", "third"))
    trainer.launch(first, second, third)
    trainer.wait(lambda: trainer.page._session.is_active)
    trainer.wait(lambda: trainer.page._desk is not None)
    waiting = trainer.find("queueList", QListWidget)
    trainer.wait(lambda: [waiting.item(i).text() for i in range(waiting.count())] == ["second", "third"])
    waiting.setCurrentRow(1)
    trainer.click("removeFromQueueButton")
    trainer.wait(lambda: not third.path.exists())
    trainer.wait_for_epoch(1)
    trainer.click("stopTrainingButton")
    trainer.wait(lambda: trainer.page._desk.name == "second" and trainer.page._desk.progress.epoch >= 1)
    trainer.click("stopTrainingButton")
    trainer.wait(lambda: second.info().state == "stopped" and not trainer.page._session.is_active)


def test_another_run_is_laid_beneath(trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = make_run(tmp_path, epochs=4, name="earlier")
    execute_here(earlier)
    start_with_stand_in(monkeypatch)
    trainer.launch(make_run(tmp_path, epochs=2, name="now"))
    trainer.wait(lambda: trainer.title == "Your model is ready")
    listed = trainer.find("compareList", QListWidget)
    trainer.wait(lambda: listed.count() == 1)
    listed.item(0).setCheckState(Qt.CheckState.Checked)
    accuracy = trainer.find("accuracyPlot")
    trainer.wait(lambda: accuracy._others and len(accuracy._others[1].getData()[0]) == 4)


@pytest.mark.parametrize(("measured", "where"), [({}, "In validation"), ({"test_accuracy": 0.5}, "In the test")])
def test_an_accuracy_is_promised_of_no_other_photos_than_it_was_measured_on(
    qapp: QApplication, measured: dict[str, float], where: str
) -> None:
    progress = RunProgress()
    progress.take({"event": "epoch", "epoch": 1, "epochs": 1, "accuracy": 1.0, "val_accuracy": 0.5, "is_best": True})
    progress.take({"event": "finished", "status": "stopped", "best_epoch": 1, "val_accuracy": 0.5, **measured})
    _, text = RunSentences(qapp).outcome(progress, None)
    assert text == f"{where}, it named 50% of the photos correctly."


def test_the_window_starts_the_next_run_where_the_process_was_killed(
    trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    first, second = (make_run(tmp_path, epochs=500, name=name) for name in ("first", "second"))
    trainer.launch(first, second)
    trainer.wait_for_epoch(1)
    pid = first.info().pid
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    trainer.wait(lambda: trainer.page._desk.name == "second" and trainer.page._desk.progress.epoch >= 1)
    assert first.info().state == "interrupted"
    trainer.click("stopTrainingButton")
    trainer.wait(lambda: second.info().state == "stopped" and not trainer.page._session.is_active)


def test_who_launched_a_run_that_cannot_start_hears_why(
    trainer: Trainer, unhandled: list[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path)
    run.log_path.mkdir()
    trainer.launch(run)
    trainer.wait(lambda: unhandled)
    assert isinstance(unhandled[0], BreedLensError) and run.info().message == unhandled[0].message
    trainer.wait(lambda: trainer.title == "The training could not be completed")
    unhandled.clear()


def test_the_runs_that_wait_are_listed_in_the_order_of_the_queue(
    trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    older, newer, orphan, first = (make_run(tmp_path, epochs=500, name=name) for name in ("o", "n", "left", "first"))
    trainer.launch(first, newer, older)
    trainer.wait(lambda: trainer.page._desk is not None)
    waiting = trainer.find("queueList", QListWidget)
    trainer.wait(lambda: [waiting.item(i).text() for i in range(waiting.count())] == ["n", "o"])
    for run in (newer, older):
        trainer.page._session.take_off(str(run.path))
    trainer.wait(lambda: not waiting.count())
    assert orphan.info().state == "queued"
    trainer.wait_for_epoch(1)
    trainer.click("stopTrainingButton")
    trainer.wait(lambda: not trainer.page._session.is_active)


def test_a_result_that_comes_late_is_not_shown_on_another_run(trainer: Trainer, tmp_path: Path) -> None:
    page = trainer.page
    page._session.path = str(tmp_path / "in front")
    page._on_end(RunResult(str(tmp_path / "before"), model="before"))
    assert page._result is None
    page._on_end(RunResult(str(tmp_path / "in front"), model="now"))
    assert page._result is not None


def test_leaving_does_not_wait_for_a_thread_that_hangs(
    trainer: Trainer, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, followed = threading.Event(), threading.Event()

    def hang(self: TrainingWorker) -> None:
        followed.set()
        gate.wait()

    monkeypatch.setattr(TrainingWorker, "run", hang)
    monkeypatch.setattr("app.pages.train.session._LEAVE_MS", 1)
    run = make_run(tmp_path)
    run.update(state="running")
    with run.own():
        trainer.page.look_again()
        trainer.wait(followed.is_set)
    trainer.page._session.leave()
    assert not trainer.page._session.is_active
    gate.set()
    trainer.wait(lambda: not services.tasks._tasks)


def test_memory_in_use_is_that_of_the_latest_batch() -> None:
    progress = RunProgress()
    progress.take({"event": "batch", "epoch": 1, "batch": 1, "batches": 2, "memory_mb": 700})
    progress.take({"event": "batch", "epoch": 1, "batch": 2, "batches": 2})
    assert progress.memory_mb == 700
    progress.take({"event": "batch", "epoch": 2, "batch": 1, "batches": 2, "memory_mb": 900})
    assert progress.memory_mb == 900
