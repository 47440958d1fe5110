"""A window in which one label after the other is given by keys; run by test_killed_while_labelling.

    labelling_window FOLDER SEED

Prints a line of JSON for everything that the window shows as said: {path: [status, breed]}, with undo and redo in it.
"""

from __future__ import annotations

import json
import random
import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from app.application import Program
from app.pages.identify.page import IdentifyPage
from core.library.records import PhotoLabel
from core.paths import user_folders

KEYS = [Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_M, Qt.Key.Key_Delete]


def main() -> None:
    """Label until killed."""
    folder, chance = sys.argv[1], random.Random(int(sys.argv[2]))
    application = QApplication(sys.argv[:1])
    program = Program(application, user_folders(), [IdentifyPage])
    grid = program.window.findChild(QListView, "photoGrid")
    edit = program.window.findChild(QLineEdit, "labelEdit")
    assert grid is not None and edit is not None
    labelling = program.services.labelling
    waits = [False]

    def show(labels: dict[str, PhotoLabel]) -> None:
        waits[0] = False
        print(json.dumps({path: [label.status, label.breed] for path, label in labels.items()}), flush=True)

    labelling.changed.connect(show)

    def press() -> None:
        count = grid.model().rowCount()
        if not count or not labelling.is_open or waits[0]:
            return
        waits[0] = True
        grid.setCurrentIndex(grid.model().index(chance.randrange(count), 0))
        match chance.randrange(10):
            case 0 if labelling.steps.undo is not None:
                labelling.undo()
            case 1 if labelling.steps.redo is not None:
                labelling.redo()
            case 2:
                grid.selectAll()
                QTest.keyClick(grid, chance.choice(KEYS))
            case 3:
                QTest.keyClick(grid, Qt.Key.Key_R)
                QTest.keyClicks(edit, f"own breed {chance.randrange(5)}")
                QTest.keyClick(edit, Qt.Key.Key_Return)
            case _:
                QTest.keyClick(grid, chance.choice(KEYS))

    timer = QTimer(interval=3)
    timer.timeout.connect(press)
    program.window.show()
    program.open_when_painted([folder])
    timer.start()
    application.exec()


if __name__ == "__main__":
    main()
