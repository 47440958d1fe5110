"""What is said of a search or a cross-validation, above the run that is in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.pages.train.several import SeveralProgress
from app.translation import printable, translate_error
from app.widgets.figures import percent_text
from app.widgets.named import named


class SeveralBar(QFrame):
    """One sentence, and what can be done; hidden where there is nothing.

    Signals:
        go_on_wanted, end_wanted, hide_wanted: what was left goes on; what is under way ends; no word of it any more.
        identify_wanted: with the model that came of it.
    """

    go_on_wanted = Signal()
    end_wanted = Signal()
    hide_wanted = Signal()
    identify_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("severalBar")
        self._progress: SeveralProgress | None = None
        self._text = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "severalText")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._go_on = named(QPushButton(), "continueSeveralButton")
        self._identify = named(QPushButton(), "identifyWithSeveralButton")
        self._end = named(QPushButton(), "endSeveralButton")
        self._hide = named(QPushButton(), "hideSeveralButton")
        self._go_on.clicked.connect(self.go_on_wanted)
        self._identify.clicked.connect(self.identify_wanted)
        self._end.clicked.connect(self.end_wanted)
        self._hide.clicked.connect(self.hide_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        for button in (self._go_on, self._identify, self._end, self._hide):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._retranslate()
        self.show_progress(None)

    def show_progress(self, progress: SeveralProgress | None) -> None:
        """Show what is known."""
        self._progress = progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        self._text.setText(self.sentence(progress))
        self._go_on.setVisible(progress.is_left)
        self._identify.setVisible(progress.outcome is not None and bool(progress.outcome.model))
        self._end.setVisible(progress.is_active)
        self._end.setEnabled(not progress.is_stopping)
        self._hide.setVisible(not progress.is_active)

    def sentence(self, progress: SeveralProgress) -> str:
        """All that is to be said."""
        name = printable(progress.name)
        if progress.outcome is not None:
            return self._outcome(progress)
        if progress.failure is not None:
            again = self.tr("What is done is kept.")
            return f"{name}: {translate_error(progress.failure)} {again}"
        if not progress.is_active:
            text = self.tr("“{name}” was not brought to its end. What is done is kept, and it goes on where it was.")
            return text.format(name=name)
        if progress.is_waiting:
            return self.tr("“{name}” waits until the training under way has ended.").format(name=name)
        return f"{self._place(progress, name)} {self._so_far(progress)}".strip()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _place(self, progress: SeveralProgress, name: str) -> str:
        if not progress.count:
            return self.tr("“{name}” is being made ready.").format(name=name)
        locale, place = QLocale(), min(len(progress.steps) + 1, progress.count)
        values = {"name": name, "number": locale.toString(place), "count": locale.toString(progress.count)}
        if progress.kind == "folds":
            return self.tr("Cross-validation “{name}”: fold {number} of {count}.").format(**values)
        return self.tr("Search “{name}”: run {number} of {count}.").format(**values)

    def _so_far(self, progress: SeveralProgress) -> str:
        known = [(step.accuracy, step.number) for step in progress.steps if step.accuracy is not None]
        if not known:
            return ""
        if progress.kind == "folds":
            shares = QLocale().createSeparatedList([percent_text(share) for share, _ in known])
            return self.tr("Accuracy so far: {shares}.").format(shares=shares)
        share, number = max(known, key=lambda pair: (pair[0], -pair[1]))
        text = self.tr("The best so far is run {number}, with {share} in validation.")
        return text.format(number=QLocale().toString(number), share=percent_text(share))

    def _outcome(self, progress: SeveralProgress) -> str:
        outcome = progress.outcome
        assert outcome is not None
        locale, name = QLocale(), printable(progress.name)
        values = {"name": name, "done": locale.toString(outcome.done), "count": locale.toString(outcome.count)}
        if not outcome.is_done:
            begin = self.tr("“{name}” was stopped after {done} of {count} runs; it can go on.").format(**values)
        else:
            begin = self.tr("“{name}” is done.").format(**values)
        parts = [begin]
        if outcome.mean is not None and outcome.deviation is not None:
            text = self.tr("Accuracy on photos not learned from: {mean} ± {deviation} (mean and standard deviation).")
            parts.append(text.format(mean=percent_text(outcome.mean), deviation=percent_text(outcome.deviation)))
            if outcome.model:
                parts.append(self.tr("All folds together are the model “{model}”.").format(model=outcome.model))
        elif outcome.best is not None and outcome.accuracy is not None:
            best = {"number": locale.toString(outcome.best), "share": percent_text(outcome.accuracy)}
            parts.append(self.tr("The best run is number {number}, with {share} in validation:").format(**best))
            parts.append(f"{_values(outcome.values)}.")
        elif outcome.kind == "search":
            parts.append(self.tr("No run gave a model."))
        return " ".join(parts)

    def _retranslate(self) -> None:
        self._go_on.setText(self.tr("Go on"))
        self._go_on.setToolTip(self.tr("Take up what was left; what is done is not done again"))
        self._identify.setText(self.tr("Identify with this model"))
        self._end.setText(self.tr("End…"))
        self._hide.setText(self.tr("Close"))
        self.show_progress(self._progress)


def _values(values: object) -> str:
    """Fields and their values, the fields by their last names."""
    assert hasattr(values, "items")
    parts = []
    for path, value in values.items():
        shown = QLocale().toString(value, "g", 3) if isinstance(value, float) else str(value)
        parts.append(f"{path.rpartition('.')[2]} = {shown}")
    return QLocale().createSeparatedList(parts)
