"""The Identify page with a classifier that goes by colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from colour_classifier import ColourClassifier
from person import Gate, Person
from pytestqt.qtbot import QtBot

from app.pages.identify.page import IdentifyPage
from app.services import Services


@pytest.fixture
def classifier(monkeypatch: pytest.MonkeyPatch) -> ColourClassifier:
    """What every model loads as."""
    made = ColourClassifier()
    monkeypatch.setattr("core.inference.classifier.Classifier.load", lambda *args, **options: made)
    return made


@pytest.fixture
def person(services: Services, classifier: ColourClassifier, qtbot: QtBot) -> Iterator[Person]:
    page = IdentifyPage(services)
    page.resize(1200, 800)
    page.show()
    yield Person(page, qtbot)
    page.shutdown()
    page.close()
    page.deleteLater()


@pytest.fixture
def gate(classifier: ColourClassifier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(classifier, monkeypatch)
    yield made
    made.open.set()
