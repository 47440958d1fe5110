"""What stands beside the curves: the runs that wait, and those to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import printable
from app.widgets.named import named

PATH_ROLE = Qt.ItemDataRole.UserRole


class SideLists(QWidget):
    """Two short lists; hidden where both are empty.

    Signals:
        removed: a waiting run that is not wanted any more; its path.
        compared: paths of the runs to lay under the curves.
    """

    removed = Signal(str)
    compared = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(230)
        self._queue_title, self._compare_title = QLabel(), QLabel()
        self._queue = named(QListWidget(), "queueList")
        self._compare = named(QListWidget(), "compareList")
        self._remove = named(QPushButton(), "removeFromQueueButton")
        for title in (self._queue_title, self._compare_title):
            title.setProperty("role", "heading")
        for listing in (self._queue, self._compare):
            listing.setFrameShape(QFrame.Shape.NoFrame)
            listing.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            listing.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._remove.clicked.connect(self._on_remove)
        self._queue.currentRowChanged.connect(lambda row: self._remove.setEnabled(row >= 0))
        self._compare.itemChanged.connect(self._on_checked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._queue_title)
        column.addWidget(self._queue, 1)
        column.addWidget(self._remove)
        column.addSpacing(8)
        column.addWidget(self._compare_title)
        column.addWidget(self._compare, 3)
        self._retranslate()
        self.set_waiting([])
        self.set_others([])

    def set_waiting(self, runs: Sequence[tuple[str, str]]) -> None:
        """(path, name) of the runs that wait, the next first."""
        if [path for path, _ in runs] != _paths(self._queue):
            self._queue.clear()
            for path, name in runs:
                self._queue.addItem(_item(path, name))
            self._remove.setEnabled(False)
        for widget in (self._queue_title, self._queue, self._remove):
            widget.setVisible(bool(runs))
        self._show()

    def set_others(self, runs: Sequence[tuple[str, str]]) -> None:
        """(path, name) of the runs that can be compared with; those that were ticked stay so."""
        if [path for path, _ in runs] != _paths(self._compare):
            self._fill_others(runs)
        for widget in (self._compare_title, self._compare):
            widget.setVisible(bool(runs))
        self._show()

    def ticked(self) -> list[str]:
        """The runs that lie under the curves."""
        items = (self._compare.item(row) for row in range(self._compare.count()))
        return [item.data(PATH_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked]

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fill_others(self, runs: Sequence[tuple[str, str]]) -> None:
        ticked = self.ticked()
        self._compare.blockSignals(True)
        self._compare.clear()
        for path, name in runs:
            item = _item(path, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if path in ticked else Qt.CheckState.Unchecked)
            self._compare.addItem(item)
        self._compare.blockSignals(False)
        if set(self.ticked()) != set(ticked):  # one of them is gone, or is in front now
            self._on_checked()

    def _show(self) -> None:
        self.setVisible(bool(self._queue.count() or self._compare.count()))

    def _on_checked(self) -> None:
        self.compared.emit(self.ticked())

    def _on_remove(self) -> None:
        item = self._queue.currentItem()
        if item is not None:
            self.removed.emit(item.data(PATH_ROLE))

    def _retranslate(self) -> None:
        self._queue_title.setText(self.tr("Waiting"))
        self._queue.setAccessibleName(self.tr("Runs that wait"))
        self._remove.setText(self.tr("Take off the list"))
        self._compare_title.setText(self.tr("Compare with"))
        self._compare.setAccessibleName(self.tr("Runs to compare with"))


def _item(path: str, name: str) -> QListWidgetItem:
    item = QListWidgetItem(printable(name))
    item.setData(PATH_ROLE, path)
    return item


def _paths(listing: QListWidget) -> list[str]:
    return [listing.item(row).data(PATH_ROLE) for row in range(listing.count())]
