"""The data set that the training dialog is given: typed, browsed for or dropped, then looked at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from app.dialogs.dataset_chooser import beside_each_other
from app.dialogs.finding_sentences import FindingSentences
from app.dialogs.train_dialog_photos import PhotosPanel
from app.dialogs.train_dialog_work import Inspection, inspect
from app.options import LAST_DATASET
from app.services import Services
from app.task_runner import Task

_TYPED_MS = 500


class DataSet(QObject):
    """Reads what the field names, in a worker thread, and shows on the panel what comes of it.

    Signals:
        changed: another data set is named, or was looked at; None or the new `Inspection`.
    """

    changed = Signal(object)

    def __init__(
        self,
        services: Services,
        edit: QLineEdit,
        panel: PhotosPanel,
        sentences: FindingSentences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._edit, self._panel, self._sentences = services, edit, panel, sentences
        self._folders: tuple[str, ...] = ()
        self._task: Task[Inspection] | None = None
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
        """Learn from these photos."""
        self._name(source, ())

    def open_all(self, paths: Sequence[str]) -> None:
        """Learn from what was dropped: a data set, or folders that lie beside each other, a breed each."""
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
                partial(inspect, os.path.expanduser(source), self._folders),
                on_result=self._on_inspected,
                on_error=self._on_failed,
                on_progress=self._panel.show_work,
                owner=self,
            )
        self.changed.emit(None)

    def _on_inspected(self, inspection: Inspection) -> None:
        self._task = None
        self._services.settings.set(LAST_DATASET, inspection.source)
        self._panel.show_inspection(inspection, self._sentences)
        self.changed.emit(inspection)

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        self._panel.show_error(error)
        self.changed.emit(None)
