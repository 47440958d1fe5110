"""Fields of a recipe below headings that can be folded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.dialogs.recipe_fields import FieldSpec, RecipeFields
from app.widgets.named import named


class FoldingGroup(QWidget):
    """A heading that shows and hides what is below it."""

    def __init__(self, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = named(QToolButton(), "groupHeading")
        self._heading.setCheckable(True)
        self._heading.setChecked(is_open)
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._heading.toggled.connect(self._on_toggled)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(8, 0, 0, 8)
        self._grid.setVerticalSpacing(7)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._body)
        self._on_toggled(is_open)

    def set_title(self, title: str) -> None:
        """What the heading says."""
        self._heading.setText(title)

    def unfold(self) -> None:
        """Show what is below the heading."""
        self._heading.setChecked(True)

    def add_fields(self, fields: RecipeFields, specs: Iterable[FieldSpec]) -> None:
        """Fields below those that are there."""
        for spec in specs:
            row, widget = self._grid.rowCount(), fields.widgets[spec.path]
            if isinstance(widget, QCheckBox):
                self._grid.addWidget(widget, row, 0, 1, 2)
            else:
                self._grid.addWidget(fields.labels[spec.path], row, 0)
                self._grid.addWidget(widget, row, 1)

    def add_widget(self, widget: QWidget, *, below_fields: bool = False) -> None:
        """Something else, over the whole width or in the column of the fields."""
        place = (self._grid.rowCount(), 1, 1, 1) if below_fields else (self._grid.rowCount(), 0, 1, 2)
        self._grid.addWidget(widget, *place)

    def _on_toggled(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._heading.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
