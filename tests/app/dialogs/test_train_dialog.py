"""The dialog that starts a training: what it says of the photos, and the run that comes of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from asker import Asker, draw_breeds
from PySide6.QtCore import QLocale, QMimeData, Qt, QUrl
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

# rate_stand_in.py: a sweep without Keras, in a process of its own
from rate_stand_in import STEPS, SUGGESTION, sweep_with_stand_in

from app.dialogs.train_dialog import TrainDialog
from app.dialogs.train_dialog_findings import SIGNS
from app.options import LANGUAGE, LAST_DATASET
from app.services import Services
from app.translation import Translation
from core.datasets.table import load_table
from core.training.recipe_files import load_recipe, with_values
from core.training.several_plan import PHOTOS, RECIPE, SeveralPlan, load_plan


def test_the_plain_way_gives_a_run_of_the_quick_recipe(asker: Asker, services: Services, photos: Path) -> None:
    assert not asker.start.isEnabled()
    assert asker.note == "Choose the photos to learn from."
    asker.give(photos)
    assert "17" in asker.summary and "3" in asker.summary
    assert asker.note == ""
    run = asker.run()
    assert run.recipe() == load_recipe("quick")
    assert run.info().source == str(photos)
    table = run.table()
    assert set(table["breed"]) == {"beagle", "pug", "Old English Terrier"}
    assert {"train", "validation"} <= set(table["split"])
    assert not asker.dialog.isVisible()
    assert services.settings.get(LAST_DATASET) == str(photos)


def test_what_is_typed_is_looked_at_after_a_moment(asker: Asker, photos: Path, qtbot: QtBot) -> None:
    edit = asker.find("datasetEdit", QLineEdit)
    qtbot.keyClicks(edit, str(photos))
    assert asker.dialog._photos.inspection is None
    asker.wait(lambda: asker.dialog._photos.inspection is not None)
    edit.clear()
    qtbot.keyClicks(edit, str(photos / "nowhere"))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    asker.wait(lambda: "nothing at" in asker.summary)
    assert not asker.start.isEnabled()


def test_a_folder_can_be_dropped_and_browsed_for(asker: Asker, photos: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photos))])
    asker.dialog._on_dropped(mime)
    asker.wait(lambda: asker.dialog._photos.inspection is not None)
    asker.find("browseButton", QPushButton).click()
    dialog = asker.dialog.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(photos / "pug"))
    dialog.reject()
    assert asker.find("datasetEdit", QLineEdit).text() == str(photos / "pug")
    asker.wait(lambda: asker.dialog._photos.inspection is None and not asker.dialog._data.is_looking)
    assert not asker.start.isEnabled()


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [({"pug": 4}, "All photos are of one breed, Pug"), ({"nobody": 0}, "no photo")],
)
def test_photos_that_teach_nothing_say_so(asker: Asker, tmp_path: Path, counts: dict[str, int], sentence: str) -> None:
    asker.wait_for_recipes()
    asker.dialog.open_paths([str(draw_breeds(tmp_path / "few", counts))])
    asker.wait(lambda: sentence in asker.note + asker.summary)
    assert not asker.start.isEnabled()


def test_what_is_wrong_is_listed_and_can_be_left_out(asker: Asker, photos: Path) -> None:
    (photos / "pug" / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    (photos / "pug" / "again.png").write_bytes((photos / "pug" / "0.png").read_bytes())
    draw_breeds(photos, {"rare one": 2})
    asker.give(photos)
    findings = " ".join(label.text() for label in asker.dialog._photos.findChildren(QLabel))
    assert "1 photo" in findings and "cannot be read" in findings
    assert "Fewer than 5 photos of Rare one" in findings
    assert "more than once" in findings
    assert "broken.jpg" in findings and "again.png" in findings, "which they are"
    boxes = asker.dialog._photos.findChildren(QCheckBox, "leaveOutBox")
    by_reason = {box.accessibleDescription(): box for box in boxes}
    assert [box.isChecked() for reason, box in by_reason.items() if "read" in reason] == [True]
    for reason, box in by_reason.items():
        if "once" in reason or "Fewer" in reason:
            assert not box.isChecked()
            box.setChecked(True)
    paths = asker.run().table()["path"].tolist()
    assert not any(name in path for path in paths for name in ("broken", "rare one"))
    assert sum(path.endswith(("pug/0.png", "pug/again.png")) for path in paths) == 1


def leaking(photos: Path) -> str:
    """Divide the photos by folders, one of the beagles being there on both sides; the name of its copy for training."""
    for breed in ("beagle", "pug"):
        tested = photos / "test" / breed
        tested.mkdir(parents=True)
        shutil.copy(photos / breed / "0.png", tested / "first.png")
        (photos / "train").mkdir(exist_ok=True)
        (photos / breed).rename(photos / "train" / breed)
        if breed == "pug":
            (photos / "train" / breed / "0.png").unlink()
    shutil.rmtree(photos / "Old English Terrier")
    return str(photos / "train" / "beagle" / "0.png")


def test_what_leaks_is_told_of_the_division_and_goes_by_itself(asker: Asker, photos: Path) -> None:
    copy = leaking(photos)
    asker.give(photos)
    asker.wait(lambda: asker.dialog._photos._divided.findChildren(QCheckBox, "leaveOutBox"))
    (box,) = asker.dialog._photos.findChildren(QCheckBox, "leaveOutBox")
    assert "those to test with" in box.accessibleDescription() and box.isChecked()
    run = asker.run()
    paths = run.table()["path"].tolist()
    assert run.recipe().data.leave_out_leaks and copy not in paths and len(paths) == 12


def test_what_leaks_may_stay(asker: Asker, photos: Path) -> None:
    copy = leaking(photos)
    asker.give(photos)
    asker.wait(lambda: asker.dialog._photos._divided.findChildren(QCheckBox, "leaveOutBox"))
    asker.dialog._photos.findChild(QCheckBox, "leaveOutBox").setChecked(False)
    asker.find("epochsSpin", QSpinBox).setValue(3)  # divided anew: what was chosen stays chosen
    run = asker.run()
    assert not run.recipe().data.leave_out_leaks and copy in run.table()["path"].tolist()


def test_labels_in_conflict_and_names_alike_can_be_set_right(asker: Asker, photos: Path) -> None:
    shutil.copy(photos / "pug" / "0.png", photos / "beagle" / "pug.png")
    (photos / "Old English Terrier").rename(photos / "Labradoodle")
    (photos / "labra-doodle").mkdir()
    (photos / "Labradoodle" / "0.png").rename(photos / "labra-doodle" / "0.png")
    asker.give(photos)
    panel = asker.dialog._photos
    boxes = {name: panel.findChild(QCheckBox, name) for name in ("keepOneBox", "joinBox")}
    (leave_out,) = (
        box for box in panel.findChildren(QCheckBox, "leaveOutBox") if "two breeds" in box.accessibleDescription()
    )
    leave_out.setChecked(True)
    boxes["keepOneBox"].setChecked(True)
    assert not leave_out.isChecked() and not boxes["joinBox"].isChecked()
    boxes["joinBox"].setChecked(True)
    table = asker.run().table()
    assert set(table["breed"]) == {"beagle", "pug", "Labradoodle"}
    assert sum(path.endswith(("pug/0.png", "beagle/pug.png")) for path in table["path"]) == 1 and len(table) == 17


def test_only_these_breeds(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    items = asker.breeds()
    assert set(items) == {"Beagle", "Pug", "Old English Terrier"}
    items["Pug"].setCheckState(0, Qt.CheckState.Unchecked)
    items["Beagle"].setCheckState(0, Qt.CheckState.Unchecked)
    assert asker.note == "Choose at least two breeds."
    assert not asker.start.isEnabled()
    items["Beagle"].setCheckState(0, Qt.CheckState.Checked)
    run = asker.run()
    assert set(run.table()["breed"]) == {"beagle", "Old English Terrier"}
    assert set(run.recipe().data.breeds) == {"beagle", "Old English Terrier"}


def test_of_several_dropped_folders_each_is_a_breed(asker: Asker, photos: Path) -> None:
    asker.wait_for_recipes()
    draw_breeds(photos, {"Poodle Mix": 5})
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photos / name)) for name in ("pug", "Poodle Mix", "beagle")])
    asker.dialog._on_dropped(mime)
    asker.wait(lambda: asker.dialog._photos.inspection is not None)
    assert asker.ticked() == ["Beagle", "Poodle Mix", "Pug"] and len(asker.breeds()) == 4
    run = asker.run()
    assert run.info().source == str(photos) and set(run.table()["breed"]) == {"pug", "beagle", "Poodle Mix"}


def test_dropped_folders_that_do_not_lie_together_say_so(asker: Asker, photos: Path, tmp_path: Path) -> None:
    asker.give(photos)
    asker.dialog.open_paths([str(photos / "pug"), str(draw_breeds(tmp_path / "other", {"beagle": 1}) / "beagle")])
    assert asker.summary == "These do not lie beside each other." and not asker.start.isEnabled()
    assert asker.find("datasetEdit", QLineEdit).text() == ""


def test_many_breeds_are_searched_and_ticked_at_once(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    search, items = asker.find("breedsSearch", QLineEdit), asker.breeds()
    asker.find("noBreedsButton", QPushButton).click()
    assert asker.ticked() == [] and asker.note == "Choose at least two breeds."
    search.setText("ENGLISH")
    assert [name for name, item in items.items() if not item.isHidden()] == ["Old English Terrier"]
    asker.find("allBreedsButton", QPushButton).click()
    assert asker.ticked() == ["Old English Terrier"], "of those that were found"
    search.clear()
    assert not any(item.isHidden() for item in items.values())
    asker.find("allBreedsButton", QPushButton).click()
    assert len(asker.ticked()) == 3 and asker.start.isEnabled()


def test_every_value_reaches_the_recipe(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    asker.find("epochsSpin", QSpinBox).setValue(7)
    asker.find("runNameEdit", QLineEdit).setText("my first")
    asker.find("trainingLearningRate", QDoubleSpinBox).setValue(0.0125)
    asker.find("trainingBatchSize", QSpinBox).setValue(4)
    asker.find("trainingOptimiser", QComboBox).setCurrentIndex(3)
    asker.find("trainingClassWeights", QCheckBox).toggle()
    asker.find("trainingEarlyStoppingPatience", QSpinBox).setValue(0)
    asker.find("dataTrain", QDoubleSpinBox).setValue(0.5)
    asker.find("trainingFineTuneTopBlocks", QSpinBox).setValue(2)
    asker.find("augmentationRotationDegrees", QDoubleSpinBox).setValue(25)
    assert asker.find("trainingLearningRate", QDoubleSpinBox).text() == "0.0125"
    run = asker.run()
    recipe, quick = run.recipe(), load_recipe("quick")
    assert run.info().name == "my first"
    assert (recipe.training.epochs, recipe.training.learning_rate, recipe.training.batch_size) == (7, 0.0125, 4)
    assert recipe.training.optimiser == "sgd"
    assert recipe.training.class_weights is not quick.training.class_weights
    assert recipe.training.early_stopping is None
    assert recipe.training.fine_tune is not None and recipe.training.fine_tune.top_blocks == 2
    assert (recipe.data.split, recipe.data.train, recipe.data.validation) == ("stratified", 0.5, 0.15)
    assert recipe.data.test == pytest.approx(0.35)
    assert recipe.augmentation.rotation_degrees == 25
    assert recipe.augmentation.horizontal_flip == quick.augmentation.horizontal_flip
    assert recipe.augmentation.random_resized_crop == quick.augmentation.random_resized_crop


def test_another_optimiser_leaves_what_the_recipe_said_of_its_own(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    box = asker.find("recipeBox", QComboBox)
    box.setCurrentIndex(box.findData("jarleton-vgg16-sgd-corrected"))
    asker.find("trainingOptimiser", QComboBox).setCurrentIndex(0)
    training = asker.run().recipe().training
    assert (training.optimiser, training.momentum) == ("adam", 0.0)
    assert load_recipe("jarleton-vgg16-sgd-corrected").training.momentum > 0


def test_values_that_cannot_be_are_told_before_the_start(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    asker.find("dataTrain", QDoubleSpinBox).setValue(0.9)
    asker.find("dataValidation", QDoubleSpinBox).setValue(0.3)
    assert "more than the whole" in asker.note
    assert not asker.start.isEnabled()


def test_what_fails_at_the_start_is_said_in_the_dialog(
    asker: Asker, services: Services, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker.give(photos)
    services.folders.data.mkdir(parents=True, exist_ok=True)
    (services.folders.data / "runs").write_bytes(b"in the way")
    asker.start.click()
    asker.wait(lambda: asker.note)
    assert asker.dialog.isVisible()
    assert asker.start.isEnabled()


def test_a_network_that_is_not_here_is_told_before_the_start(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    asker.wait(asker.start.isEnabled)
    asker.choose("transfer-xception-tuned")
    asker.wait(lambda: "breedlens models get xception" in asker.note)
    assert not asker.start.isEnabled()
    asker.choose("quick")
    asker.wait(asker.start.isEnabled)
    assert not asker.note


def test_recipes_for_everyone_come_first(asker: Asker) -> None:
    asker.wait_for_recipes()
    box = asker.find("recipeBox", QComboBox)
    assert [box.itemText(i) for i in range(3)] == ["Quick", "Balanced", "Best"]
    assert box.currentText() == "Quick"
    asker.choose("jarleton-vgg16")
    note = asker.find("recipeNote", QLabel).text()
    assert "224 × 224" in note and "Published result" in note and "Source" in note
    assert asker.find("epochsSpin", QSpinBox).value() == load_recipe("jarleton-vgg16").training.epochs
    assert not box.model().flags(box.model().index(4, 0)) & Qt.ItemFlag.ItemIsSelectable


def choose_several(asker: Asker, kind: str, count: int) -> None:
    box = asker.find("severalBox", QComboBox)
    box.setCurrentIndex(box.findData(kind))
    asker.find("severalSpin", QSpinBox).setValue(count)


def planned(asker: Asker) -> SeveralPlan:
    assert asker.start.isEnabled(), asker.note
    with asker.qtbot.waitSignal(asker.dialog.planned, timeout=20_000) as made:
        asker.start.click()
    return load_plan(Path(made.args[0]))


def test_a_recipe_in_folds_is_cross_validated(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    assert asker.find("severalBox", QComboBox).currentData() == "once"
    asker.choose("roussel-four-fold")
    assert asker.find("severalBox", QComboBox).currentData() == "folds"
    assert asker.find("severalSpin", QSpinBox).value() == 4
    assert "become one model" in asker.find("severalNote", QLabel).text()
    asker.find("runNameEdit", QLineEdit).setText("folds")
    plan = planned(asker)
    assert (plan.name, plan.kind, plan.count, plan.source) == ("folds", "folds", 4, str(photos))
    assert load_recipe(str(plan.place / RECIPE)).cross_validation is not None
    assert len(load_table(str(plan.place / PHOTOS))) == 17
    asker.choose("quick")
    assert asker.find("severalBox", QComboBox).currentData() == "once"


def test_what_is_made_of_folds_can_be_trained_once(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    asker.choose("roussel-four-fold")
    choose_several(asker, "once", 1)
    run = asker.run()
    assert run.recipe().cross_validation is None and run.recipe().data.split == "kfold"


def test_a_search_is_written_down_with_the_values_of_the_dialog(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    choose_several(asker, "search", 3)
    assert "learning_rate" in asker.find("severalNote", QLabel).text()
    asker.find("epochsSpin", QSpinBox).setValue(2)
    plan = planned(asker)
    assert (plan.kind, plan.count) == ("search", 3) and plan.name.startswith("quick-")
    recipe = load_recipe(str(plan.place / RECIPE))
    assert recipe.training.epochs == 2 and recipe.search == load_recipe("quick").search


def test_without_ranges_there_is_no_search(asker: Asker) -> None:
    asker.wait_for_recipes()
    choose_several(asker, "search", 3)
    entry = asker.dialog._recipes.entry
    assert entry is not None
    asker.dialog._advanced.show_recipe(replace(entry, recipe=with_values(entry.recipe, {"search": {}})))
    box = asker.find("severalBox", QComboBox)
    assert box.currentData() == "once" and "no ranges" in asker.find("severalNote", QLabel).text()
    assert not box.model().flags(box.model().index(box.findData("search"), 0)) & Qt.ItemFlag.ItemIsEnabled


def test_a_division_that_does_not_fit_is_told(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    note = asker.find("divisionNote", QLabel)
    assert not note.isVisible()
    asker.choose("nama-nyam-000-inception-resnet-v2")
    asker.wait(lambda: "split A" in note.text() and note.isVisible())
    choose_several(asker, "folds", 2)
    asker.wait(lambda: not note.isVisible())


def test_a_learning_rate_is_found_and_taken_over(asker: Asker, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep_with_stand_in(monkeypatch)
    button = asker.find("findRateButton", QPushButton)
    assert not button.isEnabled()
    asker.give(photos)
    button.click()
    use = asker.find("useRateButton", QPushButton)
    asker.wait(use.isEnabled)
    plot = asker.find("ratePlot")
    rates, losses = plot.points
    assert len(rates) == len(losses) == STEPS and plot.marked == pytest.approx(SUGGESTION)
    assert "0.001" in asker.find("rateState", QLabel).text()
    use.click()
    assert asker.find("trainingLearningRate", QDoubleSpinBox).value() == SUGGESTION
    asker.wait(lambda: asker.dialog.findChild(QWidget, "rateFinderDialog") is None)
    assert asker.run().recipe().training.learning_rate == SUGGESTION


def test_a_search_for_a_rate_can_be_given_up_and_may_fail(
    asker: Asker, photos: Path, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    sweep_with_stand_in(monkeypatch, seconds=0.1)
    asker.give(photos)
    button = asker.find("findRateButton", QPushButton)
    button.click()
    asker.wait(lambda: asker.dialog.findChild(QWidget, "ratePlot") is not None)
    finder = asker.find("rateFinderDialog")
    asker.wait(lambda: len(finder._rates) > 2)
    finder.reject()
    asker.wait(lambda: not services.tasks._tasks)
    asker.wait(lambda: asker.dialog.findChild(QWidget, "rateFinderDialog") is None)
    sweep_with_stand_in(monkeypatch, mischief="fail")
    button.click()
    asker.wait(lambda: "can be read" in asker.find("rateState", QLabel).text())
    assert not asker.find("useRateButton", QPushButton).isEnabled()
    asker.find("rateFinderDialog").reject()


def test_nine_results_of_one_photo(asker: Asker, photos: Path) -> None:
    asker.find("trainTabs", QTabWidget).setCurrentWidget(asker.dialog._augmentation.parent().parent())
    asker.wait(lambda: "Choose photos first" in asker.find("previewNote", QLabel).text())
    asker.give(photos)
    panel = asker.dialog._augmentation

    def shown() -> list[bytes]:
        images = [picture._pixmap.toImage() for picture in panel._pictures]
        return [bytes(image.constBits()) if not image.isNull() else b"" for image in images]

    asker.wait(lambda: all(shown()))
    assert len(set(shown())) == 9
    sets = asker.find("augmentationSetBox", QComboBox)
    sets.setCurrentIndex(sets.findData("none"))
    sets.activated.emit(sets.currentIndex())
    asker.wait(lambda: len(set(shown())) == 1 and all(shown()))
    assert asker.run().recipe().augmentation.horizontal_flip in (None, False)


def test_closing_gives_up_what_is_under_way(services: Services, photos: Path, qtbot: QtBot) -> None:
    dialog = TrainDialog(services)
    dialog.show()
    dialog.open_paths([str(photos)])
    dialog.reject()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not services.tasks._tasks)


def test_the_dialog_speaks_french(services: Services, photos: Path, qtbot: QtBot) -> None:
    services.settings.set(LANGUAGE, "fr")
    translation = Translation(services.settings)
    try:
        dialog = TrainDialog(services)
        dialog.show()
        asker = Asker(dialog, qtbot)
        asker.give(photos)
        assert asker.start.text() == "Lancer l’entraînement"
        tree = asker.find("breedsList", QTreeWidget)
        assert "Carlin" in [tree.topLevelItem(i).text(0) for i in range(tree.topLevelItemCount())]
        dialog.reject()
        dialog.deleteLater()
    finally:
        translation.remove()
        QLocale.setDefault(QLocale.c())


def test_the_keyboard_goes_through_the_dialog_as_it_is_read(asker: Asker) -> None:
    asker.wait_for_recipes()
    names: list[str] = []
    widget = first = asker.find("datasetEdit", QLineEdit)
    while True:
        if widget.isVisibleTo(asker.dialog) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is first:
            break
    wanted = ["datasetEdit", "browseButton", "browseTableButton", "recipeBox", "epochsSpin", "runNameEdit"]
    assert [name for name in names if name in wanted] == wanted


def test_every_field_has_a_name_for_screen_readers(asker: Asker) -> None:
    asker.wait_for_recipes()
    for kind in (QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QTreeWidget):
        for widget in asker.dialog.findChildren(kind):
            if not widget.objectName().startswith("qt_"):
                labels = [label for label in asker.dialog.findChildren(QLabel) if label.buddy() is widget]
                assert widget.accessibleName() or labels, widget.objectName()


def test_the_signs_of_findings_are_in_the_font_of_a_bare_linux(qapp: QApplication) -> None:
    font = QRawFont.fromFont(QFont("DejaVu Sans"))
    if font.familyName() != "DejaVu Sans":
        pytest.skip("DejaVu Sans is not installed")
    assert [sign for sign in SIGNS.values() if not font.supportsCharacter(ord(sign))] == []
