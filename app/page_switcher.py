"""The bar at the side of the window: one button for each page, with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QToolBar, QWidget

from app.pages.page import Page


class PageSwitcher(QToolBar):
    """Hidden where there is nothing to switch between.

    Signals:
        chosen: a page is to come to the front.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, movable=False, floatable=False)
        self.setObjectName("pageSwitcher")
        self.setIconSize(QSize(24, 24))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._switches = QActionGroup(self)
        self._pages: list[Page] = []
        self.hide()

    def add_page(self, page: Page) -> QAction:
        """Make the switch of a page, for menus too."""
        switch = QAction(page.page_icon(), page.page_title(), self._switches, checkable=True)
        switch.setObjectName(f"{page.objectName()}Switch")
        switch.setShortcut(f"Alt+{len(self._switches.actions())}")
        switch.triggered.connect(lambda: self.chosen.emit(page))
        self._pages.append(page)
        self.addAction(switch)
        self.setVisible(len(self._switches.actions()) > 1)
        return switch

    def show_pages(self, pages: Sequence[Page], front: Page | None) -> None:
        """Bring names and icons up to date, and mark the page in front; `pages` as they were added."""
        for switch, page in zip(self._switches.actions(), pages, strict=True):
            switch.setText(page.page_title())
            keys = switch.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            switch.setToolTip(f"{page.page_title()} ({keys})")
            switch.setIcon(page.page_icon())
            switch.setChecked(page is front)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: pages draw their icons in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for switch, page in zip(self._switches.actions(), self._pages, strict=True):
                switch.setIcon(page.page_icon())
