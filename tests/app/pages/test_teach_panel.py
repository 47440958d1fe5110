"""The panel of teaching says all that it has to say, however narrow the window is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.pages.identify.teach_panel import TeachPanel

ACCURACY = "Right on 83% of 35 labelled photos that it had not seen (67% to 92%); before: 83%."
MISSING = (
    "Too few to be learned yet: Scottish Terrier: 2 more photos, Wire Fox Terrier: 2 more photos, and 17 other breeds"
)


@pytest.mark.parametrize("width", [260, 320, 430])
@pytest.mark.parametrize("is_saved", [False, True])
def test_nothing_is_cut_off(qtbot: QtBot, width: int, is_saved: bool) -> None:
    column, panel = QWidget(), TeachPanel()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(QListView(), 1)
    layout.addWidget(panel)
    qtbot.addWidget(column)
    column.resize(width, 560)
    column.show()
    panel.findChild(QPushButton, "teachOfferButton").setText("Ce qui apprend le plus de choses")
    panel.findChild(QPushButton, "teachSaveButton").setText("Enregistrer comme modèle")
    panel.show_learned("Learned from 35 labelled photos of 22 breeds.", can_save=True)
    panel.show_accuracy(ACCURACY)
    panel.show_missing(MISSING)
    if is_saved:
        panel.show_saved("Saved as the model taught-2026-11-28.")
    qtbot.wait(20)
    assert column.width() == width
    for label in panel.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in panel.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
            assert panel.rect().contains(button.geometry()), button.text()
