"""An empty PySide6 window with BreedLens' imports of Qt ($QT_NAMES): seconds from $STARTED to its first painting."""

import importlib
import os
import sys
import time

imported = [
    getattr(importlib.import_module(module), name)
    for module, _, name in (entry.rpartition(".") for entry in os.environ["QT_NAMES"].split(","))
]

from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402


class Window(QMainWindow):
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print(time.time() - float(os.environ["STARTED"]), flush=True)
            os._exit(0)
        return handled


application = QApplication(sys.argv)
window = Window()
window.resize(1200, 760)
window.show()
application.exec()
