"""The widgets of the Identify page and how they lie beside each other. No logic."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.item_models.photo_list_model import PhotoRow
from app.pages.identify.filter_bar import FilterBar
from app.pages.identify.photo_pane import PhotoPane
from app.pages.identify.side_panel import SidePanel
from app.pages.identify.teach_panel import TeachPanel
from app.widgets.empty_state import EmptyState
from app.widgets.photo_delegate import Caption, PhotoDelegate
from app.widgets.photo_grid import PhotoGrid
from app.widgets.run_bar import RunBar

_SHARES = (430, 500, 310)


class IdentifyView:
    """Fills `page`: an invitation, or grid, photo and panel side by side with the progress below."""

    def __init__(
        self, page: QWidget, caption: Callable[[PhotoRow], Caption], thumbnail: Callable[[str], QPixmap | None]
    ) -> None:
        self.empty = EmptyState()
        self.filter_bar = FilterBar()
        self.grid = PhotoGrid()
        self.grid.setFrameShape(QFrame.Shape.NoFrame)
        self.grid.setItemDelegate(PhotoDelegate(caption, thumbnail, self.grid))
        self.pane = PhotoPane()
        self.panel = SidePanel()
        self.run_bar = RunBar()
        self.run_bar.hide()
        self.teach_panel = TeachPanel()
        self.left = _column(self.filter_bar, self.grid, self.teach_panel)
        self.left.setMinimumWidth(260)
        scrolled = QScrollArea(widgetResizable=True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setMinimumWidth(self.panel.minimumWidth())
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(self.panel)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("identifySplitter")
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.left, 4), (self.pane, 5), (scrolled, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes(list(_SHARES))
        self._desk = _column(self.splitter, self.run_bar)
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._desk)

    def show_photos(self, shown: bool) -> None:
        """The photos, or the invitation."""
        self._stack.setCurrentWidget(self._desk if shown else self.empty)

    def focus_photos(self) -> None:
        """Give the keyboard back to the photos: to the grid, or to the large photo where the grid is away."""
        (self.pane.view if self.left.isHidden() else self.grid).setFocus()

    def set_large(self, large: bool) -> None:
        """Give the photo the room of the grid, or give it back; the keyboard goes along."""
        self.left.setVisible(not large)
        (self.pane.view if large else self.grid).setFocus()


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, PhotoGrid | QSplitter) else 0)
    return column
