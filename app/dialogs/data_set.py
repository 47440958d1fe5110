"""The data set that a dialog is given: typed, browsed for or dropped, then looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from app.dialogs.dataset_chooser import beside_each_other
from app.options import LAST_DATASET
from app.services import Services
from app.task_runner import Task, TaskContext
from core.control import Progress

_TYPED_MS = 500


class LookedAt(Protocol):
    """What a look at a data set gives."""

    @property
    def source(self) -> str:
        """What the person named."""


Look = Callable[[str, tuple[str, ...], TaskContext], LookedAt]
"""looks at a data set, or at these folders of it (none: all), in a worker thread"""


class DataSetPanel(Protocol):
    """Shows what is known of the data set."""

    def show_nothing(self) -> None:
        """None is named."""

    def show_scattered(self) -> None:
        """Several files or folders were dropped that are no data set together."""

    def show_work(self, progress: Progress | None) -> None:
        """It is being looked at."""

    def show_error(self, error: BaseException) -> None:
        """It cannot be used."""

    def show_found(self, found: Any) -> None:
        """What the look gave."""


class DataSet(QObject):
    """Reads what the field names, in a worker thread, and shows on the panel what comes of it.

    Signals:
        changed: another data set is named, or was looked at; None, or what the look gave.
    """

    changed = Signal(object)

    def __init__(
        self,
        services: Services,
        edit: QLineEdit,
        panel: DataSetPanel,
        look: Look,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._edit, self._panel, self._look_at = services, edit, panel, look
        self._folders: tuple[str, ...] = ()
        self._task: Task[LookedAt] | None = None
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._look)
        edit.textEdited.connect(self._on_edited)
        edit.returnPressed.connect(self._look)

    @property
    def is_looking(self) -> bool:
        """The photos are being looked at."""
        return self._task is not None

    @property
    def start_folder(self) -> str:
        """Where dialogs for another data set begin."""
        return self._edit.text() or self._services.settings.get(LAST_DATASET)

    def open(self, source: str) -> None:
        """Use these photos."""
        self._name(source, ())

    def open_all(self, paths: Sequence[str]) -> None:
        """Use what was dropped: a data set, or folders that lie beside each other, a breed each."""
        if len(paths) == 1:
            self.open(paths[0])
            return
        together = beside_each_other(paths)
        self._name(together, tuple(paths) if together else ())
        if not together:
            self._panel.show_scattered()

    def drop(self) -> None:
        """Give up what is under way."""
        self._typed.stop()
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _name(self, source: str, folders: tuple[str, ...]) -> None:
        self._edit.setText(source)
        self._folders = folders
        self._look()

    def _on_edited(self) -> None:
        self._folders = ()
        self._typed.start()

    def _look(self) -> None:
        self.drop()
        source = self._edit.text().strip()
        if not source:
            self._panel.show_nothing()
        else:
            self._panel.show_work(None)
            self._task = self._services.tasks.run(
                partial(self._look_at, os.path.expanduser(source), self._folders),
                on_result=self._on_found,
                on_error=self._on_failed,
                on_progress=self._panel.show_work,
                owner=self,
            )
        self.changed.emit(None)

    def _on_found(self, found: LookedAt) -> None:
        self._task = None
        self._services.settings.set(LAST_DATASET, found.source)
        self._panel.show_found(found)
        self.changed.emit(found)

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        self._panel.show_error(error)
        self.changed.emit(None)
