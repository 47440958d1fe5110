"""The Identify page while it works: held, ended, failing, with another model, with other settings."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colour_classifier import COLOURS, ColourClassifier, ColourExamination
from drawn_photos import draw, draw_folder
from person import Gate, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QToolButton,
)

from app.item_models.vocabulary import Show, SortKey
from app.options import MODEL, TOP_K
from app.services import Services
from core.control import Control
from core.errors import BreedLensError, PhotoError, PhotoErrorCode


def test_work_can_be_held_and_ended(person: Person, gate: Gate, tmp_path: Path) -> None:
    for i in range(60):
        draw(tmp_path / "many" / f"{i}.png", COLOURS["pug"], (64, 64 + i))  # equal photos would be answered once
    person.page.open_paths([str(tmp_path / "many")])
    person.wait(lambda: person.find("pauseButton").isVisible() and len(person.names) == 60)
    person.qtbot.mouseClick(person.find("pauseButton", QToolButton), Qt.MouseButton.LeftButton)
    gate.open.set()
    person.wait(lambda: person.find("pauseButton", QToolButton).accessibleName() == "Go on")
    person.qtbot.wait(300)
    held = gate.classified
    person.qtbot.wait(300)
    assert gate.classified == held < 60
    person.qtbot.mouseClick(person.find("pauseButton", QToolButton), Qt.MouseButton.LeftButton)
    person.wait(lambda: gate.classified > held)
    person.qtbot.mouseClick(person.find("cancelButton", QToolButton), Qt.MouseButton.LeftButton)
    assert not person.find("classifyProgress").isVisible()
    assert len(person.names) == 60


def test_opening_something_else_ends_what_was_under_way(person: Person, gate: Gate, tmp_path: Path) -> None:
    draw_folder(tmp_path / "old")
    person.page.open_paths([str(tmp_path / "old")])
    person.wait(lambda: len(person.names) == 7)
    draw(tmp_path / "new" / "only.png", COLOURS["pug"])
    person.page.open_paths([str(tmp_path / "new")])
    gate.open.set()
    person.wait_until_done()
    person.wait(lambda: person.finding == "Pug")
    assert person.names == ["only.png"]
    person.qtbot.wait(200)
    assert person.names == ["only.png"]


def test_a_reopened_folder_is_answered_from_what_is_known(person: Person, gate: Gate, tmp_path: Path) -> None:
    gate.open.set()
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    first = gate.classified
    person.open(tmp_path / "dogs")
    show = person.find("showBox", QComboBox)
    person.wait(lambda: show.itemText(show.findData(Show.DOGS)) == "Dogs (5)")
    person.wait(lambda: person.finding == "Beagle")
    assert first >= 6
    assert gate.classified <= first + 1  # the photo on show is looked at closely again


def test_an_empty_folder_says_so(person: Person, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    person.page.open_paths([str(tmp_path / "empty")])
    person.wait(lambda: person.find("emptyState").isVisible())


def test_a_model_that_cannot_be_loaded_leaves_the_photos_on_show(
    person: Person, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(services.errors, "show", lambda error, parent=None: told.append(error))

    def fail(*args: Any, **options: Any) -> None:
        raise OSError("no model")

    monkeypatch.setattr("core.inference.classifier.Classifier.load", fail)
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    assert len(person.names) == 7
    assert told
    person.wait(lambda: person.view.picture is not None)


def test_another_model_looks_at_everything_again(
    person: Person, services: Services, gate: Gate, tmp_path: Path
) -> None:
    gate.open.set()
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    services.predictions.clear()
    before = gate.classified
    services.settings.set(MODEL, "another")
    person.wait(lambda: gate.classified >= before + 6)
    person.wait_until_done()
    person.wait(lambda: person.finding == "Beagle")


def test_a_photo_that_cannot_be_read_stays_said_so(person: Person, services: Services, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.page.open_paths([str(tmp_path / "dogs")])
    person.wait(lambda: "e.jpg" in person.names)
    person.go_to("e.jpg")
    person.wait_until_done()
    assert person.finding == "This photo cannot be read"
    services.settings.set(TOP_K, 3)
    assert person.finding == "This photo cannot be read"


def test_a_model_without_heat_maps_says_so_and_keeps_its_answer(
    person: Person, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: ColourExamination, class_index: int) -> np.ndarray:
        raise BreedLensError("no_heat_map", "This model keeps no map of the photo, so it has no heat map.")

    draw_folder(tmp_path / "dogs")
    with monkeypatch.context() as patch:
        patch.setattr(ColourExamination, "heat_map", refuse)
        person.open(tmp_path / "dogs")
        note = person.find("heatMapNote", QLabel)
        person.wait(lambda: note.isVisible() and note.text().startswith("This model"))
        assert person.finding == "Beagle"
        assert not person.find("overlayToggle").isVisible()
    services.settings.set(MODEL, "another")
    person.wait(lambda: person.find("overlayToggle").isVisible() and person.view.overlay is not None)
    assert not note.isVisible()


def test_another_model_answers_for_a_photo_that_is_filtered_away(
    person: Person, services: Services, classifier: ColourClassifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    box = person.find("showBox", QComboBox)
    person.go_to("a2.jpg")
    person.wait(lambda: person.finding == "Pug")
    box.setCurrentIndex(box.findData(Show.NO_DOG))
    person.wait(lambda: person.names == ["d.png"])
    shown = person.finding
    examine = classifier.examine
    seen: list[int] = []
    monkeypatch.setattr(classifier, "model_id", "colours:2")
    monkeypatch.setattr(classifier, "examine", lambda photo: (seen.append(1), examine(photo))[1])
    services.settings.set(MODEL, "another")
    person.wait(lambda: seen and person.finding == shown)


def test_folders_that_cannot_be_read_are_said(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    person.page.status.connect(said.append)

    def scan(paths: list[str], *, on_problem: Callable[..., None], **options: Any) -> Iterator[list[str]]:
        on_problem(str(tmp_path / "secret"), PhotoError(PhotoErrorCode.NO_PERMISSION))
        yield from ()

    monkeypatch.setattr("core.photos.scan.scan", scan)
    person.page.open_paths([str(tmp_path)])
    person.wait(lambda: person.find("emptyState").isVisible())
    assert "1 folder" in said[0]


def test_other_settings_while_photos_are_being_found_lose_none(
    person: Person, services: Services, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, go_on = threading.Event(), threading.Event()

    def scan(paths: list[str], **options: Any) -> Iterator[list[str]]:
        photos = sorted(str(path) for path in Path(paths[0]).iterdir())
        yield photos[:2]
        found.set()
        assert go_on.wait(20)
        yield photos[2:]

    monkeypatch.setattr("core.photos.scan.scan", scan)
    gate.open.set()
    draw_folder(tmp_path / "dogs")
    person.page.open_paths([str(tmp_path / "dogs")])
    person.wait(lambda: found.is_set() and len(person.names) == 2)
    services.settings.set(MODEL, "another")
    go_on.set()
    person.wait(lambda: len(person.names) == 7)
    person.wait_until_done()
    assert person.names[0] == "a1.jpg"


def test_photos_found_before_the_search_failed_or_was_ended_stay_and_can_be_sorted(
    person: Person, services: Services, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(services.errors, "show", lambda error, parent=None: told.append(error))
    draw_folder(tmp_path / "dogs")
    photos = sorted((str(path) for path in (tmp_path / "dogs").iterdir()), reverse=True)

    def scan(paths: list[str], **options: Any) -> Iterator[list[str]]:
        yield photos[:4]
        raise OSError("the disk went away")

    def endless(paths: list[str], *, control: Control, **options: Any) -> Iterator[list[str]]:
        yield photos[:4]
        while True:
            control.checkpoint()
            time.sleep(0.01)

    for find in (scan, endless):
        monkeypatch.setattr("core.photos.scan.scan", find)
        person.page.open_paths([str(tmp_path / "dogs")])
        person.wait(lambda: len(person.names) == 4)
        gate.open.set()
        if find is endless:
            person.qtbot.mouseClick(person.find("cancelButton", QToolButton), Qt.MouseButton.LeftButton)
        person.wait_until_done()
        order = person.find("sortBox", QComboBox)
        order.setCurrentIndex(order.findData(SortKey.NAME))
        person.wait(lambda: person.names == sorted(person.names) and len(person.names) == 4)
        order.setCurrentIndex(order.findData(SortKey.FOLDER))
    assert len(told) == 1
