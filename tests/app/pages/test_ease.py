"""What a stranger stumbled over on the Identify page: stopping, saving a part, narrow windows, keys, orders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from colour_classifier import COLOURS
from drawn_photos import draw, draw_folder
from person import Gate, Person
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListView, QMessageBox, QPushButton, QToolButton

from app.item_models.vocabulary import SortKey
from app.options import RECENT_FOLDERS, TOP_K
from app.services import Services
from app.widgets.fields import CountedBox


def reports() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if w.objectName() == "exportReport" and w.isVisible()]


def test_a_stopped_folder_says_how_far_it_came_and_can_go_on(person: Person, gate: Gate, tmp_path: Path) -> None:
    for i in range(20):
        draw(tmp_path / "many" / f"{i}.png", COLOURS["pug"], (64, 64 + i))
    person.page.open_paths([str(tmp_path / "many")])
    person.wait(lambda: len(person.names) == 20)
    assert not person.find("resumeButton").isVisible()
    height = person.page.view.run_bar.height()
    person.qtbot.mouseClick(person.find("cancelButton", QToolButton), Qt.MouseButton.LeftButton)
    assert person.find("progressText", QLabel).text() == "Stopped: 0 of 20 answered"
    assert person.find("resumeButton").isVisible()
    gate.open.set()
    person.qtbot.mouseClick(person.find("resumeButton", QToolButton), Qt.MouseButton.LeftButton)
    person.wait(lambda: person.find("progressText", QLabel).text().startswith("20 photo"))
    assert not person.find("resumeButton").isVisible()
    assert person.page.view.run_bar.height() == height, "the photo must not jump when the progress bar goes"


@pytest.mark.parametrize(("button", "count"), [("onlyShownButton", 1), ("allPhotosButton", 7)])
def test_a_filtered_export_asks_which_photos(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str, count: int
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.find("filterEdit").setText("a1.jpg")
    person.wait(lambda: len(person.names) == 1)
    titles: list[str] = []

    def choose(_parent: object, title: str, *_: object) -> tuple[str, str]:
        titles.append(title)
        return str(tmp_path / "t.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    person.trigger("exportCsvAction")
    box = person.find("scopeDialog", QMessageBox)
    assert "1 of 7" in box.text()
    person.qtbot.mouseClick(box.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
    person.wait(reports)
    assert ("1 photos shown, of 7" in titles[0]) == (count == 1)
    reports()[0].close()
    assert len((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()) == 1 + count


def test_a_stopped_export_says_that_nothing_was_written(
    person: Person, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.open.set()
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.page._services.predictions.clear()
    gate.open.clear()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(tmp_path / "t.csv"), ""))
    person.trigger("exportCsvAction")
    person.wait(lambda: person.page._exports._dialog is not None and person.page._exports._dialog.isVisible())
    person.page._exports._dialog.canceled.emit()
    gate.open.set()
    person.wait(reports)
    assert reports()[0].text() == "Nothing was written."
    reports()[0].close()
    assert not (tmp_path / "t.csv").exists()


def test_a_narrow_filter_box_shows_no_part_of_a_number(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    box = person.find("showBox", CountedBox)
    assert box.currentText() == "All photos (7)"
    for width in range(60, 400, 10):
        box.setFixedWidth(width)
        assert box.shown_text == "All photos (7)" or "(" not in box.shown_text


def test_a_narrow_photo_bar_shows_no_part_of_a_number(person: Person) -> None:
    caption = person.find("photoCaption", QLabel)
    for width in range(40, 200, 5):
        caption.setMaximumWidth(width)
        caption.resize(width, caption.height())
        person.page.view.pane.set_caption("dog.jpg", 4999, 5000)
        figures = "".join(c for c in caption.text().split("   ")[0] if c.isdigit())
        assert figures in ("5000", "50005000"), caption.text()


def test_the_search_field_leaves_ctrl_e_and_is_cleared_by_escape(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    edit = person.find("filterEdit")
    keys = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(edit, keys)
    assert not keys.isAccepted()
    edit.setText("a1.jpg")
    person.wait(lambda: len(person.names) == 1)
    person.qtbot.keyClick(edit, Qt.Key.Key_Escape)
    person.wait(lambda: len(person.names) == 7)
    current = person.grid.currentIndex()
    assert person.grid.viewport().rect().intersects(person.grid.visualRect(current))


def test_a_row_stays_marked_with_another_number_of_breeds(person: Person, services: Services, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.breeds)
    panel = person.find("predictionPanel", QListView)
    panel.setCurrentIndex(panel.model().index(1, 0))
    before = panel.currentIndex().data()
    services.settings.set(TOP_K, 3)
    assert len(person.breeds) == 3
    assert panel.currentIndex().data() == before
    assert panel.selectionModel().isSelected(panel.currentIndex())


def test_the_first_photo_of_the_order_is_the_one_on_show(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    for age, name in enumerate(sorted(path.name for path in (tmp_path / "dogs").iterdir())):
        os.utime(tmp_path / "dogs" / name, (1_700_000_000 + age, 1_700_000_000 + age))
    person.page.view.filter_bar.restore_order(f"{SortKey.DATE.value} descending")
    person.page._photos.set_criteria(person.page.view.filter_bar.criteria)
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.names[0] != "a1.jpg" and person.grid.currentIndex().row() == 0)


def test_recent_folders_stand_where_nothing_is_open(person: Person, services: Services) -> None:
    assert person.page.findChild(QToolButton, "recentFolderButton") is None
    services.settings.set(RECENT_FOLDERS, ["/photos/a", "/photos/b"])
    services.settings.set(RECENT_FOLDERS, ["/photos/b", "/photos/a"])  # made anew while shown
    person.qtbot.waitUntil(lambda: len(person.page.findChildren(QToolButton, "recentFolderButton")) == 2)
    buttons = person.page.findChildren(QToolButton, "recentFolderButton")
    with person.qtbot.waitSignal(person.page.recent_folder_requested) as asked:
        person.qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["/photos/b"]
