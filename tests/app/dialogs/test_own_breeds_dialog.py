"""Own breeds get another name, or become one with another breed; both are steps that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs.own_breeds_dialog import OwnBreedsDialog
from app.label_work import Said
from app.services import Services
from core.library.records import Origin, Status


@pytest.fixture
def dialog(services: Services, qtbot: QtBot, tmp_path: Path) -> OwnBreedsDialog:
    """One photo of each of two own breeds."""
    said = {}
    for number, breed in enumerate(("Rex", "Rexx")):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (30 + number, 20), (10, 90, 200)).save(path)
        said[str(path)] = Said(Status.LABELLED, breed)
    services.labelling.say(said, Origin.CHOSEN)
    qtbot.waitUntil(lambda: len([b for b in services.labelling.steps.breeds if b.is_own]) == 2, timeout=20_000)
    made = OwnBreedsDialog(services.labelling, services.breeds)
    qtbot.addWidget(made)
    made.show()
    return made


def names(dialog: OwnBreedsDialog) -> list[str]:
    found = dialog.findChild(QListWidget, "ownBreedsList")
    assert found is not None
    return [found.item(row).text() for row in range(found.count())]


def give(dialog: OwnBreedsDialog, qtbot: QtBot, row: int, name: str) -> str:
    """Type a name and press the button; what stood on it."""
    rows, edit = dialog.findChild(QListWidget, "ownBreedsList"), dialog.findChild(QLineEdit, "ownBreedName")
    button = dialog.findChild(QPushButton, "renameBreedButton")
    assert rows is not None and edit is not None and button is not None
    rows.setCurrentRow(row)
    edit.setText(name)
    words = button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return words


def test_a_breed_is_renamed_and_the_step_taken_back(dialog: OwnBreedsDialog, services: Services, qtbot: QtBot) -> None:
    assert names(dialog) == ["Rex", "Rexx"]
    assert give(dialog, qtbot, 0, "Rex the great") == "Rename"
    qtbot.waitUntil(lambda: names(dialog) == ["Rex the great", "Rexx"], timeout=20_000)
    services.labelling.undo()
    qtbot.waitUntil(lambda: names(dialog) == ["Rex", "Rexx"], timeout=20_000)


@pytest.mark.parametrize(("name", "breed"), [("rex", "Rex"), ("Carlin", "pug")])
def test_a_name_of_another_breed_makes_the_two_one(
    dialog: OwnBreedsDialog, services: Services, qtbot: QtBot, name: str, breed: str
) -> None:
    assert give(dialog, qtbot, 1, name) == "Make one"
    qtbot.waitUntil(lambda: names(dialog) == ["Rex"], timeout=20_000)
    library = services.labelling.library
    assert library is not None
    assert sorted(str(label.breed) for label in library.labels().values()) == sorted(["Rex", breed])
