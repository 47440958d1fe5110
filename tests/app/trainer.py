"""Someone at the Train page, who uses it by what they see."""

from __future__ import annotations

from hands import Hands
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.pages.train.page import TrainPage
from core.training.run_folder import RunFolder


class Trainer(Hands):
    """Someone at the Train page."""

    patience_ms = 40_000

    def __init__(self, page: TrainPage, qtbot: QtBot) -> None:
        super().__init__(page, qtbot)
        self.page = page

    def click(self, name: str) -> None:
        button = self.find(name, QPushButton)
        self.wait(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def sees(self, name: str) -> bool:
        found = self.page.findChild(QWidget, name)
        return found is not None and found.isVisible()

    @property
    def title(self) -> str:
        found = self.page.findChild(QLabel, "runTitle")
        return found.text() if found is not None and found.isVisible() else ""

    def launch(self, *runs: RunFolder) -> None:
        """In this order: two calls may come to the queue in either."""
        self.page._session.launch([str(run.path) for run in runs])

    def wait_for_epoch(self, number: int) -> None:
        self.wait(lambda: self.page._desk is not None and self.page._desk.progress.epoch >= number)
