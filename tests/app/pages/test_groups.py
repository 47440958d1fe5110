"""Groups: photos that are alike are labelled at once, by keys and by the mouse, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from drawn_photos import draw
from hands import Hands, shown
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot
from toy_model import BLUE, GREEN, GREY, RED, WHITE, save_toy_model

from app.label_work import Said
from app.model_in_use import ModelInUse
from app.pages.groups.group_list import GroupList
from app.pages.groups.group_work import Wish, group
from app.pages.groups.page import GroupsPage
from app.services import Services
from core.control import Command, Control
from core.library.library import LabelLibrary
from core.library.records import Origin, Status

KEY = Qt.Key


class Person(Hands):
    """Works on the page by what is to be seen there."""

    def __init__(self, page: GroupsPage, services: Services, qtbot: QtBot) -> None:
        super().__init__(page, qtbot)
        self.page, self.services = page, services
        self.told: list[str] = []
        page.status.connect(self.told.append)

    @property
    def list(self) -> GroupList:
        return self.find("groupList", GroupList)

    @property
    def titles(self) -> list[str]:
        """Of the groups, in order."""
        board, words = self.page.view._board, self.page.view._words
        return [words.header(group).title for group in board.shown]

    @property
    def current(self) -> str:
        group = self.list.group
        return "" if group is None else self.page.view._words.header(group).title

    @property
    def count(self) -> str:
        assert self.list.group is not None
        return self.page.view._words.header(self.list.group).count

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.list, key)

    def go_to(self, title: str) -> None:
        self.list.go_to(self.page.view._board.shown[self.titles.index(title)])

    def open(self, paths: list[str]) -> None:
        self.services.open_photos.set(paths, ModelInUse("toy", "default"))
        self.wait(lambda: self.titles)

    def labels(self, paths: list[str]) -> dict[str, tuple[Status, str | None, Origin | None]]:
        """By file name, as they are on the disk."""
        library = self.services.labelling.library
        assert library is not None
        known = library.known_files(paths)
        found = library.labels(list(known.values()))
        return {
            Path(path).name: (found[photo].status, found[photo].breed, found[photo].origin)
            for path, photo in known.items()
            if found[photo].status is not Status.UNLABELLED
        }


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[GroupsPage]:
    with shown(GroupsPage(services), 900, 640, qtbot) as page:
        yield page


@pytest.fixture
def person(page: GroupsPage, services: Services, qtbot: QtBot) -> Person:
    save_toy_model()
    return Person(page, services, qtbot)


def drawn(folder: Path, name: str, colour: tuple[int, int, int], count: int, spread: int = 4) -> list[str]:
    """Photos of about one colour, none of which is a copy of another."""
    paths = []
    for i in range(count):
        shade = tuple(min(255, part + spread * i) for part in colour)
        path = Path(draw(folder / f"{name}{i}.png", shade))  # type: ignore[arg-type]
        pixels = np.asarray(Image.open(path)).astype(int)
        noise = np.random.default_rng(sum(map(ord, name)) + i).integers(-20, 20, (8, 8, 1)).repeat(8, 0).repeat(12, 1)
        Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8)).save(path)
        paths.append(str(path))
    return paths


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Five beagles, four pugs, three cairns, three without a dog, two of another breed."""
    folder = tmp_path / "photos"
    return [
        *drawn(folder, "red", RED, 5),
        *drawn(folder, "blue", BLUE, 4),
        *drawn(folder, "green", GREEN, 3),
        *drawn(folder, "grey", GREY, 3, spread=1),
        *drawn(folder, "white", WHITE, 2, spread=1),
    ]


def of(photos: list[str], name: str) -> list[str]:
    return [path for path in photos if Path(path).name.startswith(name)]


