"""Measuring a model in the window: what is said of the photos, the figures, stopping, the report."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn_photos import draw
from hands import Hands
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from toy_model import BLUE, GREEN, RED, save_toy_model

from app.dialogs.evaluate_dialog import EvaluateDialog, open_evaluation
from app.services import Services
from app.widgets.fact_row import FactRow
from core.datasets.open_dataset import open_dataset
from core.evaluation.evaluate import evaluate
from core.evaluation.record import as_record
from core.evaluation.report import write_report
from core.inference.classifier import Classifier
from core.library.library import LabelLibrary, default_library
from core.library.records import Label, Origin, Status

FILES = {
    "report.html",
    "metrics.json",
    "predictions.csv",
    "per_breed.csv",
    "confusion.csv",
    "splits.csv",
    "robustness.csv",
    "calibration.csv",
}


class Measurer(Hands):
    """Someone who measures a model."""

    def __init__(self, dialog: EvaluateDialog, qtbot: QtBot) -> None:
        super().__init__(dialog, qtbot)
        self.dialog = dialog

    def text(self, name: str) -> str:
        return str(self.find(name, QLabel).text())

    @property
    def start(self) -> QPushButton:
        return self.find("startEvaluationButton", QPushButton)

    @property
    def facts(self) -> dict[str, str]:
        return dict(self.find("evaluationFacts", FactRow).facts)

    def give(self, folder: Path) -> None:
        self.dialog.open_paths([str(folder)])
        self.wait(self.start.isEnabled)

    def measure(self) -> None:
        self.qtbot.mouseClick(self.start, Qt.MouseButton.LeftButton)
        assert self.dialog.is_working
        self.wait(lambda: not self.dialog.is_working)


@pytest.fixture
def measurer(services: Services, qtbot: QtBot) -> Iterator[Measurer]:
    dialog = EvaluateDialog(services)
    dialog.choose_model(save_toy_model(), "toy")
    dialog.show()
    qtbot.waitExposed(dialog)
    yield Measurer(dialog, qtbot)
    dialog._give_up()
    dialog.deleteLater()


@pytest.fixture
def dogs(tmp_path: Path) -> Path:
    """Eight photos of breeds that the model knows, one of which looks like another; two of a breed that it does not."""
    for breed, colour in (("beagle", RED), ("pug", BLUE)):
        for number in range(3):
            draw(tmp_path / "dogs" / breed / f"{number}.png", colour)
    draw(tmp_path / "dogs" / "pug" / "reddish.png", RED)
    draw(tmp_path / "dogs" / "cairn" / "0.png", GREEN)
    for number in range(2):
        draw(tmp_path / "dogs" / "boxer" / f"{number}.png", GREEN)
    return tmp_path / "dogs"


def test_the_figures_are_those_of_the_command_line(measurer: Measurer, dogs: Path) -> None:
    assert not measurer.start.isEnabled() and measurer.text("evaluateNote") == "Choose photos whose breeds are known."
    (dogs / "pug" / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    measurer.give(dogs)
    assert measurer.text("evaluateSummary").startswith("4 breed") and "11 photo" in measurer.text("evaluateSummary")
    assert "does not know 1 of these breeds" in measurer.text("evaluateMatchNote")
    assert "Boxer (2)" in measurer.text("evaluateMatchNote")
    assert any("cannot be read" in label.text() for label in measurer.dialog.findChildren(QLabel))
    assert not measurer.find("evaluateSplitBox").isVisible(), "there are no parts to choose from"
    measurer.measure()
    reference = as_record(evaluate(Classifier.load("toy"), open_dataset(str(dogs))))
    assert measurer.dialog._measured is not None
    assert measurer.dialog._measured.figures == reference
    assert measurer.facts["Accuracy, with 95% interval"].startswith("70.0%"), "7 of 10 are right"
    notes = measurer.text("evaluateNotes")
    assert "Of the 8 photo" in notes and "87.5%" in notes and "broken.jpg" in notes
    assert measurer.text("evaluateSubject") == "“toy” on “dogs”"
    assert measurer.find("breedFigures", QTreeWidget).topLevelItemCount() == 4
    assert measurer.find("mistakesList", QListView).model().rowCount() == 3
    tabs = measurer.find("evaluationLists", QTabWidget)
    visible = [tabs.tabText(i) for i in range(tabs.count()) if tabs.isTabVisible(i)]
    assert visible == ["Mistakes", "Confusion matrix", "Confused most", "Calibration"], "what was not measured"


def test_the_report_is_saved_and_opened(
    measurer: Measurer, dogs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measurer.give(dogs)
    measurer.measure()
    assert not measurer.find("openReportButton").isVisible()
    measurer.find("saveReportButton", QPushButton).click()
    dialog = measurer.find("saveReportDialog", QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.selectedFiles()[0].endswith("toy on dogs")
    target = tmp_path / "reports" / "toy on dogs"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    measurer.wait(lambda: measurer.find("openReportButton").isVisible())
    assert {file.name for file in target.iterdir()} == FILES
    classifier = Classifier.load("toy")
    beside = write_report(evaluate(classifier, open_dataset(str(dogs))), tmp_path / "beside", classifier=classifier)
    for name in FILES - {"report.html"}:
        assert (target / name).read_bytes() == (beside.parent / name).read_bytes(), name
    assert measurer.text("evaluateNote") == f"The report is in “{target}”."
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    measurer.find("openReportButton", QPushButton).click()
    assert opened == [QUrl.fromLocalFile(str(target / "report.html"))]


def test_a_report_that_cannot_be_written_is_a_sentence(measurer: Measurer, dogs: Path, tmp_path: Path) -> None:
    measurer.give(dogs)
    measurer.measure()
    (tmp_path / "file").write_text("in the way")
    measurer.find("saveReportButton", QPushButton).click()
    dialog = measurer.find("saveReportDialog", QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "file" / "report"))
    dialog.reject()
    measurer.wait(lambda: measurer.text("evaluateNote").startswith("The report cannot be written to"))
    assert not measurer.find("openReportButton").isVisible()


def test_parts_of_the_data_are_chosen_among(measurer: Measurer, tmp_path: Path) -> None:
    for number in range(4):
        draw(tmp_path / "parts" / "train" / "beagle" / f"{number}.png", RED)
        draw(tmp_path / "parts" / "train" / "pug" / f"{number}.png", BLUE)
    draw(tmp_path / "parts" / "test" / "beagle" / "t.png", RED)
    draw(tmp_path / "parts" / "test" / "pug" / "t.png", RED)
    measurer.give(tmp_path / "parts")
    box = measurer.find("evaluateSplitBox", QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == [
        "Those for the test (2)",
        "Those to learn from (8)",
        "All (10)",
    ]
    assert box.isVisible() and box.currentData() == "test" and "2 photo" in measurer.text("evaluateSummary")
    measurer.find("everySplitBox", QCheckBox).setChecked(True)
    measurer.find("robustnessBox", QCheckBox).setChecked(True)
    measurer.measure()
    assert measurer.facts["Photos"] == "2" and measurer.facts["Accuracy, with 95% interval"].startswith("50.0%")
    assert measurer.text("evaluateSubject").endswith("the photos for the test")
    splits = measurer.find("splitTable", QTreeWidget)
    rows = [[splits.topLevelItem(i).text(column) for column in range(3)] for i in range(splits.topLevelItemCount())]
    assert rows == [["Training", "8", "100.0%"], ["Test", "2", "50.0%"]]
    assert measurer.find("robustnessTable", QTreeWidget).topLevelItemCount() > 10
    measurer.find("evaluateAgainButton", QPushButton).click()
    assert measurer.start.isVisible() and not measurer.find("saveReportButton").isVisible()
    box.setCurrentIndex(box.findData("train"))
    measurer.wait(measurer.start.isEnabled)
    assert "8 photo" in measurer.text("evaluateSummary")
    measurer.find("evaluateAgainButton", QPushButton).click()
    assert measurer.find("saveReportButton").isVisible(), "back to the figures"


class Held:
    """The answers of a model come until so many are there, then when the test lets them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
        self.open, self.answered = threading.Event(), 0
        ask, lock = Classifier.classify, threading.Lock()

        def classify(model: Classifier, photo: Any) -> Any:
            with lock:
                self.answered += 1
                is_held = self.answered > after
            if is_held:
                assert self.open.wait(20)
            return ask(model, photo)

        monkeypatch.setattr(Classifier, "classify", classify)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch, 6)
    yield made
    made.open.set()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(20):
        draw(tmp_path / "many" / "beagle" / f"{number}.png", RED, (64, 64 + number))
        draw(tmp_path / "many" / "pug" / f"{number}.png", BLUE, (64, 64 + number))
    return tmp_path / "many"


