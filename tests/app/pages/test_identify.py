"""The Identify page, driven by its object names as a person would, with a classifier that goes by colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from colour_classifier import CLASSES, COLOURS, ColourClassifier
from drawn_photos import draw_folder
from person import Person, heat_at
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.item_models.vocabulary import Show, SortKey
from app.options import LANGUAGE, OVERLAY_OPACITY, TOP_K
from app.pages.identify.page import IdentifyPage
from app.services import Services
from app.translation import Translation


def test_before_any_photo_the_page_says_what_to_do(person: Person) -> None:
    asked: list[str] = []
    person.page.open_folder_requested.connect(lambda: asked.append("folder"))
    person.page.open_photos_requested.connect(lambda: asked.append("photos"))
    assert person.find("emptyState").isVisible()
    for name in ("emptyOpenFolder", "emptyOpenPhotos"):
        person.qtbot.mouseClick(person.find(name, QPushButton), Qt.MouseButton.LeftButton)
    assert asked == ["folder", "photos"]
    assert not person.find("exportCsvAction", QAction).isEnabled()


def test_a_folder_is_shown_and_answered(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    assert person.names == ["a1.jpg", "a2.jpg", "a10.jpg", "b.jpg", "c.png", "d.png", "e.jpg"]
    assert person.finding == "Beagle"
    assert person.breeds[0][0] == "Beagle"
    assert len(person.breeds) == len(CLASSES)


def test_the_finding_is_said_first(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.go_to("d.png")
    person.wait(lambda: person.finding == "No dog found (98%)")
    panel, button = person.find("predictionPanel"), person.find("showBreedsButton", QPushButton)
    assert not panel.isVisible()
    assert person.view.overlay is None
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.isVisible() and not button.isVisible()
    person.wait(lambda: person.view.overlay is not None)
    person.go_to("c.png")
    person.wait(lambda: person.finding == "A dog, of a breed not among the known ones")
    assert person.find("findingNote", QLabel).text().startswith("Nearest: ")
    person.go_to("b.jpg")
    person.wait(lambda: person.finding == "Norfolk or Norwich Terrier")
    person.go_to("e.jpg")
    person.wait(lambda: person.finding == "This photo cannot be read")
    assert person.find("findingNote", QLabel).text()
    assert not person.breeds


def test_ctrl_and_a_digit_show_where_the_network_looked(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.view.overlay is not None and person.view.picture is not None)
    person.wait(lambda: heat_at(person.view, 0.1) > 200)
    assert heat_at(person.view, 0.9) == 0
    second = int(
        np.argsort(-ColourClassifier().classify(np.full((4, 4, 3), COLOURS["beagle"], np.uint8)).probabilities)[1]
    )
    person.qtbot.keyClick(person.grid, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: heat_at(person.view, 0.1 + 0.2 * second) > 200)
    assert heat_at(person.view, 0.1) == 0


def test_the_overlay_can_be_hidden_and_weakened(person: Person, services: Services, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.view.overlay is not None and person.view.picture is not None)

    def shown() -> QColor:
        return person.view.rendered().pixelColor(5, 30)

    covered = shown()
    person.find("overlayOpacity", QSlider).setValue(5)
    weak = shown()
    person.trigger("heatMapAction")
    bare = shown()
    assert services.settings.get(OVERLAY_OPACITY) == 5
    assert abs(weak.green() - bare.green()) < abs(covered.green() - bare.green())
    assert max(abs(bare.red() - 200), abs(bare.green() - 30)) < 8


def test_arrows_go_through_the_photos_in_both_views(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.grid.setFocus()
    person.qtbot.keyClick(person.grid, Qt.Key.Key_Right)
    assert person.grid.currentIndex().data() == "a2.jpg"
    person.qtbot.keyClick(person.grid, Qt.Key.Key_Space)
    assert not person.grid.isVisible()
    person.qtbot.keyClick(person.view, Qt.Key.Key_Right)
    assert person.grid.currentIndex().data() == "a10.jpg"
    person.wait(lambda: person.finding.startswith("Chow"))
    person.qtbot.keyClick(person.view, Qt.Key.Key_Left)
    assert person.grid.currentIndex().data() == "a2.jpg"
    person.qtbot.keyClick(person.view, Qt.Key.Key_Escape)
    assert person.grid.isVisible()


def test_digits_and_letters_are_left_to_the_page(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    for widget in (person.grid, person.find("predictionPanel"), person.view):
        widget.setFocus()
        for key in "bg8":
            person.qtbot.keyClicks(widget, key)
        assert person.grid.currentIndex().data() == "a1.jpg"


@pytest.mark.parametrize(
    ("show", "names"),
    [
        (Show.DOGS, ["a1.jpg", "a2.jpg", "a10.jpg", "b.jpg", "c.png"]),
        (Show.UNSURE, ["b.jpg"]),
        (Show.OTHER_BREED, ["c.png"]),
        (Show.NO_DOG, ["d.png"]),
        (Show.UNREADABLE, ["e.jpg"]),
    ],
)
def test_the_filter_shows_what_it_says_and_how_many(
    person: Person, tmp_path: Path, show: Show, names: list[str]
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    box = person.find("showBox", QComboBox)
    box.setCurrentIndex(box.findData(show))
    assert person.names == names
    assert box.currentText().endswith(f"({len(names)})")
    assert person.grid.currentIndex().data() == names[0]


@pytest.mark.parametrize(
    ("text", "names"), [("carlin", ["a2.jpg"]), ("Pug", ["a2.jpg"]), ("a1", ["a1.jpg", "a10.jpg"])]
)
def test_a_text_finds_breeds_in_both_languages_and_files(
    person: Person, tmp_path: Path, text: str, names: list[str]
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.trigger("findAction")
    edit = person.find("filterEdit", QLineEdit)
    person.qtbot.keyClicks(edit, text)
    person.wait(lambda: person.names == names)
    edit.clear()
    person.wait(lambda: len(person.names) == 7)


def test_nothing_found_is_said(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.go_to("a2.jpg")
    person.find("filterEdit", QLineEdit).setText("no such thing")
    person.wait(lambda: not person.names)
    person.find("filterEdit", QLineEdit).clear()
    person.wait(lambda: len(person.names) == 7)
    assert person.grid.currentIndex().data() == "a2.jpg"


def test_sorting_keeps_the_photo_that_is_looked_at(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.go_to("a10.jpg")
    box = person.find("sortBox", QComboBox)
    box.setCurrentIndex(box.findData(SortKey.BREED))
    dogs = person.names[:5]
    assert [dogs.index(name) for name in ("a1.jpg", "a10.jpg", "a2.jpg")] == sorted(
        dogs.index(name) for name in ("a1.jpg", "a10.jpg", "a2.jpg")
    )
    assert person.grid.currentIndex().data() == "a10.jpg"
    for key in (SortKey.NAME, SortKey.DATE):
        box.setCurrentIndex(box.findData(key))
        person.wait(lambda: len(person.names) == 7)
    box.setCurrentIndex(box.findData(SortKey.FOLDER))
    person.qtbot.mouseClick(person.find("sortDirection", QToolButton), Qt.MouseButton.LeftButton)
    assert person.names[0] == "e.jpg"


def test_settings_and_language_apply_at_once(person: Person, services: Services, tmp_path: Path) -> None:
    translation = Translation(services.settings)
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.go_to("a2.jpg")
    person.wait(lambda: person.finding == "Pug")
    services.settings.set(TOP_K, 2)
    assert len(person.breeds) == 2
    services.settings.set(LANGUAGE, "fr")
    person.wait(lambda: person.finding == "Carlin")
    assert person.breeds[0][0] == "Carlin"
    services.settings.set(LANGUAGE, "en")
    person.wait(lambda: person.finding == "Pug")
    translation.remove()


def test_a_pasted_picture_is_kept_and_shown(person: Person, services: Services) -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(*COLOURS["pug"]))
    person.page.open_image(image)
    person.wait(lambda: person.finding == "Pug")
    assert [file.suffix for file in (services.folders.data / "pasted").iterdir()] == [".png"]


def test_everything_has_a_name_for_screen_readers(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    for kind in (QToolButton, QComboBox, QLineEdit, QSlider, QListView, QProgressBar):
        for widget in person.page.findChildren(kind):
            if widget.objectName() and not widget.objectName().startswith("qt_"):
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget.objectName()
    index = person.grid.model().index(0, 0)
    assert "Beagle" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_context_menu_offers_what_can_be_done(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.grid.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert menu is not None and menu.objectName() == "photoMenu"
    menu.close()


def test_thumbnails_are_resized_and_remembered(person: Person, tmp_path: Path) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    before = person.grid.gridSize().width()
    person.trigger("largerThumbnailsAction")
    person.trigger("largerThumbnailsAction")
    assert person.grid.gridSize().width() > before


def test_the_real_model_names_real_dogs(
    services: Services, shared_photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = IdentifyPage(services)
    page.resize(1200, 800)
    page.show()
    person = Person(page, qtbot)
    page.open_paths([str(shared_photos / "check" / "beagle"), str(shared_photos / "check" / "pug")])
    qtbot.waitUntil(lambda: person.finding == "Beagle" and person.view.overlay is not None, timeout=60_000)
    assert person.breeds[0][0] == "Beagle"
    page.shutdown()
    page.close()
    page.deleteLater()
