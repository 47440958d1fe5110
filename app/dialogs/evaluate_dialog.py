"""Measuring any model on any photos whose breeds are known: what is wanted, how it goes, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.evaluate_questions import STOP, ask_before_stop
from app.dialogs.evaluate_report import ReportSaver
from app.dialogs.evaluate_sentences import EvaluationSentences
from app.dialogs.evaluate_setup import EvaluateSetup
from app.dialogs.evaluate_work import Measured, measure
from app.dialogs.finding_sentences import FindingSentences
from app.incoming import read_incoming
from app.options import THREADS
from app.services import Services
from app.task_runner import Task
from app.translation import current_language, translate_error
from app.widgets.named import named
from core.control import Command, Progress

if TYPE_CHECKING:
    from app.dialogs.evaluate_result import EvaluateResult

_SIZE = QSize(1120, 700)


class EvaluateDialog(QDialog):
    """Stays beside the window, which can be used meanwhile. Closed with a result in it, it opens with that again."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluateDialog")
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._services = services
        self._failure = ""
        self._task: Task[Measured] | None = None
        self._measured: Measured | None = None
        self._page = ""
        self._result: EvaluateResult | None = None
        self._sentences = self._make_sentences()
        self._setup = EvaluateSetup(services, self._sentences)
        self._saver = ReportSaver(services, self)
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateNote")
        self._note.setProperty("role", "muted")
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._back = named(QPushButton(), "evaluateAgainButton")
        self._open = named(QPushButton(), "openReportButton")
        self._save = named(QPushButton(), "saveReportButton")
        self._start = named(QPushButton(), "startEvaluationButton")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._retranslate()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * 0.94))
        self._setup.set_focus()

    @property
    def is_working(self) -> bool:
        """A model is being measured."""
        return self._task is not None

    def choose_model(self, model: str, title: str) -> None:
        """Measure this model next, unless another one is being measured; a result of this very model stays in view."""
        if self.is_working:
            return
        self._setup.choose_model(model, title)
        if self._measured is not None and self._measured.request.model != model:
            self._show_setup()

    def open_paths(self, paths: Sequence[str]) -> None:
        """Measure on these photos."""
        if not self.is_working:
            self._show_setup()
            self._setup.open_paths(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and tables can be dropped."""
        if event.mimeData().hasUrls() and not self.is_working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Measure on what is dropped."""
        self._on_dropped(event.mimeData())
        event.acceptProposedAction()

    def showEvent(self, event: QShowEvent) -> None:
        """Models and labels may have come or gone since."""
        super().showEvent(event)
        if not self.is_working:
            self._setup.look_again()

    def reject(self) -> None:
        """Close; work under way is not thrown away without a question."""
        if self.is_working:
            ask_before_stop(self, self._give_up)
            return
        self._setup.drop()
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._sentences = self._make_sentences()
            self._setup.set_sentences(self._sentences)
            if self._result is not None:
                self._result.set_sentences(self._sentences)
            self._retranslate()

    def _on_dropped(self, mime: QMimeData) -> None:
        paths = read_incoming(mime).paths
        if paths:
            self.open_paths(paths)

    def _make_sentences(self) -> EvaluationSentences:
        services = self._services
        return EvaluationSentences(FindingSentences(services.breeds, current_language(services.settings), self), self)

    def _on_change(self) -> None:
        self._failure = ""
        self._update()

    def _update(self) -> None:
        reason = self._setup.why_not()
        is_result = self._pages.currentWidget() is not self._setup
        self._start.setEnabled(not reason and not self.is_working)
        self._start.setToolTip(reason)
        self._save.setVisible(is_result)
        self._back.setVisible(self._measured is not None and not self.is_working)
        self._name_back(is_result)
        self._open.setVisible(is_result and bool(self._page))
        self._start.setVisible(not is_result)
        (self._save if is_result else self._start).setDefault(True)
        if not is_result:
            self._note.setText("" if self.is_working else self._failure or reason)

    def _name_back(self, is_result: bool) -> None:
        """From the figures to the form, and the other way round."""
        self._back.setText(self.tr("&Other photos…") if is_result else self.tr("Back to the f&igures"))
        self._back.setToolTip(
            self.tr("Measure on other photos, or another model") if is_result else self.tr("Those measured last")
        )

    def _begin(self) -> None:
        request = self._setup.request()
        if request is None or self.is_working:
            return
        self._failure = ""
        self._task = self._services.tasks.run(
            partial(measure, request, self._services.settings.get(THREADS)),
            on_partial=self._on_stage,
            on_progress=self._on_progress,
            on_result=self._on_measured,
            on_error=self._on_not_measured,
            on_finished=self._on_finished,
            owner=self,
        )
        self._setup.begin(self.tr("The model is being loaded…"))
        self._update()

    def _on_stage(self, stage: str) -> None:
        texts = {
            "photos": self.tr("The model answers the photos…"),
            "splits": self.tr("The model answers the other parts of the data…"),
            "robustness": self.tr("The model answers spoiled photos…"),
        }
        self._setup.show_stage(texts[stage])

    def _on_progress(self, progress: Progress) -> None:
        if self._setup.progress.stop_button.isEnabled():
            self._setup.progress.show_progress(progress)

    def _stop(self) -> None:
        """What was answered until now is kept."""
        if self._task is not None:
            self._task.control.set(Command.STOP_KEEP)

    def _on_measured(self, measured: Measured) -> None:
        if not measured.figures:
            self._failure = (
                self.tr("Stopped before a photo was answered.")
                if measured.measurement.unanswered
                else self.tr("None of these photos can be read.")
            )
            return
        from app.dialogs.evaluate_result import EvaluateResult  # the worker has imported what it needs

        if self._result is None:
            self._result = EvaluateResult(self._services, self._sentences)
            self._pages.addWidget(self._result)
        self._measured, self._page = measured, ""
        self._result.show_measured(measured)
        self._pages.setCurrentWidget(self._result)
        self._note.clear()

    def _on_not_measured(self, error: BaseException) -> None:
        self._failure = translate_error(error)

    def _on_finished(self) -> None:
        self._task = None
        self._setup.end()
        self._update()
        if self._pages.currentWidget() is self._setup:
            self._setup.set_focus()
        else:
            self._save.setFocus()
        for box in self.findChildren(QMessageBox, STOP):
            box.close()  # there is nothing left to stop

    def _turn(self) -> None:
        if self._result is None or self._pages.currentWidget() is self._result:
            self._show_setup()
        else:
            self._pages.setCurrentWidget(self._result)
            self._note.clear()
            self._update()

    def _show_setup(self) -> None:
        self._pages.setCurrentWidget(self._setup)
        self._update()
        self._setup.set_focus()

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._on_finished()
        self.reject()

    def _on_saved(self, page: str) -> None:
        self._page = page
        self._update()
        self._open.setFocus()

    def _save_report(self) -> None:
        if self._measured is not None:
            self._saver.ask(self._measured, self._sentences.data_name(self._measured.request.data))

    def _connect(self) -> None:
        self._setup.changed.connect(self._on_change)
        self._setup.progress.stopped.connect(self._stop)
        self._start.clicked.connect(self._begin)
        self._back.clicked.connect(self._turn)
        self._save.clicked.connect(self._save_report)
        self._open.clicked.connect(lambda: self._saver.open(self._page))
        self._saver.said.connect(self._note.setText)
        self._saver.saved.connect(self._on_saved)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        for button in (self._start, self._save):
            button.setProperty("primary", True)
        for button in (self._back, self._open, self._buttons.button(QDialogButtonBox.StandardButton.Close)):
            button.setAutoDefault(False)
        self._pages.addWidget(self._setup)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._note, 1)
        for button in (self._back, self._open, self._save, self._start):
            below.addWidget(button)
        below.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addWidget(self._pages, 1)
        whole.addLayout(below)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Evaluate a model"))
        self._start.setText(self.tr("&Evaluate"))
        self._save.setText(self.tr("&Save report…"))
        self._save.setToolTip(self.tr("A page to read, tables (CSV) for spreadsheets, and JSON for programs"))
        self._open.setText(self.tr("Open the &report"))
        self._open.setToolTip(self.tr("As a page in your browser"))
        self._update()


def open_evaluation(services: Services, window: QWidget, model: str, title: str) -> EvaluateDialog:
    """Bring the window's dialog to the front, for this model, called so."""
    dialog = window.findChild(EvaluateDialog)
    if dialog is None:
        dialog = EvaluateDialog(services, window)
    dialog.choose_model(model, title)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
