"""What a person can say of the chosen photos, each by one key that works wherever photos are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.icons import set_icon
from app.item_models.vocabulary import TOP_KEPT
from app.widgets.named import named

_ALSO = ("&", "é", '"', "'", "(")
"""what the digit keys of a French keyboard give without Shift"""


class LabelActions(QObject):
    """The page connects them; the frame shows them in the menu of labels."""

    def __init__(self, page: QWidget, places: Sequence[QWidget]) -> None:
        """`places`: the widgets in which the keys work, so that a letter typed elsewhere stays a letter."""
        super().__init__(page)
        self._page = page
        self._places = places
        self.accept = self._action("acceptAction", "Return", "Enter")
        self.take = [self._action(f"takeAction{i}", str(i), also) for i, also in enumerate(_ALSO[:TOP_KEPT], start=1)]
        self.type_breed = self._action("typeBreedAction", "R")
        self.not_a_dog = self._action("notADogAction", "X")
        self.unknown = self._action("unknownAction", "U")
        self.mixed = self._action("mixedAction", "M")
        self.verify = self._action("verifyAction", "V")
        self.remove = self._action("removeLabelAction", "Delete", "Backspace")
        self.previous = self._action("previousPhotoAction", "A")
        self.next = self._action("nextPhotoAction", "D")
        self.teach = named(QAction(page, checkable=True), "teachAction")
        set_icon(self.teach, "train")
        self.teach.setShortcut(QKeySequence("Ctrl+Shift+T"))
        page.addAction(self.teach)
        self.accept_above = named(QAction(page), "acceptAboveAction")
        self._separators = [self._separator() for _ in range(3)]
        self.retranslate()

    def menu(self) -> list[QAction]:
        """In the order of the menu."""
        first, second, third = self._separators
        return [
            self.accept,
            *self.take,
            self.type_breed,
            first,
            self.not_a_dog,
            self.unknown,
            self.mixed,
            second,
            self.verify,
            self.remove,
            self.accept_above,
            self.teach,
            third,
            self.previous,
            self.next,
        ]

    def labels(self) -> list[QAction]:
        """Those that say something of the chosen photos."""
        return [
            self.accept,
            *self.take,
            self.type_breed,
            self.not_a_dog,
            self.unknown,
            self.mixed,
            self.verify,
            self.remove,
        ]

    def set_enabled(self, *, photos: bool, photo: bool, writable: bool) -> None:
        """Allow what makes sense: some photos are open, one is on show, labels can be written."""
        for action in self.labels():
            action.setEnabled(photo and writable)
        self.accept_above.setEnabled(photos and writable)
        for action in (self.previous, self.next, self.teach):
            action.setEnabled(photos)

    def retranslate(self) -> None:
        """Another language."""
        texts = {
            self.accept: self.tr("Accept what the model says"),
            self.type_breed: self.tr("Type a breed…"),
            self.not_a_dog: self.tr("Not a dog"),
            self.unknown: self.tr("A dog, breed unknown"),
            self.mixed: self.tr("Mixed breed"),
            self.verify: self.tr("Looked at twice: verified"),
            self.remove: self.tr("Take the label away"),
            self.accept_above: self.tr("Accept all above a confidence…"),
            self.teach: self.tr("Teach while labelling"),
            self.previous: self.tr("Previous photo"),
            self.next: self.tr("Next photo"),
        }
        for action, text in texts.items():
            action.setText(text)
        self.teach.setIconText(self.tr("Teach"))
        self.teach.setToolTip(self.tr("The model learns from every label, own breeds included (Ctrl+Shift+T)"))
        for place, action in enumerate(self.take, start=1):
            action.setText(self.tr("Take breed {place}").format(place=place))

    def _action(self, name: str, *keys: str) -> QAction:
        action = named(QAction(self._page), name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for place in self._places:
            place.addAction(action)
        return action

    def _separator(self) -> QAction:
        separator = QAction(self._page)
        separator.setSeparator(True)
        return separator
