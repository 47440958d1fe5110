"""What every training needs: photos, a recipe, epochs, a name. The dialog writes the words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.dialogs.dataset_chooser import browse_row
from app.dialogs.train_dialog_recipe import RecipeChooser
from app.widgets.named import named

_WIDTH = 330


class TrainForm(QWidget):
    """The fields at the left, each below its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dataset = named(QLineEdit(), "datasetEdit")
        self.browse = named(QPushButton(), "browseButton")
        self.browse_table = named(QPushButton(), "browseTableButton")
        self.recipes = RecipeChooser()
        self.epochs = named(QSpinBox(minimum=1, maximum=100_000), "epochsSpin")
        self.epochs.setMinimumWidth(110)
        self.epochs.lineEdit().setTextMargins(6, 0, 0, 0)
        self.name = named(QLineEdit(), "runNameEdit")
        self.labels = [QLabel() for _ in range(4)]
        """of photos, recipe, epochs and name"""
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.setContentsMargins(0, 0, 0, 0)
        for label, part in zip(self.labels, (self.dataset, self.recipes, self.epochs, self.name), strict=True):
            label.setBuddy(self.recipes.box if part is self.recipes else part)
            label.setProperty("role", "heading")
            column.addWidget(label)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.epochs else Qt.AlignmentFlag(0))
            if part is self.dataset:
                column.addLayout(browse_row(self.browse, self.browse_table))
            column.addSpacing(8)
        column.addStretch()
        self.setFixedWidth(_WIDTH)
