"""The Runs page: runs on disk in a table, compared, used, noted on, deleted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from colour_classifier import COLOURS, ColourClassifier
from drawn_photos import draw
from hands import Hands, shown
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QTableView,
    QTabWidget,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot
from stand_in import execute_here, make_run

from app.dialogs.evaluate_dialog import EvaluateDialog
from app.item_models.mistake_model import MistakeModel
from app.item_models.run_table import NAME, NOTES, RunTableModel
from app.options import MODEL
from app.pages.runs.page import RunsPage
from app.pages.train.results import read_result
from app.services import Services
from app.widgets.confusion_matrix import ConfusionMatrix
from core.bundles.export import export_model
from core.bundles.remove import remove_model
from core.inference.classifier import Classifier
from core.paths import user_folders
from core.training.recipe_files import load_recipe, with_values
from core.training.run_folder import RunFolder, create_run, runs_folder
from core.training.run_of_model import photos_to_compare
from core.training.run_queue import RunQueue
from core.training.runs import delete_run

ACCURACY, LOSS, EPOCHS = 2, 3, 4


class Reader(Hands):
    """Someone at the Runs page."""

    def __init__(self, page: RunsPage, qtbot: QtBot) -> None:
        super().__init__(page, qtbot)
        self.page = page

    @property
    def table(self) -> QTableView:
        return self.find("runsTable", QTableView)

    def column(self, number: int) -> list[str]:
        model = self.table.model()
        return [model.index(row, number).data() for row in range(model.rowCount())]

    def look(self, count: int) -> None:
        self.page.look_again()
        self.wait(lambda: self.table.model().rowCount() == count)

    def choose(self, *names: str) -> None:
        selection, model = self.table.selectionModel(), self.table.model()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for name in names:
            selection.select(model.index(self.column(NAME).index(name), NAME), flags)
        self.wait(lambda: self.page._details is not None)
        self.wait(lambda: not self.page._settled.isActive() and not self.page._reading.is_running)


@pytest.fixture
def reader(services: Services, qtbot: QtBot) -> Iterator[Reader]:
    with shown(RunsPage(services), 1150, 720, qtbot) as page:
        yield Reader(page, qtbot)


def other_run(folder: Path, name: str, **values: Any) -> RunFolder:
    """A run of another recipe, on the photos of the first one; nothing has happened in it yet."""
    table = make_run(folder, name="unused").table()
    return create_run(with_values(load_recipe("quick"), values), table, source="elsewhere", name=name)


def test_the_empty_page_leads_to_training(reader: Reader, qtbot: QtBot) -> None:
    assert reader.find("runsInvitation").isVisible()
    with qtbot.waitSignal(reader.page.page_requested) as asked:
        reader.find("inviteToFirstRunButton", QPushButton).click()
    assert asked.args == ["trainPage", []]


def test_photos_dropped_here_are_identified(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.page.page_requested) as asked:
        reader.page.open_paths(["/photos"])
    assert asked.args == ["identifyPage", ["/photos"]]


def test_a_picture_pasted_here_is_identified(reader: Reader, qtbot: QtBot) -> None:
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    with qtbot.waitSignal(reader.page.page_requested) as asked:
        reader.page.open_image(picture)
    assert asked.args[0] == "identifyPage" and asked.args[1].size() == picture.size()


def test_runs_are_listed_and_sorted_with_the_unknown_last(reader: Reader, tmp_path: Path) -> None:
    for name, epochs in (("long", 8), ("short", 2)):
        execute_here(make_run(tmp_path, epochs=epochs, name=name))
    new = make_run(tmp_path, name="new")
    RunQueue().add(new)
    QAbstractItemModelTester(reader.page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    reader.look(3)
    assert sorted(reader.column(NAME)) == ["long", "new", "short"]
    reader.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert reader.column(4) == ["2", "8", ""]
    reader.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert reader.column(4) == ["8", "2", ""]
    assert reader.column(1) == ["finished", "finished", "waiting"]
    RunQueue().remove(new)  # nobody will start it
    reader.page.look_again()
    reader.wait(lambda: reader.column(1) == ["finished", "finished", "not started"])
    assert all(text.endswith("%") for text in reader.column(ACCURACY)[:2])


def test_notes_are_kept(reader: Reader, tmp_path: Path) -> None:
    run = make_run(tmp_path, name="noted")
    reader.look(1)
    model = reader.table.model()
    assert model.flags(model.index(0, NOTES)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, NAME)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(model.index(0, NOTES), "the good one")
    reader.wait(lambda: run.notes() == "the good one")
    reader.look(1)
    assert reader.column(NOTES) == ["the good one"]


def test_a_note_that_is_being_written_is_left_alone(reader: Reader, tmp_path: Path) -> None:
    run = make_run(tmp_path, name="noted")
    reader.look(1)
    reader.table.edit(reader.table.model().index(0, NOTES))
    line = reader.table.findChild(QLineEdit)
    line.setText("half a sen")
    with run.own():
        run.update(epochs=1)
    make_run(tmp_path, name="another")
    reader.page.look_again()
    reader.wait(reader.page._again.isActive)
    assert line.isVisible() and line.text() == "half a sen" and reader.column(NAME) == ["noted"]
    reader.table.commitData(line)
    reader.table.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)
    reader.wait(lambda: run.notes() == "half a sen")
    reader.wait(lambda: sorted(reader.column(NAME)) == ["another", "noted"])


def test_what_is_looked_at_stays_while_another_run_goes_on(reader: Reader, tmp_path: Path) -> None:
    for name in ("old", "new"):
        execute_here(make_run(tmp_path, epochs=2, name=name))
    reader.look(2)
    reader.choose("old")
    read, curves = reader.page._reading, reader.page._details.curves
    curves.plots[0].getViewBox().setXRange(1, 2)
    RunFolder(runs_folder() / "new").update(epochs=3, state="running")
    reader.page.look_again()
    reader.wait(lambda: "3" in reader.column(EPOCHS) and not reader.page._settled.isActive())
    assert reader.page._reading is read, "nothing has changed in it"
    RunFolder(runs_folder() / "old").update(epochs=4)
    reader.page.look_again()
    reader.wait(lambda: reader.page._reading is not read and not reader.page._reading.is_running)
    assert not curves.plots[0].getViewBox().autoRangeEnabled()[0], "what was zoomed into"


def test_the_next_run_is_chosen_when_the_chosen_one_is_gone(reader: Reader, tmp_path: Path) -> None:
    gone, _ = make_run(tmp_path, name="gone"), make_run(tmp_path, name="stays")
    reader.look(2)
    reader.choose("gone")
    delete_run(gone)
    reader.look(1)
    assert [row.name for row in reader.page.chosen()] == ["stays"]


def test_curves_and_recipes_of_several_runs_are_compared(reader: Reader, tmp_path: Path) -> None:
    first = make_run(tmp_path, epochs=3, name="first")
    execute_here(first)
    other_run(tmp_path, "second", **{"training.learning_rate": 0.02})
    reader.look(3)
    reader.choose("first", "second")
    curves = reader.page._details.curves
    assert len(curves._others) == 1
    assert "second" in curves.legend.accessibleName() or "first" in curves.legend.accessibleName()
    tree = reader.find("recipeTable", QTreeWidget)
    rows = {tree.topLevelItem(i).text(0): i for i in range(tree.topLevelItemCount())}
    assert set(rows) == {"training.learning_rate", "training.epochs"}
    rate = tree.topLevelItem(rows["training.learning_rate"])
    assert {rate.text(1), rate.text(2)} == {"0.02", str(load_recipe("quick").training.learning_rate)}
    reader.find("onlyDifferencesBox", QCheckBox).setChecked(False)
    assert tree.topLevelItemCount() > 20
    assert tree.topLevelItem(0).font(0).bold() or tree.topLevelItem(0).font(0).weight() >= 600
    reader.choose("second")
    assert "not been measured" in reader.find("evaluationNote", QLabel).text()


def test_the_model_of_a_run_is_used_from_now_on(reader: Reader, services: Services, tmp_path: Path) -> None:
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    reader.look(1)
    reader.choose("mine")
    asked: list[str] = []
    reader.page.page_requested.connect(lambda name, _: asked.append(name))
    reader.page._actions.identify.trigger()
    assert services.settings.get(MODEL) == run.info().model
    assert asked == ["identifyPage"]


def test_a_model_that_is_in_the_folder_of_the_run_alone_is_used_from_there(
    reader: Reader, services: Services, tmp_path: Path
) -> None:
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    shutil.rmtree(services.folders.models / f"{run.info().model}.breedmodel")
    reader.look(1)
    reader.choose("mine")
    reader.page._actions.identify.trigger()
    model = services.settings.get(MODEL)
    assert model == str(run.bundle()) and Classifier.load(model).class_names
    assert read_result(str(run.path), is_new=True).model == model


def test_any_model_is_measured_from_here(reader: Reader, services: Services, tmp_path: Path) -> None:
    def measured() -> tuple[str, str]:
        reader.page._actions.evaluate.trigger()
        dialog = reader.page.findChild(EvaluateDialog)
        assert dialog is not None and dialog.isVisible()
        box = dialog.findChild(QComboBox, "evaluateModelBox")
        return box.currentData(), box.currentText()

    reader.look(0)
    assert measured()[0] == services.settings.get(MODEL), "there are no runs yet"
    run, nothing = make_run(tmp_path, epochs=2, name="mine"), make_run(tmp_path, name="not begun")
    execute_here(run)
    reader.look(2)
    reader.choose("not begun")
    assert not reader.page._actions.evaluate.isEnabled() and nothing.info().model == ""
    reader.choose("mine")
    assert measured() == ("mine", "mine")
    remove_model("mine")
    reader.page.on_model_removed()
    reader.wait(lambda: reader.page.chosen() and reader.page.chosen()[0].model == str(run.bundle()))
    assert measured() == (str(run.bundle()), "mine"), "the copy in the folder of its run"
    reader.page.findChild(EvaluateDialog).close()


def test_deleting_asks_and_leaves_the_model(reader: Reader, services: Services, tmp_path: Path) -> None:
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    model = services.folders.models / f"{run.info().model}.breedmodel"
    reader.look(1)
    reader.choose("mine")
    reader.page._actions.delete.trigger()
    box = reader.find("deleteRunsDialog", QMessageBox)
    assert "mine" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert run.path.exists()
    reader.page._actions.delete.trigger()
    reader.find("deleteRunsDialog", QMessageBox).findChild(QPushButton, "deleteButton").click()
    reader.wait(lambda: reader.find("runsInvitation").isVisible())
    assert not run.path.exists()
    assert model.is_dir()


def test_what_makes_no_sense_cannot_be_done(reader: Reader, tmp_path: Path) -> None:
    run = make_run(tmp_path, name="at work")
    make_run(tmp_path, name="new")
    with run.own():
        reader.look(2)
        assert "training" in reader.column(1)
        reader.choose("at work")
        actions = reader.page._actions
        assert not any(
            action.isEnabled() for action in (actions.delete, actions.resume, actions.identify, actions.more)
        )
        reader.choose("new")
        assert actions.delete.isEnabled()
        assert actions.resume.isEnabled(), "what waits for nothing can be started"
        assert not actions.exports["onnx"].isEnabled()


def test_report_and_folder_are_opened(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    reader.look(1)
    reader.choose("mine")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True)
    reader.page._actions.report.trigger()
    reader.page._actions.folder.trigger()
    assert opened == [str(run.report / "report.html"), str(run.path)]
    told: list[str] = []
    reader.page.status.connect(told.append)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    reader.page._actions.report.trigger()
    reader.page._actions.folder.trigger()
    assert len(told) == 2 and all("No program on this computer opens" in sentence for sentence in told)


def test_how_well_the_model_does_is_shown(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("core.inference.classifier.Classifier.load", lambda *args, **options: ColourClassifier())
    run = make_run(tmp_path, name="measured")
    run.report.mkdir()
    mistake = {"breed": "beagle", "predicted": "pug", "probability": 0.9}
    photos = [draw(tmp_path / f"{name}.png", COLOURS["pug"]) for name in ("one", "two")]
    figures = {
        "photos": 20, "accuracy": 0.9, "accuracy_low": 0.7, "accuracy_high": 0.97, "top5": 1.0, "log_loss": 0.3,
        "ece": 0.02, "calibration": {"without_temperature": {"ece": 0.1}}, "macro": {"f1": 0.88},
        "per_breed": {
            "beagle": {"precision": 1.0, "recall": 0.8, "f1": 0.89, "photos": 10},
            "pug": {"precision": 0.83, "recall": 1.0, "f1": 0.91, "photos": 12},
            "my own": {"precision": None, "recall": 0.5, "f1": None, "photos": 2},
        },
        "labels": ["beagle", "pug", "my own"], "confusion": [[8, 2, 0], [0, 10, 0], [0, 1, 1]],
        "confused_pairs": [{"breed": "beagle", "predicted": "pug", "count": 2, "share": 0.2}],
        "misclassified": [{"path": path, **mistake} for path in photos],
        "splits": {"train": {"photos": 80, "accuracy": 0.99}}, "note": "A note.", "unknown_breeds": {"my own": 2},
    }  # fmt: skip
    (run.report / "metrics.json").write_text(json.dumps(figures))
    reader.look(1)
    reader.choose("measured")
    reader.find("runTabs", QTabWidget).setCurrentIndex(2)
    facts = dict(reader.find("evaluationFacts").facts)
    assert facts["Accuracy, with 95% interval"] == "90.0%  (70.0% to 97.0%)"
    assert facts["Calibration error, before and after"] == "10.0% → 2.0%"
    assert reader.find("evaluationNote", QLabel).text() == "A note."
    breeds = reader.find("breedFigures", QTreeWidget)
    breeds.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert [breeds.topLevelItem(i).text(0) for i in range(3)] == ["My own", "Beagle", "Pug"]
    mistakes = reader.find("mistakesList", QListView)
    assert mistakes.model().index(0).data() == "Beagle → Pug, 90%"
    view = mistakes.parent()
    reader.wait(lambda: view._pictures[0]._layer is not None and view._pictures[1]._layer is not None)
    hottest = [_hottest(picture._layer) for picture in view._pictures]
    assert abs(hottest[0] - 0.7) < 0.1, "where it looked for the pug, the fourth class"
    assert abs(hottest[1] - 0.1) < 0.1, "where it looked for the beagle, the first"
    pairs = reader.find("confusedPairs", QTreeWidget)
    mistakes.setCurrentIndex(mistakes.model().index(1))
    pairs.itemActivated.emit(pairs.topLevelItem(0), 0)
    assert mistakes.currentIndex().row() == 0
    matrix = reader.find("confusionMatrix", ConfusionMatrix)
    assert matrix.names == ("Beagle", "Pug", "My own") and matrix.outside == {2}
    assert [[matrix.cell_text(i, j) for j in range(3)] for i in range(3)] == [
        ["8", "2", ""], ["", "10", ""], ["", "1", "1"]
    ]  # fmt: skip
    assert matrix.describe(0, 1) == "Beagle → Pug: 2 of 10 (20%)"
    mistakes.setCurrentIndex(mistakes.model().index(1))
    reader.find("evaluationLists", QTabWidget).setCurrentWidget(matrix)
    for row, column in ((0, 0), (1, 0), (0, 1)):
        assert reader.find("evaluationLists", QTabWidget).currentWidget() is matrix
        place = matrix.cell_rect(row, column).center().toPoint()
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert reader.find("evaluationLists", QTabWidget).currentWidget() is view and mistakes.currentIndex().row() == 0


def test_a_run_under_way_leaves_the_persons_place_and_loads_its_model_once(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []

    def load(name: str, **options: Any) -> ColourClassifier:
        loads.append(name)
        return ColourClassifier()

    monkeypatch.setattr("core.inference.classifier.Classifier.load", load)
    run = make_run(tmp_path, name="going on")
    run.report.mkdir()
    photos = [draw(tmp_path / f"{name}.png", COLOURS["pug"]) for name in ("one", "two", "three")]
    wrong = [{"path": path, "breed": "beagle", "predicted": "pug", "probability": 0.9} for path in photos]
    (run.report / "metrics.json").write_text(json.dumps({"photos": 9, "misclassified": wrong}))
    installed = user_folders().models / "mine.breedmodel" / "card.json"
    installed.parent.mkdir(parents=True)
    installed.write_text("{}")
    with run.own():
        run.update(model="mine", epochs=1)
        reader.look(1)
        reader.choose("going on")
        reader.find("runTabs", QTabWidget).setCurrentIndex(2)
        mistakes = reader.find("mistakesList", QListView)
        note = reader.find("mistakesNote", QLabel)
        mistakes.setCurrentIndex(mistakes.model().index(2))
        reader.wait(lambda: mistakes.parent()._pictures[0]._layer is not None)
        run.update(epochs=2)
        reader.page.look_again()
        reader.wait(lambda: reader.page._rows_read[0].info.epochs == 2 and not reader.page._reading.is_running)
    assert mistakes.currentIndex().row() == 2 and note.text() == "three.png"
    assert mistakes.parent()._pictures[0]._layer is not None, "nothing was looked at anew"
    assert loads == ["mine"]


def test_rows_of_mistakes_are_made_when_they_are_asked_for() -> None:
    asked: list[str] = []
    model = MistakeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wrong = {"path": "/a.png", "breed": "beagle", "predicted": "pug", "probability": 0.5}
    model.set_mistakes([wrong] * 5000, lambda breed: asked.append(breed) or breed)
    asked.clear()
    assert model.rowCount() == 5000
    assert model.index(4999).data() == "beagle → pug, 50%" and asked == ["beagle", "pug"]


def _hottest(layer: Any) -> float:
    """Where across the layer is strongest, 0..1."""
    alphas = [layer.pixelColor(x, layer.height() // 2).alpha() for x in range(layer.width())]
    hot = [x for x, alpha in enumerate(alphas) if alpha > 128]
    return sum(hot) / len(hot) / layer.width()


def test_a_model_is_exported_with_its_proof(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    asked, told = [], []

    def export(*args: Any, on_progress: Any, **options: Any) -> Any:
        asked.append(args[3])
        return export_model(*args, on_progress=lambda news: (told.append(news), on_progress(news)), **options)

    monkeypatch.setattr("core.bundles.export.export_model", export)
    reader.look(1)
    reader.choose("mine")
    reader.page._actions.exports["onnx"].trigger()
    dialog = reader.page.findChild(QFileDialog)
    target = tmp_path / "out" / "mine.onnx"
    target.parent.mkdir()
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    reader.wait(lambda: reader.page.findChild(QMessageBox, "exportReport"))
    box = reader.find("exportReport", QMessageBox)
    assert "100.0%" in box.informativeText()
    assert target.is_file()
    assert asked == [photos_to_compare(run)] and told[-1].done == told[-1].total == len(asked[0]) > 0
    box.close()
    QApplication.processEvents()


def test_a_run_goes_on_from_here(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    started: list[tuple[str, int]] = []
    monkeypatch.setattr("app.pages.runs.page.resume_run", lambda path, extra, _context: started.append((path, extra)))
    run = make_run(tmp_path, epochs=2, name="mine")
    execute_here(run)
    reader.look(1)
    reader.choose("mine")
    with qtbot.waitSignal(reader.page.page_requested) as asked:
        reader.page._actions.more.trigger()
    assert started == [(str(run.path), 10)]
    assert asked.args[0] == "trainPage"


def test_the_model_passes_qts_own_test(qtbot: QtBot) -> None:
    QAbstractItemModelTester(RunTableModel(), QAbstractItemModelTester.FailureReportingMode.Fatal)
