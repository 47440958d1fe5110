"""Whoever trains needs no wide screen: page and dialog fit into a window of 1000 x 700 pixels, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QTabWidget
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.options import LANGUAGE
from app.pages.train.desk import TrainDesk
from app.pages.train.results import Measured
from app.pages.train.several_bar import SeveralBar
from app.services import Services
from app.settings import Settings
from app.theme import Theme
from app.translation import Translation

WIDTH, HEIGHT = 1000, 700
BESIDE = 90
"""pixels that the window needs for itself"""
EVENTS = (
    {"event": "started", "classes": ["a"] * 120, "photos": {"train": 20_580}, "epochs": 100, "batches": 500,
     "device": "GPU: NVIDIA GeForce RTX 3090"},
    {"event": "batch", "epoch": 5, "batch": 40, "batches": 500, "loss": 1.2345, "accuracy": 0.512, "step": 2040,
     "learning_rate": 1e-4, "photos_per_second": 55.2, "seconds_left": 50_000, "memory_mb": 4000, "time": 1.0},
    {"event": "epoch", "epoch": 5, "epochs": 100, "step": 2500, "loss": 1.2345, "accuracy": 0.512, "val_loss": 1.2345,
     "val_accuracy": 0.512, "learning_rate": 1e-4, "seconds": 5.0, "is_best": True, "memory_mb": 4000, "time": 2.0},
)  # fmt: skip


@pytest.fixture(params=["en", "fr"])
def dressed(request: pytest.FixtureRequest, qapp: QApplication, settings: Settings) -> Iterator[str]:
    """The application as a person has it: language and style."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    settings.set(LANGUAGE, request.param)
    translation, theme = Translation(settings), Theme(qapp, settings)
    theme.dress()
    yield request.param
    translation.remove()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    QLocale.setDefault(QLocale.c())


def test_the_page_fits(dressed: str, qtbot: QtBot) -> None:
    desk, bar = TrainDesk(), SeveralBar()
    for widget in (desk, bar):
        qtbot.addWidget(widget)
    desk.show_run("a rather long name, as people give them")
    desk.lists.set_others([("/one", "another run with a rather long name")])
    for event in EVENTS:
        desk.take(event)
    desk.curves._rate.setChecked(True)
    for end in ({}, {"event": "finished", "status": "finished", "test_accuracy": 0.5}):
        desk.take(end)
        desk.measured = Measured(0.5, 0.4, 0.6, 60, guessing=0.55)
        desk.refresh()
        desk.curves.draw()
        assert desk.minimumSizeHint().width() <= WIDTH - BESIDE
        assert desk.minimumSizeHint().height() <= HEIGHT - BESIDE
    for button in (bar._go_on, bar._identify, bar._end, bar._hide):
        button.setVisible(True)
    assert bar.minimumSizeHint().width() <= WIDTH - BESIDE


def test_the_dialog_fits(dressed: str, services: Services, qtbot: QtBot) -> None:
    dialog = TrainDialog(services)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._recipes.entry is not None)
    assert dialog.minimumSizeHint().width() <= WIDTH and dialog.minimumSizeHint().height() <= HEIGHT
    dialog.resize(WIDTH, HEIGHT)
    assert (dialog.width(), dialog.height()) == (WIDTH, HEIGHT)
    tabs = dialog.findChild(QTabWidget, "trainTabs")
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        QApplication.processEvents()
        if isinstance(page := tabs.widget(index), QScrollArea):
            assert page.horizontalScrollBar().maximum() == 0, "nothing is beside what can be seen"
    dialog.reject()
