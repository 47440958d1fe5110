"""The fields in which single values of a recipe are changed, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.widgets.fields import CountedBox
from app.widgets.named import named

_LEAST_WIDTH = 96
"""of numbers, in pixels"""


@dataclass(frozen=True)
class FieldSpec:
    """One value: where it is in the recipe, and how it is shown.

    `choices` make a combo box, `is_text` a line of text, otherwise the kind follows from `low`: a bool a check box, an
    int or a float a spin box. `show` turns the recipe's value into the widget's, `keep` does the reverse.
    """

    path: str
    low: bool | int | float = 0
    high: int | float = 1
    places: int = 2
    choices: tuple[str, ...] = ()
    show: Callable[[Any], Any] = lambda value: value
    keep: Callable[[Any], Any] = lambda value: value
    zero_is_off: bool = False
    absent: Any = None
    """what is shown where the recipe says nothing"""
    is_text: bool = False
    title: str = ""
    tip: str = ""
    """what it does, in plain words; this, the title and the texts of the choices are translated when they are shown"""
    choice_texts: tuple[str, ...] = ()
    needs: tuple[str, tuple[Any, ...]] | None = None
    """another field, and the values of it with which this one counts; none: any but nothing, 0 and off"""

    @property
    def name(self) -> str:
        """The object name of the widget."""
        return "".join(part.title() if i else part for i, part in enumerate(self.path.replace(".", "_").split("_")))


@dataclass(frozen=True)
class FieldGroup:
    """Fields below a heading; those of a group that is not open are folded away at first."""

    title: str
    specs: tuple[FieldSpec, ...]
    is_open: bool = False


class RecipeFields(QObject):
    """Widgets for a list of specs. What the person left as it was is no change.

    Signals:
        changed: some value is another one now.
    """

    changed = Signal()

    def __init__(self, specs: Sequence[FieldSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.specs = tuple(specs)
        self.widgets: dict[str, QWidget] = {}
        self.labels: dict[str, QLabel] = {}
        self._loaded: dict[str, Any] = {}
        self._is_loading = False
        for spec in specs:
            self.widgets[spec.path] = self._make(spec)
            self.labels[spec.path] = QLabel(wordWrap=True)
            self.labels[spec.path].setBuddy(self.widgets[spec.path])

    def load(self, values: Mapping[str, Any]) -> None:
        """Show a recipe's values, by path."""
        self._is_loading = True
        for spec in self.specs:
            _set(self.widgets[spec.path], spec.show(values.get(spec.path)))
        self._loaded = {spec.path: self._shown(spec) for spec in self.specs}
        self._is_loading = False
        self._enable()
        self.changed.emit()

    def put(self, values: Mapping[str, Any]) -> None:
        """Set values as the person would."""
        for spec in self.specs:
            if spec.path in values:
                _set(self.widgets[spec.path], spec.show(values[spec.path]))

    def changes(self) -> dict[str, Any]:
        """What differs from the recipe, by path."""
        return {
            spec.path: spec.keep(self._shown(spec))
            for spec in self.specs
            if self._shown(spec) != self._loaded.get(spec.path)
        }

    def values(self) -> dict[str, Any]:
        """Everything, by path."""
        return {spec.path: spec.keep(self._shown(spec)) for spec in self.specs}

    def set_texts(self, texts: Mapping[str, tuple[str, str]], off: str) -> None:
        """(title, what it does) by path; `off` is shown for 0 where that switches something off."""
        for spec in self.specs:
            title, tip = texts[spec.path]
            widget = self.widgets[spec.path]
            self.labels[spec.path].setText(title)
            widget.setAccessibleName(title)
            (widget.set_tip if isinstance(widget, CountedBox) else widget.setToolTip)(tip)
            if isinstance(widget, QCheckBox):
                widget.setText(title)
            elif isinstance(widget, QSpinBox | QDoubleSpinBox) and spec.zero_is_off:
                widget.setSpecialValueText(off)

    def set_declared_texts(self, context: str, off: str, unset: str) -> None:
        """The texts of the specs themselves, from a context of the translations; `unset` is shown in empty lines."""
        translate = QCoreApplication.translate
        self.set_texts(
            {spec.path: (translate(context, spec.title), translate(context, spec.tip)) for spec in self.specs}, off
        )
        for spec in self.specs:
            widget = self.widgets[spec.path]
            if spec.choice_texts:
                self.set_choice_texts(spec.path, [translate(context, text) for text in spec.choice_texts])
            elif isinstance(widget, QLineEdit):
                widget.setPlaceholderText(unset)

    def mark(self, sentence: str) -> list[str]:
        """Mark the fields that a sentence about the recipe names, by themselves or by their table; their paths."""
        words = {word.rstrip(".,:;") for word in sentence.split() if "." in word}
        for spec in self.specs:
            widget, table = self.widgets[spec.path], spec.path.rpartition(".")[0]
            is_wrong = any(word == table or f"{word}.".startswith(f"{spec.path}.") for word in words)
            if bool(widget.property("invalid")) != is_wrong:
                widget.setProperty("invalid", is_wrong)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        return [spec.path for spec in self.specs if self.widgets[spec.path].property("invalid")]

    def set_choice_texts(self, path: str, texts: Sequence[str]) -> None:
        """What the entries of a combo box say."""
        box = self.widgets[path]
        assert isinstance(box, QComboBox)
        for index, text in enumerate(texts):
            box.setItemText(index, text)

    def _shown(self, spec: FieldSpec) -> Any:
        widget = self.widgets[spec.path]
        if isinstance(widget, QComboBox):
            return widget.currentData()
        if isinstance(widget, QCheckBox):
            return widget.isChecked()
        if isinstance(widget, QLineEdit):
            return widget.text().strip()
        assert isinstance(widget, QSpinBox | QDoubleSpinBox)
        return round(widget.value(), spec.places) if isinstance(widget, QDoubleSpinBox) else widget.value()

    def _make(self, spec: FieldSpec) -> QWidget:
        widget: QWidget
        if spec.choices:
            box = CountedBox()  # narrow where there is little room
            for choice in spec.choices:
                box.addItem(choice, choice)
            box.currentIndexChanged.connect(self._on_change)
            widget = box
        elif spec.is_text:
            line = QLineEdit()
            line.textChanged.connect(self._on_change)
            widget = line
        elif isinstance(spec.low, bool):
            tick = QCheckBox()
            tick.toggled.connect(self._on_change)
            widget = tick
        elif isinstance(spec.low, int):
            spin = QSpinBox(minimum=spec.low, maximum=int(spec.high))
            spin.valueChanged.connect(self._on_change)
            widget = spin
        else:
            number = _PlainNumber(minimum=spec.low, maximum=float(spec.high), decimals=spec.places)
            number.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
            number.valueChanged.connect(self._on_change)
            widget = number
        if isinstance(widget, QAbstractSpinBox):
            widget.setMinimumWidth(_LEAST_WIDTH)
            widget.setGroupSeparatorShown(True)
            widget.lineEdit().setTextMargins(6, 0, 0, 0)
        return named(widget, spec.name)

    def _on_change(self) -> None:
        if not self._is_loading:
            self._enable()
            self.changed.emit()

    def _enable(self) -> None:
        """Fields that do not count now cannot be changed."""
        values = self.values()
        for spec in self.specs:
            if spec.needs is not None:
                path, wanted = spec.needs
                counts = values[path] in wanted if wanted else bool(values[path])
                self.widgets[spec.path].setEnabled(counts)
                self.labels[spec.path].setEnabled(counts)


class _PlainNumber(QDoubleSpinBox):
    """A number without zeros at its end."""

    def textFromValue(self, value: float) -> str:
        """ "0.003", not "0.003000"."""
        text, point = self.locale().toString(value, "f", self.decimals()), self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


def _set(widget: QWidget, value: Any) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QLineEdit):
        widget.setText(value or "")
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        widget.setValue(value or 0)