def test_what_was_answered_before_a_stop_is_kept_and_said_to_be_so(measurer: Measurer, many: Path, held: Held) -> None:
    measurer.give(many)
    measurer.start.click()
    measurer.wait(lambda: held.answered > 6)
    stop = measurer.find("exchangeStopButton", QPushButton)
    assert stop.hasFocus() and not measurer.find("evaluateDataEdit").isEnabled()
    stop.click()
    held.open.set()
    measurer.wait(lambda: not measurer.dialog.is_working)
    measured = measurer.dialog._measured
    assert measured is not None and 6 <= measured.measurement.evaluation.photos < 40
    seen = measured.measurement.evaluation.photos
    assert f"Stopped: these are figures of {seen} photos, drawn at random from 40." in measurer.text("evaluateNotes")


def test_closing_asks_before_work_is_thrown_away(measurer: Measurer, many: Path, held: Held) -> None:
    measurer.give(many)
    measurer.start.click()
    measurer.wait(lambda: held.answered > 6)
    measurer.dialog.close()
    box = measurer.find("stopEvaluationDialog", QMessageBox)
    box.defaultButton().click()
    assert measurer.dialog.isVisible() and measurer.dialog.is_working
    measurer.qtbot.keyClick(measurer.dialog, Qt.Key.Key_Escape)
    box = [one for one in measurer.dialog.findChildren(QMessageBox) if one.isVisible()][-1]
    box.findChild(QPushButton, "stopAndCloseButton").click()
    assert not measurer.dialog.isVisible() and not measurer.dialog.is_working
    held.open.set()


