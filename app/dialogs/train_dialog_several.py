"""Whether a recipe is trained once, in folds, or several times in search of better values."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from app.dialogs.train_dialog_work import RecipeEntry
from app.widgets.named import named

ONCE, FOLDS, SEARCH = "once", "folds", "search"
_LIMITS = {FOLDS: (2, 100), SEARCH: (1, 1000)}
_TRIALS = 10


class SeveralChooser(QWidget):
    """A box, a number, and what will be done.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: RecipeEntry | None = None
        self._counts = {FOLDS: 5, SEARCH: _TRIALS}
        self._label, self._count_label = QLabel(), QLabel()
        self._box = named(QComboBox(), "severalBox")
        self._spin = named(QSpinBox(minimum=1, maximum=1000), "severalSpin")
        self._spin.setMinimumWidth(110)
        self._spin.lineEdit().setTextMargins(6, 0, 0, 0)
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "severalNote")
        self._note.setProperty("role", "muted")
        for kind in (ONCE, FOLDS, SEARCH):
            self._box.addItem("", kind)
        self._label.setBuddy(self._box)
        self._count_label.setBuddy(self._spin)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(12)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._box, 0, 1)
        grid.addWidget(self._count_label, 1, 0)
        grid.addWidget(self._spin, 1, 1)
        grid.addWidget(self._note, 2, 0, 1, 2)
        self._set_texts()
        self._box.currentIndexChanged.connect(self._on_kind)
        self._spin.valueChanged.connect(self._on_count)
        self._show()

    @property
    def kind(self) -> str:
        """ONCE, FOLDS or SEARCH."""
        return str(self._box.currentData())

    @property
    def count(self) -> int:
        """How many folds or runs."""
        return self._counts.get(self.kind, 1)

    def show_recipe(self, entry: RecipeEntry) -> None:
        """Another recipe: one that is made of folds is trained in folds, and not every one can be searched."""
        was_of_folds = self._entry is not None and self._entry.recipe.cross_validation is not None
        self._entry = entry
        self._counts = {FOLDS: max(2, entry.recipe.data.folds), SEARCH: _TRIALS}
        model = self._box.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self._box.findData(SEARCH)).setEnabled(bool(entry.recipe.search))
        if entry.recipe.cross_validation is not None:
            kind = FOLDS
        elif was_of_folds or (self.kind == SEARCH and not entry.recipe.search):
            kind = ONCE  # what the recipe before had brought along goes with it
        else:
            kind = self.kind
        self._box.setCurrentIndex(self._box.findData(kind))
        self._on_kind()

    def _on_kind(self) -> None:
        if self.kind in _LIMITS:
            self._spin.blockSignals(True)
            self._spin.setRange(*_LIMITS[self.kind])
            self._spin.setValue(self._counts[self.kind])
            self._spin.blockSignals(False)
        self._show()
        self.changed.emit()

    def _on_count(self, count: int) -> None:
        self._counts[self.kind] = count
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for widget in (self._count_label, self._spin):
            widget.setVisible(self.kind != ONCE)
        self._count_label.setText(self.tr("Folds") if self.kind == FOLDS else self.tr("Runs"))
        self._note.setText(self._about())
        self._note.setVisible(bool(self._note.text()))

    def _about(self) -> str:
        recipe = self._entry.recipe if self._entry is not None else None
        if recipe is None or (self.kind == ONCE and recipe.search):
            return ""
        if self.kind == ONCE:
            return self.tr("This recipe declares no ranges in which better values could be looked for.")
        again = self.tr("What is done is kept: with the same name, recipe and photos it goes on where it was.")
        if self.kind == FOLDS:
            folds = self.tr(
                "As many trainings as folds: each is judged by the photos that it has not seen, so that every photo "
                "counts once."
            )
            joins = recipe.cross_validation is not None and recipe.cross_validation.ensemble
            together = [self.tr("All of them together become one model.")] if joins else []
            return " ".join([folds, *together, again])
        names = QLocale().createSeparatedList([path.rpartition(".")[2] for path in recipe.search])
        return " ".join([self.tr("Each run tries other values of {names}.").format(names=names), again])

    def _set_texts(self) -> None:
        self._label.setText(self.tr("What is done"))
        self._box.setAccessibleName(self.tr("What is done"))
        self._box.setToolTip(self.tr("One training, or several that are compared"))
        self._spin.setAccessibleName(self.tr("How many trainings"))
        for kind, text in (
            (ONCE, self.tr("Train once")),
            (FOLDS, self.tr("Cross-validate")),
            (SEARCH, self.tr("Search better values")),
        ):
            self._box.setItemText(self._box.findData(kind), text)
