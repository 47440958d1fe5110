"""A person who uses the Identify page by what they see, and who can hold the classifier."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colour_classifier import ColourClassifier
from hands import Hands
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QProgressBar,
)
from pytestqt.qtbot import QtBot

from app.pages.identify.page import IdentifyPage
from app.widgets.photo_view import PhotoView


class Person(Hands):
    """Finds things on the page by their names."""

    def __init__(self, page: IdentifyPage, qtbot: QtBot) -> None:
        super().__init__(page, qtbot)
        self.page = page

    @property
    def grid(self) -> QListView:
        return self.find("photoGrid", QListView)

    @property
    def names(self) -> list[str]:
        model = self.grid.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def view(self) -> PhotoView:
        return self.find("photoView", PhotoView)

    @property
    def breeds(self) -> list[tuple[str, str]]:
        model = self.find("predictionPanel", QListView).model()
        return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]

    @property
    def finding(self) -> str:
        return self.find("findingText", QLabel).text()

    def trigger(self, name: str) -> None:
        action = self.find(name, QAction)
        assert action.isEnabled(), name
        action.trigger()

    def go_to(self, name: str) -> None:
        self.grid.setCurrentIndex(self.grid.model().index(self.names.index(name), 0))

    def open(self, folder: Path | str) -> None:
        self.page.open_paths([str(folder)])
        self.wait_until_done()

    def wait_until_done(self) -> None:
        self.wait(lambda: not self.find("classifyProgress", QProgressBar).isVisible() and self.names)


def heat_at(view: PhotoView, share: float) -> int:
    """How much heat the layer has at a share of the width."""
    overlay = view.overlay
    assert overlay is not None
    return QColor(overlay.pixelColor(int(share * overlay.width()), overlay.height() // 2)).alpha()


class Gate:
    """Holds the classifier until the test lets it go on."""

    def __init__(self, classifier: ColourClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.classified = 0
        ask = classifier.classify

        def classify(photo: np.ndarray) -> Any:
            assert self.open.wait(20)
            self.classified += 1
            return ask(photo)

        monkeypatch.setattr(classifier, "classify", classify)
