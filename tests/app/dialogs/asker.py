"""Someone who fills in the dialog that starts a training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hands import Hands
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from core.training.run_folder import RunFolder

BREEDS = {"beagle": 6, "pug": 6, "Old English Terrier": 5}


def draw_breeds(folder: Path, counts: dict[str, int]) -> Path:
    """A folder a breed, of photos that are all unlike each other."""
    rng = np.random.default_rng(0)
    for breed, count in counts.items():
        (folder / breed).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            coarse = rng.integers(0, 255, (6, 6, 3), np.uint8)
            Image.fromarray(coarse).resize((90, 70), Image.Resampling.BICUBIC).save(folder / breed / f"{number}.png")
    return folder


class Asker(Hands):
    """Someone who fills the dialog in."""

    def __init__(self, dialog: TrainDialog, qtbot: QtBot) -> None:
        super().__init__(dialog, qtbot)
        self.dialog = dialog

    @property
    def start(self) -> QPushButton:
        return self.find("startButton", QPushButton)

    @property
    def note(self) -> str:
        return self.find("startNote", QLabel).text()

    @property
    def summary(self) -> str:
        return self.find("datasetSummary", QLabel).text()

    def wait_for_recipes(self) -> None:
        self.wait(lambda: self.dialog._recipes.entry is not None)

    def give(self, folder: Path) -> None:
        self.wait_for_recipes()
        self.dialog.open_paths([str(folder)])
        self.wait(lambda: self.dialog._photos.inspection is not None)

    def choose(self, recipe: str) -> None:
        box = self.find("recipeBox", QComboBox)
        box.setCurrentIndex(box.findData(recipe))

    def breeds(self) -> dict[str, QTreeWidgetItem]:
        tree = self.find("breedsList", QTreeWidget)
        return {tree.topLevelItem(i).text(0): tree.topLevelItem(i) for i in range(tree.topLevelItemCount())}

    def ticked(self) -> list[str]:
        return [name for name, item in self.breeds().items() if item.checkState(0) == Qt.CheckState.Checked]

    def run(self) -> RunFolder:
        assert self.start.isEnabled(), self.note
        with self.qtbot.waitSignal(self.dialog.created, timeout=20_000) as made:
            self.start.click()
        return RunFolder(made.args[0])
