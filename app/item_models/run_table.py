"""The runs as a table that can be sorted by every column."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from app.item_models.run_rows import RunRow
from app.translatable import QT_TRANSLATE_NOOP
from app.translation import printable, translate_message
from app.widgets.figures import count_text, duration_text, figure_text, percent_text

SORT_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex

STATES = {
    "queued": QT_TRANSLATE_NOOP("RunTable", "waiting"),
    "unstarted": QT_TRANSLATE_NOOP("RunTable", "not started"),
    "running": QT_TRANSLATE_NOOP("RunTable", "training"),
    "paused": QT_TRANSLATE_NOOP("RunTable", "paused"),
    "finished": QT_TRANSLATE_NOOP("RunTable", "finished"),
    "stopped": QT_TRANSLATE_NOOP("RunTable", "stopped, best kept"),
    "cancelled": QT_TRANSLATE_NOOP("RunTable", "cancelled"),
    "failed": QT_TRANSLATE_NOOP("RunTable", "failed"),
    "interrupted": QT_TRANSLATE_NOOP("RunTable", "interrupted"),
}


@dataclass(frozen=True)
class _Column:
    title: str
    value: Callable[[RunRow], Any]
    """what is sorted by; None goes last"""
    show: Callable[[Any], str] = str
    is_number: bool = False


def _accuracy(row: RunRow) -> float | None:
    info = row.info
    return info.test_accuracy if info.test_accuracy is not None else info.val_accuracy


def _loss(row: RunRow) -> float | None:
    return row.info.val_loss if row.info.val_loss is not None else row.info.loss


def _date(seconds: float) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def state_text(state: str) -> str:
    """What a run's state is called."""
    return QCoreApplication.translate("RunTable", STATES.get(state, state))


COLUMNS = (
    _Column(QT_TRANSLATE_NOOP("RunTable", "Name"), lambda row: row.name, printable),
    _Column(QT_TRANSLATE_NOOP("RunTable", "State"), lambda row: row.state, state_text),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Accuracy"), _accuracy, percent_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Loss"), _loss, figure_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Epochs"), lambda row: row.info.epochs or None, count_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Duration"), lambda row: row.info.duration or None, duration_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Breeds"), lambda row: row.info.classes, count_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Parameters"), lambda row: row.info.parameters, count_text, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Recipe"), lambda row: row.info.recipe, printable),
    _Column(
        QT_TRANSLATE_NOOP("RunTable", "Data"),
        lambda row: os.path.basename(row.info.source.rstrip("/\\")) or row.info.source,
        printable,
    ),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Begun"), lambda row: row.info.created, _date, True),
    _Column(QT_TRANSLATE_NOOP("RunTable", "Notes"), lambda row: row.notes, lambda text: text.replace("\n", " ")),
)
NAME, NOTES, BEGUN = 0, len(COLUMNS) - 1, len(COLUMNS) - 2


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column].is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RunTableModel(QAbstractTableModel):
    """One row a run. Notes can be edited.

    Signals:
        noted: the path of a run, and its new notes.
    """

    noted = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RunRow] = []

    @property
    def rows(self) -> list[RunRow]:
        """All runs, in no order that matters."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these; rows of the same run stay where they are, so that the selection stays too."""
        if [row.path for row in rows] == [row.path for row in self._rows]:
            changed = [number for number, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
            self._rows = list(rows)
            for number in changed:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, row: int) -> RunRow:
        """The run in a row."""
        return self._rows[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Runs."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """What is said of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Notes can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NOTES else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("RunTable", COLUMNS[section].title)
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        value = column.value(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if value is None else column.show(value)
        if role == Qt.ItemDataRole.EditRole:
            return row.notes
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        if role == SORT_ROLE:
            return value.casefold() if isinstance(value, str) else value
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """New notes."""
        if role != Qt.ItemDataRole.EditRole or index.column() != NOTES:
            return False
        row = self._rows[index.row()]
        if str(value) != row.notes:
            self._rows[index.row()] = replace(row, notes=str(value))
            self.dataChanged.emit(index, index)
            self.noted.emit(row.path, str(value))
        return True

    @staticmethod
    def _tip(row: RunRow, column: int) -> str:
        if column == NOTES:
            return row.notes
        lines = [printable(row.path), printable(row.info.source)]
        if row.info.message:
            lines.append(translate_message(row.info.message))
        return "\n".join(lines)


class RunSorter(QSortFilterProxyModel):
    """Sorts by value instead of by text; what is unknown comes last in either direction."""

    def __init__(self, model: RunTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)

    def lessThan(self, left: _Index, right: _Index) -> bool:
        """Whether one comes before the other when rising."""
        one, other = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if one is None or other is None:
            falls = self.sortOrder() == Qt.SortOrder.DescendingOrder
            return falls if one is None else other is None and not falls
        return bool(one < other)
