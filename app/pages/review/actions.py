"""What can be done on the Review page: every action once, with its words and its one key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.icons import set_icon
from app.widgets.named import named


class ReviewActions(QObject):
    """The page connects them. Letters work wherever the list or what is beside it has the focus, Enter in the list."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.take = self._action("reviewAcceptAction", "Return", "Enter")
        self.verify = self._action("reviewVerifyAction", "V")
        self.relabel = self._action("reviewTypeBreedAction", "R")
        self.unknown = self._action("reviewUnknownAction", "U")
        self.no_dog = self._action("reviewNotADogAction", "X")
        self.mixed = self._action("reviewMixedAction", "M")
        self.remove = self._action("reviewRemoveLabelAction", "Delete", "Backspace")
        self.previous = self._action("reviewPreviousAction", "A")
        self.next = self._action("reviewNextAction", "D")
        self.save_matrix = self._action("saveMatrixAction", QKeySequence.StandardKey.Save)
        self.refresh = self._action("refreshReviewAction", QKeySequence.StandardKey.Refresh)
        set_icon(self.save_matrix, "save")
        self._separator = QAction(page)
        self._separator.setSeparator(True)
        for action in (*self.labels, self.previous, self.next):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for action in (self.take, self.remove):
            # these keys mean something else in a field and on a button
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._taken = ""
        self.retranslate()

    @property
    def labels(self) -> list[QAction]:
        """Those that say something of the selected photos."""
        return [self.take, self.verify, self.relabel, self.unknown, self.no_dog, self.mixed, self.remove]

    def add_to(self, grid: QWidget, around: QWidget) -> None:
        """Let the keys work in the list, and in all that is around it."""
        for action in (*self.labels, self.previous, self.next):
            place = grid if action in (self.take, self.remove) else around
            place.addAction(action)
        for action in (self.save_matrix, self.refresh):
            self._page.addAction(action)

    def menus(self) -> dict[str, list[QAction]]:
        """Where the frame puts them."""
        return {
            "file": [self.save_matrix],
            "label": [*self.labels, self._separator, self.previous, self.next],
            "view": [self.refresh],
        }

    def other_keys(self) -> list[tuple[str, str]]:
        """Keys that list and matrix take themselves."""
        return [
            (self.tr("Previous and next photo"), "←  →"),
            (self.tr("In the matrix: to the next cell with photos"), self.tr("Ctrl + arrows")),
            (self.tr("In the matrix: the photos of the cell"), self.tr("Enter")),
            (self.tr("In the matrix: larger, smaller, all"), "+  −  0"),
        ]

    def name_take(self, breed: str) -> None:
        """What the model's breed is; "" where several photos are chosen, or none."""
        self._taken = breed
        self._name_take()

    def set_enabled(self, *, photo: bool, writable: bool, matrix: bool) -> None:
        """Allow what makes sense: a photo is current, labels can be given, there is a matrix."""
        for action in self.labels:
            action.setEnabled(photo and writable)
        for action in (self.previous, self.next):
            action.setEnabled(photo)
        self.save_matrix.setEnabled(matrix)

    def retranslate(self) -> None:
        """Another language."""
        for action, text in (
            (self.verify, self.tr("The label is right")),
            (self.relabel, self.tr("Another breed…")),
            (self.unknown, self.tr("Unknown breed")),
            (self.no_dog, self.tr("Not a dog")),
            (self.mixed, self.tr("Mixed breed")),
            (self.remove, self.tr("Take the label away")),
            (self.previous, self.tr("Previous photo")),
            (self.next, self.tr("Next photo")),
            (self.save_matrix, self.tr("Save the confusion matrix…")),
            (self.refresh, self.tr("Work out again")),
        ):
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({keys})" if keys else text)
        self.unknown.setIconText(self.tr("Unknown"))
        self.mixed.setIconText(self.tr("Mixed"))
        self._name_take()

    def _name_take(self) -> None:
        text = self.tr("Take the model's breed")
        self.take.setToolTip(text)
        self.take.setText(self.tr("Take {breed}").format(breed=self._taken) if self._taken else text)

    def _action(self, name: str, *keys: str | QKeySequence.StandardKey) -> QAction:
        action = named(QAction(self._page), name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action
