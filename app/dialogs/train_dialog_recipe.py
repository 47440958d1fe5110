"""Which recipe: three for people who want no choices, and those of the researchers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.dialogs.train_dialog_work import RecipeEntry
from app.widgets.figures import count_text
from app.widgets.named import named

_PLAIN = ("quick", "balanced", "best")


class RecipeChooser(QWidget):
    """A box, and what there is to say of its entry.

    Signals:
        chosen: a `RecipeEntry`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, RecipeEntry] = {}
        self.box = named(QComboBox(), "recipeBox")
        self.box.setAccessibleName(self.tr("Recipe"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(20)
        # A list that scrolls, instead of one as high as the screen.
        self.box.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.box.setMaxVisibleItems(18)
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "recipeNote")
        self._note.setProperty("role", "muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box.currentIndexChanged.connect(self._on_index)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        column.addWidget(self._note)
        # The names can be chosen before the recipes are read.
        for name in _PLAIN:
            self.box.addItem(self._plain()[name][0], name)

    @property
    def entry(self) -> RecipeEntry | None:
        """The chosen recipe; None until the recipes are read."""
        return self._entries.get(str(self.box.currentData()))

    def set_recipes(self, entries: Sequence[RecipeEntry]) -> None:
        """Offer these; what was chosen stays chosen."""
        chosen = self.box.currentData()
        self._entries = {entry.recipe.name: entry for entry in entries}
        self.box.blockSignals(True)
        self.box.clear()
        for name in _PLAIN:
            if name in self._entries:
                self.box.addItem(self._plain()[name][0], name)
        others = [entry for entry in entries if entry.recipe.name not in _PLAIN]
        if others:
            self.box.insertSeparator(self.box.count())
            self._add_heading(self.tr("Researchers’ recipes"))
            for entry in others:
                self.box.addItem(entry.recipe.title, entry.recipe.name)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.box.blockSignals(False)
        self.box.view().setMinimumWidth(min(560, self.box.view().sizeHintForColumn(0) + 30))
        self._on_index()

    def _add_heading(self, text: str) -> None:
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        item = QStandardItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(item)

    def _on_index(self) -> None:
        name = str(self.box.currentData())
        entry = self._entries.get(name)
        self._note.setText(self._about(name, entry))
        if entry is not None:
            self.chosen.emit(entry)

    def _about(self, name: str, entry: RecipeEntry | None) -> str:
        if name in _PLAIN or entry is None:
            return self._plain().get(name, ("", ""))[1]
        recipe = entry.recipe
        size = str(entry.input_size)
        network = self.tr("{network}, {size} × {size} pixels, {parameters} parameters").format(
            network=entry.network, size=size, parameters=count_text(entry.parameters)
        )
        lines = [recipe.description, network]
        if recipe.source:
            lines.append(self.tr("Source: {source}").format(source=recipe.source))
        if recipe.published:
            lines.append(self.tr("Published result: {result}").format(result=recipe.published))
        return "\n".join(line for line in lines if line)

    def _plain(self) -> dict[str, tuple[str, str]]:
        return {
            "quick": (
                self.tr("Quick"),
                self.tr("A small network that is good already learns your breeds: minutes on any computer."),
            ),
            "balanced": (
                self.tr("Balanced"),
                self.tr("A larger network and more views of each photo: more accurate, and several times longer."),
            ),
            "best": (
                self.tr("Best"),
                self.tr("As Balanced, and then the network itself is fitted to your photos: the longest wait."),
            ),
        }
