"""The Review page: mistakes are seen, put right by one key, and the figures and the matrix follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from colour_classifier import COLOURS, ColourClassifier
from drawn_photos import draw
from hands import Hands, shown
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot
from stand_in import make_run

from app.label_work import Said
from app.model_in_use import ModelInUse
from app.pages.review.page import ReviewPage
from app.services import Services
from app.widgets.confusion_matrix import ConfusionMatrix
from app.widgets.fact_row import FactRow
from app.widgets.photo_grid import PhotoGrid
from app.widgets.share_bars import ShareBars
from core.datasets.table import PhotoRow, make_table, save_table
from core.errors import BreedLensError
from core.library.library import LabelLibrary
from core.library.records import Origin, Status
from core.review.choices import Order, Show
from core.training.run_folder import RunFolder


class Reviewer(Hands):
    """Someone at the Review page."""

    def __init__(self, page: ReviewPage, services: Services, qtbot: QtBot) -> None:
        super().__init__(page, qtbot)
        self.page, self.services = page, services

    def label(self, said: dict[str, Said]) -> None:
        with self.qtbot.waitSignal(self.services.labelling.changed):
            self.services.labelling.say(said, Origin.CHOSEN)

    def work_out(self) -> None:
        with self.qtbot.waitSignal(self.page._desk.reviewed, timeout=20_000):
            self.page._desk.work_out()

    @property
    def grid(self) -> PhotoGrid:
        return self.find("misclassifiedGrid", PhotoGrid)

    @property
    def names(self) -> list[str]:
        model = self.page.view.gallery.model
        return [Path(row.path).stem for i in range(model.rowCount()) if (row := model.at(i)) is not None]

    @property
    def current(self) -> str:
        row = self.page.view.gallery.current
        return "" if row is None else Path(row.path).stem

    @property
    def facts(self) -> dict[str, str]:
        return dict(self.find("reviewFacts", FactRow).facts)

    @property
    def note(self) -> str:
        label: QLabel = self.find("reviewHeaderNote", QLabel)
        return "" if label.isHidden() else label.text()

    def go_to(self, name: str) -> None:
        self.grid.setCurrentIndex(self.page.view.gallery.model.index(self.names.index(name)))

    def press(self, key: Qt.Key) -> None:
        self.grid.setFocus()
        self.qtbot.keyClick(self.grid, key)

    def choose(self, box: str, value: Any) -> None:
        combo: QComboBox = self.find(box, QComboBox)
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())

    def trigger(self, name: str) -> None:
        action = self.find(name, QAction)
        assert action.isEnabled(), name
        action.trigger()


@pytest.fixture
def untaught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The classifier that goes by colour has no layer to teach, as some models have none."""

    def load(name: str) -> None:
        raise BreedLensError("teaching_not_possible", "The model {name} cannot be taught.", name=name)

    monkeypatch.setattr("core.teaching.base.Base.load", load)


@pytest.fixture
def reviewer(services: Services, classifier: ColourClassifier, untaught: None, qtbot: QtBot) -> Iterator[Reviewer]:
    page = ReviewPage(services)
    with shown(page, 1200, 800, qtbot):
        yield Reviewer(page, services, qtbot)


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, str]:
    """Two right, three wrong in two ways, one of an own breed, one that is no dog."""
    folder = tmp_path / "photos"
    colours = {
        "beagle1": COLOURS["beagle"],
        "pug1": COLOURS["pug"],
        "chow1": (200, 200, 41),
        "chow2": (200, 199, 42),
        "pug2": (40, 41, 202),
        "rex": (199, 31, 30),
        "cat": (128, 128, 128),
    }
    return {name: draw(folder / f"{name}.png", colour) for name, colour in colours.items()}


def said(breed: str, status: Status = Status.LABELLED) -> Said:
    return Said(status, breed)


@pytest.fixture
def labelled(reviewer: Reviewer, photos: dict[str, str]) -> dict[str, str]:
    """Labels that differ from what the classifier says for chow1, chow2 and pug2."""
    reviewer.label(
        {
            photos["beagle1"]: said("beagle"),
            photos["pug1"]: said("pug", Status.VERIFIED),
            photos["chow1"]: said("beagle"),
            photos["chow2"]: said("beagle", Status.VERIFIED),
            photos["pug2"]: said("chow"),
            photos["rex"]: said("Rex"),
            photos["cat"]: Said(Status.NOT_A_DOG),
        }
    )
    reviewer.work_out()
    return photos


def test_the_empty_page_says_how_to_begin(reviewer: Reviewer, qtbot: QtBot) -> None:
    reviewer.wait(lambda: reviewer.page._desk.table is not None)
    assert reviewer.find("reviewInvitation").isVisible() and not reviewer.grid.isVisible()
    with qtbot.waitSignal(reviewer.page.page_requested) as asked:
        reviewer.find("inviteToLabelButton").click()
    assert asked.args == ["identifyPage", []]


