"""Teaching while labelling, with the default model and drawn photos: stripes and dots are a person's own breeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.item_models.photo_list_model import PHOTO_ROLE
from app.item_models.vocabulary import LabelShow, SortKey
from app.options import MODEL
from app.pages.identify.page import IdentifyPage
from app.services import Services
from core.inference.classifier import Classifier
from core.photos.loader import load_photo

PHOTOS = 9


def striped(number: int) -> np.ndarray:
    canvas = np.full((160, 200, 3), (40, 90, 30 + 5 * number), np.uint8)
    for x in range(number, 200, 24):
        cv2.line(canvas, (x, 0), (x, 160), (230, 230, 60), 9)
    return canvas


def dotted(number: int) -> np.ndarray:
    canvas = np.full((160, 200, 3), (200, 60 + 6 * number, 60), np.uint8)
    for y in range(20, 160, 40):
        for x in range(20 + number, 200, 40):
            cv2.circle(canvas, (x, y), 12, (255, 255, 255), -1)
    return canvas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, draw in (("a", striped), ("b", dotted)):
        for number in range(PHOTOS):
            path = tmp_path / "photos" / f"{name}{number}.png"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(cv2.imencode(".png", draw(number))[1].tobytes())
    return tmp_path / "photos"


@pytest.fixture
def teacher(services: Services, qtbot: QtBot, folder: Path) -> Iterator[Person]:
    page = IdentifyPage(services)
    page.resize(1200, 800)
    page.show()
    person = Person(page, qtbot)
    person.open(folder)
    person.trigger("teachAction")
    person.wait(lambda: "Label some photos" in person.find("teachLearned", QLabel).text())
    person.grid.setFocus()
    yield person
    page.shutdown()
    page.close()
    page.deleteLater()


def label(person: Person, names: list[str], breed: str) -> None:
    edit = person.find("labelEdit", QLineEdit)
    for name in names:
        person.go_to(name)
        person.qtbot.keyClick(person.grid, Qt.Key.Key_R)
        person.qtbot.keyClicks(edit, breed)
        person.qtbot.keyClick(edit, Qt.Key.Key_Return)


def answers(person: Person) -> dict[str, str]:
    """What the model says, as breeds, by file name."""
    model = person.grid.model()
    rows = [model.index(row, 0).data(PHOTO_ROLE) for row in range(model.rowCount())]
    names = dict(enumerate(person.page._sentences.class_names))
    return {row.name: names.get(row.classes[0], "") for row in rows if row.classes}


def teach_both(person: Person) -> None:
    label(person, [f"a{n}.png" for n in range(6)], "Stripes")
    label(person, [f"b{n}.png" for n in range(6)], "My dotted one")
    person.wait(lambda: "12" in person.find("teachLearned", QLabel).text())
    person.wait(lambda: {"Stripes", "My dotted one"} <= set(person.page._sentences.class_names))


def test_own_breeds_are_learned_from_a_few_photos_of_each(teacher: Person, services: Services, folder: Path) -> None:
    label(teacher, ["a0.png", "a1.png"], "Stripes")
    teacher.wait(lambda: "Stripes" in teacher.find("teachMissing", QLabel).text())
    assert "3 more" in teacher.find("teachMissing", QLabel).text()
    teach_both(teacher)
    assert not teacher.find("teachMissing", QLabel).isVisible()
    said = answers(teacher)
    assert {said[f"a{n}.png"] for n in range(6, PHOTOS)} == {"Stripes"}
    assert {said[f"b{n}.png"] for n in range(6, PHOTOS)} == {"My dotted one"}
    accuracy = teacher.find("teachAccuracy", QLabel)
    teacher.wait(lambda: "12 labelled" in accuracy.text())
    teacher.go_to("a7.png")
    teacher.wait(lambda: teacher.breeds and teacher.breeds[0][0] == "Stripes")

    teacher.qtbot.mouseClick(teacher.find("teachSaveButton", QPushButton), Qt.MouseButton.LeftButton)
    use = teacher.find("teachUseButton", QPushButton)
    teacher.wait(use.isVisible)
    teacher.qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    saved = services.settings.get(MODEL)
    assert saved.startswith("taught-") and not teacher.find("teachPanel").isVisible()
    classifier = Classifier.load(saved)
    photo = load_photo(str(folder / "b8.png"), classifier.decode_side)
    assert isinstance(photo, np.ndarray) and classifier.classify(photo).top(1)[0].breed == "My dotted one"
    teacher.wait(lambda: answers(teacher).get("b8.png") == "My dotted one")


def test_photos_that_teach_come_first_and_stay_in_place(teacher: Person) -> None:
    teach_both(teacher)
    teacher.qtbot.mouseClick(teacher.find("teachOfferButton", QPushButton), Qt.MouseButton.LeftButton)
    status, sort = teacher.find("statusFilter", QComboBox), teacher.find("sortBox", QComboBox)
    assert status.currentData() is LabelShow.UNLABELLED and sort.currentData() is SortKey.TEACHING
    assert sorted(teacher.names) == sorted(f"{name}{n}.png" for name in "ab" for n in range(6, PHOTOS))
    before = list(teacher.names)
    learned = teacher.find("teachLearned", QLabel)
    teacher.qtbot.keyClick(teacher.grid, Qt.Key.Key_Return)
    teacher.wait(lambda: "13" in learned.text())
    assert teacher.names == before[1:]


def test_another_library_teaches_its_own_labels(teacher: Person, services: Services, tmp_path: Path) -> None:
    teach_both(teacher)
    services.labelling.reopen(tmp_path / "other.sqlite3")
    teacher.wait(lambda: "Label some photos" in teacher.find("teachLearned", QLabel).text())
    assert teacher.find("teachAction", QAction).isChecked() and not services.labelling.steps.undo
    # and what cannot be opened teaches nothing
    (tmp_path / "damaged.sqlite3").write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    services.labelling.reopen(tmp_path / "damaged.sqlite3")
    teacher.wait(lambda: not teacher.find("teachPanel", QWidget).isVisible())
    assert not teacher.find("teachAction", QAction).isChecked()


def test_what_is_taught_goes_with_the_labels_and_with_the_switch(
    teacher: Person, services: Services, tmp_path: Path
) -> None:
    before = answers(teacher)
    teach_both(teacher)
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.png").write_bytes(cv2.imencode(".png", dotted(20))[1].tobytes())
    teacher.page.open_paths([str(other)])
    teacher.wait(lambda: answers(teacher) == {"x.png": "My dotted one"})
    teacher.page.open_paths([str(tmp_path / "photos")])
    teacher.wait(lambda: len(answers(teacher)) == 2 * PHOTOS)
    for _ in range(2):
        services.labelling.undo()
    teacher.wait(lambda: "My dotted one" in teacher.find("teachMissing", QLabel).text())
    assert "My dotted one" not in teacher.page._sentences.class_names
    teacher.trigger("teachAction")
    teacher.wait(lambda: answers(teacher) == before)
    assert "Stripes" not in teacher.page._sentences.class_names
    assert not teacher.find("teachPanel", QWidget).isVisible()
    assert not teacher.find("teachAction", QAction).isChecked()
