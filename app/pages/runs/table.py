"""The table of all runs, as the person left it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QByteArray, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.item_models.run_table import BEGUN
from app.options import RUNS_TABLE
from app.settings import Settings
from app.widgets.named import named

_WIDTHS = (170, 112, 78, 70, 66, 70, 62, 92, 84, 84, 140, 100)


class RunsTable(QTableView):
    """Rows are chosen whole, one or several; columns can be moved, made wider and sorted by."""

    def __init__(self, model: QAbstractItemModel, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "runsTable")
        self._settings = settings
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.setMinimumHeight(120)
        self.setSortingEnabled(True)
        self.sortByColumn(BEGUN, Qt.SortOrder.DescendingOrder)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        state = settings.get(RUNS_TABLE)
        if not (state and header.restoreState(QByteArray(state))):
            for column, width in enumerate(_WIDTHS):
                self.setColumnWidth(column, width)

    def remember(self) -> None:
        """Look the same next time."""
        self._settings.set(RUNS_TABLE, bytes(self.horizontalHeader().saveState().data()))
