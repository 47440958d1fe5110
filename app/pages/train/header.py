"""What stands above the curves: what the run is doing, how far it is, and how to hold or end it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.icons import set_icon
from app.item_models.run_rows import MORE_EPOCHS
from app.pages.train.progress import Phase, RunProgress
from app.pages.train.results import Measured
from app.pages.train.sentences import RunSentences
from app.translation import printable, translate_message
from app.widgets.fact_row import FactRow
from app.widgets.named import named
from app.widgets.wrapped_row import WrappedRow

_STEPS = 1000
_WARNINGS_SHOWN = 4


class RunHeader(QWidget):
    """The run in front.

    Signals:
        pause_toggled: hold (True) or go on (False).
        stop_wanted, cancel_wanted: end it, with or without what was learned.
        identify_wanted, report_wanted, again_wanted: what can be done after the end.
        more_wanted: go on, with so many epochs beyond those that were planned.
    """

    pause_toggled = Signal(bool)
    stop_wanted = Signal()
    cancel_wanted = Signal()
    identify_wanted = Signal()
    report_wanted = Signal()
    more_wanted = Signal(int)
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = RunSentences(self)
        self._run = RunProgress()
        self._name = ""
        self._measured: Measured | None = None
        self._title = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "runTitle")
        self._title.setProperty("role", "title")
        self._state = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "runState")
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = named(QProgressBar(textVisible=False), "trainProgress")
        self._bar.setRange(0, 0)
        self._text = named(QLabel(textFormat=Qt.TextFormat.PlainText), "trainProgressText")
        self._text.setProperty("role", "muted")
        self._facts = named(FactRow(), "trainFacts")
        self._warnings = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "trainWarnings")
        self._warnings.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pause = named(QPushButton(), "pauseTrainingButton")
        self._stop = named(QPushButton(), "stopTrainingButton")
        self._cancel = named(QPushButton(), "cancelTrainingButton")
        self._identify = named(QPushButton(), "identifyWithModelButton")
        self._identify.setProperty("primary", True)
        self._report = named(QPushButton(), "openReportButton")
        self._more = named(QPushButton(), "moreEpochsButton")
        self._again = named(QPushButton(), "trainAgainButton")
        self._pause_icon = ""
        for button, icon in (
            (self._stop, "stop"),
            (self._cancel, "cancel"),
            (self._report, "report"),
        ):
            set_icon(button, icon)
        self._connect()
        self._lay_out()
        self._retranslate()
        self.show_run(self._name, self._run)

    def show_run(self, name: str, progress: RunProgress, measured: Measured | None = None) -> None:
        """Show what is known of a run."""
        self._name, self._run, self._measured = name, progress, measured
        ended = progress.phase.is_end
        for button in (self._pause, self._stop, self._cancel):
            button.setVisible(not ended)
            button.setEnabled(not progress.is_stopping)
        self._stop.setEnabled(not progress.is_stopping and progress.phase is Phase.TRAINING)
        self._pause.setEnabled(not progress.is_stopping and progress.phase is not Phase.EVALUATING)
        has_model = progress.phase in (Phase.FINISHED, Phase.STOPPED)
        for button in (self._identify, self._report):
            button.setVisible(has_model)
        self._more.setVisible(has_model or self._failed)
        self._again.setVisible(ended)
        self._show_progress()
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    @property
    def _failed(self) -> bool:
        return self._run.phase is Phase.FAILED

    def _show_progress(self) -> None:
        share = self._run.share
        self._bar.setVisible(not self._run.phase.is_end)
        self._bar.setRange(0, 0 if share is None else _STEPS)
        if share is not None:
            self._bar.setValue(round(share * _STEPS))

    def _show_words(self) -> None:
        run, sentences = self._run, self._sentences
        if run.phase.is_end:
            title, state = sentences.outcome(run, self._measured)
            state = "  ·  ".join(part for part in (printable(self._name), state) if part)
        else:
            title, state = sentences.headline(run), printable(self._name)
        self._title.setText(title)
        self._state.setText(state)
        self._text.setText(sentences.progress(run))
        self._text.setVisible(not run.phase.is_end)
        self._facts.set_facts(sentences.facts(run))
        self._warnings.setText("\n".join(f"⚠ {translate_message(text)}" for text in run.warnings[-_WARNINGS_SHOWN:]))
        self._warnings.setVisible(bool(run.warnings))
        self._label_buttons()

    def _label_buttons(self) -> None:
        icon = "play" if self._run.is_paused else "pause"
        if icon != self._pause_icon:
            self._pause_icon = icon
            set_icon(self._pause, icon)
        self._pause.setText(self.tr("Go on") if self._run.is_paused else self.tr("Pause"))
        self._more.setText(self.tr("Resume") if self._failed else self.tr("Train 10 more epochs"))

    def _connect(self) -> None:
        self._more.clicked.connect(lambda: self.more_wanted.emit(0 if self._failed else MORE_EPOCHS))
        self._pause.clicked.connect(lambda: self.pause_toggled.emit(not self._run.is_paused))
        for button, signal in (
            (self._stop, self.stop_wanted),
            (self._cancel, self.cancel_wanted),
            (self._identify, self.identify_wanted),
            (self._report, self.report_wanted),
            (self._again, self.again_wanted),
        ):
            button.clicked.connect(signal)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._state)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addLayout(words, 1)
        for button in (self._pause, self._stop, self._cancel):
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        after = WrappedRow(8)
        for button in (self._identify, self._report, self._more, self._again):
            after.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(after)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        column.addWidget(self._facts)
        column.addWidget(self._warnings)
        line = QFrame(frameShape=QFrame.Shape.NoFrame)
        line.setFixedHeight(2)
        column.addWidget(line)

    def _retranslate(self) -> None:
        self._bar.setAccessibleName(self.tr("How far the training is"))
        self._stop.setText(self.tr("Stop and keep the best"))
        self._stop.setToolTip(self.tr("End now and make a model of the best epoch so far"))
        self._cancel.setText(self.tr("Cancel and discard"))
        self._cancel.setToolTip(self.tr("End now without a model"))
        self._pause.setToolTip(self.tr("Give the computer a rest; nothing is lost"))
        self._identify.setText(self.tr("Identify with this model"))
        self._report.setText(self.tr("Open the report"))
        self._report.setToolTip(self.tr("Accuracy, mistakes and where the network looked, as a page in your browser"))
        self._again.setText(self.tr("Train another model…"))
        self._show_words()
