"""The photo list: it holds ids, and builds a row only when the view asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from app.item_models.vocabulary import PhotoState
from app.translation import printable
from core.errors import PhotoError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.item_models.photo_columns import PhotoColumns, Summary
    from core.library.records import PhotoLabel

AnyIndex = QModelIndex | QPersistentModelIndex

PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
"""the whole row as a `PhotoRow`"""

_INSERTED_AT_ONCE = 512
"""The base class inserts each row before the last one: the cost grows with the square of this."""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """What a view shows of one photo; probabilities are in 0..1 and NaN while unknown."""

    id: int
    path: str
    state: PhotoState
    dog_probability: float
    probability: float
    margin: float
    set_size: int
    classes: tuple[int, ...]
    """class indexes of the likeliest breeds, likeliest first"""
    error: PhotoError | None
    label: PhotoLabel | None = None
    """what a person said of it"""

    @property
    def name(self) -> str:
        """The file name, fit for the screen."""
        return printable(os.path.basename(self.path))


class PhotoListModel(QStringListModel):
    """Photos in the order that was asked for.

    The strings of the base class stay empty: it counts the rows. A list view asks for the number of rows once for
    each row that it lays out, and 100,000 answers from Python would hold up the window for a sixth of a second.

    `describe` turns a row into the sentence that screen readers and tooltips give; `rows_in_view` says which rows need
    to hear of changes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: PhotoColumns | None = None
        self._order: NDArray[np.int64] | Sequence[int] = ()
        self._rows_of_ids: NDArray[np.int64] | None = None
        self.describe: Callable[[PhotoRow], str] = _name_of
        self.rows_in_view: Callable[[], range] = lambda: range(self.rowCount())

    @property
    def columns(self) -> PhotoColumns | None:
        """All photos, also those that the filter holds back; None before the first folder."""
        return self._columns

    @property
    def order(self) -> NDArray[np.int64] | Sequence[int]:
        """The ids shown, in order."""
        return self._order

    def reset(self, columns: PhotoColumns | None) -> None:
        """Start over with other photos, none of which is shown yet."""
        self._columns = columns
        self._order = ()
        self._rows_of_ids = None
        self.setStringList([])

    def set_order(self, order: NDArray[np.int64]) -> None:
        """Show these ids in this order; selection and current photo stay with their photos."""
        import numpy as np

        if self._columns is None:
            raise LookupError("there are no photos to show")
        shown = np.asarray(self._order, np.int64)
        if not np.array_equal(shown, order[: len(shown)]):
            is_kept = np.zeros(len(self._columns), np.bool_)
            was_shown = is_kept.copy()
            is_kept[order] = True
            was_shown[shown] = True
            kept = order[was_shown[order]]
            self._permute(np.concatenate([kept, shown[~is_kept[shown]]]))
            if len(kept) < len(shown):
                self.removeRows(len(kept), len(shown) - len(kept))
                self._take(kept)
            self._append(np.concatenate([kept, order[~was_shown[order]]]))
            self._permute(order)
        else:
            self._append(order)

    def set_outcomes(self, ids: Sequence[int], summaries: Sequence[Summary], errors: dict[int, PhotoError]) -> None:
        """Take in what was found; one change is announced for all of them that are in view."""
        if self._columns is None or not ids:
            return
        self._columns.set_outcomes(ids, summaries)
        for i in ids:
            self._columns.errors.pop(i, None)
        self._columns.errors.update(errors)
        self._announce(ids)

    def set_labels(self, labels: Mapping[int, PhotoLabel]) -> None:
        """Take in what a person said, by id."""
        if self._columns is not None and labels:
            self._columns.set_labels(labels)
            self._announce(labels)

    def refresh(self) -> None:
        """The words or the outcomes changed: the view asks again for what it shows."""
        view = self.rows_in_view()
        last = min(view.stop, self.rowCount()) - 1
        if view.start <= last:
            self.dataChanged.emit(self.index(view.start), self.index(last))

    def row_of(self, photo_id: int) -> int | None:
        """Where a photo is shown, None if it is not."""
        if self._rows_of_ids is None or not 0 <= photo_id < len(self._rows_of_ids):
            return None
        row = int(self._rows_of_ids[photo_id])
        return row if row >= 0 else None

    def index_of(self, photo_id: int) -> QModelIndex:
        """The index of a photo, invalid if it is not shown."""
        row = self.row_of(photo_id)
        return QModelIndex() if row is None else self.index(row)

    def photo(self, photo_id: int) -> PhotoRow:
        """The row of a photo, whether it is shown or not."""
        columns = self._columns
        if columns is None:
            raise LookupError(photo_id)
        state, dog_probability, probability, margin, set_size, classes = columns.rows[photo_id].item()
        return PhotoRow(
            photo_id,
            columns.paths[photo_id],
            PhotoState(state),
            dog_probability,
            probability,
            margin,
            set_size,
            tuple(int(index) for index in classes if index >= 0),
            columns.errors.get(photo_id),
            columns.labels.get(photo_id),
        )

    def photo_at(self, row: int) -> PhotoRow:
        """The photo shown in a row."""
        return self.photo(int(self._order[row]))

    def paths_at(self, rows: range) -> list[str]:
        """The paths shown in some rows; rows past the end are left out."""
        columns = self._columns
        if columns is None:
            return []
        return [columns.paths[int(self._order[row])] for row in rows if 0 <= row < len(self._order)]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Photos can be selected, nothing more."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One aspect of one row."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        if role == PHOTO_ROLE:
            return self.photo_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.photo_at(index.row()).name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.describe(self.photo_at(index.row()))
        return None

    def _announce(self, ids: Iterable[int]) -> None:
        view = self.rows_in_view()
        rows = [row for i in ids if (row := self.row_of(i)) is not None and row in view]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def _append(self, order: NDArray[np.int64]) -> None:
        """`order` begins with what is shown: add the rest."""
        shown = len(self._order)
        self._take(order)
        for row in range(shown, len(order), _INSERTED_AT_ONCE):
            self.insertRows(row, min(_INSERTED_AT_ONCE, len(order) - row))

    def _permute(self, order: NDArray[np.int64]) -> None:
        """`order` has the same ids as are shown."""
        import numpy as np

        if np.array_equal(self._order, order):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [int(self._order[index.row()]) for index in before]
        self._take(order)
        self.changePersistentIndexList(before, [self.index_of(i) for i in ids])
        self.layoutChanged.emit()

    def _take(self, order: NDArray[np.int64]) -> None:
        import numpy as np

        self._order = order
        rows = np.full(0 if self._columns is None else len(self._columns), -1, np.int64)
        rows[order] = np.arange(len(order))
        self._rows_of_ids = rows


def _name_of(photo: PhotoRow) -> str:
    return photo.name
