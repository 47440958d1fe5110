"""What the dialogs of exports and imports have in common: formats, a form, the work, and its result."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.exchange_formats import FormatList
from app.dialogs.exchange_panels import ProgressPanel, ResultPanel
from app.options import LAST_EXPORT_FOLDER
from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import translate_error
from app.widgets.named import named
from core.errors import BreedLensError

if TYPE_CHECKING:
    from core.library.library import LabelLibrary

_SIZE = QSize(820, 620)
_FORMATS_WIDTH = 320


class ExchangeDialog(QDialog):
    """Formats on the left, the form on the right, what happens below. Closing it gives up what is under way.

    A subclass fills `self.form`, and calls `finish_form` at the end of its constructor.
    """

    def __init__(
        self, services: Services, library: LabelLibrary, *, is_export: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._library = services, library
        self._task: Task[Any] | None = None
        self.formats = FormatList(is_export=is_export)
        self.formats.setMinimumWidth(_FORMATS_WIDTH)
        self.form = QVBoxLayout()
        self.form.setSpacing(12)
        self.progress = ProgressPanel()
        self.outcome = ResultPanel()
        self.start_button = named(QPushButton(), "startButton")
        self.start_button.setProperty("primary", True)
        self.start_button.setDefault(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.addButton(self.start_button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        self.start_button.clicked.connect(self.start)
        self.progress.stopped.connect(self._stop)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._fields = QWidget()
        self._fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.progress.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.resize(_SIZE)

    @property
    def is_working(self) -> bool:
        """Something is under way."""
        return self._task is not None

    def start(self) -> None:
        """Begin with what the form says."""
        raise NotImplementedError

    def update_form(self) -> None:
        """Follow the format in force."""
        raise NotImplementedError

    def can_start(self) -> bool:
        """Whether the form says enough."""
        raise NotImplementedError

    def finish_form(self) -> None:
        """The form is complete: show it."""
        self.form.addStretch(0)
        self.progress.hide()
        self.outcome.hide()
        self.formats.currentRowChanged.connect(self._on_format)
        self._on_format()

    def done(self, result: int) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.drop()
            self._task = None
        super().done(result)

    def refresh(self) -> None:
        """Whether the work can begin now."""
        self.start_button.setEnabled(not self.is_working and self.can_start())

    def run(self, work: Callable[[TaskContext], Any], on_result: Callable[[Any], None]) -> None:
        """Do the work in the background, and show how it goes."""
        self.outcome.hide()
        self.progress.begin()
        self._fields.setEnabled(False)
        self.formats.setEnabled(False)
        self._task = self._services.tasks.run(
            # as a part, which arrives even where it was told to stop a moment too late: it is done, and must be said
            lambda context: context.partial(work(context)),
            on_partial=on_result,
            on_error=self.on_error,
            on_progress=self._on_progress,
            on_finished=self._on_finished,
            owner=self,
        )
        self.refresh()

    def on_error(self, error: BaseException) -> None:
        """A sentence in its place; what nobody expected goes to the error dialog."""
        if isinstance(error, (BreedLensError, OSError, MemoryError)):
            self.outcome.show_sentence(translate_error(error))
        else:
            self._services.errors.show(error, self)

    def stopped_sentence(self) -> str:
        """What to say where the work was given up."""
        raise NotImplementedError

    def can_keep(self) -> bool:
        """Whether what was done before a stop is worth keeping."""
        return False

    def start_folder(self) -> str:
        """Where the person was last."""
        last = self._services.settings.get(LAST_EXPORT_FOLDER)
        return last if os.path.isdir(last) else os.path.expanduser("~")

    def remember(self, path: str) -> None:
        """The person was here."""
        self._services.settings.set(LAST_EXPORT_FOLDER, os.path.dirname(os.path.abspath(path)))

    def muted(self, text: str) -> QLabel:
        """A quiet line of the form."""
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        return label

    def _on_format(self, _row: int = 0) -> None:
        self.outcome.hide()
        self.update_form()
        self.refresh()

    def _on_progress(self, progress: Any) -> None:
        if self.progress.stop_button.isEnabled():
            self.progress.show_progress(progress)

    def _stop(self) -> None:
        if self._task is None:
            return
        if self.can_keep():
            from core.control import Command

            self._task.control.set(Command.STOP_KEEP)
        else:
            self._task.cancel()
            self.outcome.show_sentence(self.stopped_sentence())

    def _on_finished(self) -> None:
        self._task = None
        self.progress.hide()
        self._fields.setEnabled(True)
        self.formats.setEnabled(True)
        self.refresh()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(14)
        self._fields.setLayout(self.form)
        self.form.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._fields)
        right.addWidget(self.progress)
        right.addWidget(self.outcome, 1)
        right.addStretch(0)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        columns.addWidget(self.formats)
        columns.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(columns, 1)
        column.addWidget(self._buttons)
