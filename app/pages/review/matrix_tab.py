"""The confusion matrix with what it is arranged by, and its way into a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.item_models.text_folding import fold
from app.options import LAST_EXPORT_FOLDER
from app.pages.review.sentences import ReviewSentences
from app.services import Services
from app.task_runner import TaskContext
from app.translation import printable
from app.widgets.confusion_legend import ConfusionLegend
from app.widgets.confusion_matrix import ConfusionMatrix
from app.widgets.named import call, named

if TYPE_CHECKING:
    from core.review.confusion import Confusion

CONFUSION, NAME, GROUP = "confusion", "name", "group"
COUNTS, RATES = "counts", "rates"


class MatrixTab(QWidget):
    """Drawn anew when it is looked at.

    Signals:
        cell_chosen: given and predicted breed of a cell with photos.
        saved: a sentence that says where the matrix is now.
    """

    cell_chosen = Signal(str, str)
    saved = Signal(str)

    def __init__(
        self, services: Services, sentences: Callable[[], ReviewSentences], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._sentences = services, sentences
        self._make: Callable[[], Confusion] | None = None
        self._shown: Confusion | None = None
        self.matrix = ConfusionMatrix()
        self._legend = ConfusionLegend(self.matrix)
        self._readout = named(QLabel(textFormat=Qt.TextFormat.PlainText), "matrixReadout")
        self._order = named(QComboBox(), "matrixOrder")
        self._numbers = named(QComboBox(), "matrixNumbers")
        self._tools = {
            name: named(QToolButton(), name) for name in ("matrixZoomIn", "matrixZoomOut", "matrixFit", "matrixSave")
        }
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def confusion(self) -> Confusion | None:
        """What is shown, in the order in which it is."""
        return self._shown

    def show_confusion(self, make: Callable[[], Confusion]) -> None:
        """Show what `make` gives, once the tab is looked at."""
        self._make = make
        if self.isVisible():
            self._refresh()

    def save(self) -> None:
        """Ask where to, and write the matrix there."""
        from PySide6.QtWidgets import QFileDialog

        confusion = self._current()
        if confusion is None or not confusion.labels:
            return
        start = os.path.join(
            self._services.settings.get(LAST_EXPORT_FOLDER) or os.path.expanduser("~"),
            self.tr("confusion matrix") + ".png",
        )
        kinds = ";;".join((self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)"), self.tr("Table (*.csv)")))
        title = self.tr("Save the confusion matrix")
        target, kind = QFileDialog.getSaveFileName(self, title, start, kinds)
        if target:
            if not os.path.splitext(target)[1]:
                target += "." + kind.rpartition("*.")[2].rstrip(")")
            self._services.settings.set(LAST_EXPORT_FOLDER, os.path.dirname(target))
            self._write(target, confusion)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed meanwhile."""
        super().showEvent(event)
        if self._make is not None:
            self._refresh()

    def _write(self, target: str, confusion: Confusion) -> None:
        words = {
            "title": self.tr("Confusion matrix"),
            "rows": self.tr("what the photos are"),
            "columns": self.tr("what the model called them"),
        }
        names = [self._sentences().breed(label) for label in confusion.labels]

        def write(_context: TaskContext) -> None:
            from core.review.matrix_files import save_matrix

            save_matrix(target, confusion, names, **words)

        said = self.tr("Saved: {path}").format(path=printable(target))
        self._services.tasks.run(write, on_result=lambda _: self.saved.emit(said), owner=self)

    def _current(self) -> Confusion | None:
        if self._make is not None:
            self._refresh()
        return self._shown

    def _refresh(self) -> None:
        assert self._make is not None
        confusion, self._make = self._make(), None
        self._arrange(confusion)

    def _arrange(self, confusion: Confusion) -> None:
        from core.review.confusion import order_by, order_by_confusion

        sentences = self._sentences()
        names = [sentences.breed(label) for label in confusion.labels]
        how = self._order.currentData()
        if how == CONFUSION:
            by_name = order_by([(fold(name),) for name in names])
            confusion = confusion.arranged(by_name)
            order = order_by_confusion(confusion.counts)
        elif how == GROUP:
            order = order_by(
                [(sentences.group(label), fold(name)) for label, name in zip(confusion.labels, names, strict=True)]
            )
        else:
            order = order_by([(fold(name),) for name in names])
        self._shown = confusion = confusion.arranged(order)
        outside = [place for place, label in enumerate(confusion.labels) if label in confusion.unknown]
        names = [sentences.breed(label) for label in confusion.labels]
        self.matrix.show_counts(names, confusion.counts, outside)
        self._legend.refresh()

    def _on_order(self) -> None:
        if self._shown is not None:
            self._arrange(self._shown)

    def _on_numbers(self) -> None:
        self.matrix.set_rates(self._numbers.currentData() == RATES)
        self._legend.refresh()

    def _on_cell(self, row: int, column: int) -> None:
        if self._shown is not None:
            self.cell_chosen.emit(self._shown.labels[row], self._shown.labels[column])

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for box in (self._order, self._numbers):
            bar.addWidget(box)
        bar.addStretch()
        for tool in self._tools.values():
            bar.addWidget(tool)
        below = QHBoxLayout()
        below.addWidget(self._legend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(bar)
        column.addWidget(self._readout)
        column.addWidget(self.matrix, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        for how in (CONFUSION, NAME, GROUP):
            self._order.addItem("", how)
        for numbers in (COUNTS, RATES):
            self._numbers.addItem("", numbers)
        self._order.activated.connect(self._on_order)
        self._numbers.activated.connect(self._on_numbers)
        self.matrix.pointed.connect(self._readout.setText)
        self.matrix.chosen.connect(self._on_cell)
        acts: tuple[Callable[[], None], ...] = (
            partial(self.matrix.zoom, 1),
            partial(self.matrix.zoom, -1),
            self.matrix.fit,
            self.save,
        )
        icons = ("zoom-in", "zoom-out", "zoom-fit", "save")
        for tool, act, icon in zip(self._tools.values(), acts, icons, strict=True):
            set_icon(tool, icon)
            tool.clicked.connect(partial(call, act))

    def _retranslate(self) -> None:
        orders = (self.tr("Confused breeds together"), self.tr("By name"), self.tr("By breed group"))
        numbers = (self.tr("Numbers of photos"), self.tr("Shares of the row"))
        for box, texts in ((self._order, orders), (self._numbers, numbers)):
            for place, text in enumerate(texts):
                box.setItemText(place, text)
        self._order.setAccessibleName(self.tr("Order of rows and columns"))
        self._numbers.setAccessibleName(self.tr("What the cells say"))
        tips = (
            self.tr("Larger (Ctrl and the wheel)"),
            self.tr("Smaller (Ctrl and the wheel)"),
            self.tr("All breeds at once"),
            self.tr("Save as a picture, drawing or table…"),
        )
        for tool, tip in zip(self._tools.values(), tips, strict=True):
            tool.setToolTip(tip)
            tool.setAccessibleName(tip)
        if self._shown is not None:
            self._arrange(self._shown)
