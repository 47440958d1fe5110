"""The photos that a choice lets through, as a grid; what is chosen above it is shown in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.item_models.prediction_model import percent
from app.item_models.review_model import ReviewModel
from app.item_models.thumbnail_store import ThumbnailStore
from app.pages.review.sentences import ReviewSentences
from app.widgets.named import named
from app.widgets.photo_grid import PhotoGrid
from app.widgets.review_delegate import ReviewDelegate, Words
from core.review.choices import Choice, Order, Show

if TYPE_CHECKING:
    from core.review.selection import Doubts
    from core.review.table import ReviewRow, ReviewTable

_SIDE = 208
"""of a thumbnail, about: two names must find room below it"""


class ReviewGallery(QWidget):
    """Filter and order above, photos below.

    Signals:
        current_changed: another photo is the current one, or it is seen anew.
        choice_changed: other photos are asked for.
    """

    current_changed = Signal()
    choice_changed = Signal()

    def __init__(
        self, thumbnails: ThumbnailStore, sentences: Callable[[], ReviewSentences], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._sentences = thumbnails, sentences
        self._table: ReviewTable | None = None
        self._doubts: Doubts | None = None
        self._also: list[str] = []
        self._corrected: set[str] = set()
        self.choice = Choice()
        self.model = ReviewModel(self)
        self.model.is_marked = self._is_marked
        self.model.describe = lambda row: self._sentences().describe(row)
        self.grid = PhotoGrid()
        self.grid.setObjectName("misclassifiedGrid")
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.grid.setItemDelegate(ReviewDelegate(self._words, self._pixmap, self.grid))
        self.grid.setModel(self.model)
        self.grid.set_side(_SIDE)
        self._show = named(QComboBox(), "reviewShow")
        self._order = named(QComboBox(), "reviewOrder")
        self._chip = named(QToolButton(), "cellChip")
        self._chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_icon(self._chip, "cancel")
        self._count = named(QLabel(), "reviewCount")
        self._count.setProperty("role", "muted")
        self._hint = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "reviewHint")
        self._hint.setProperty("role", "muted")
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def current(self) -> ReviewRow | None:
        """The photo that is looked at."""
        return self.model.at(self.grid.currentIndex().row())

    def chosen(self) -> list[ReviewRow]:
        """The photos that an action is about."""
        rows = (self.model.at(row) for row in self.grid.chosen_rows())
        return [row for row in rows if row is not None]

    def show_table(self, table: ReviewTable, doubts: Doubts | None, corrected: set[str]) -> None:
        """Show another table, or other doubts about the same one; the current photo stays where it is among them."""
        current = self.current
        self._table, self._doubts, self._corrected = table, doubts, corrected
        place = None if current is None else table.row_of.get(current.path)
        self._arrange()
        self._go_to(place)

    def follow(self, table: ReviewTable, doubts: Doubts | None, corrected: set[str]) -> None:
        """Labels of some photos changed."""
        from core.review.selection import select

        current = self.current
        self._table, self._doubts, self._corrected = table, doubts, corrected
        self.model.update(table, select(table, self.choice, doubts).tolist())
        self._show_count()
        if self.current is None or current is None:
            self._go_to(None if current is None else current.index)
        else:
            self.current_changed.emit()
        self._want()

    def set_choice(self, choice: Choice) -> None:
        """Show other photos, or the same in another order."""
        if choice == self.choice:
            return
        current = self.current
        self.choice = choice
        self._show_choice()
        self._arrange()
        self._go_to(None if current is None else current.index)
        self.choice_changed.emit()

    def go_on(self) -> None:
        """Make the first photo after the chosen ones the current one."""
        rows = self.grid.chosen_rows()
        if rows and rows[-1] + 1 < self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(rows[-1] + 1))

    def want_also(self, paths: list[str]) -> None:
        """Thumbnails of these are shown elsewhere."""
        self._also = paths
        self._want()

    def speak(self) -> None:
        """Another language."""
        self._retranslate()
        self.grid.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        from core.review.selection import select

        if self._table is not None:
            self.model.reset(self._table, select(self._table, self.choice, self._doubts).tolist())
        self._show_count()
        self._want()

    def _go_to(self, place: int | None) -> None:
        row = None if place is None else self.model.row_of(place)
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(row or 0))
        self.current_changed.emit()

    def _is_marked(self, row: ReviewRow) -> bool:
        from core.library.records import Status

        return row.path in self._corrected or row.given.status is Status.VERIFIED or not row.given.counts

    def _words(self, row: ReviewRow) -> Words:
        sentences = self._sentences()
        label = self.tr("Label: {breed}").format(breed=sentences.label(row.given))
        return sentences.breed(row.predicted), percent(row.confidence), label

    def _pixmap(self, path: str) -> QPixmap | None:
        return self._thumbnails.pixmap(path)

    def _want(self) -> None:
        view = self.grid.rows_in_view()
        self._thumbnails.want([*self.model.paths_at(view), *self._also])

    def _on_side(self, side: int) -> None:
        self._thumbnails.set_side(round(side * self.devicePixelRatioF()))
        self._want()

    def _on_ready(self, paths: list[str]) -> None:
        self.model.tell(paths)

    def _on_boxes(self) -> None:
        self.set_choice(
            Choice(
                Show(self._show.currentData()),
                Order(self._order.currentData()),
                self.choice.verified_only,
                self.choice.cell,
            )
        )

    def _drop_cell(self) -> None:
        self.set_choice(Choice(self.choice.show, self.choice.order, self.choice.verified_only))

    def _show_choice(self) -> None:
        for box, value in ((self._show, self.choice.show), (self._order, self.choice.order)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value.value))
        cell = self.choice.cell
        self._chip.setVisible(cell is not None)
        self._show.setVisible(cell is None)
        self._hint.setVisible(cell is None and self.choice.show is Show.POSSIBLE_ERRORS)
        if cell is not None:
            sentences = self._sentences()
            self._chip.setText(f"{sentences.breed(cell[0])} → {sentences.breed(cell[1])}")

    def _show_count(self) -> None:
        count = self.model.rowCount()
        self._count.setText(self.tr("%Ln photo(s)", "", count))
        self.grid.set_note("" if count or self._table is None else self._empty_note())

    def _empty_note(self) -> str:
        if self.choice.cell is not None:
            return self.tr("No photo is left in this cell.")
        if self.choice.show is Show.MISTAKES:
            return self.tr("The model says what the labels say, for every photo here.")
        if self.choice.show is Show.POSSIBLE_ERRORS:
            if self._doubts is None:
                return self.tr("Possible label errors are not worked out yet.")
            return self.tr("No label stands out as possibly wrong.")
        return self.tr("No photo here has a label.")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self._show, self._chip, self._order):
            bar.addWidget(widget)
        bar.addStretch()
        bar.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 8)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._hint)
        column.addWidget(self.grid, 1)

    def _connect(self) -> None:
        for show in Show:
            self._show.addItem("", show.value)
        for order in Order:
            self._order.addItem("", order.value)
        self._show.activated.connect(self._on_boxes)
        self._order.activated.connect(self._on_boxes)
        self._chip.clicked.connect(self._drop_cell)
        self._thumbnails.ready.connect(self._on_ready)
        self.grid.view_changed.connect(self._want)
        self.grid.side_changed.connect(self._on_side)
        self.grid.current_photo_changed.connect(self._on_current)
        self._show_choice()

    def _on_current(self, row: int) -> None:
        if row >= 0:
            self.current_changed.emit()

    def _retranslate(self) -> None:
        shows = {
            Show.MISTAKES: self.tr("Mistakes"),
            Show.POSSIBLE_ERRORS: self.tr("Possible label errors"),
            Show.ALL: self.tr("All photos"),
        }
        orders = {
            Order.CONFIDENCE: self.tr("Surest first"),
            Order.LOSS: self.tr("Largest loss first"),
            Order.MARGIN: self.tr("Largest margin first"),
            Order.LABEL_ERROR: self.tr("Most likely label error first"),
            Order.NAME: self.tr("By file name"),
        }
        for place, show in enumerate(Show):
            self._show.setItemText(place, shows[show])
        for place, order in enumerate(Order):
            self._order.setItemText(place, orders[order])
        self._hint.setText(self.tr("Possible errors only: many of these labels are right after all."))
        self._show.setAccessibleName(self.tr("Which photos"))
        self._order.setAccessibleName(self.tr("In which order"))
        self._order.setToolTip(
            self.tr("Loss: how little the model believes the label. Margin: how far its first answer is ahead.")
        )
        self._chip.setToolTip(self.tr("Only the photos of one cell of the confusion matrix; click to see all again"))
        self.grid.setAccessibleName(self.tr("Photos under review"))
        self._show_choice()
        self._show_count()