def test_groups_come_by_likeness_and_enter_accepts_one_after_the_other(person: Person, photos: list[str]) -> None:
    person.open(photos)
    assert sorted(person.titles) == [
        "Beagle",
        "Cairn Terrier",
        "Dogs of a breed not among the known ones",
        "Not a dog",
        "Pug",
    ]
    assert "17" in person.find("groupSummary", QLabel).text() and "5" in person.find("groupSummary", QLabel).text()
    person.go_to("Beagle")
    assert "Beagle" in person.find("groupAcceptButton", QPushButton).accessibleName()
    person.press(KEY.Key_Return)
    person.go_to("Not a dog")
    person.press(KEY.Key_Return)
    person.wait(lambda: len(person.titles) == 3)
    expected = {f"red{i}.png": (Status.LABELLED, "beagle", Origin.ACCEPTED) for i in range(5)}
    expected |= {f"grey{i}.png": (Status.NOT_A_DOG, None, Origin.ACCEPTED) for i in range(3)}
    assert person.labels(photos) == expected
    assert person.services.labelling.steps.undo is not None and person.services.labelling.steps.undo.changes == 3


def test_a_group_is_never_said_to_be_wholly_sure(person: Person, photos: list[str]) -> None:
    person.open(photos)
    board, words = person.page.view._board, person.page.view._words
    place = board.shown[person.titles.index("Beagle")]
    assert words._addition(place, replace(board.group(place), sureness=0.9996)) == ">99% sure on average"


def test_the_next_group_is_current_at_once_and_undo_brings_the_group_back(person: Person, photos: list[str]) -> None:
    person.open(photos)
    person.go_to("Pug")
    following = person.titles[person.titles.index("Pug") + 1]
    person.press(KEY.Key_Return)
    assert person.current == following and "Pug" in person.titles  # not on the disk yet
    person.wait(lambda: "Pug" not in person.titles)
    assert person.current == following
    person.services.labelling.undo()
    person.wait(lambda: "Pug" in person.titles)
    assert person.current == "Pug" and not person.labels(photos)
    person.services.labelling.redo()
    person.wait(lambda: "Pug" not in person.titles)


def test_what_is_taken_out_is_not_labelled_and_comes_back_in_the_next_grouping(
    person: Person, photos: list[str]
) -> None:
    person.open(photos)
    person.go_to("Beagle")
    person.press(KEY.Key_Right, KEY.Key_Space)
    out = person.list.cell
    assert out is not None and out.is_out and "4" in person.count
    person.press(KEY.Key_Return)
    person.wait(lambda: "Beagle" not in person.titles)
    assert len(person.labels(photos)) == 4 and Path(out.paths[0]).name not in person.labels(photos)
    person.find("groupAgainButton", QPushButton).click()
    person.wait(lambda: any("red" in path for group in person.page.view._board.shown for path in _paths(person, group)))
    assert "13" in person.find("groupSummary", QLabel).text()


def _paths(person: Person, group: int) -> list[str]:
    return [path for cell in person.page.view._board.cells(group) for path in cell.paths]


def test_keys_for_other_answers(person: Person, photos: list[str]) -> None:
    person.open(photos)
    said = {
        "Beagle": (KEY.Key_2, "red"),
        "Pug": (KEY.Key_M, "blue"),
        "Cairn Terrier": (KEY.Key_U, "green"),
        "Not a dog": (KEY.Key_X, "grey"),
    }
    beagles = person.page.view._board.shown[person.titles.index("Beagle")]
    second = person.page.view._board.group(beagles).likeliest[1][0]
    for title, (key, _) in said.items():
        person.go_to(title)
        person.press(key)
    person.wait(lambda: len(person.titles) == 1)
    labels = person.labels(photos)
    assert labels["red0.png"] == (Status.LABELLED, second, Origin.CHOSEN)
    assert labels["blue0.png"][0] is Status.MIXED and labels["green0.png"][0] is Status.UNKNOWN
    assert labels["grey0.png"] == (Status.NOT_A_DOG, None, Origin.CHOSEN)


