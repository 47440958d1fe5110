"""The Identify page, driven by its object names as a person would, with a classifier that goes by colour."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colour_classifier import CLASSES, COLOURS, ColourClassifier
from drawn_photos import draw, draw_folder
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.dialogs.copy_plan_dialog import CopyPlanDialog
from app.item_models.vocabulary import Show, SortKey
from app.options import LANGUAGE, MODEL, OVERLAY_OPACITY, TOP_K
from app.pages.identify.page import IdentifyPage
from app.services import Services
from app.translation import Translation
from app.widgets.photo_view import PhotoView


class Person:
    """Finds things on the page by their names."""

    def __init__(self, page: IdentifyPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def grid(self) -> QListView:
        return self.find("photoGrid", QListView)

    @property
    def names(self) -> list[str]:
        model = self.grid.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def view(self) -> PhotoView:
        return self.find("photoView", PhotoView)

    @property
    def breeds(self) -> list[tuple[str, str]]:
        model = self.find("predictionPanel", QListView).model()
        return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]

    @property
    def finding(self) -> str:
        return self.find("findingText", QLabel).text()

    def trigger(self, name: str) -> None:
        action = self.find(name, QAction)
        assert action.isEnabled(), name
        action.trigger()

    def go_to(self, name: str) -> None:
        self.grid.setCurrentIndex(self.grid.model().index(self.names.index(name), 0))

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def open(self, folder: Path | str) -> None:
        self.page.open_paths([str(folder)])
        self.wait_until_done()

    def wait_until_done(self) -> None:
        self.wait(lambda: not self.find("classifyProgress", QProgressBar).isVisible() and self.names)


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


def heat_at(view: PhotoView, share: float) -> int:
    """How much heat the layer has at a share of the width."""
    overlay = view.overlay
    assert overlay is not None
    return QColor(overlay.pixelColor(int(share * overlay.width()), overlay.height() // 2)).alpha()


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
    person.qtbot.keyClick(person.grid, Qt.Key.Key_Return)
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
        for key in "cd2":
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


class Gate:
    """Holds the classifier until the test lets it go on."""

    def __init__(self, classifier: ColourClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.classified = 0
        ask = classifier.classify

        def classify(photo: np.ndarray) -> Any:
            assert self.open.wait(20)
            self.classified += 1
            return ask(photo)

        monkeypatch.setattr(classifier, "classify", classify)


@pytest.fixture
def gate(classifier: ColourClassifier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(classifier, monkeypatch)
    yield made
    made.open.set()


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


def close_report() -> str:
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    text = box.text()
    box.close()
    return text


def has_report() -> bool:
    return any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_the_answers_are_saved_as_a_table(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "out" / "answers"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(target), ""))
    person.trigger("exportCsvAction")
    person.wait(has_report)
    assert "answers.csv" in close_report()
    content = (tmp_path / "out" / "answers.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 7
    assert "Beagle" in lines[1]


def test_photos_are_copied_by_breed_after_a_look_at_the_plan(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "sorted"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **options: str(target))
    person.trigger("copyByBreedAction")
    person.wait(lambda: person.page.findChild(CopyPlanDialog, "copyPlanDialog"))
    dialog = person.find("copyPlanDialog", CopyPlanDialog)
    assert not list(target.iterdir())
    assert dialog.list.topLevelItemCount() >= 5
    person.qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    person.wait(has_report)
    close_report()
    assert (target / "Beagle" / "a1.jpg").exists()
    assert (tmp_path / "dogs" / "a1.jpg").exists()


def test_heat_maps_are_saved(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    target = tmp_path / "maps"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args, **options: str(target))
    person.trigger("saveOverlaysAction")
    person.wait(has_report)
    close_report()
    assert len(list(target.rglob("*.png"))) == 6


def test_the_picture_as_shown_can_be_copied_and_saved(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_folder(tmp_path / "dogs")
    person.open(tmp_path / "dogs")
    person.wait(lambda: person.view.overlay is not None and person.view.picture is not None)
    person.trigger("copyImageAction")
    assert QApplication.clipboard().image().size() == person.view.rendered().size()
    person.trigger("copyPathAction")
    assert QApplication.clipboard().text().endswith("a1.jpg")
    target = tmp_path / "shown.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **options: (str(target), ""))
    person.trigger("saveImageAction")
    person.wait(target.exists)


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
    assert person.page.cache_bytes() >= 0
    person.page.clear_cache()


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
