"""Joining models at the Runs page: shares fitted on photos that no member learned from, one model to identify with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from stand_in import execute_here, make_run

from app.item_models.run_table import NAME
from app.options import MODEL
from app.pages.runs.page import RunsPage
from app.services import Services
from core.bundles.bundle import read_card
from core.inference.classifier import Classifier
from core.paths import user_folders
from core.training.run_folder import RunFolder


@pytest.fixture
def runs(tmp_path: Path) -> list[RunFolder]:
    """Two that are finished on the same photos, and one that waits."""
    made = [make_run(tmp_path, epochs=1, name=name) for name in ("one", "two", "waits")]
    for run in made[:2]:
        execute_here(run)
    return made


@pytest.fixture
def page(services: Services, qtbot: QtBot, runs: list[RunFolder]) -> Iterator[RunsPage]:
    made = RunsPage(services)
    made.resize(1150, 720)
    made.show()
    qtbot.waitUntil(lambda: made.findChild(QTableView, "runsTable").model().rowCount() == len(runs), timeout=20_000)
    yield made
    made.shutdown()
    made.close()
    made.deleteLater()


def choose(page: RunsPage, qtbot: QtBot, *names: str) -> QAction:
    table = page.findChild(QTableView, "runsTable")
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(table.model().rowCount()):
        if table.model().index(row, NAME).data() in names:
            table.selectionModel().select(table.model().index(row, NAME), flags)
    qtbot.waitUntil(lambda: not page._settled.isActive() and page._details is not None, timeout=20_000)
    return page.findChild(QAction, "joinRunsAction")


def join(page: RunsPage, qtbot: QtBot, action: QAction, name: str) -> QMessageBox:
    action.trigger()
    dialog = page.findChild(QInputDialog, "joinDialog")
    dialog.setTextValue(name)
    dialog.accept()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox, "joinReport") is not None, timeout=30_000)
    return page.findChild(QMessageBox, "joinReport")


def test_two_models_become_one_that_identifies(page: RunsPage, services: Services, qtbot: QtBot) -> None:
    assert not choose(page, qtbot, "one").isEnabled()
    assert not choose(page, qtbot, "one", "waits").isEnabled()
    action = choose(page, qtbot, "one", "two")
    assert action.isEnabled()
    report = join(page, qtbot, action, "both together")
    assert "3 photo" in report.informativeText() and "one" in report.informativeText()
    asked: list[str] = []
    page.page_requested.connect(lambda name, _: asked.append(name))
    report.findChild(QPushButton, "identifyWithJoinedButton").click()
    assert services.settings.get(MODEL) == "both together" and asked == ["identifyPage"]
    card = read_card(user_folders().models / "both together.breedmodel")
    assert sum(member.weight for member in card.members) == pytest.approx(1)
    assert Classifier.load("both together").class_names == ("beagle", "chow", "pug")


def test_a_name_that_is_taken_is_told(
    page: RunsPage, services: Services, qtbot: QtBot, unhandled: list[BaseException]
) -> None:
    action = choose(page, qtbot, "one", "two")
    action.trigger()
    dialog = page.findChild(QInputDialog, "joinDialog")
    dialog.setTextValue("one")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(unhandled), timeout=20_000)
    assert "one already" in str(unhandled.pop())
