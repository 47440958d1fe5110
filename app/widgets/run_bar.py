"""How far the classification of a folder has come, and how to hold or end it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.icons import set_icon
from app.widgets.named import named
from core.control import Progress

_SLOW_START = 3
"""photos until a rate means something"""


class RunBar(QWidget):
    """Shown while photos are open: how the work goes, then what came of it. Its height never changes.

    Signals:
        pause_toggled: hold (True) or go on (False).
        cancelled: end the work; what was found stays.
        resumed: take up work that was ended.
    """

    pause_toggled = Signal(bool)
    cancelled = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = Progress(0, None)
        self._is_paused = False
        self._stopped_at: tuple[int, int] | None = None
        self._summary = ""
        self._text = named(QLabel(), "progressText")
        self._bar = named(QProgressBar(textVisible=False), "classifyProgress")
        self._bar.setMinimumWidth(160)
        self._pause = named(QToolButton(), "pauseButton")
        self._cancel = named(QToolButton(), "cancelButton")
        self._resume = named(QToolButton(), "resumeButton")
        self._resume.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self._resume, "play")
        for widget in (self._bar, self._pause):
            # What lies above must not jump when they go.
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(widget is self._pause)
            widget.setSizePolicy(policy)
        self._resume.hide()
        self._resume.clicked.connect(self.resumed)
        set_icon(self._pause, "pause")
        set_icon(self._cancel, "cancel")
        self._pause.clicked.connect(self._toggle_pause)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._bar, 1)
        row.addWidget(self._text, 2)
        row.addWidget(self._resume)
        row.addWidget(self._pause)
        row.addWidget(self._cancel)
        self._retranslate()

    def begin(self) -> None:
        """Work begins, its size not known yet."""
        self._stopped_at, self._summary = None, ""
        self._show_work(True)
        self._set_paused(False)
        self.set_progress(Progress(0, None))
        self.show()

    def stop_at(self, answered: int, total: int) -> None:
        """The work was ended before its end: say how far it came, and offer to go on."""
        self._stopped_at = (answered, total)
        self._show_work(False)
        self._retranslate()

    def finish(self, summary: str) -> None:
        """All is done: say what was found."""
        self._stopped_at, self._summary = None, summary
        self._show_work(False)
        self._retranslate()

    def set_progress(self, progress: Progress) -> None:
        """Show how far the work is."""
        self._progress = progress
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)
        self._text.setText(self._sentence())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _show_work(self, working: bool) -> None:
        for widget in (self._bar, self._pause, self._cancel):
            widget.setVisible(working)
        self._resume.setVisible(self._stopped_at is not None)

    def _toggle_pause(self) -> None:
        self._set_paused(not self._is_paused)
        self.pause_toggled.emit(self._is_paused)

    def _set_paused(self, paused: bool) -> None:
        self._is_paused = paused
        set_icon(self._pause, "play" if paused else "pause")
        self._retranslate()

    def _sentence(self) -> str:
        progress, locale = self._progress, QLocale()
        if self._stopped_at is not None:
            answered, total = (locale.toString(number) for number in self._stopped_at)
            return self.tr("Stopped: {answered} of {total} answered").format(answered=answered, total=total)
        if self._bar.isHidden():
            return self._summary
        done = locale.toString(progress.done)
        if progress.total is None:
            return self.tr("Looking for photos…") if not progress.done else self.tr("%Ln photo(s)", "", progress.done)
        parts = [self.tr("{done} of {total}").format(done=done, total=locale.toString(progress.total))]
        if self._is_paused:
            parts.append(self.tr("paused"))
        elif progress.rate and progress.done >= _SLOW_START:
            rate = locale.toString(progress.rate, "f", 0 if progress.rate >= 10 else 1)
            parts.append(self.tr("{rate} photos/s").format(rate=rate))
            if progress.seconds_left:
                parts.append(self._time_left(progress.seconds_left))
        return "  ·  ".join(parts)

    def _time_left(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{seconds} s left").format(seconds=max(1, round(seconds)))
        if seconds < 5400:
            return self.tr("{minutes} min left").format(minutes=round(seconds / 60))
        return self.tr("{hours} h left").format(hours=QLocale().toString(seconds / 3600, "f", 1))

    def _retranslate(self) -> None:
        self._bar.setAccessibleName(self.tr("Photos classified"))
        name = self.tr("Go on") if self._is_paused else self.tr("Pause")
        self._pause.setToolTip(name)
        self._pause.setAccessibleName(name)
        self._resume.setText(self.tr("Go on"))
        self._resume.setToolTip(self.tr("Answer the photos that are left"))
        self._cancel.setToolTip(self.tr("Stop here; what was found so far stays"))
        self._cancel.setAccessibleName(self.tr("Stop classifying"))
        self._text.setText(self._sentence())
