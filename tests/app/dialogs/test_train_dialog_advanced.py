"""What the training dialog offers beyond the recipe, and what it says where a recipe cannot be so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asker import Asker
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QWidget,
)

from app.dialogs.recipe_fields import RecipeFields
from app.dialogs.train_dialog_preprocessing import changed_steps, shown_values
from core.preprocessing.pipeline import Pipeline
from core.training.recipe_files import all_recipes, load_recipe

PREPROCESSING = "preprocessing."


def pick(asker: Asker, name: str, value: str) -> None:
    box = asker.find(name, QComboBox)
    index = box.findData(value)
    assert index >= 0, (name, value)
    box.setCurrentIndex(index)


def test_schedules_the_network_and_the_end_can_be_chosen(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    pick(asker, "trainingScheduleKind", "step")
    asker.find("trainingScheduleWarmUpEpochs", QDoubleSpinBox).setValue(1.5)
    asker.find("trainingScheduleStepEpochs", QSpinBox).setValue(4)
    pick(asker, "trainingEarlyStoppingMonitor", "val_accuracy")
    pick(asker, "trainingMixedPrecision", "off")
    pick(asker, "architectureHeadPooling", "gap")
    pick(asker, "architectureHeadBatchNorm", "on")
    asker.find("architectureHeadHidden", QLineEdit).setText("20, 10")
    asker.find("architectureHeadDropout", QLineEdit).setText("0,25")
    recipe, quick = asker.run().recipe(), load_recipe("quick")
    schedule, stopping = recipe.training.schedule, recipe.training.early_stopping
    assert schedule is not None and (schedule.kind, schedule.warm_up_epochs, schedule.step_epochs) == ("step", 1.5, 4)
    assert stopping is not None and quick.training.early_stopping is not None
    assert (stopping.monitor, stopping.patience) == ("val_accuracy", quick.training.early_stopping.patience)
    assert recipe.training.mixed_precision == "off" and recipe.training.reduce_on_plateau is None
    head = recipe.architecture.head
    assert (head.hidden, head.dropout, head.pooling, head.batch_norm) == ((20, 10), 0.25, "gap", True)
    assert head.layer_norm == quick.architecture.head.layer_norm


def test_preprocessing_reaches_the_recipe(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    pick(asker, "preprocessingResizeMode", "pad")
    pick(asker, "preprocessingEqualiseMethod", "clahe")
    asker.find("preprocessingEqualiseTiles", QSpinBox).setValue(4)
    asker.find("preprocessingCropToBox", QCheckBox).click()
    recipe = asker.run().recipe()
    assert [step["step"] for step in recipe.preprocessing] == ["crop_to_box", "centre_crop", "resize", "equalise"]
    assert recipe.preprocessing[2]["mode"] == "pad" and recipe.evaluation_preprocessing is None
    assert recipe.preprocessing[3] == {"step": "equalise", "method": "clahe", "clip_limit": 2.0, "tiles": 4}


@pytest.mark.parametrize("recipe", all_recipes(), ids=lambda recipe: recipe.name)
def test_the_steps_of_every_recipe_can_be_shown_and_are_kept(recipe: Any) -> None:
    steps = Pipeline(recipe.preprocessing).steps
    assert changed_steps(steps, shown_values(steps)) == [dict(step) for step in steps]


def test_steps_come_and_go_in_an_order_that_a_pipeline_takes() -> None:
    steps = Pipeline([{"step": "sharpen", "amount": 2.0}, {"step": "resize"}, {"step": "smooth"}]).steps
    values = shown_values(steps)
    on = {"crop_to_box": True, "centre_crop.fraction": 0.5, "denoise.method": "median", "standardise": True}
    values |= {PREPROCESSING + name: value for name, value in on.items()}
    values[f"{PREPROCESSING}smooth.sigma"] = 0.0
    changed = changed_steps(steps, values)
    names = [step["step"] for step in changed]
    assert names == ["crop_to_box", "centre_crop", "sharpen", "resize", "denoise", "standardise"]
    assert Pipeline(changed).steps[2]["amount"] == 2.0
    again = changed_steps(changed, {**shown_values(changed), f"{PREPROCESSING}centre_crop.fraction": 1.0})
    assert [step["step"] for step in again] == [name for name in names if name != "centre_crop"]


def marked(asker: Asker) -> set[str]:
    found = asker.dialog._advanced.findChildren(QWidget)
    return {widget.objectName() for widget in found if widget.property("invalid")}


def test_what_cannot_be_together_is_said_and_marked(asker: Asker, photos: Path) -> None:
    asker.give(photos)
    pick(asker, "trainingScheduleKind", "cosine")
    plateau = asker.find("trainingReduceOnPlateauPatience", QSpinBox)
    plateau.setValue(3)
    asker.wait(lambda: "cannot both set the learning rate" in asker.note)
    assert not asker.start.isEnabled()
    assert {"trainingScheduleKind", "trainingReduceOnPlateauPatience"} <= marked(asker)
    assert "trainingLearningRate" not in marked(asker)
    assert plateau.isVisibleTo(asker.dialog._advanced), "its group is unfolded"
    plateau.setValue(0)
    asker.wait(lambda: asker.note == "" and not marked(asker))
    asker.find("architectureHeadHidden", QLineEdit).setText("200, many")
    asker.wait(lambda: "architecture.head.hidden" in asker.note and "whole number" in asker.note)
    assert marked(asker) == {"architectureHeadHidden"}


def test_fields_that_do_not_count_cannot_be_changed(asker: Asker) -> None:
    asker.wait_for_recipes()
    momentum = asker.find("trainingMomentum", QDoubleSpinBox)
    for optimiser, counts in (("adam", False), ("sgd", True), ("adamw", False), ("rmsprop", True)):
        pick(asker, "trainingOptimiser", optimiser)
        assert momentum.isEnabled() is counts
    tuned = asker.find("trainingFineTuneEpochs", QSpinBox)
    asker.find("trainingFineTuneTopBlocks", QSpinBox).setValue(0)
    assert not tuned.isEnabled()
    asker.find("trainingFineTuneTopBlocks", QSpinBox).setValue(1)
    assert tuned.isEnabled()


def test_every_field_says_what_it_does(asker: Asker) -> None:
    for panel in (asker.dialog._advanced, asker.dialog._preprocessing):
        fields: RecipeFields = panel.fields
        assert all(spec.title and spec.tip for spec in fields.specs)
        assert all(widget.toolTip() for widget in fields.widgets.values())
        boxes = {spec.path: spec for spec in fields.specs if spec.choices}
        assert all(len(spec.choices) == len(spec.choice_texts) for spec in boxes.values())


def test_groups_fold(asker: Asker) -> None:
    for heading in asker.dialog._advanced.findChildren(QToolButton, "groupHeading"):
        body, before = heading.parent()._body, heading.isChecked()
        assert body.isVisibleTo(heading.parent()) is before
        heading.click()
        assert body.isVisibleTo(heading.parent()) is not before


def test_the_dialog_fits_a_small_window(asker: Asker) -> None:
    asker.wait_for_recipes()
    asker.dialog.resize(1000, 600)
    assert (asker.dialog.width(), asker.dialog.height()) == (1000, 600)
    tabs = asker.find("trainTabs", QTabWidget)
    for panel in (asker.dialog._preprocessing, asker.dialog._advanced):
        for heading in panel.findChildren(QToolButton, "groupHeading"):
            heading.setChecked(True)
        tabs.setCurrentWidget(panel.parent().parent())
        QApplication.processEvents()
        assert panel.minimumSizeHint().width() <= panel.parent().width(), "nothing is cut off at the right"
