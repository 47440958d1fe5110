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
        self.take = self._action("acceptButtonAction", "check", "Return")
        self.verify = self._action("verifyAction", "check", "V")
        self.relabel = self._action("relabelAction", "", "R")
        self.unknown = self._action("unknownBreedAction", "help", "U")
        self.no_dog = self._action("notADogAction", "no-photo", "X")
        self.mixed = self._action("mixedBreedAction", "", "M")
        self.save_matrix = self._action("saveMatrixAction", "save", QKeySequence.StandardKey.Save)
        self.refresh = self._action("refreshReviewAction", "", QKeySequence.StandardKey.Refresh)
        self.take.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.take.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for action in self.labels:
            if action is not self.take:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._taken = ""
        self.retranslate()

    @property
    def labels(self) -> list[QAction]:
        """Those that say something of the selected photos."""
        return [self.take, self.verify, self.relabel, self.unknown, self.no_dog, self.mixed]

    def add_to(self, grid: QWidget, around: QWidget) -> None:
        """Let the keys work in the list, and in all that is around it."""
        grid.addAction(self.take)
        for action in self.labels:
            if action is not self.take:
                around.addAction(action)
        for action in (self.save_matrix, self.refresh):
            self._page.addAction(action)

    def menus(self) -> dict[str, list[QAction]]:
        """Where the frame puts them."""
        return {"file": [self.save_matrix], "label": self.labels, "view": [self.refresh]}

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
        self.save_matrix.setEnabled(matrix)

    def retranslate(self) -> None:
        """Another language."""
        for action, text in (
            (self.verify, self.tr("The label is right")),
            (self.relabel, self.tr("Another breed…")),
            (self.unknown, self.tr("Unknown breed")),
            (self.no_dog, self.tr("Not a dog")),
            (self.mixed, self.tr("Mixed breed")),
            (self.save_matrix, self.tr("Save the confusion matrix…")),
            (self.refresh, self.tr("Work out again")),
        ):
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({keys})" if keys else text)
        self._name_take()

    def _name_take(self) -> None:
        text = self.tr("Take the model's breed")
        self.take.setToolTip(text)
        self.take.setText(self.tr("Take {breed}").format(breed=self._taken) if self._taken else text)

    def _action(self, name: str, icon: str, keys: str | QKeySequence.StandardKey) -> QAction:
        action = named(QAction(self._page), name)
        action.setShortcut(QKeySequence(keys))
        if icon:
            set_icon(action, icon)
        return action
