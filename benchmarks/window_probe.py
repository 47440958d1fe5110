"""The window measured from inside; run by `benchmarks.window` in a process of its own.

    window_probe first-paint | many FOLDER | lag FOLDER | training RUN FOLDER | keys FOLDER COUNT

Prints one line of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

TICK_MS = 5
SETTLE_S = 1.0


def first_paint() -> None:
    """Seconds from $STARTED to the first painting."""
    gc.disable()  # as app.__main__ does
    from PySide6.QtWidgets import QApplication

    from app.application import Program
    from app.pages.identify.page import IdentifyPage
    from core.paths import user_folders

    application = QApplication(sys.argv[:1])
    program = Program(application, user_folders(), [IdentifyPage])

    def painted() -> None:
        print(json.dumps({"seconds": time.time() - float(os.environ["STARTED"])}), flush=True)
        os._exit(0)

    program.window.first_painted.connect(painted)
    program.window.show()
    application.exec()


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class _Watch:
    """Opens a folder in the window and watches the event loop."""

    def __init__(self, folder: str) -> None:
        from PySide6.QtCore import QElapsedTimer, Qt, QTimer
        from PySide6.QtWidgets import QApplication, QListView

        from app.application import Program
        from app.pages.identify.page import IdentifyPage
        from core.paths import user_folders

        self.application = QApplication(sys.argv[:1])
        self.program = Program(self.application, user_folders(), [IdentifyPage])
        self.window = self.program.window
        self.grid = self.window.findChild(QListView, "photoGrid")
        self.folder = folder
        self.gaps: list[float] = []
        self.opened = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def run(self) -> None:
        self.window.first_painted.connect(self._open)
        self.window.show()
        self.application.exec()

    def _open(self) -> None:
        gc.enable()
        self.opened = time.perf_counter()
        self.window.open_paths([self.folder])
        self._clock.start()
        self._timer.start()

    def _tick(self) -> None:
        self.gaps.append(max(0.0, self._clock.nsecsElapsed() / 1e6 - TICK_MS))
        self._clock.restart()
        self.check()

    def check(self) -> None:
        raise SystemError("every watch says what it waits for")


class _Many(_Watch):
    """Until all rows are there: when the first screen stood, and what memory it took."""

    first_rows = 0.0
    all_rows = 0.0

    def check(self) -> None:
        seconds = time.perf_counter() - self.opened
        rows = self.grid.model().rowCount()
        if rows and not self.first_rows:
            self.grid.viewport().repaint()
            self.first_rows = time.perf_counter() - self.opened
        if rows >= int(sys.argv[3]) and not self.all_rows:
            self.all_rows = seconds
        if self.all_rows and seconds > self.all_rows + SETTLE_S:
            result = {"first": self.first_rows, "all": self.all_rows, "bytes": _resident_bytes(), "lag": max(self.gaps)}
            print(json.dumps(result), flush=True)
            os._exit(0)


class _Lag(_Watch):
    """Until the folder is classified: the delays of the event loop in milliseconds."""

    began = False

    def check(self) -> None:
        from PySide6.QtWidgets import QWidget

        cancel = self.window.findChild(QWidget, "cancelButton")
        running = cancel is not None and cancel.isVisible() and cancel.isEnabled()
        self.began = self.began or running
        if self.began and not running:
            ordered = sorted(self.gaps)
            result = {
                "seconds": time.perf_counter() - self.opened,
                "median": ordered[len(ordered) // 2],
                "p99": ordered[int(len(ordered) * 0.99)],
                "max": ordered[-1],
            }
            print(json.dumps(result), flush=True)
            os._exit(0)


class _Training(_Watch):
    """While a run trains: the curves in front for its first half, then a folder that is classified as well."""

    def __init__(self, run: str, photos: str) -> None:
        from PySide6.QtWidgets import QStackedWidget

        from app.pages.train.page import TrainPage
        from app.pages.train.session import TrainingSession

        super().__init__(photos)
        self._run = run
        self._epochs = 0
        self._page = TrainPage(self.program.services)
        self._session = self._page.findChild(TrainingSession)
        self.window.add_page(self._page)
        self._stack = self.window.findChild(QStackedWidget, "pageStack")
        self._gaps_of: dict[str, list[float]] = {"curves": [], "folder": []}

    def _open(self) -> None:
        gc.enable()
        self._stack.setCurrentWidget(self._page)
        self._session.happened.connect(self._on_event)
        self._session.launch([self._run])
        self._page.begin()
        self._clock.start()
        self._timer.start()

    def _on_event(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "started":
                self._epochs = event["epochs"]
            case "epoch" if event["epoch"] == self._epochs // 2:
                self._gaps_of["curves"], self.gaps = self.gaps, []
                self._stack.setCurrentIndex(0)
                self.window.open_paths([self.folder])
            case "epoch" if event["epoch"] == self._epochs:
                self._gaps_of["folder"] = self.gaps
                print(json.dumps({name: _delays(gaps) for name, gaps in self._gaps_of.items()}), flush=True)
                os._exit(0)
            case "failed" | "cancelled":
                raise SystemExit(str(event))

    def check(self) -> None:
        """The run says when."""


class _Keys(_Watch):
    """Labels photos by keys in a folder that is answered, all photos shown and then only those without a label."""

    KEYS = 200

    def check(self) -> None:
        model = self.grid.model()
        if model.rowCount() < int(sys.argv[3]) or not self._is_answered(model):
            return
        self._timer.stop()
        result = {"all": self._label(), "filtered": None}
        from PySide6.QtWidgets import QComboBox

        from app.item_models.vocabulary import LabelShow

        box = self.window.findChild(QComboBox, "statusFilter")
        box.setCurrentIndex(box.findData(LabelShow.UNLABELLED))
        result["filtered"] = self._label()
        print(json.dumps(result), flush=True)
        os._exit(0)

    def _is_answered(self, model: Any) -> bool:
        from app.item_models.vocabulary import PhotoState

        return not (model.columns.rows["state"] == PhotoState.WAITING).any()

    def _label(self) -> dict[str, float]:
        """Milliseconds until the next photo stands in the window, and until the label is on the disk and shown."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        model, labelling = self.grid.model(), self.program.services.labelling
        written: list[float] = []
        labelling.changed.connect(lambda labels: written.append(time.perf_counter()))  # noqa: ARG005
        self.grid.setFocus()
        self.grid.setCurrentIndex(model.index(model.rowCount() // 2))
        answers, marks = [], []
        for _ in range(self.KEYS):
            self.application.processEvents()
            count, began = len(written), time.perf_counter()
            QTest.keyClick(self.grid, Qt.Key.Key_Return)
            self.grid.viewport().repaint()
            answers.append(1000 * (time.perf_counter() - began))
            while len(written) == count:
                self.application.processEvents()
            self.grid.viewport().repaint()
            marks.append(1000 * (time.perf_counter() - began))
        return {f"{name}_{key}": value for name, some in (("next", answers), ("marked", marks))
                for key, value in _delays(some).items()}  # fmt: skip


def _delays(gaps: list[float]) -> dict[str, float]:
    ordered = sorted(gaps)
    median, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return {"median": median, "p99": p99, "max": ordered[-1], "count": len(ordered)}


def main() -> None:
    """Do what the command line says."""
    match sys.argv[1]:
        case "first-paint":
            first_paint()
        case "many":
            _Many(sys.argv[2]).run()
        case "lag":
            _Lag(sys.argv[2]).run()
        case "keys":
            _Keys(sys.argv[2]).run()
        case "training":
            _Training(sys.argv[2], sys.argv[3]).run()


if __name__ == "__main__":
    main()
