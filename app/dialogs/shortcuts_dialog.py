"""All keyboard shortcuts, read from the actions that have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.spoken_dialog import SpokenDialog

if TYPE_CHECKING:
    from app.main_window import MainWindow


class ShortcutsDialog(SpokenDialog):
    """A list of what each key does, by menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("shortcutsDialog")
        self._window = window
        self.rebuild()
        self.resize(600, 600)

    def content(self) -> QWidget:
        """The list and a button."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.list = QTreeWidget()
        self.list.setObjectName("shortcutList")
        self.list.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(12)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for title, entries in shortcuts_of(self._window):
            group = QTreeWidgetItem([title])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.addChildren([QTreeWidgetItem(list(entry)) for entry in entries])
            self.list.addTopLevelItem(group)
        self.list.expandAll()
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        return content


def shortcuts_of(window: MainWindow) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(menu, [(text, keys)]) for the actions of the menus, then for those of the page that are in no menu."""
    seen: set[QAction] = set()
    for place in window.menuBar().actions():
        menu = place.menu()
        if menu is None:
            continue
        actions = [action for action in menu.actions() if not action.shortcut().isEmpty()]  # type: ignore[attr-defined]
        seen.update(actions)
        if actions:
            yield _plain(place.text()), [_entry(action) for action in actions]
    page = window.page
    if page is not None:
        rest = [a for a in page.findChildren(QAction) if a not in seen and not a.shortcut().isEmpty() and a.text()]
        entries = [*page.other_keys(), *map(_entry, rest)]
        if entries:
            yield page.page_title(), entries


def _entry(action: QAction) -> tuple[str, str]:
    keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
    return _plain(action.text()), keys


def _plain(text: str) -> str:
    """A menu text without the mark of its key and without its dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
