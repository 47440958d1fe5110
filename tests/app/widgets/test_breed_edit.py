"""A breed is found while one types, in either language, and Enter takes what is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.item_models.breed_offers import BreedOffers
from app.widgets.breed_edit import BreedEdit
from core.breeds import BreedTable, load_breed_table
from core.library.records import LibraryBreed

OWN = (LibraryBreed(121, "Rex", True), LibraryBreed(122, "dalmatian", True))


@pytest.fixture(scope="module")
def table() -> BreedTable:
    return load_breed_table()


@pytest.fixture
def edit(qtbot: QtBot, table: BreedTable) -> Iterator[BreedEdit]:
    window = QWidget()
    made = BreedEdit()
    QVBoxLayout(window).addWidget(made)
    made.set_breeds(table, [LibraryBreed(1, "pug", False), *OWN], "en")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    yield made
    window.close()


def popup() -> QListView:
    """The list under the field, which has the keyboard while it is there."""
    view = QApplication.activePopupWidget()
    assert isinstance(view, QListView) and view.objectName() == "breedOffers"
    return view


def names() -> list[str]:
    if QApplication.activePopupWidget() is None:
        return []
    model = popup().model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def marked() -> str:
    return str(popup().currentIndex().data())


def test_enter_takes_the_first(qtbot: QtBot, edit: BreedEdit) -> None:
    qtbot.keyClicks(edit, "norf")
    assert marked() == names()[0] == "Norfolk Terrier"
    with qtbot.waitSignal(edit.chosen) as chosen:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert chosen.args == ["norfolk_terrier"] and edit.text() == "" and not names()


def test_the_list_takes_the_keys_as_it_does_on_a_screen(qtbot: QtBot, edit: BreedEdit) -> None:
    qtbot.keyClicks(edit, "terrier")
    second = names()[1]
    qtbot.keyClick(popup(), Qt.Key.Key_Down)
    assert marked() == second and edit.text() == "terrier"
    with qtbot.waitSignal(edit.chosen) as chosen:
        qtbot.keyClick(popup(), Qt.Key.Key_Return)
    assert load_breed_table().by_slug(chosen.args[0]).name_en == second
    qtbot.keyClicks(edit, "pu")
    with qtbot.waitSignal(edit.left):
        qtbot.keyClick(popup(), Qt.Key.Key_Escape)
    assert edit.text() == "" and not names()


def test_own_breeds_and_new_ones(qtbot: QtBot, edit: BreedEdit) -> None:
    qtbot.keyClicks(edit, "rex")
    assert names() == ["Rex"]
    qtbot.keyClicks(edit, "y")
    assert names() == ["New breed “rexy”", "Rex"]
    with qtbot.waitSignal(edit.chosen) as chosen:
        qtbot.keyClick(edit, Qt.Key.Key_Enter)
    assert chosen.args == ["rexy"]


def test_a_click_takes_a_row(qtbot: QtBot, edit: BreedEdit) -> None:
    qtbot.keyClicks(edit, "dalm")
    place = popup().visualRect(popup().model().index(0, 0)).center()
    with qtbot.waitSignal(edit.chosen) as chosen:
        qtbot.mouseClick(popup().viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["dalmatian"]


def test_an_empty_field_lists_all_on_demand_only(qtbot: QtBot, edit: BreedEdit, table: BreedTable) -> None:
    qtbot.keyClicks(edit, "p")
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert not names()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not names()
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert len(names()) == len(table) + 2 and names() == sorted(names(), key=str.casefold)
    qtbot.keyClick(edit, Qt.Key.Key_PageDown)
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert popup().currentIndex().row() == 8


def test_text_that_is_no_name_offers_nothing(qtbot: QtBot, edit: BreedEdit) -> None:
    qtbot.keyClicks(edit, "!!!")
    assert not names()
    with qtbot.assertNotEmitted(edit.chosen):
        qtbot.keyClick(edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "shown", "found_by"),
    [
        ("carlin", "Pug", "Carlin"),
        ("pug", "Pug", ""),
        ("norfok", "Norfolk Terrier", ""),
        ("westie", "West Highland White Terrier", "Westie"),
    ],
)
def test_the_other_name_is_told_where_it_was_the_one(table: BreedTable, typed: str, shown: str, found_by: str) -> None:
    offers = BreedOffers(table, OWN, "en").search(typed)
    assert (offers[0].name, offers[0].found_by) == (shown, found_by)


def test_french_names(table: BreedTable) -> None:
    offers = BreedOffers(table, OWN, "fr").search("pug")
    assert (offers[0].value, offers[0].name, offers[0].found_by) == ("pug", "Carlin", "Pug")


def test_every_name_of_the_table_is_found_first_and_means_no_new_breed(table: BreedTable) -> None:
    search = BreedOffers(table, OWN, "fr")
    for breed in table:
        for name in breed.all_names:
            offers = search.search(name)
            assert offers[0].value == breed.slug and not any(offer.is_new for offer in offers), name


def test_a_name_of_the_person_that_the_table_knows_now_is_shown_once(table: BreedTable) -> None:
    search = BreedOffers(table, [LibraryBreed(130, "Carlin", True), LibraryBreed(131, "rex!", True), *OWN], "en")
    assert [offer.value for offer in search.search("carlin")] == ["pug"]
    assert [offer.value for offer in search.search("rex")] == ["rex!"]
