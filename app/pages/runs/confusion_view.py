"""Which breed was called which, as a table of counts: a row is what the photos are, a column what they were called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.widgets.figures import count_text

_CELL = 34
_ROW = 26
_NAMES = 170
_FAINTEST = 0.15
_READABLE = 0.55
"""from this share of the colour on, its own text colour is the one that can be read"""
_Index = QModelIndex | QPersistentModelIndex


class ConfusionModel(QAbstractTableModel):
    """The counts; colours are shares of the row. Breeds have numbers, so that columns can be narrow."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._counts: Sequence[Sequence[int]] = ()
        self._sums: list[int] = []

    def set_counts(self, names: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Show [breeds, breeds] counts, rows the truth."""
        self.beginResetModel()
        self._names, self._counts = list(names), counts
        self._sums = [sum(row) for row in counts]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Breeds."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Breeds."""
        return self.rowCount(parent)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number and name; of a column the number only, its name on hovering."""
        if role == Qt.ItemDataRole.DisplayRole:
            number = count_text(section + 1)
            return number if orientation == Qt.Orientation.Horizontal else f"{number}  {self._names[section]}"
        return self._names[section] if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; nothing where there was no such photo."""
        if not index.isValid():
            return None
        count = self._counts[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return count_text(count) if count else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("{true} called {predicted}: {count} of {all}").format(
                true=self._names[index.row()],
                predicted=self._names[index.column()],
                count=count_text(count),
                all=count_text(self._sums[index.row()]),
            )
        if role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole) and count:
            return self._colour(index, count, role)
        return None

    def _colour(self, index: _Index, count: int, role: int) -> QColor | None:
        palette = QGuiApplication.palette()
        share = max(_FAINTEST, count / self._sums[index.row()])
        if role == Qt.ItemDataRole.ForegroundRole:
            return palette.color(QPalette.ColorRole.HighlightedText) if share >= _READABLE else None
        is_right = index.row() == index.column()
        colour = palette.color(QPalette.ColorRole.Highlight if is_right else QPalette.ColorRole.Text)
        colour.setAlphaF(share if share >= _READABLE or is_right else share * _READABLE)
        return colour


class ConfusionView(QTableView):
    """The matrix.

    Signals:
        chosen: row and column of a cell that was clicked or entered.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ConfusionModel(self)
        self.setModel(self._model)
        self.setObjectName("confusionMatrix")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: none; }")
        for header, size in ((self.horizontalHeader(), _CELL), (self.verticalHeader(), _ROW)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(size)
            header.setDefaultSectionSize(size)
        self.verticalHeader().setMaximumWidth(_NAMES)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(lambda index: self.chosen.emit(index.row(), index.column()))
        self.activated.connect(lambda index: self.chosen.emit(index.row(), index.column()))
        self._retranslate()

    def show_counts(self, breeds: Sequence[str], counts: Sequence[Sequence[int]], name: Callable[[str], str]) -> None:
        """Show [breeds, breeds] counts; `name` says what a breed is called."""
        self._model.set_counts([name(breed) for breed in breeds] if counts else [], counts)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Rows: what the photos are. Columns: what they were called."))
        self.setToolTip(self.accessibleName())
