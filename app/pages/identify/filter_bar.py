"""Which photos the grid shows, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.icons import set_icon, themed_icon
from app.item_models.vocabulary import Criteria, LabelShow, Show, SortKey
from app.widgets.fields import SHORT_ROLE, CountedBox, SearchField
from app.widgets.named import named

_TYPING_MS = 180


class FilterBar(QWidget):
    """A text, a kind of finding, an order and its direction.

    Signals:
        changed: the person asked for something else.
        left: the person is done with the text.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[Show, int] = {}
        self._label_counts: Mapping[LabelShow, int] = {}
        self._descending = False
        self._edit = named(SearchField(clearButtonEnabled=True), "filterEdit")
        self._search = self._edit.addAction(themed_icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._show = named(CountedBox(), "showBox")
        self._sort = named(CountedBox(), "sortBox")
        self._direction = named(QToolButton(), "sortDirection")
        self._status = named(CountedBox(), "statusFilter")
        for value in Show:
            self._show.addItem("", value)
        for label in LabelShow:
            self._status.addItem("", label)
        for key in SortKey:
            self._sort.addItem("", key)
        for box in (self._show, self._sort, self._status):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._edit.textChanged.connect(self._on_typing)
        self._edit.left.connect(self.left)
        self._show.currentIndexChanged.connect(self._on_changed)
        self._status.currentIndexChanged.connect(self._on_changed)
        self._sort.currentIndexChanged.connect(self._on_sort)
        self._direction.clicked.connect(self._flip)
        filters, order = QHBoxLayout(), QHBoxLayout()
        filters.addWidget(self._show, 1)
        filters.addWidget(self._status, 1)
        order.addWidget(self._sort, 1)
        order.addWidget(self._direction)
        for row in (filters, order):
            row.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addWidget(self._edit)
        column.addLayout(filters)
        column.addLayout(order)
        self._retranslate()

    @property
    def criteria(self) -> Criteria:
        """What is asked for."""
        return Criteria(
            self._sort.currentData(),
            self._descending,
            self._show.currentData(),
            self._edit.text().strip(),
            self._status.currentData(),
        )

    def restore_order(self, order: str) -> None:
        """Take up an order that `saved_order` gave."""
        name, _, direction = order.partition(" ")
        if name in [key.value for key in SortKey]:
            with QSignalBlocker(self._sort):
                self._sort.setCurrentIndex(self._sort.findData(SortKey(name)))
            self._descending = direction == "descending"
            self._retranslate()

    def saved_order(self) -> str:
        """The order as a text for the settings."""
        return f"{self._sort.currentData().value} {'descending' if self._descending else 'ascending'}"

    def clear(self) -> None:
        """Show all photos, whatever the model says; the order and the filter of labels stay."""
        with QSignalBlocker(self._edit), QSignalBlocker(self._show):
            self._edit.clear()
            self._show.setCurrentIndex(0)
        self._on_changed()

    def show_lessons(self) -> None:
        """Show the photos without a label, those first that teach most."""
        with QSignalBlocker(self._sort), QSignalBlocker(self._status):
            self._sort.setCurrentIndex(self._sort.findData(SortKey.TEACHING))
            self._status.setCurrentIndex(self._status.findData(LabelShow.UNLABELLED))
        self._on_sort()

    def focus(self) -> None:
        """Let the person type."""
        self._edit.setFocus()
        self._edit.selectAll()

    def set_counts(self, counts: Mapping[Show, int]) -> None:
        """Say how many photos each choice would show."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._label_shows()

    def set_label_counts(self, counts: Mapping[LabelShow, int]) -> None:
        """Say how many photos each choice of labels would show."""
        if counts != self._label_counts:
            self._label_counts = dict(counts)
            self._label_statuses()

    def changeEvent(self, event: QEvent) -> None:
        """Another language, another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._search.setIcon(themed_icon("search"))

    def _on_typing(self) -> None:
        self._typing.start()

    def _on_changed(self) -> None:
        self._typing.stop()
        self.changed.emit()

    def _on_sort(self) -> None:
        self._descending = self._sort.currentData().starts_descending
        self._retranslate()
        self._on_changed()

    def _flip(self) -> None:
        self._descending = not self._descending
        self._retranslate()
        self._on_changed()

    def _label_shows(self) -> None:
        titles = {
            Show.ALL: self.tr("All photos"),
            Show.DOGS: self.tr("Dogs"),
            Show.UNSURE: self.tr("Unsure"),
            Show.OTHER_BREED: self.tr("Unknown breed"),
            Show.NO_DOG: self.tr("No dog"),
            Show.UNREADABLE: self.tr("Unreadable"),
        }
        _count(self._show, titles, self._counts)

    def _label_statuses(self) -> None:
        titles = {
            LabelShow.ALL: self.tr("Labelled or not"),
            LabelShow.UNLABELLED: self.tr("Unlabelled"),
            LabelShow.LABELLED: self.tr("Labelled"),
            LabelShow.VERIFIED: self.tr("Verified"),
            LabelShow.NOT_A_DOG: self.tr("Not a dog"),
            LabelShow.UNKNOWN: self.tr("Breed unknown"),
            LabelShow.MIXED: self.tr("Mixed breed"),
        }
        _count(self._status, titles, self._label_counts)

    def _retranslate(self) -> None:
        self._edit.setPlaceholderText(self.tr("Find a breed or a file name"))
        self._edit.setAccessibleName(self.tr("Find a breed or a file name"))
        self._edit.setToolTip(self.tr("Breeds are found in English and in French (Ctrl+F; Esc clears)"))
        self._show.setAccessibleName(self.tr("Photos shown"))
        self._show.set_tip(self.tr("Which photos are shown"))
        self._label_shows()
        self._label_statuses()
        self._status.setAccessibleName(self.tr("Labels shown"))
        self._status.set_tip(self.tr("Photos with which label are shown"))
        orders = {
            SortKey.FOLDER: self.tr("By folder"),
            SortKey.NAME: self.tr("By file name"),
            SortKey.DATE: self.tr("By file date"),
            SortKey.BREED: self.tr("By breed"),
            SortKey.CONFIDENCE: self.tr("By confidence"),
            SortKey.MARGIN: self.tr("By lead over second breed"),
            SortKey.FINDING: self.tr("By finding"),
            SortKey.TEACHING: self.tr("By what teaches most"),
        }
        for i in range(self._sort.count()):
            self._sort.setItemText(i, orders[self._sort.itemData(i)])
        self._sort.setAccessibleName(self.tr("Order"))
        self._sort.set_tip(self.tr("The order of the photos"))
        direction = self.tr("Descending") if self._descending else self.tr("Ascending")
        set_icon(self._direction, "sort-descending" if self._descending else "sort-ascending")
        self._direction.setAccessibleName(direction)
        self._direction.setToolTip(self.tr("{direction}; press to reverse").format(direction=direction))


def _count(box: CountedBox, titles: Mapping[Any, str], counts: Mapping[Any, int]) -> None:
    for i in range(box.count()):
        kind = box.itemData(i)
        count = counts.get(kind)
        box.setItemText(i, f"{titles[kind]} ({QLocale().toString(count)})" if count is not None else titles[kind])
        box.setItemData(i, titles[kind], SHORT_ROLE)
