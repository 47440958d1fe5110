"""An empty PySide6 window with BreedLens' imports of Qt: prints the seconds from $STARTED to its first painting."""

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print(time.time() - float(os.environ["STARTED"]), flush=True)
            os._exit(0)
        return handled


application = QApplication(sys.argv)
used = (QObject, QIcon, QSvgRenderer)
window = Window()
window.resize(1200, 760)
window.show()
application.exec()
