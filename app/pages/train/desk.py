"""The Train page while there is a run: header, curves, lists. Imports pyqtgraph: made when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.item_models.curve_data import RunCurves
from app.pages.train.header import RunHeader
from app.pages.train.progress import RunProgress
from app.pages.train.results import Measured
from app.pages.train.side_lists import SideLists
from app.widgets.live_curves import LiveCurves

_REFRESH_MS = 100
_FREQUENT = ("batch", "epoch", "features", "evaluating")
"""events that come many times a second, above all when a long run is shown from its beginning"""


class TrainDesk(QWidget):
    """Shows one run; takes its events one by one, however fast they come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = RunHeader()
        self.curves = LiveCurves()
        self.lists = SideLists()
        self.progress = RunProgress()
        self.name = ""
        self.measured: Measured | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        middle = QHBoxLayout()
        middle.setSpacing(4)
        middle.addWidget(self.curves, 1)
        middle.addWidget(self.lists)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        column.addWidget(self.header)
        column.addLayout(middle, 1)

    def show_run(self, name: str) -> None:
        """Another run is in front; its events follow."""
        self.name = name
        self.progress = RunProgress()
        self.measured = None
        self.curves.set_run(RunCurves(name))
        self.refresh()

    def take(self, event: Mapping[str, Any]) -> None:
        """Something happened in the run."""
        self.progress.take(event)
        self.curves.add(event)
        if event.get("event") not in _FREQUENT:
            self.refresh()
        elif self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show what is known."""
        self._soon.stop()
        self.header.show_run(self.name, self.progress, self.measured)

    def showEvent(self, event: QShowEvent) -> None:
        """What came while nobody looked."""
        super().showEvent(event)
        self.refresh()
