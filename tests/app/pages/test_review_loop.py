"""The loop with the real model: possible label errors, nearest photos, retrain, compare, use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import shown
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.dialogs.retrain_dialog import RetrainDialog
from app.label_work import Said
from app.options import MODEL
from app.pages.review.page import ReviewPage
from app.services import Services
from app.widgets.photo_strip import PhotoStrip
from core.inference.classifier import Classifier
from core.library.records import Origin, Status

BREEDS = ("basset", "pug", "samoyed", "beagle", "chow", "keeshond")


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[ReviewPage]:
    with shown(ReviewPage(services), 1200, 800, qtbot) as page:
        yield page


def test_a_wrong_label_is_found_and_the_model_retrained(
    page: ReviewPage, services: Services, shared_photos: Path, qtbot: QtBot
) -> None:
    folders = sorted((shared_photos / "breeds").iterdir(), key=lambda folder: -len(list(folder.iterdir())))[:5]
    labels = {str(path): folder.name for folder in folders for path in sorted(folder.iterdir())[:6]}
    dalmatians = sorted((shared_photos / "other_breeds" / "dalmatian").iterdir())[:10]
    labels |= {str(path): "Rex" for path in dalmatians}
    wrong = next(path for path, breed in labels.items() if breed == folders[0].name)
    said = {
        path: Said(Status.VERIFIED if place % 3 == 0 and path != wrong else Status.LABELLED, breed)
        for place, (path, breed) in enumerate(labels.items())
    }
    said[wrong] = Said(Status.LABELLED, folders[1].name)
    with qtbot.waitSignal(services.labelling.changed):
        services.labelling.say(said, Origin.CHOSEN)
    with qtbot.waitSignal(page._study.studied, timeout=60_000):
        page._desk.work_out()
    assert page._study.why_none is None
    doubts = page._study.doubts(set())
    assert doubts is not None and wrong in doubts.flagged
    gallery = page.view.gallery
    assert "Possible label errors" in dict(page.view.header.facts.facts)

    table = page._desk.table
    assert table is not None
    gallery.grid.setCurrentIndex(gallery.model.index(gallery.model.row_of(table.row_of[wrong]) or 0))
    strip = page.findChild(PhotoStrip, "nearestPhotos")
    assert isinstance(strip, PhotoStrip)
    qtbot.waitUntil(lambda: bool(strip.photos), timeout=20_000)
    assert wrong not in [path for path, _, _ in strip.photos]

    page.view.header.retrain.click()
    dialog = page.findChild(RetrainDialog, "retrainDialog")
    assert isinstance(dialog, RetrainDialog)
    use = dialog.findChild(QPushButton, "useNewModelButton")
    assert isinstance(use, QPushButton)
    qtbot.waitUntil(use.isVisible, timeout=60_000)
    found = dialog._found
    assert found is not None and list(found.new_breeds) == ["Rex"]
    assert found.comparison.after.value > found.comparison.before.value, "Rex was unknown before"
    assert "unknown before (Rex)" in dialog._words.text()
    for label in (dialog._verdict, dialog._words):
        qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))  # no line is cut
    with qtbot.waitSignal(page._desk.reviewed, timeout=60_000):
        use.click()
    name = services.settings.get(MODEL)
    assert name != "default" and "Rex" in Classifier.load(name).class_names
    assert "Rex" not in page.view.header._note.text()