def test_enter_on_dogs_of_no_known_breed_lets_one_type_it(qtbot: QtBot, person: Person, photos: list[str]) -> None:
    person.open(photos)
    person.go_to("Dogs of a breed not among the known ones")
    person.page.activateWindow()
    person.press(KEY.Key_Return)
    edit = person.find("groupBreedEdit")
    person.wait(edit.hasFocus)
    qtbot.keyClicks(edit, "Dalmatian")
    qtbot.keyClick(edit, KEY.Key_Return)
    person.wait(lambda: len(person.titles) == 4)
    assert person.labels(photos) == {f"white{i}.png": (Status.LABELLED, "Dalmatian", Origin.CHOSEN) for i in range(2)}
    qtbot.keyClicks(edit, "dalm")
    assert "Dalmatian" in [offer.value for offer in edit.offers]
    with qtbot.waitSignal(edit.left):
        qtbot.keyClick(edit, KEY.Key_Escape)


def test_photos_like_no_others_get_each_its_own_breed(person: Person, tmp_path: Path) -> None:
    photos = [*drawn(tmp_path / "few", "red", RED, 1), *drawn(tmp_path / "few", "blue", BLUE, 1)]
    person.open(photos)
    assert person.titles == ["Photos that are like no others"]
    captions = {
        Path(cell.paths[0]).name: person.page.view._words.caption(person.list.group or 0, cell).words
        for cell in person.page.view._board.cells(person.list.group or 0)
    }
    assert captions == {"red0.png": "Beagle", "blue0.png": "Pug"}
    person.press(KEY.Key_Return)
    person.wait(lambda: not person.titles)
    assert {name: breed for name, (_, breed, _) in person.labels(photos).items()} == {
        "red0.png": "beagle",
        "blue0.png": "pug",
    }
    assert "has a label" in person.find("groupNote", QLabel).text()


def test_the_arrows_go_through_all_photos_and_s_skips(person: Person, photos: list[str]) -> None:
    person.open(photos)
    seen = []
    for _ in photos:
        cell = person.list.cell
        assert cell is not None
        seen += cell.paths
        person.press(KEY.Key_Right)
    assert sorted(seen) == sorted(photos)
    person.press(KEY.Key_Home)
    assert person.current == person.titles[0]
    person.press(KEY.Key_S)
    assert person.current == person.titles[1]
    person.press(KEY.Key_Left)
    assert person.current == person.titles[0]
    person.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_End)
    assert person.current == person.titles[-1]
    person.press(KEY.Key_D, KEY.Key_A)
    assert not person.labels(photos)


def test_a_click_takes_out_and_a_double_click_shows_large(qtbot: QtBot, person: Person, photos: list[str]) -> None:
    person.open(photos)
    left = Qt.MouseButton.LeftButton
    viewport = person.list.viewport()

    def centre(number: int) -> QPoint:
        return person.list._layout.cell_rect(0, number).center() - QPoint(0, person.list.verticalScrollBar().value())

    qtbot.mouseClick(viewport, left, pos=centre(0))
    qtbot.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, pos=centre(2))
    board = person.page.view._board
    assert [cell.is_out for cell in board.cells(board.shown[0])][:3] == [True] * 3
    qtbot.mouseClick(viewport, left, pos=centre(1))
    assert not board.cells(board.shown[0])[1].is_out
    qtbot.mouseClick(viewport, left, pos=centre(1))
    qtbot.mouseDClick(viewport, left, pos=centre(1))
    preview = person.find("groupPreview", QDialog)
    assert preview.isVisible() and not board.cells(board.shown[0])[1].is_out
    view = preview.findChild(QWidget, "photoView")
    person.wait(lambda: view.picture is not None)
    qtbot.keyClick(view, KEY.Key_Right)
    qtbot.keyClick(view, KEY.Key_Space)
    assert not board.cells(board.shown[0])[2].is_out  # it was out
    qtbot.keyClick(view, KEY.Key_Escape)
    assert not preview.isVisible()


