"""The values of a recipe are shown as people write them, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from app.pages.runs.recipe_table import RecipeTable
from app.pages.runs.recipe_values import RecipeValues
from app.pages.runs.work import _flat
from core.training.recipe_files import all_recipes

STEPS = [{"step": "centre_crop", "fraction": 0.875}, {"step": "resize", "mode": "crop"}, {"step": "whiten"}]


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (True, "yes", "yes"),
        (False, "no", "no"),
        (None, "–", "–"),
        ([], "–", "–"),
        ("", "–", "–"),
        (0, "0", "0"),
        (40_000, "40,000", "40\u202f000"),
        (0.005, "0.005", "0,005"),
        (1e-06, "1e-06", "1e-06"),
        (0.1 + 0.2, "0.3", "0,3"),
        (0.0, "0", "0"),
        ([0.8, 1.25], "0.8; 1.25", "0,8; 1,25"),
        ("val_loss", "val_loss", "val_loss"),
        ("\udcff", "�", "�"),
        (
            STEPS,
            "centre crop (fraction 0.875) → resize (mode crop) → whiten",
            "centre crop (fraction 0,875) → resize (mode crop) → whiten",
        ),
    ],
)
def test_a_value_is_a_word_or_a_number_of_the_language(
    value: Any, english: str, french: str, qapp: QApplication
) -> None:
    values = RecipeValues()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        assert values.text(value) == english
        QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
        assert values.text(value) == french  # the words are those of the source without a translator
    finally:
        QLocale.setDefault(QLocale.c())


def test_no_recipe_shows_what_only_programs_write(qtbot: QtBot) -> None:
    table = RecipeTable()
    qtbot.addWidget(table)
    for recipe in all_recipes():
        values = dict(_flat(recipe.model_dump(mode="json", exclude_none=True), ""))
        table.show_recipes([recipe.name], [values])
        tree = table.findChild(QTreeWidget, "recipeTable")
        shown = [tree.topLevelItem(row).text(1) for row in range(tree.topLevelItemCount())]
        assert len(shown) == len(values) and all(shown)
        assert not {"true", "false", "null", "[]", "{}"} & set(shown)
        assert not any(text[0] in "[{" for text in shown)
