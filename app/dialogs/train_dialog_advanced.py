"""The values of a recipe that people who know what they want change before a training."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.dialogs.advanced_specs import (
    COLUMNS,
    CONTEXT,
    DIVISION,
    LEARNING,
    RATE,
    SPECS,
    SPLIT_SEED,
    TABLES,
    TEST,
    TRAIN,
    VALIDATION,
)
from app.dialogs.field_groups import FoldingGroup
from app.dialogs.recipe_fields import RecipeFields
from app.dialogs.train_dialog_several import SeveralChooser
from app.dialogs.train_dialog_work import RecipeEntry
from app.widgets.figures import percent_text
from app.widgets.named import named

_SPLIT = (TRAIN, VALIDATION, SPLIT_SEED)


class AdvancedPanel(QWidget):
    """Fields in groups; what is not touched stays as the recipe has it.

    Signals:
        rate_wanted: a learning rate is to be looked for.
    """

    rate_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = RecipeFields(SPECS, self)
        self.several = SeveralChooser()
        self.find_rate = named(QPushButton(), "findRateButton")
        self.find_rate.setAutoDefault(False)
        self.find_rate.clicked.connect(self.rate_wanted)
        self._test = QLabel()
        self._test.setProperty("role", "muted")
        self._recipe: dict[str, Any] = {}
        self._groups = {group.title: FoldingGroup(group.is_open) for column in COLUMNS for group in column}
        self._several_group = FoldingGroup(is_open=True)
        self._lay_out()
        self._set_texts()
        self.fields.changed.connect(self._on_change)

    def show_recipe(self, entry: RecipeEntry) -> None:
        """Another recipe is chosen."""
        self._recipe = entry.recipe.model_dump()
        values = {spec.path: self._value(spec.path) for spec in SPECS}
        for table, switch in TABLES.items():
            if self._value(table) is None:
                values |= {path: value for path, value in _defaults(table).items() if path in values}
                if switch:
                    values[f"{table}.{switch}"] = 0
        self.fields.load(values)
        self.several.show_recipe(entry)

    def set_rate(self, rate: float) -> None:
        """Take over a learning rate that was found."""
        self.fields.put({RATE: rate})

    def problem(self) -> str:
        """Why these values cannot be, or nothing."""
        values = self.fields.values()
        if values[TRAIN] + values[VALIDATION] > 1.0 + 1e-9:
            return self.tr("The shares for learning and validation are more than the whole together.")
        return ""

    def show_problem(self, sentence: str) -> None:
        """Mark the fields that a sentence about the recipe names, and unfold their groups."""
        for path in self.fields.mark(sentence):
            for column in COLUMNS:
                for group in column:
                    if any(spec.path == path for spec in group.specs):
                        self._groups[group.title].unfold()

    def changes(self) -> dict[str, Any]:
        """What differs from the recipe, by dotted path."""
        changes, values = self.fields.changes(), self.fields.values()
        for table, switch in TABLES.items():
            inside = [path for path in changes if path.startswith(f"{table}.")]
            if inside:
                changes = {path: value for path, value in changes.items() if path not in inside}
                is_off = bool(switch) and not values[f"{table}.{switch}"]
                changes[table] = None if is_off else {**(self._value(table) or {}), **_table(values, table)}
        if "training.optimiser" in changes:  # what belonged to the recipe's own
            changes = {"training.momentum": 0.0, "training.weight_decay": None} | changes
        if any(path in changes for path in _SPLIT):
            changes |= {path: values[path] for path in _SPLIT}
            changes[TEST] = round(max(0.0, 1.0 - values[TRAIN] - values[VALIDATION]), 4)
            changes["data.split"] = "stratified"
        return changes

    def _value(self, path: str) -> Any:
        value: Any = self._recipe
        for part in path.split("."):
            value = (value or {}).get(part)
        return value

    def _on_change(self) -> None:
        values = self.fields.values()
        test = max(0.0, 1.0 - values[TRAIN] - values[VALIDATION])
        self._test.setText(self.tr("Left for the test: {percent}").format(percent=percent_text(test, 0)))

    def _lay_out(self) -> None:
        whole = QHBoxLayout()
        whole.setSpacing(20)
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(6)
            for group in groups:
                self._groups[group.title].add_fields(self.fields, group.specs)
                column.addWidget(self._groups[group.title])
            if groups is COLUMNS[0]:
                column.addWidget(self._several_group)
            column.addStretch(1)
            whole.addLayout(column, 1)
        self._groups[LEARNING.title].add_widget(self.find_rate, below_fields=True)
        self._groups[DIVISION.title].add_widget(self._test)
        self._several_group.add_widget(self.several)
        around = QVBoxLayout(self)
        around.setContentsMargins(14, 12, 14, 12)
        around.addLayout(whole)

    def _set_texts(self) -> None:
        for title, group in self._groups.items():
            group.set_title(self.tr(title))
        self._several_group.set_title(self.tr("Once or several times"))
        self.find_rate.setText(self.tr("Find a learning rate…"))
        self.find_rate.setToolTip(self.tr("Tries ever larger rates for a moment, and suggests one"))
        self.fields.set_declared_texts(CONTEXT, self.tr("off"), self.tr("As the network has it"))


def _table(values: dict[str, Any], table: str) -> dict[str, Any]:
    """The fields of a table by their own names."""
    inside = f"{table}."
    return {path.removeprefix(inside): value for path, value in values.items() if path.startswith(inside)}


def _defaults(table: str) -> dict[str, Any]:
    """What the fields of a table are where a recipe does not say, by dotted path."""
    from core.training.recipe_fields import field_types, table_type

    kind = table_type(field_types()[table])
    assert kind is not None
    return {f"{table}.{name}": value for name, value in kind().model_dump().items()}