def test_near_duplicates_are_one_cell_and_labelled_together(person: Person, photos: list[str], tmp_path: Path) -> None:
    copies = []
    for i in range(3):
        copies.append(str(tmp_path / "photos" / f"red_copy{i}.png"))
        picture = Image.open(of(photos, "red")[1])
        picture.resize((picture.width * (i + 2), picture.height * (i + 2))).save(copies[-1])
    person.open([*photos, *copies])
    person.go_to("Beagle")
    cells = person.page.view._board.cells(person.list.group or 0)
    folded = next(i for i, cell in enumerate(cells) if len(cell.paths) > 1)
    assert sorted(Path(path).name for path in cells[folded].paths) == [
        "red1.png",
        "red_copy0.png",
        "red_copy1.png",
        "red_copy2.png",
    ]
    person.list.go_to(person.list.group or 0, folded)
    person.press(KEY.Key_E)
    assert len(person.page.view._board.cells(person.list.group or 0)) == 8
    person.press(KEY.Key_E, KEY.Key_Return)
    person.wait(lambda: "Beagle" not in person.titles)
    assert len(person.labels([*photos, *copies])) == 8


def test_labelled_photos_are_left_out_unless_they_are_wished(person: Person, photos: list[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(person.services.labelling.changed, timeout=20_000):
        person.services.labelling.say(
            {path: Said(Status.LABELLED, "chow") for path in of(photos, "red")}, Origin.CHOSEN
        )
    person.open(photos)
    assert "Beagle" not in person.titles
    person.find("groupIncludeLabelled", QCheckBox).click()
    person.wait(lambda: "Beagle" in person.titles)
    person.go_to("Beagle")
    cell = person.list.cell
    assert cell is not None and person.page.view._words.caption(person.list.group or 0, cell).words == "Chow Chow"
    person.press(KEY.Key_Return)
    person.wait(lambda: "Beagle" not in person.titles)
    assert person.labels(photos)["red0.png"] == (Status.LABELLED, "beagle", Origin.ACCEPTED)


def test_finer_groups_are_smaller(person: Person, tmp_path: Path) -> None:
    photos = drawn(tmp_path / "many", "red", RED, 14, spread=3)
    person.open(photos)
    board = person.page.view._board
    size = person.find("groupSize", QSlider)
    size.setValue(size.maximum())
    person.wait(lambda: max(len(_paths(person, group)) for group in board.shown) <= 6)
    assert sorted(path for group in board.shown for path in _paths(person, group)) == sorted(photos)


def test_work_that_is_ended_early_groups_what_is_known_and_goes_on_later(person: Person, photos: list[str]) -> None:
    control = Control()
    control.set(Command.STOP_KEEP)
    context: Any = SimpleNamespace(control=control, report=lambda progress: None)
    wish = Wish(tuple(photos), "toy", 24, False)
    cut = group(person.services, None, wish, context)
    assert cut.grouping.is_cut and cut.grouping.groups == ()
    context.control = Control()
    whole = group(person.services, None, replace(wish, looked=cut.looked), context)
    assert not whole.grouping.is_cut and sum(one.count for one in whole.grouping.groups) == len(photos)
    again = group(person.services, None, replace(wish, size=6, looked=whole.looked), context)
    assert again.looked is whole.looked
    assert sorted(path for one in again.grouping.groups for stack in one.stacks for path in stack) == sorted(photos)


def test_a_click_on_the_number_unfolds_a_burst(qtbot: QtBot, person: Person, photos: list[str], tmp_path: Path) -> None:
    copy = tmp_path / "photos" / "red_copy.png"
    picture = Image.open(of(photos, "red")[1])
    picture.resize((picture.width * 2, picture.height * 2)).save(copy)
    person.open([*photos, str(copy)])
    person.go_to("Beagle")
    board, row = person.page.view._board, person.titles.index("Beagle")
    cells = board.cells(board.shown[row])
    number = next(i for i, cell in enumerate(cells) if len(cell.paths) > 1)
    place = person.list._layout.cell_rect(row, number).translated(0, -person.list.verticalScrollBar().value())
    badge = person.list._painter.badge_rect(place, 2, person.list.fontMetrics())
    qtbot.mouseClick(person.list.viewport(), Qt.MouseButton.LeftButton, pos=badge.center())
    assert len(board.cells(board.shown[row])) == len(cells) + 1
    assert not any(cell.is_out for cell in board.cells(board.shown[row]))


def test_all_taken_out_is_said_and_labels_nothing(person: Person, photos: list[str]) -> None:
    person.open(photos)
    for _ in person.page.view._board.cells(person.list.group or 0):
        person.press(KEY.Key_Space, KEY.Key_Right)
    person.list.go_to_group(-1)
    first = person.current
    person.press(KEY.Key_Return)
    assert person.current == first and "taken out" in person.told[-1]


def test_a_photo_that_vanished_is_said_and_stays_out(person: Person, photos: list[str]) -> None:
    person.open(photos)
    Path(of(photos, "red")[0]).unlink()
    person.go_to("Beagle")
    person.press(KEY.Key_Return)
    person.wait(lambda: "Beagle" not in person.titles)
    person.wait(lambda: person.told and "1" in person.told[-1])
    assert len(person.labels(photos)) == 4


def test_a_library_of_another_window_can_only_be_looked_at(person: Person, photos: list[str]) -> None:
    with LabelLibrary():
        person.open(photos)
        count = len(person.titles)
        person.press(KEY.Key_Return)
        assert "another window" in person.told[-1] and len(person.titles) == count


def test_a_model_that_cannot_be_found_is_said_in_place_of_the_groups(person: Person, photos: list[str]) -> None:
    person.services.open_photos.set(photos, ModelInUse("gone", "default"))
    person.wait(lambda: "gone" in person.find("groupNote", QLabel).text())
    person.open(photos)


def test_without_photos_one_is_invited_to_open_some(qtbot: QtBot, page: GroupsPage, services: Services) -> None:
    with qtbot.waitSignal(page.page_requested) as asked:
        page.findChild(QPushButton, "groupOpenButton").click()  # type: ignore[union-attr]
    assert asked.args == ["identifyPage", []]
    with qtbot.waitSignal(page.page_requested) as asked:
        page.open_paths(["a folder"])
    assert asked.args == ["identifyPage", ["a folder"]]


def test_nothing_is_grouped_while_nobody_looks(person: Person, photos: list[str], qtbot: QtBot) -> None:
    person.page.hide()
    person.services.open_photos.set(photos, ModelInUse("toy", "default"))
    qtbot.wait(50)
    assert not person.titles and not person.page.view._run.is_running
    person.page.show()
    person.wait(lambda: len(person.titles) == 5)


def test_accepting_all_above_empties_the_groups(person: Person, photos: list[str], qtbot: QtBot) -> None:
    person.open(photos)
    from core.inference.classifier import Classifier

    classifier = Classifier.load("toy")
    made = {path: classifier.classify(np.asarray(Image.open(path).convert("RGB"))) for path in photos}
    person.services.predictions.put_many(made, classifier.model_id)
    person.find("groupAcceptAboveButton", QPushButton).click()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "acceptAboveDialog")
    button = dialog.findChild(QPushButton, "acceptAboveButton")
    assert button is not None
    dialog.findChild(QSlider).setValue(100)  # type: ignore[union-attr]
    person.wait(button.isEnabled)
    button.click()
    person.wait(lambda: sorted(person.titles) == ["Dogs of a breed not among the known ones", "Not a dog"])
    assert len(person.labels(photos)) == 12


def test_another_library_shows_all_that_it_has_no_label_of(
    person: Person, services: Services, photos: list[str], tmp_path: Path
) -> None:
    person.open(photos)
    before = sorted(person.titles)
    person.go_to("Beagle")
    person.press(Qt.Key.Key_Return)
    person.wait(lambda: "Beagle" not in person.titles)
    services.labelling.reopen(tmp_path / "other.sqlite3")
    person.wait(lambda: sorted(person.titles) == before)
    assert person.labels(photos) == {}