def test_a_question_that_nobody_answered_goes_when_the_work_is_done(measurer: Measurer, many: Path, held: Held) -> None:
    measurer.give(many)
    measurer.start.click()
    measurer.wait(lambda: held.answered > 6)
    measurer.dialog.reject()
    held.open.set()
    measurer.wait(lambda: not measurer.dialog.is_working)
    assert not [box for box in measurer.dialog.findChildren(QMessageBox) if box.isVisible()]
    assert measurer.facts["Photos"] == "40"
    measurer.dialog.reject()
    measurer.dialog.show()
    assert measurer.facts["Photos"] == "40" and measurer.find("saveReportButton").isVisible(), "it opens with them"


def test_photos_that_nothing_can_be_measured_on_say_so(measurer: Measurer, tmp_path: Path) -> None:
    draw(tmp_path / "boxers" / "boxer" / "0.png", RED)
    measurer.dialog.open_paths([str(tmp_path / "boxers")])
    measurer.wait(lambda: "knows none of these breeds" in measurer.text("evaluateNote"))
    assert not measurer.start.isEnabled()
    measurer.dialog.open_paths([str(tmp_path / "nowhere")])
    measurer.wait(lambda: "nothing at" in measurer.text("evaluateSummary"))
    broken = tmp_path / "broken" / "pug" / "0.jpg"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff\xd8\xff nothing")
    measurer.give(tmp_path / "broken")
    measurer.measure()
    assert measurer.text("evaluateNote") == "None of these photos can be read."
    measurer.dialog.open_paths([str(tmp_path / "boxers"), str(tmp_path / "broken" / "pug")])
    measurer.wait(lambda: measurer.text("evaluateSummary") == "These do not lie beside each other.")


def test_a_model_that_is_gone_says_so(measurer: Measurer, dogs: Path) -> None:
    measurer.dialog.choose_model("vanished", "the vanished one")
    measurer.dialog.open_paths([str(dogs)])
    measurer.wait(lambda: measurer.text("evaluateNote").startswith('There is no model called "vanished".'))
    assert not measurer.start.isEnabled()


def test_folders_are_dropped_and_browsed_for(measurer: Measurer, dogs: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(dogs / name)) for name in ("beagle", "pug")])
    measurer.dialog._on_dropped(mime)
    measurer.wait(measurer.start.isEnabled)
    assert "7 photo" in measurer.text("evaluateSummary"), "only these two of the four folders"
    measurer.find("evaluateFolderButton", QPushButton).click()
    dialog = measurer.dialog.findChild(QFileDialog)
    dialog.fileSelected.emit(str(dogs))
    dialog.reject()
    measurer.wait(lambda: "10 photo" in measurer.text("evaluateSummary"))
    assert measurer.find("evaluateDataEdit", QLineEdit).text() == str(dogs)


def test_the_labels_of_the_library_are_a_data_set(measurer: Measurer, dogs: Path) -> None:
    assert not measurer.find("evaluateLabelsButton").isEnabled(), "there are none yet"
    with LabelLibrary() as library:
        for number, breed in enumerate(("beagle", "pug")):
            paths = [draw(dogs / breed / f"own{i}.png", (RED, BLUE)[number], (50, 60 + i)) for i in range(2)]
            label = Label(Status.LABELLED, library.add_breed(breed).id)
            library.label({int(photo): label for photo in library.add_photos(paths)}, Origin.CHOSEN)  # type: ignore[arg-type]
    measurer.dialog.hide()
    measurer.dialog.show()
    measurer.find("evaluateLabelsButton", QPushButton).click()
    measurer.wait(measurer.start.isEnabled)
    assert measurer.find("evaluateDataEdit", QLineEdit).text() == str(default_library())
    measurer.measure()
    assert measurer.facts["Photos"] == "4" and measurer.text("evaluateSubject") == "“toy” on “your labels”"


def test_photos_that_the_model_has_learned_from_are_warned_of(
    measurer: Measurer, dogs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.training.held_out.learned_from", lambda table, model: len(table) - 1)
    measurer.give(dogs)
    assert "has learned from 9 of these photos" in measurer.text("evaluateMatchNote")


def test_one_window_has_one_dialog_for_whichever_model(services: Services, qtbot: QtBot, dogs: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    save_toy_model("toy")
    save_toy_model("other")
    dialog = open_evaluation(services, window, "toy", "toy")
    box = dialog.findChild(QComboBox, "evaluateModelBox")
    assert box.currentData() == "toy"
    measurer = Measurer(dialog, qtbot)
    measurer.give(dogs)
    measurer.measure()
    assert open_evaluation(services, window, "toy", "toy") is dialog and not measurer.start.isVisible()
    assert open_evaluation(services, window, "other", "other") is dialog and measurer.start.isVisible()
    assert box.currentData() == "other" and json.dumps(measurer.dialog._measured.figures)  # type: ignore[union-attr]
    dialog.close()
