"""Which breeds are to be learned: a list with ticks that stays handy with a hundred and twenty of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.finding_sentences import FindingSentences
from app.item_models.text_folding import fold
from app.widgets.fields import SearchField
from app.widgets.named import named

_BREED = Qt.ItemDataRole.UserRole


class BreedsList(QWidget):
    """A search field, a tick for all and for none of what it finds, and the breeds with their photos.

    Signals:
        changed: other breeds are ticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = named(SearchField(), "breedsSearch")
        self._all = named(QPushButton(), "allBreedsButton")
        self._none = named(QPushButton(), "noBreedsButton")
        self._tree = named(QTreeWidget(), "breedsList")
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tree.setSortingEnabled(True)
        self._tree.setColumnCount(2)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        for button in (self._all, self._none):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._tree, 1)
        self._set_texts()
        self._search.textChanged.connect(self._filter)
        self._search.left.connect(self._tree.setFocus)
        self._all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self._none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self._tree.itemChanged.connect(lambda *_: self.changed.emit())

    def show_breeds(self, counts: Mapping[str, int], wanted: Collection[str], sentences: FindingSentences) -> None:
        """List breeds with their photos, and tick those that are wanted."""
        self._tree.setSortingEnabled(False)
        self._tree.blockSignals(True)
        self._tree.clear()
        for breed, count in counts.items():
            item = _BreedItem([sentences.breed(breed), QLocale().toString(count)])
            item.setData(0, _BREED, breed)
            item.setData(1, _BREED, count)
            item.setCheckState(0, Qt.CheckState.Checked if breed in wanted else Qt.CheckState.Unchecked)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            self._tree.addTopLevelItem(item)
        self._tree.blockSignals(False)
        self._tree.setSortingEnabled(True)
        self._tree.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._search.clear()

    def chosen(self) -> list[str]:
        """The ticked ones, found by the search or not."""
        return [item.data(0, _BREED) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]

    def _items(self) -> list[QTreeWidgetItem]:
        return self._tree.findItems("", Qt.MatchFlag.MatchContains)

    def _filter(self, text: str) -> None:
        wanted = fold(text.strip())
        for item in self._items():
            item.setHidden(wanted not in fold(item.text(0)) and wanted not in fold(item.data(0, _BREED)))

    def _tick(self, state: Qt.CheckState) -> None:
        self._tree.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(0, state)
        self._tree.blockSignals(False)
        self._tree.viewport().update()
        self.changed.emit()

    def _set_texts(self) -> None:
        self._search.setPlaceholderText(self.tr("Search breeds"))
        self._search.setAccessibleName(self.tr("Search breeds"))
        self._all.setText(self.tr("All"))
        self._all.setToolTip(self.tr("Tick every breed that is listed here"))
        self._none.setText(self.tr("None"))
        self._none.setToolTip(self.tr("Tick no breed that is listed here"))
        self._tree.setAccessibleName(self.tr("Breeds to learn"))
        self._tree.setHeaderLabels([self.tr("Breed"), self.tr("Photos")])
        self._tree.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight)


class _BreedItem(QTreeWidgetItem):
    """Sorts the second column by number."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        if tree is not None and tree.sortColumn() == 1:
            return int(self.data(1, _BREED)) < int(other.data(1, _BREED))
        return self.text(0).casefold() < other.text(0).casefold()
