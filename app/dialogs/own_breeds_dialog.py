"""A person's own breeds: give one another name, or make it one with another breed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.label_work import Steps
from app.labelling import Labelling
from app.widgets.named import named
from core.breeds import BreedTable, normalise_breed
from core.library.records import LibraryBreed


class OwnBreedsDialog(QDialog):
    """Follows the library: a step taken back is seen here too."""

    def __init__(self, labelling: Labelling, breeds: BreedTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ownBreedsDialog")
        self.setWindowTitle(self.tr("My own breeds"))
        self._labelling, self._table = labelling, breeds
        text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        text.setText(
            self.tr("A breed keeps its photos under its new name. A name that means another breed makes the two one.")
        )
        text.setMinimumWidth(360)
        self._list = named(QListWidget(), "ownBreedsList")
        self._list.setAccessibleName(self.tr("My own breeds"))
        self._name = named(QLineEdit(), "ownBreedName")
        self._name.setAccessibleName(self.tr("New name"))
        self._button = named(QPushButton(self.tr("Rename")), "renameBreedButton")
        buttons = QDialogButtonBox()
        buttons.addButton(self._button, QDialogButtonBox.ButtonRole.ApplyRole)
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        for widget in (text, self._list, self._name, buttons):
            column.addWidget(widget)
        self._list.currentItemChanged.connect(self._on_current)
        self._name.textChanged.connect(self._update)
        self._button.clicked.connect(self._rename)
        labelling.steps_changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        steps: Steps = self._labelling.steps
        chosen = self._chosen()
        self._list.clear()
        for breed in steps.breeds:
            if breed.is_own:
                item = QListWidgetItem(breed.name)
                item.setData(Qt.ItemDataRole.UserRole, breed)
                self._list.addItem(item)
                if chosen is not None and breed.id == chosen.id:
                    self._list.setCurrentItem(item)
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._update()

    def _chosen(self) -> LibraryBreed | None:
        item = self._list.currentItem()
        breed: LibraryBreed | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return breed

    def _other(self) -> LibraryBreed | None:
        """Another breed that the name means: the two become one."""
        chosen, key = self._chosen(), normalise_breed(self._name.text())
        known = self._table.find(self._name.text())
        for breed in self._labelling.steps.breeds:
            is_meant = normalise_breed(breed.name) == key if breed.is_own else known and breed.name == known.slug
            if key and is_meant and chosen is not None and breed.id != chosen.id:
                return breed
        return None

    def _on_current(self) -> None:
        chosen = self._chosen()
        self._name.setText("" if chosen is None else chosen.name)

    def _update(self) -> None:
        chosen, name = self._chosen(), self._name.text().strip()
        self._button.setText(self.tr("Rename") if self._other() is None else self.tr("Make one"))
        self._button.setEnabled(
            chosen is not None and bool(normalise_breed(name)) and name != chosen.name and self._labelling.is_writable
        )

    def _rename(self) -> None:
        chosen, other = self._chosen(), self._other()
        if chosen is not None and other is not None:
            self._labelling.merge_breeds(chosen.id, other.id)
        elif chosen is not None:
            self._labelling.rename_breed(chosen.id, self._name.text().strip())
