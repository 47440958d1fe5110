"""Labelling from the keyboard, in the grid and in the large photo, and what of it is on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from colour_classifier import COLOURS, GREY, WHITE
from drawn_photos import draw
from person import Person
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.item_models.photo_list_model import PHOTO_ROLE, PhotoListModel
from app.item_models.vocabulary import LabelShow
from app.pages.identify.label_box import LabelBox
from app.services import Services
from app.widgets.photo_grid import PhotoGrid
from core.library.library import LabelLibrary
from core.library.records import Origin, Status

KEYS = Qt.Key


@pytest.fixture
def labeller(person: Person, tmp_path: Path) -> Iterator[Person]:
    """Six photos: beagle, chow, pug, pug, no dog, a dog of another breed."""
    colours = [COLOURS["beagle"], COLOURS["chow"], COLOURS["pug"], COLOURS["pug"], GREY, WHITE]
    for number, colour in enumerate(colours):
        draw(tmp_path / "dogs" / f"{number}.png", colour, (96, 64 + number))
    person.page.begin()
    person.open(tmp_path / "dogs")
    person.grid.setFocus()
    yield person


def labels(person: Person) -> dict[str, tuple[Status, str | None, Origin | None]]:
    """What is on the disk, by file name."""
    with LabelLibrary() as library:
        return {Path(label.path).name: (label.status, label.breed, label.origin) for label in library.labels().values()}


def shown(person: Person) -> dict[str, Status]:
    """What the grid shows."""
    model = person.grid.model()
    rows = [model.index(row, 0).data(PHOTO_ROLE) for row in range(model.rowCount())]
    return {row.name: row.label.status for row in rows if row.label is not None}


def press(person: Person, key: Qt.Key, widget: QWidget | None = None) -> None:
    person.qtbot.keyClick(widget or person.grid, key)


def labelled(person: Person, count: int) -> None:
    person.wait(lambda: len(shown(person)) == count)


def choose(person: Person, *names: str) -> None:
    model, selection = person.grid.model(), person.grid.selectionModel()
    rows = [person.names.index(name) for name in names]
    person.grid.setCurrentIndex(model.index(rows[0], 0))
    for row in rows:
        selection.select(model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)


def test_many_chosen_photos_are_not_looked_at_one_by_one(labeller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    labeller.grid.selectAll()
    looked_at: list[int] = []
    monkeypatch.setattr(PhotoListModel, "photo_at", lambda _, row: looked_at.append(row))
    labeller.page._labels.refresh()
    monkeypatch.undo()
    assert not looked_at and "6 photo(s) chosen" in labeller.find("labelText", QLabel).text()


@pytest.mark.parametrize("large", [False, True])
def test_enter_accepts_and_goes_on(labeller: Person, large: bool) -> None:
    if large:
        press(labeller, KEYS.Key_Space)
        assert labeller.view.isVisible() and not labeller.grid.isVisible()
        press(labeller, KEYS.Key_Space, labeller.view)
        assert labeller.grid.isVisible()
        press(labeller, KEYS.Key_Space)
    for _ in range(6):
        press(labeller, KEYS.Key_Return, labeller.view if large else None)
    labelled(labeller, 6)
    accepted = Origin.ACCEPTED
    assert labels(labeller) == {
        "0.png": (Status.LABELLED, "beagle", accepted),
        "1.png": (Status.LABELLED, "chow", accepted),
        "2.png": (Status.LABELLED, "pug", accepted),
        "3.png": (Status.LABELLED, "pug", accepted),
        "4.png": (Status.NOT_A_DOG, None, accepted),
        "5.png": (Status.UNKNOWN, None, accepted),
    }


def test_each_key_says_its_own(labeller: Person) -> None:
    press(labeller, KEYS.Key_2)
    press(labeller, KEYS.Key_X)
    press(labeller, KEYS.Key_U)
    press(labeller, KEYS.Key_M)
    press(labeller, KEYS.Key_D)
    press(labeller, KEYS.Key_A)
    assert labeller.grid.currentIndex().data() == "4.png"
    labelled(labeller, 4)
    found = labels(labeller)
    second = labeller.grid.model().index(0, 0).data(PHOTO_ROLE).classes[1]
    assert found["0.png"] == (Status.LABELLED, labeller.page._sentences.class_names[second], Origin.CHOSEN)
    assert [found[f"{n}.png"][0] for n in (1, 2, 3)] == [Status.NOT_A_DOG, Status.UNKNOWN, Status.MIXED]


def test_a_verified_label_and_one_taken_away(labeller: Person) -> None:
    press(labeller, KEYS.Key_Return)
    labelled(labeller, 1)
    labeller.go_to("0.png")
    press(labeller, KEYS.Key_V)
    labeller.wait(lambda: shown(labeller).get("0.png") is Status.VERIFIED)
    assert labels(labeller)["0.png"][1] == "beagle"
    labeller.go_to("0.png")
    press(labeller, KEYS.Key_Delete)
    labelled(labeller, 0)
    assert labels(labeller) == {}


def test_a_typed_breed_goes_to_all_that_are_chosen(labeller: Person, services: Services) -> None:
    choose(labeller, "0.png", "2.png", "5.png")
    said = labeller.find("labelText", QLabel).text()
    assert "3 photo" in said
    press(labeller, KEYS.Key_R)
    edit = labeller.find("labelEdit", QLineEdit)
    labeller.wait(edit.hasFocus)
    labeller.qtbot.keyClicks(edit, "Rex the great")
    press(labeller, KEYS.Key_Return, edit)
    labelled(labeller, 3)
    assert {(status, breed) for status, breed, _ in labels(labeller).values()} == {(Status.LABELLED, "Rex the great")}
    assert labeller.grid.hasFocus() and labeller.grid.currentIndex().data() == "5.png"
    services.labelling.undo()
    labelled(labeller, 0)
    assert labels(labeller) == {}
    services.labelling.redo()
    labelled(labeller, 3)


def test_a_filter_of_labels_lets_photos_go_as_they_are_labelled(labeller: Person, services: Services) -> None:
    box = labeller.find("statusFilter", QComboBox)
    box.setCurrentIndex(box.findData(LabelShow.UNLABELLED))
    for left in (5, 4, 3):
        press(labeller, KEYS.Key_Return)
        labeller.wait(lambda left=left: len(labeller.names) == left)
    assert labeller.grid.currentIndex().data() == labeller.names[0] == "3.png"
    services.labelling.undo()
    labeller.wait(lambda: labeller.grid.currentIndex().data() == "2.png")
    assert len(labeller.names) == 4
    for _ in range(4):
        press(labeller, KEYS.Key_X)
        labeller.wait(lambda: True)
    labeller.wait(lambda: not labeller.names)
    assert box.itemText(box.findData(LabelShow.NOT_A_DOG)).endswith("(4)")
    box.setCurrentIndex(box.findData(LabelShow.LABELLED))
    assert labeller.names == ["0.png", "1.png"]


def test_steps_back_with_ctrl_held_down_choose_one_photo_each(labeller: Person, services: Services) -> None:
    for count in (1, 2, 3):
        press(labeller, KEYS.Key_Return)
        labelled(labeller, count)
    labeller.qtbot.keyPress(labeller.grid, KEYS.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    for step, act in ((2, services.labelling.undo), (1, services.labelling.undo), (2, services.labelling.redo)):
        act()
        labelled(labeller, step)
        labeller.wait(
            lambda: labeller.find("photoGrid", PhotoGrid).chosen_rows() == [labeller.grid.currentIndex().row()]
        )
    labeller.qtbot.keyRelease(labeller.grid, KEYS.Key_Control)
    assert labeller.grid.currentIndex().data() == "1.png"


def test_undo_reaches_what_is_in_another_folder(labeller: Person, services: Services, tmp_path: Path) -> None:
    said: list[str] = []
    labeller.page.status.connect(said.append)
    press(labeller, KEYS.Key_Return)
    labelled(labeller, 1)
    draw(tmp_path / "other" / "x.png", COLOURS["pug"], (40, 41))
    labeller.open(tmp_path / "other")
    services.labelling.undo()
    labeller.wait(lambda: labels(labeller) == {})
    labeller.wait(lambda: said and said[-1].startswith("Taken back"))
    assert "1 photo(s) of them are not open here" in said[-1]
    labeller.open(tmp_path / "dogs")
    said.clear()
    services.labelling.redo()
    labeller.wait(lambda: any(sentence.startswith("Done again") for sentence in said))
    assert not [sentence for sentence in said if "not open here" in sentence]
    services.labelling.undo()
    labelled(labeller, 0)
    assert shown(labeller) == {}


def test_labels_come_back_with_their_folder(labeller: Person, tmp_path: Path) -> None:
    for _ in range(3):
        press(labeller, KEYS.Key_Return)
    labelled(labeller, 3)
    (tmp_path / "dogs" / "0.png").rename(tmp_path / "dogs" / "zero ü.png")
    labeller.open(tmp_path / "dogs")
    labelled(labeller, 3)
    assert "zero ü.png" in shown(labeller)


def test_a_label_is_found_by_its_breed(labeller: Person) -> None:
    labeller.go_to("4.png")
    press(labeller, KEYS.Key_R)
    edit = labeller.find("labelEdit", QLineEdit)
    labeller.qtbot.keyClicks(edit, "Rex")
    press(labeller, KEYS.Key_Return, edit)
    labelled(labeller, 1)
    labeller.find("filterEdit", QLineEdit).setText("rex")
    labeller.wait(lambda: labeller.names == ["4.png"])


def test_letters_typed_in_the_search_label_nothing(labeller: Person) -> None:
    edit = labeller.find("filterEdit", QLineEdit)
    edit.setFocus()
    labeller.qtbot.keyClicks(edit, "x1um")
    press(labeller, KEYS.Key_Return, edit)
    assert edit.text() == "x1um"
    labeller.wait(lambda: not labeller.names)
    assert labels(labeller) == {}


def test_the_button_accepts(labeller: Person) -> None:
    button = labeller.find("acceptButton", QPushButton)
    assert "Beagle" in button.text()
    labeller.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    labelled(labeller, 1)
    assert labels(labeller) == {"0.png": (Status.LABELLED, "beagle", Origin.ACCEPTED)}
    assert "Chow" in button.text()


def test_a_label_outlives_another_model(labeller: Person, services: Services) -> None:
    from app.options import VIEWS

    press(labeller, KEYS.Key_X)
    labelled(labeller, 1)
    services.settings.set(VIEWS, "flip")
    labeller.wait_until_done()
    assert shown(labeller) == {"0.png": Status.NOT_A_DOG}


def test_in_a_library_of_another_window_labels_are_only_shown(person: Person, tmp_path: Path) -> None:
    photo = draw(tmp_path / "dogs" / "a.png", COLOURS["pug"])
    with LabelLibrary() as first:
        from core.library.records import Label

        (number,) = first.add_photos([photo])
        assert isinstance(number, int)
        first.label({number: Label(Status.MIXED)}, Origin.CHOSEN)
        person.open(tmp_path / "dogs")
        labelled(person, 1)
        assert "another window" in person.find("labelNote", QLabel).text()
        assert not person.find("acceptButton", QPushButton).isEnabled()
        press(person, KEYS.Key_Return)
        assert not person.find("labelEdit", QLineEdit).isEnabled()
        assert [label.status for label in first.labels().values()] == [Status.MIXED]


def test_the_buttons_show_their_words_in_any_width(qtbot: QtBot) -> None:
    box = LabelBox()
    qtbot.addWidget(box)
    buttons = [box.findChild(QPushButton, name) for name in ("notADogButton", "unknownButton", "mixedButton")]
    for text, button in zip(("Pas de chien", "Inconnue", "Croisé"), buttons, strict=True):
        assert button is not None
        button.setText(text)
    box.show()
    for width, lines in ((600, 1), (230, 2), (110, 3)):
        box.resize(width, 300)
        qtbot.waitUntil(lambda lines=lines: len({button.y() for button in buttons}) == lines)
        assert all(button.width() >= button.sizeHint().width() for button in buttons)
