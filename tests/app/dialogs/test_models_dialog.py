"""The models on this computer: shown, used, measured, removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot
from toy_model import save_toy_model

from app.dialogs.evaluate_dialog import EvaluateDialog
from app.dialogs.models_dialog import ModelsDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.main_window import MainWindow
from app.options import MODEL
from app.services import Services
from core.bundles.bundle import CARD, SUFFIX, load_bundle, save_ensemble
from core.bundles.card import Member
from core.bundles.remove import remove_model
from core.catalog import load_catalog
from core.paths import user_folders


class Keeper(Hands):
    """Someone who looks after the models."""

    def __init__(self, dialog: ModelsDialog, qtbot: QtBot) -> None:
        super().__init__(dialog, qtbot)
        self.dialog = dialog

    @property
    def list(self) -> QTreeWidget:
        return self.find("modelsList", QTreeWidget)

    @property
    def names(self) -> list[str]:
        model = self.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def note(self) -> str:
        return self.find("modelsNote", QLabel).text()

    def choose(self, name: str) -> None:
        self.wait(lambda: any(name in one for one in self.names))
        row = next(row for row, one in enumerate(self.names) if name in one)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def button(self, name: str) -> QPushButton:
        return self.find(name, QPushButton)

    def ask(self) -> QMessageBox:
        """The question before a removal."""
        self.button("removeModelButton").click()
        self.wait(lambda: self.dialog.findChild(QMessageBox, "removeModelDialog"))
        return self.find("removeModelDialog", QMessageBox)

    def remove(self) -> None:
        self.ask().findChild(QPushButton, "removeButton").click()  # type: ignore[union-attr]
        self.wait(lambda: "is removed." in self.note)


@pytest.fixture
def keeper(services: Services, qtbot: QtBot) -> Iterator[Keeper]:
    for name in ("first", "second"):
        save_toy_model(name)
    dialog = ModelsDialog(services)
    dialog.show()
    made = Keeper(dialog, qtbot)
    made.wait(lambda: made.names)
    yield made
    dialog.close()
    dialog.deleteLater()


def join(name: str, *members: str) -> None:
    """Let models answer together."""
    card = load_bundle(user_folders().models / f"{members[0]}{SUFFIX}").card
    save_ensemble(
        user_folders().models,
        replace(card, name=name, files={}, gate=None, members=tuple(Member(one, 1 / len(members)) for one in members)),
    )


def test_what_came_along_is_listed_first_and_stays(keeper: Keeper) -> None:
    entry = load_catalog().get(load_catalog().default)
    assert keeper.names[0] == f"{entry.title}  (in use)" and keeper.names[-2:] == ["first", "second"]
    assert keeper.list.currentIndex().row() == 0 and keeper.list.hasFocus()
    assert "cannot be removed" in keeper.note
    assert not keeper.button("removeModelButton").isEnabled() and not keeper.button("useModelButton").isEnabled()
    keeper.qtbot.keyClick(keeper.list, Qt.Key.Key_Delete)
    assert keeper.dialog.findChild(QMessageBox) is None
    cells = [keeper.list.model().index(len(keeper.names) - 1, column).data() for column in range(5)]
    assert cells[2] == "3" and cells[3] == "not measured" and cells[4].endswith("kB")


def test_a_model_in_use_is_removed_and_the_default_takes_its_place(keeper: Keeper, services: Services) -> None:
    keeper.choose("first")
    keeper.button("useModelButton").click()
    assert services.settings.get(MODEL) == "first" and "first  (in use)" in keeper.names
    assert keeper.note == "BreedLens identifies with “first” now."
    box = keeper.ask()
    assert box.text() == "Remove “first” from this computer?" and "the model in use" in box.informativeText()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert (user_folders().models / f"first{SUFFIX}").is_dir() and services.settings.get(MODEL) == "first"
    keeper.wait(lambda: keeper.dialog.findChild(QMessageBox) is None)
    with keeper.qtbot.waitSignals([keeper.dialog.removed, keeper.dialog.said]):
        keeper.remove()
    assert not (user_folders().models / f"first{SUFFIX}").exists() and services.settings.get(MODEL) == "default"
    assert keeper.note == "“first” is removed. BreedLens identifies with its own model again."
    keeper.wait(lambda: "first" not in " ".join(keeper.names))
    assert keeper.names[0].endswith("(in use)") and "is removed" in keeper.note, "it is still said"


def test_what_is_not_in_use_goes_by_the_delete_key_and_changes_nothing_else(keeper: Keeper, services: Services) -> None:
    keeper.choose("second")
    keeper.qtbot.keyClick(keeper.list, Qt.Key.Key_Delete)
    keeper.wait(lambda: keeper.dialog.findChild(QMessageBox))
    box = keeper.find("removeModelDialog", QMessageBox)
    assert "cannot be brought back" in box.informativeText() and "in use" not in box.informativeText()
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel), "Enter removes nothing"
    box.findChild(QPushButton, "removeButton").click()  # type: ignore[union-attr]
    keeper.wait(lambda: keeper.note == "“second” is removed.")
    assert services.settings.get(MODEL) == "default"


def test_a_model_that_others_need_is_refused_in_a_sentence(keeper: Keeper) -> None:
    join("both", "first", "second")
    keeper.dialog._read()
    keeper.choose("both")
    assert keeper.note.startswith("Its answers are the mean of those of first")
    keeper.choose("first")
    keeper.button("removeModelButton").click()
    keeper.wait(lambda: "is a part of both" in keeper.note)
    assert keeper.dialog.findChild(QMessageBox) is None
    keeper.choose("both")
    keeper.remove()
    keeper.choose("first")
    keeper.remove()


def test_a_model_that_is_gone_already_or_damaged_is_said_to_be(keeper: Keeper) -> None:
    (user_folders().models / f"first{SUFFIX}" / CARD).write_text("{")
    keeper.dialog._read()
    keeper.choose("second")
    keeper.wait(lambda: keeper.names[-2:] == ["first", "second"])
    remove_model("second")
    keeper.button("removeModelButton").click()
    keeper.wait(lambda: 'no model called "second"' in keeper.note)
    keeper.choose("first")
    keeper.wait(lambda: "damaged" in keeper.note)
    assert not keeper.button("evaluateModelButton").isEnabled() and not keeper.button("useModelButton").isEnabled()
    keeper.remove()


def test_the_menu_leads_there_and_all_that_is_open_hears_of_a_removal(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_toy_model("mine")
    told: list[str] = []
    monkeypatch.setattr(type(window.pages[0]), "on_model_removed", lambda page: told.append(page.objectName()))
    settings = window._dialogs.settings(window)
    assert isinstance(settings, SettingsDialog)
    field = settings.field(MODEL)
    window.models_action.trigger()
    dialog = window.findChild(ModelsDialog)
    assert dialog is not None
    keeper = Keeper(dialog, qtbot)
    keeper.choose("mine")
    keeper.button("evaluateModelButton").click()
    evaluation = window.findChild(EvaluateDialog)
    assert evaluation is not None and evaluation.isVisible()
    assert evaluation.findChild(QComboBox, "evaluateModelBox").currentText() == "mine"  # type: ignore[union-attr]
    keeper.remove()
    assert told == [window.pages[0].objectName()] and window.statusBar().currentMessage() == "“mine” is removed."
    assert settings.field(MODEL) is not field, "with the models that are there"
    for one in (evaluation, dialog, settings):
        one.close()
