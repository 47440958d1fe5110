"""The photos that a model got wrong, as a list whose rows are made when the view asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from app.item_models.photo_list_model import AnyIndex
from app.translation import printable
from app.widgets.figures import percent_text

Mistake = Mapping[str, Any]
"""path, breed, predicted, probability (0..1): as in `core.evaluation.record`"""


class MistakeModel(QAbstractListModel):
    """One row a photo."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mistakes: Sequence[Mistake] = ()
        self._name: Callable[[str], str] = str

    def set_mistakes(self, mistakes: Sequence[Mistake], name: Callable[[str], str]) -> None:
        """Show these; `name` says what a breed is called."""
        self.beginResetModel()
        self._mistakes, self._name = mistakes, name
        self.endResetModel()

    def at(self, row: int) -> Mistake | None:
        """The photo in a row; None where there is no such row."""
        return self._mistakes[row] if 0 <= row < len(self._mistakes) else None

    def first_of(self, breed: str, predicted: str) -> int | None:
        """The first row of a breed that was called another one."""
        pairs = ((mistake["breed"], mistake["predicted"]) for mistake in self._mistakes)
        return next((row for row, pair in enumerate(pairs) if pair == (breed, predicted)), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Photos."""
        return 0 if parent.isValid() else len(self._mistakes)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What it is and what it was called; where it lies on hovering."""
        mistake = self.at(index.row()) if index.isValid() else None
        if mistake is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("{breed} → {predicted}, {share}").format(
                breed=self._name(mistake["breed"]),
                predicted=self._name(mistake["predicted"]),
                share=percent_text(float(mistake["probability"]), 0),
            )
        return printable(str(mistake["path"])) if role == Qt.ItemDataRole.ToolTipRole else None
