"""Recipes beside each other, line by line, with what differs in front and marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush, QFont, QPalette
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.pages.runs.recipe_values import RecipeValues
from app.translation import printable
from app.widgets.named import named


class RecipeTable(QWidget):
    """One row a field, one column a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._recipes: list[Mapping[str, Any]] = []
        self._values = RecipeValues(self)
        self._only = named(QCheckBox(), "onlyDifferencesBox")
        self._only.setChecked(True)
        self._only.toggled.connect(self._fill)
        self._tree = named(QTreeWidget(), "recipeTable")
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._only)
        column.addWidget(self._tree, 1)
        self._retranslate()

    def show_recipes(self, names: Sequence[str], recipes: Sequence[Mapping[str, Any]]) -> None:
        """Compare these."""
        shown = [printable(name) for name in names], list(recipes)
        if shown == (self._names, self._recipes):
            return
        self._names, self._recipes = shown
        self._only.setVisible(len(recipes) > 1)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._fill()

    def _fill(self) -> None:
        self._tree.clear()
        self._tree.setColumnCount(1 + len(self._recipes))
        self._tree.setHeaderLabels([self.tr("Field"), *self._names])
        fields = list(dict.fromkeys(field for recipe in self._recipes for field in recipe))
        rows = [(field, [self._values.text(recipe.get(field)) for recipe in self._recipes]) for field in fields]
        differing = [(field, values) for field, values in rows if len(set(values)) > 1]
        alike = [(field, values) for field, values in rows if len(set(values)) <= 1]
        several = len(self._recipes) > 1
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for field, values in differing:
            item = QTreeWidgetItem([field, *values])
            for place in range(1 + len(values)):
                item.setFont(place, bold)
                item.setBackground(place, QBrush(self.palette().color(QPalette.ColorRole.AlternateBase)))
            self._tree.addTopLevelItem(item)
        if not (several and self._only.isChecked()):
            self._tree.addTopLevelItems([QTreeWidgetItem([field, *values]) for field, values in alike])
        elif not differing:
            item = QTreeWidgetItem([self.tr("These runs have the same recipe.")])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._tree.addTopLevelItem(item)
        for place in range(1 + len(self._recipes)):
            self._tree.header().setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self._tree.resizeColumnToContents(place)
            self._tree.setColumnWidth(place, min(360, self._tree.columnWidth(place) + 16))

    def _retranslate(self) -> None:
        self._only.setText(self.tr("Only what differs"))
        self._tree.setAccessibleName(self.tr("Recipes compared"))
        self._fill()
