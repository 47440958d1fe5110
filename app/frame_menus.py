"""The menus of the window: entries of its own, and a place in each for those of the page in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

Entries = Sequence[QAction | QMenu | None]
"""None is a separator"""


class FrameMenus:
    """Makes the menus, whose titles the window sets."""

    def __init__(self, bar: QMenuBar, contents: Mapping[str, tuple[Entries, Entries]]) -> None:
        """`contents`: by name, what comes before and after the actions of the page."""
        self._menus: dict[str, QMenu] = {}
        self._places: dict[str, QAction] = {}
        self._shown: list[tuple[QMenu, QAction]] = []
        for name, (before, after) in contents.items():
            menu = bar.addMenu("")
            menu.setObjectName(f"{name}Menu")
            self._menus[name] = menu
            for entry in before:
                _add_entry(menu, entry)
            # An invisible entry marks where the actions of the page in front go.
            place = QAction(menu, visible=False)
            menu.addAction(place)
            self._places[name] = place
            for entry in after:
                _add_entry(menu, entry)

    def __getitem__(self, name: str) -> QMenu:
        return self._menus[name]

    def add_actions(self, actions: Mapping[str, Sequence[QAction]]) -> None:
        """Add actions that stay, whichever page is in front."""
        for name, some in actions.items():
            self._menus[name].insertActions(self._places[name], some)

    def show_actions(self, actions: Mapping[str, Sequence[QAction]]) -> None:
        """Show these actions of the page in front, and no others."""
        for menu, action in self._shown:
            menu.removeAction(action)
        self._shown = [(self._menus[name], action) for name, some in actions.items() for action in some]
        for name, some in actions.items():
            self._menus[name].insertActions(self._places[name], some)


def _add_entry(menu: QMenu, entry: QAction | QMenu | None) -> None:
    if entry is None:
        menu.addSeparator()
    elif isinstance(entry, QMenu):
        menu.addMenu(entry)
    else:
        menu.addAction(entry)
