"""The settings, built from their declarations; every change applies at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.options import ALL_OPTIONS, CACHE_SIZE_MB, MODEL, Choice, Option
from app.services import Services
from app.translatable import QT_TRANSLATE_NOOP
from app.translation import option_description, option_text, option_title, translate_model_title

GROUPS = {
    "identify": QT_TRANSLATE_NOOP("Options", "Identifying"),
    "window": QT_TRANSLATE_NOOP("Options", "Window"),
    "speed": QT_TRANSLATE_NOOP("Options", "Speed and disk space"),
}
"""title of each group of options, by the first part of their keys"""


class SettingsDialog(QDialog):
    """One row a setting: title, field, what it does."""

    def __init__(
        self, services: Services, model_choices: Callable[[], Sequence[Choice]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self._services = services
        self._settings = services.settings
        self._tasks = services.tasks
        self._model_choices = model_choices
        self._fields: dict[str, QWidget] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(self._scroll)
        layout.addWidget(buttons)
        buttons.setContentsMargins(0, 0, 20, 0)
        self._build()
        self.resize(620, min(self.screen().availableSize().height() - 60, self._content.sizeHint().height() + 70))
        self._settings.changed.connect(self._on_setting)
        next(iter(self._fields.values())).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.rebuild()
        super().changeEvent(event)

    def rebuild(self) -> None:
        """Show everything anew, in the language in force and with the models that are there."""
        focused = next((key for key, field in self._fields.items() if field.hasFocus()), "")
        self._build()
        if focused:
            self._fields[focused].setFocus()

    def field(self, option: Option[Any]) -> QWidget:
        """The widget in which an option is set."""
        return self._fields[option.key]

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._fields = {}
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        group = ""
        for option in ALL_OPTIONS:
            if not option.title:
                continue
            if option.key.split("/")[0] != group:
                group = option.key.split("/")[0]
                _add_heading(grid, option_text(GROUPS[group]))
            self._add_row(grid, option)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(self._content)
        stops = [*self._fields.values(), self._clear_button, *self._buttons.buttons()]
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)
        self._show_cache_size()

    def _add_row(self, grid: QGridLayout, option: Option[Any]) -> None:
        row = grid.rowCount()
        title, description = option_title(option), option_description(option)
        field = self._make_field(option)
        field.setAccessibleName(title)
        field.setAccessibleDescription(description)
        self._fields[option.key] = field
        if not isinstance(field, QCheckBox):
            label = QLabel(title)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
        line = QHBoxLayout()
        line.addWidget(field, 0 if isinstance(field, QSpinBox) else 1)
        if option is CACHE_SIZE_MB:
            line.addStretch(1)
            self._add_cache_tools(line)
        elif isinstance(field, QSpinBox):
            line.addStretch(1)
        grid.addLayout(line, row, 1)
        note = QLabel(description)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        note.setContentsMargins(0, 0, 0, 10)
        grid.addWidget(note, row + 1, 1)

    def _make_field(self, option: Option[Any]) -> QWidget:
        value = self._settings.get(option)
        if isinstance(option.default, bool):
            box = QCheckBox(option_title(option))
            box.setChecked(value)
            box.toggled.connect(lambda on: self._settings.set(option, on))
            return box
        if isinstance(option.default, int):
            spin = QSpinBox()
            spin.setRange(int(option.minimum or 0), int(option.maximum or 1_000_000))
            spin.setSuffix(option_text(option.suffix))
            spin.setSingleStep(50 if int(option.maximum or 0) > 1000 else 1)
            spin.setSpecialValueText(self.tr("Automatic") if option.minimum == 0 else "")
            spin.setGroupSeparatorShown(True)
            spin.setMinimumWidth(120)
            spin.lineEdit().setTextMargins(6, 0, 0, 0)
            spin.setValue(value)
            # Not while typing: "1" on the way to "12" is not what the person wants.
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda number: self._settings.set(option, number))
            return spin
        combo = QComboBox()
        for choice in self._choices(option):
            combo.addItem(choice.title if option is MODEL else option_text(choice.title), choice.value)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(24)
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.connect(lambda index: self._settings.set(option, combo.itemData(index)))
        return combo

    def _choices(self, option: Option[Any]) -> Sequence[Choice]:
        if option is not MODEL:
            return option.choices
        choices = list(self._model_choices())
        if self._settings.get(MODEL) not in [choice.value for choice in choices]:
            # A model that was taken away stays visible, so that the field says what is in force.
            choices.append(Choice(self._settings.get(MODEL), _model_title(self._settings.get(MODEL))))
        return choices

    def _on_setting(self, key: str) -> None:
        """A setting was changed elsewhere: show it."""
        field = self._fields.get(key)
        option = next((option for option in ALL_OPTIONS if option.key == key), None)
        if field is None or option is None:
            return
        value: Any = self._settings.get(option)
        field.blockSignals(True)
        if isinstance(field, QCheckBox):
            field.setChecked(value)
        elif isinstance(field, QSpinBox):
            field.setValue(value)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(value))
        field.blockSignals(False)

    def _add_cache_tools(self, line: QHBoxLayout) -> None:
        self._cache_label = QLabel()
        self._cache_label.setObjectName("cacheSizeLabel")
        self._cache_label.setProperty("role", "muted")
        self._clear_button = QPushButton(self.tr("&Clear cache"))
        self._clear_button.setObjectName("clearCacheButton")
        self._clear_button.setAutoDefault(False)
        self._clear_button.clicked.connect(self._on_clear)
        line.addWidget(self._cache_label)
        line.addSpacing(12)
        line.addWidget(self._clear_button)

    def _show_cache_size(self) -> None:
        self._cache_label.setText(self.tr("counting…"))
        self._tasks.run(lambda _: self._services.cache_bytes(), on_result=self._on_cache_size, pool="quick", owner=self)

    def _on_cache_size(self, size: int) -> None:
        text = QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self._cache_label.setText(self.tr("in use: {size}").format(size=text))

    def _on_clear(self) -> None:
        self._clear_button.setEnabled(False)

        def clear(_context: object) -> None:
            self._services.clear_caches()

        self._tasks.run(clear, on_finished=self._on_cleared, pool="quick", owner=self)

    def _on_cleared(self) -> None:
        self._clear_button.setEnabled(True)
        self._show_cache_size()


def _model_title(name: str) -> str:
    """The catalogue's title of a model, also of the one that is meant by "default"; else its name, or its folder's."""
    from core.catalog import load_catalog

    entry = load_catalog().find(name)
    if entry is not None:
        return translate_model_title(entry.title)
    return os.path.splitext(os.path.basename(name))[0] if os.path.isabs(name) else name


def _add_heading(grid: QGridLayout, text: str) -> None:
    heading = QLabel(text)
    heading.setProperty("role", "heading")
    heading.setContentsMargins(0, 10, 0, 6)
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
