"""The Identify page with a classifier that goes by colour; trainings with a trainer that goes by colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from colour_classifier import ColourClassifier
from hands import shown
from person import Gate, Person
from pytestqt.qtbot import QtBot
from trainer import Trainer

# stand_in.py: a trainer without Keras, in a process of its own
from app.pages.identify.page import IdentifyPage
from app.pages.train.page import TrainPage
from app.services import Services


@pytest.fixture
def classifier(monkeypatch: pytest.MonkeyPatch) -> ColourClassifier:
    """What every model loads as."""
    made = ColourClassifier()
    monkeypatch.setattr("core.inference.classifier.Classifier.load", lambda *args, **options: made)
    return made


@pytest.fixture
def person(services: Services, classifier: ColourClassifier, qtbot: QtBot) -> Iterator[Person]:
    with shown(IdentifyPage(services), 1200, 800, qtbot) as page:
        yield Person(page, qtbot)


@pytest.fixture
def gate(classifier: ColourClassifier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(classifier, monkeypatch)
    yield made
    made.open.set()


@pytest.fixture
def train_page(services: Services, qtbot: QtBot) -> Iterator[TrainPage]:
    with shown(TrainPage(services), 1150, 720, qtbot) as page:
        page.begin()
        yield page


@pytest.fixture
def trainer(train_page: TrainPage, qtbot: QtBot) -> Trainer:
    return Trainer(train_page, qtbot)
