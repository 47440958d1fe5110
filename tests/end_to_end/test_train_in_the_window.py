"""From a folder of photos to their names, in the window: the dialog, a real training with Keras, the new model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.application import Program
from app.dialogs.train_dialog import TrainDialog
from app.model_choices import model_choices
from app.options import LANGUAGE, MODEL
from app.pages.identify.page import IdentifyPage
from app.pages.runs.page import RunsPage
from app.pages.train.page import TrainPage
from core.paths import user_folders

COLOURS = {"beagle": (200, 60, 30), "pug": (40, 60, 200), "my own breed": (60, 190, 60)}
PATIENCE_MS = 200_000


def draw(folder: Path) -> Path:
    """Three breeds, each of photos in one colour with noise."""
    rng = np.random.default_rng(0)
    for breed, colour in COLOURS.items():
        (folder / breed).mkdir(parents=True)
        for number in range(8):
            coarse = np.clip(np.array(colour) + rng.integers(-50, 50, (5, 5, 3)), 0, 255).astype(np.uint8)
            picture = Image.fromarray(coarse).resize((120, 100), Image.Resampling.BICUBIC)
            picture.save(folder / breed / f"{number}.jpg", quality=92)
    return folder


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    palette, sheet = qapp.palette(), qapp.styleSheet()
    program = Program(qapp, user_folders(), [IdentifyPage, TrainPage, RunsPage])
    program.settings.set(LANGUAGE, "en")
    program.window.show()
    yield program
    program.window.close()
    assert program.close()
    program.window.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    QLocale.setDefault(QLocale.c())


def test_teaching_breeds_in_the_window(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    photos, window = draw(tmp_path / "dogs"), program.window
    identify, train, runs = window.pages
    window.show_page("trainPage", [str(photos)])
    dialog = train.findChild(TrainDialog)
    start = dialog.findChild(QPushButton, "startButton")
    assert dialog.findChild(QLineEdit, "datasetEdit").text() == str(photos)
    qtbot.waitUntil(start.isEnabled, timeout=30_000)
    dialog.findChild(QSpinBox, "epochsSpin").setValue(4)
    dialog.findChild(QLineEdit, "runNameEdit").setText("three breeds")
    start.click()

    def title() -> str:
        label = train.findChild(QLabel, "runTitle")
        return label.text() if label is not None else ""

    # how good it is on the handful of photos held out is not what this test is about
    qtbot.waitUntil(lambda: title().startswith("Your model "), timeout=PATIENCE_MS)
    button = train.findChild(QPushButton, "identifyWithModelButton")
    qtbot.waitUntil(lambda: train._result is not None)
    assert "three breeds" in [choice.value for choice in model_choices()], "without a new start"
    button.click()
    assert window.page is identify
    assert program.settings.get(MODEL) == "three breeds"
    window.open_paths([str(photos / "my own breed" / "0.jpg")])
    panel = identify.findChild(QListView, "predictionPanel").model()
    qtbot.waitUntil(lambda: panel.rowCount() == 3, timeout=60_000)
    assert {panel.index(row, 0).data() for row in range(3)} == {"Beagle", "Pug", "My own breed"}

    window.show_page("runsPage", [])
    qtbot.waitUntil(lambda: len(runs._model.rows) == 1)
    assert runs._model.rows[0].state == "finished"