def test_photos_and_pictures_are_for_the_identify_page(reviewer: Reviewer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reviewer.page.page_requested) as asked:
        reviewer.page.open_paths(["/photos"])
    assert asked.args == ["identifyPage", ["/photos"]]
    with qtbot.waitSignal(reviewer.page.page_requested) as asked:
        reviewer.page.open_image(QImage(2, 2, QImage.Format.Format_RGB32))
    assert asked.args[0] == "identifyPage"


def test_mistakes_are_listed_the_surest_first(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    assert set(reviewer.names) == {"chow1", "chow2", "pug2"}
    table = reviewer.page._desk.table
    assert table is not None
    shares = [table.confidence[table.row_of[labelled[name]]] for name in reviewer.names]
    assert shares == sorted(shares, reverse=True)
    assert reviewer.current == reviewer.names[0]
    assert reviewer.facts["Photos with a breed"] == "6" and reviewer.facts["Mistakes"] == "3"
    assert "40.0%" in reviewer.facts["Model and label agree, with 95% interval"]
    assert "Rex" in reviewer.note and "does not know" in reviewer.note and "without a breed" in reviewer.note
    QAbstractItemModelTester(
        reviewer.page.view.gallery.model, QAbstractItemModelTester.FailureReportingMode.Fatal, reviewer.page
    )
    reviewer.choose("reviewShow", Show.ALL.value)
    assert len(reviewer.names) == 7
    reviewer.choose("reviewOrder", Order.NAME.value)
    assert reviewer.names == sorted(reviewer.names)


def test_enter_takes_the_predicted_breed_and_all_follows(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    reviewer.go_to("pug2")
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: "pug2" not in reviewer.names)
    assert len(reviewer.names) == 2 and reviewer.current in reviewer.names
    assert reviewer.facts["Mistakes"] == "2"
    with LabelLibrary() as library:
        by_path = {label.path: label for label in library.labels().values()}
    assert by_path[labelled["pug2"]].breed == "pug" and by_path[labelled["pug2"]].origin is Origin.ACCEPTED
    reviewer.services.labelling.undo()
    reviewer.wait(lambda: "pug2" in reviewer.names)
    assert reviewer.facts["Mistakes"] == "3"


def test_one_key_each(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    def status(name: str) -> Status:
        table = reviewer.page._desk.table
        assert table is not None
        return table.given[table.row_of[labelled[name]]].status

    for name, key, expected in (
        ("chow1", Qt.Key.Key_X, Status.NOT_A_DOG),
        ("chow2", Qt.Key.Key_U, Status.UNKNOWN),
        ("pug2", Qt.Key.Key_V, Status.VERIFIED),
    ):
        reviewer.go_to(name)
        reviewer.press(key)
        reviewer.wait(lambda name=name, expected=expected: status(name) is expected)
    # the model's mistake stays one where the label is right
    assert reviewer.names == ["pug2"]
    reviewer.press(Qt.Key.Key_M)
    reviewer.wait(lambda: status("pug2") is Status.MIXED)
    assert not reviewer.names and "for every photo" in reviewer.grid._note


def test_another_breed_is_typed(reviewer: Reviewer, labelled: dict[str, str], qtbot: QtBot) -> None:
    reviewer.go_to("chow1")
    reviewer.press(Qt.Key.Key_R)
    edit = reviewer.page.view.details.edit
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "norfolk")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    table = reviewer.page._desk
    reviewer.wait(lambda: table.table.given[table.table.row_of[labelled["chow1"]]].breed == "norfolk_terrier")
    assert reviewer.grid.hasFocus() and "chow1" in reviewer.names
    assert reviewer.page.view.gallery.model.data(
        reviewer.page.view.gallery.model.index(reviewer.names.index("chow1"))
    ).startswith("Model: Chow")


def test_several_at_once_are_one_step(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    model = reviewer.page.view.gallery.model
    selection = reviewer.grid.selectionModel()
    for name in ("chow1", "chow2"):
        selection.select(model.index(reviewer.names.index(name)), QItemSelectionModel.SelectionFlag.Select)
    selection.select(model.index(reviewer.names.index("pug2")), QItemSelectionModel.SelectionFlag.Deselect)
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: reviewer.names == ["pug2"])
    reviewer.services.labelling.undo()
    reviewer.wait(lambda: len(reviewer.names) == 3)


def test_the_details_show_both_maps_and_shares(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    reviewer.go_to("pug2")
    predicted, given = reviewer.find("predictedMap"), reviewer.find("givenMap")
    reviewer.wait(given.accessibleName)
    assert predicted.accessibleName().startswith("Model: Pug") and given.accessibleName().startswith("Label: Chow")
    bars = reviewer.find("reviewShares", ShareBars).bars
    assert bars[0].name == "Pug" and [bar.name for bar in bars if bar.is_marked] == ["Chow Chow"]
    assert "loss" in reviewer.find("reviewFigures", QLabel).text()
    reviewer.choose("reviewShow", Show.ALL.value)
    reviewer.go_to("rex")
    reviewer.wait(lambda: "Rex" in given.accessibleName())
    reviewer.wait(lambda: "does not know the breed of the label" in reviewer.find("reviewNote", QLabel).text())


def test_a_cell_opens_exactly_its_photos(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    tabs: QTabWidget = reviewer.find("reviewTabs", QTabWidget)
    tabs.setCurrentIndex(1)
    matrix: ConfusionMatrix = reviewer.find("confusionMatrix", ConfusionMatrix)
    row, column = matrix.names.index("Beagle"), matrix.names.index("Chow Chow")
    assert matrix.count(row, column) == 2
    place = matrix.cell_rect(row, column).center().toPoint()
    reviewer.qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tabs.currentIndex() == 0 and sorted(reviewer.names) == ["chow1", "chow2"]
    chip: QToolButton = reviewer.find("cellChip", QToolButton)
    assert chip.isVisible() and "Beagle → Chow Chow" in chip.text()
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: len(reviewer.names) == 1)
    tabs.setCurrentIndex(1)
    row, column = matrix.names.index("Beagle"), matrix.names.index("Chow Chow")
    assert matrix.count(row, column) == 1
    tabs.setCurrentIndex(0)
    chip.click()
    assert len(reviewer.names) == 2 and not chip.isVisible()


def test_only_verified_labels(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    reviewer.find("verifiedOnly", QCheckBox).click()
    assert reviewer.names == ["chow2"] and reviewer.facts["Photos with a breed"] == "2"
    tabs: QTabWidget = reviewer.find("reviewTabs", QTabWidget)
    tabs.setCurrentIndex(1)
    matrix: ConfusionMatrix = reviewer.find("confusionMatrix", ConfusionMatrix)
    assert matrix.counts is not None and matrix.counts.sum() == 2


def test_the_photos_that_are_open(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    reviewer.services.open_photos.set([labelled["pug2"], labelled["pug1"]], ModelInUse("default", "default"))
    with reviewer.qtbot.waitSignal(reviewer.page._desk.reviewed, timeout=20_000):
        box: QComboBox = reviewer.find("reviewSource", QComboBox)
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert reviewer.names == ["pug2"] and reviewer.facts["Photos with a breed"] == "2"
    reviewer.services.open_photos.set([labelled["beagle1"]], ModelInUse("default", "default"))
    assert "more to review" in reviewer.note


def test_photos_labelled_since_are_taken_up(reviewer: Reviewer, labelled: dict[str, str], tmp_path: Path) -> None:
    new = draw(tmp_path / "new.png", (42, 40, 201))
    reviewer.label({new: said("beagle")})
    assert "more to review" in reviewer.note
    reviewer.page.hide()
    with reviewer.qtbot.waitSignal(reviewer.page._desk.reviewed, timeout=20_000):
        reviewer.page.show()
    assert "new" in reviewer.names and "more to review" not in reviewer.note


def test_a_photo_that_is_gone_is_told(reviewer: Reviewer, labelled: dict[str, str]) -> None:
    Path(labelled["pug2"]).unlink()
    reviewer.work_out()
    assert "pug2" not in reviewer.names and "1 photo(s) could not be read" in reviewer.note


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_the_matrix_is_saved(
    reviewer: Reviewer, labelled: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / f"matrix.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(target), ""))
    with reviewer.qtbot.waitSignal(reviewer.page.status):
        reviewer.trigger("saveMatrixAction")
    assert target.stat().st_size > 100


def test_the_photos_of_a_run_are_corrected_in_the_library(
    reviewer: Reviewer, tmp_path: Path, photos: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(tmp_path / "run", name="measured")
    rows = [PhotoRow(photos[name], breed, "test") for name, breed in (("pug1", "pug"), ("pug2", "chow"))]
    save_table(str(run.split_path), make_table([*rows, PhotoRow(photos["chow1"], "pug", "train")]))
    run.report.mkdir()
    run.figures_path.write_text(json.dumps({"photos": 2, "split": "test"}))
    monkeypatch.setattr(RunFolder, "model", lambda _: "colours")
    reviewer.page._desk.find_runs()
    box: QComboBox = reviewer.find("reviewSource", QComboBox)
    reviewer.wait(lambda: box.count() == 3)
    assert box.itemText(2) == "Run: measured"
    with reviewer.qtbot.waitSignal(reviewer.page._desk.reviewed, timeout=20_000):
        box.setCurrentIndex(2)
        box.activated.emit(2)
    assert reviewer.names == ["pug2"] and reviewer.facts["Photos with a breed"] == "2"
    reviewer.press(Qt.Key.Key_Return)
    reviewer.wait(lambda: not reviewer.names)
    assert "own report does not know" in reviewer.note
    with LabelLibrary() as library:
        assert [label.breed for label in library.labels().values()] == ["pug"]
    reviewer.work_out()
    assert not reviewer.names, "what was said of the photo goes before the table of the run"
    reviewer.services.labelling.undo()
    reviewer.wait(lambda: reviewer.names == ["pug2"])


def test_another_library_makes_the_table_stale(
    reviewer: Reviewer, labelled: dict[str, str], services: Services, tmp_path: Path
) -> None:
    assert not reviewer.page._desk.is_stale
    with reviewer.qtbot.waitSignal(reviewer.page._desk.went_stale, timeout=20_000):
        services.labelling.reopen(tmp_path / "other.sqlite3")
    assert reviewer.page._desk.is_stale
