"""Runs that go on, or end, while nobody looks: closing, opening again, notifications, long replays."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QPushButton,
    QSystemTrayIcon,
)
from pytestqt.qtbot import QtBot
from stand_in import execute_here, make_run, start_with_stand_in
from trainer import Trainer

from app.main_window import MainWindow
from app.options import FOLLOWED_RUN
from app.pages.train.page import TrainPage
from app.services import Services
from core.control import Command
from core.training.run_queue import RunQueue

SLOW = 0.04


def test_a_new_window_finds_the_run_again(
    trainer: Trainer, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    run = make_run(tmp_path, epochs=500)
    trainer.launch(run)
    trainer.wait_for_epoch(1)
    trainer.page.shutdown()
    QApplication.processEvents()
    assert run.is_owned()
    assert services.settings.get(FOLLOWED_RUN) == str(run.path)
    second = TrainPage(services)
    second.show()
    second.begin()
    other = Trainer(second, qtbot)
    other.wait_for_epoch(1)
    assert other.page._desk.curves._run.train["loss"].values[0] == 1.0, "its curves begin at the beginning"
    other.click("stopTrainingButton")
    other.wait(lambda: other.title == "Your model is ready")
    second.shutdown()
    second.close()
    second.deleteLater()


def test_what_ended_while_no_window_was_open_is_shown(
    services: Services, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(tmp_path, epochs=2)
    execute_here(run)
    services.settings.set(FOLLOWED_RUN, str(run.path))
    shown: list[Any] = []
    monkeypatch.setattr("app.pages.train.page.notify", lambda *words: shown.append(words))
    monkeypatch.setattr("app.pages.train.session._JUST_NOW_S", 0.0)
    page = TrainPage(services)
    page.show()
    page.begin()
    person = Trainer(page, qtbot)
    person.wait(lambda: person.title == "Your model is ready" and page._result)
    assert services.settings.get(FOLLOWED_RUN) == ""
    assert shown == [], "that is no news any more"
    page.shutdown()
    page.close()
    page.deleteLater()


def test_the_end_is_told_by_the_computer(
    trainer: Trainer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, text, *_: told.append((title, text)))
    monkeypatch.setattr("app.notification._SHOWN_MS", 50)
    trainer.page.hide()
    start_with_stand_in(monkeypatch)
    trainer.launch(make_run(tmp_path, epochs=2))
    trainer.wait(lambda: told)
    assert told[0][0] == "Your model is ready"
    assert "colours" in told[0][1]
    trainer.wait(lambda: not trainer.page.findChildren(QSystemTrayIcon))


@pytest.mark.parametrize(("button", "closes"), [("letFinishButton", True), ("stayButton", False)])
def test_closing_the_window_asks(
    button: str,
    closes: bool,
    window: MainWindow,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    page = TrainPage(services)
    window.add_page(page)
    page.begin()
    person = Trainer(page, qtbot)
    run = make_run(tmp_path, epochs=500)
    person.launch(run)
    person.wait_for_epoch(1)
    window.close()
    assert window.isVisible()
    box = page.findChild(QMessageBox, "closeWhileTrainingDialog")
    box.findChild(QPushButton, button).click()
    QApplication.processEvents()
    assert window.isVisible() is not closes
    assert run.is_owned()
    run.give_command(Command.CANCEL)
    qtbot.waitUntil(lambda: not run.is_owned(), timeout=20_000)
    person.wait(lambda: not page._session.is_active)
    page.shutdown()


def test_closing_can_stop_and_keep(
    window: MainWindow, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start_with_stand_in(monkeypatch, seconds=SLOW)
    page = TrainPage(services)
    window.add_page(page)
    page.begin()
    person = Trainer(page, qtbot)
    run = make_run(tmp_path, epochs=500)
    person.launch(run)
    person.wait_for_epoch(1)
    window.close()
    page.findChild(QMessageBox, "closeWhileTrainingDialog").findChild(QPushButton, "stopAndCloseButton").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    qtbot.waitUntil(lambda: run.info().state == "stopped", timeout=30_000)
    assert services.settings.get(FOLLOWED_RUN) == str(run.path)


def test_a_long_run_is_taken_in_without_holding_up_the_window(trainer: Trainer, qtbot: QtBot) -> None:
    trainer.page._session.happened.emit({"event": "attached", "path": "/nowhere", "name": "long"})
    trainer.page._make_desk()
    trainer.wait(lambda: trainer.sees("trainProgress"))
    desk, refreshed = trainer.page._desk, []
    refresh = desk.header.show_run
    desk.header.show_run = lambda *words: (refreshed.append(1), refresh(*words))
    now = time.time()
    for batch in range(1, 5001):
        values = {"loss": 1.0, "accuracy": 0.5, "learning_rate": 0.1, "photos_per_second": 9.0, "seconds_left": 1.0}
        event = {"event": "batch", "time": now, "epoch": 1, "batch": batch, "batches": 5000, **values}
        trainer.page._session.happened.emit(event)
    qtbot.waitUntil(lambda: desk.progress.batch == 5000 and not desk._soon.isActive())
    assert len(refreshed) <= 2
    assert trainer.find("trainProgressText", QLabel).text().startswith("Epoch 1")


def test_a_window_that_opens_starts_the_run_that_waits(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start_with_stand_in(monkeypatch)
    run = make_run(tmp_path, epochs=2)
    RunQueue().add(run)
    page = TrainPage(services)
    page.show()
    page.begin()
    person = Trainer(page, qtbot)
    person.wait(lambda: person.title == "Your model is ready")
    page.shutdown()
    page.close()
    page.deleteLater()
