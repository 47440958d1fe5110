"""Other runs beneath the curves of the one in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.item_models.curve_data import RunCurves
from app.item_models.run_curves import read_curves
from app.task_runner import Task, TaskContext, TaskRunner


class Comparison(QObject):
    """Reads the curves of the runs that are wanted last. Imports NumPy: made with the curves."""

    def __init__(self, tasks: TaskRunner, show: Callable[[list[RunCurves]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._show = tasks, show
        self._task: Task[list[RunCurves]] | None = None

    def compare(self, runs: Sequence[tuple[str, str]]) -> None:
        """Lay these runs beneath, given as (path, name)."""
        if self._task is not None:
            self._task.drop()
        self._task = self._tasks.run(partial(_read, runs), on_result=self._show, pool="quick", owner=self)


def _read(runs: Sequence[tuple[str, str]], _context: TaskContext) -> list[RunCurves]:
    return read_curves(runs)
