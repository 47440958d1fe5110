"""What the keys do on the page: actions that also stand in its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.pages.groups.label_bar import BREEDS

_KEYS = {
    "accept": "",
    **{f"breed{i + 1}": str(i + 1) for i in range(BREEDS)},
    "type": "R",
    "not_a_dog": "X",
    "unknown": "U",
    "mixed": "M",
    "skip": "S",
    "odd": "O",
    "unfold": "E",
    "next": "D",
    "previous": "A",
}
_IN_MENU = ("accept", "type", "not_a_dog", "unknown", "mixed", "skip", "odd", "unfold")


class GroupActions(QObject):
    """Keys work wherever the focus is on the view, but where one types.

    Signals:
        wanted: the name of an action; "breed1" to "breed5" take one of the likeliest breeds.
    """

    wanted = Signal(str)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._actions: dict[str, QAction] = {}
        for name, key in _KEYS.items():
            action = QAction(view)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            view.addAction(action)
            self._actions[name] = action
        self.retranslate()

    def in_menu(self) -> list[QAction]:
        """Those that the menu lists."""
        return [self._actions[name] for name in _IN_MENU]

    def set_usable(self, on: bool) -> None:
        """Whether there is a group."""
        for action in self._actions.values():
            action.setEnabled(on)

    def other_keys(self) -> list[tuple[str, str]]:
        """What the keys do that belong to no entry of the menu."""
        return [
            (self.tr("Take a photo out of its group, or put it back"), self.tr("Space, or a click")),
            (self.tr("Accept what the group suggests"), self.tr("Enter")),
            (self.tr("Label the group with one of the five likeliest breeds"), "1 – 5"),
            (self.tr("Next and previous photo"), self.tr("Arrows, or D and A")),
            (self.tr("Next and previous group"), self.tr("Ctrl+Down, Ctrl+Up")),
            (self.tr("Take out all photos up to this one"), self.tr("Shift+click")),
            (self.tr("Show the photo large"), self.tr("Double click")),
        ]

    def retranslate(self) -> None:
        """Another language."""
        texts = {
            "accept": self.tr("&Accept what the group suggests"),
            "type": self.tr("Label the group with another &breed…"),
            "not_a_dog": self.tr("The group shows &no dog"),
            "unknown": self.tr("The group is of an &unknown breed"),
            "mixed": self.tr("The group is of a &mixed breed"),
            "skip": self.tr("&Skip the group"),
            "odd": self.tr("Take out the &doubtful photos"),
            "unfold": self.tr("&Unfold near duplicates"),
        }
        for name, text in texts.items():
            self._actions[name].setText(text)
