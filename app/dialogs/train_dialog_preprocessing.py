"""How the photos are prepared, in training and in every later use of the model, as the training dialog shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.dialogs.field_groups import FoldingGroup
from app.dialogs.preprocessing_specs import CONTEXT, GROUPS, ORDER, SPECS, SWITCHES
from app.dialogs.recipe_fields import RecipeFields
from app.dialogs.train_dialog_work import RecipeEntry

_PREFIX = "preprocessing."
_FIRST = ("crop_to_box", "centre_crop")
"""steps that come before all others, in this order; new ones of the others work on the finished square"""


class PreprocessingPanel(QWidget):
    """The steps of a recipe as fields; what is not touched stays as the recipe has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: Sequence[Mapping[str, Any]] = ()
        self.fields = RecipeFields(SPECS, self)
        self._groups = [FoldingGroup(is_open=True) for column in GROUPS for _ in column]
        self._note = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._note.setProperty("role", "muted")
        places = iter(self._groups)
        whole = QHBoxLayout()
        whole.setSpacing(20)
        for column in GROUPS:
            below = QVBoxLayout()
            below.setSpacing(6)
            for group in column:
                place = next(places)
                place.add_fields(self.fields, group.specs)
                below.addWidget(place)
            below.addStretch(1)
            whole.addLayout(below, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(14, 12, 14, 12)
        around.setSpacing(10)
        around.addWidget(self._note)
        around.addLayout(whole, 1)
        self._set_texts()

    def show_recipe(self, entry: RecipeEntry) -> None:
        """Another recipe is chosen."""
        self._steps = entry.preprocessing
        self.fields.load(shown_values(self._steps))

    def changes(self) -> dict[str, Any]:
        """What differs from the recipe, by dotted path: all steps where anything does, for every use of the model."""
        if not self.fields.changes():
            return {}
        return {"preprocessing": changed_steps(self._steps, self.fields.values()), "evaluation_preprocessing": None}

    def _set_texts(self) -> None:
        titles = [group.title for column in GROUPS for group in column]
        for place, title in zip(self._groups, titles, strict=True):
            place.set_title(self.tr(title))
        self._note.setText(self.tr("The model prepares every photo in the same way, while it learns and ever after."))
        self.fields.set_declared_texts(CONTEXT, self.tr("off"), "")


def shown_values(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The fields' values for steps of which every option is said, by path."""
    named: dict[str, Mapping[str, Any]] = {}
    for step in steps:
        named.setdefault(str(step["step"]), step)
    values: dict[str, Any] = {}
    for spec in SPECS:
        name, _, option = spec.path.removeprefix(_PREFIX).partition(".")
        values[spec.path] = named[name].get(option, True) if name in named else spec.absent
    return values


def changed_steps(steps: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps with the fields' values: those that are on, where they were; new ones where they do least else."""
    on = {name: dict(_options(name, values)) for name in ORDER if _is_on(name, values)}
    kept: list[dict[str, Any]] = []
    for step in steps:
        name = str(step["step"])
        if name in on:
            kept.append({**step, **on.pop(name)})
        elif name not in ORDER or name in (one["step"] for one in kept):
            kept.append(dict(step))
    first = [{"step": name, **on.pop(name)} for name in _FIRST if name in on]
    at = 1 if first and kept and kept[0]["step"] == _FIRST[0] else 0
    return [*kept[:at], *first, *kept[at:], *({"step": name, **options} for name, options in on.items())]


def _options(name: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    inside = f"{_PREFIX}{name}."
    return {path.removeprefix(inside): value for path, value in values.items() if path.startswith(inside)}


def _is_on(name: str, values: Mapping[str, Any]) -> bool:
    option, off = SWITCHES[name]
    return bool(values[f"{_PREFIX}{name}{option}"] != off)
