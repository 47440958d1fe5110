"""Retrain and compare: what the corrected labels are worth, in plain words, and the new model to be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.services import Services
from app.task_runner import Task, TaskContext
from app.translation import translate_error
from app.widgets.fact_row import FactRow
from app.widgets.figures import percent_text
from app.widgets.named import named
from core.control import Progress

if TYPE_CHECKING:
    from core.evaluation.metrics import Proportion
    from core.review.retraining import Retraining

_WIDTH = 560


class RetrainDialog(QDialog):
    """Works in a worker; closing it gives up, and nothing is changed.

    Signals:
        used: the new model was saved (its name), and the person wants to use it.
    """

    used = Signal(str)

    def __init__(
        self,
        services: Services,
        work: Callable[[TaskContext], Retraining],
        save: Callable[[Retraining, TaskContext], str],
        name: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`work` retrains, `save` keeps the model and gives its name, `name` says what a breed is called."""
        super().__init__(parent)
        self.setObjectName("retrainDialog")
        self.setWindowTitle(self.tr("Retrain and compare"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services, self._save, self._name = services, save, name
        self._found: Retraining | None = None
        self._verdict = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "retrainVerdict")
        font = self._verdict.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self._verdict.setFont(font)
        self._facts = named(FactRow(), "retrainFacts")
        self._words = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "retrainWords")
        self._bar = named(QProgressBar(textVisible=False), "retrainProgress")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = named(QPushButton(self.tr("Use the new model")), "useNewModelButton")
        self._buttons.addButton(self._use, QDialogButtonBox.ButtonRole.ActionRole)
        self._use.hide()
        self._use.clicked.connect(self._on_use)
        self._buttons.rejected.connect(self.reject)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        for widget in (self._verdict, self._facts, self._words, self._bar):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(self._buttons)
        self._facts.hide()
        self.setMinimumWidth(_WIDTH)
        self._verdict.setText(self.tr("The model learns from your labels…"))
        self._words.setText(self.tr("Verified photos are kept apart, so that the comparison is a fair one."))
        self._task: Task[Retraining] | Task[str] = services.tasks.run(
            work, on_result=self._on_found, on_error=self._on_failed, on_progress=self._on_progress, owner=self
        )

    def done(self, result: int) -> None:
        """Give up what is under way."""
        self._task.drop()
        super().done(result)

    def _on_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)

    def _on_found(self, found: Retraining) -> None:
        self._end()
        self._found = found
        _, low, high = found.comparison.difference
        if low > 0:
            self._verdict.setText(self.tr("The new model is better."))
        elif high < 0:
            self._verdict.setText(self.tr("The new model is worse: keep the one you have."))
        else:
            self._verdict.setText(self.tr("No clear difference: these photos are too few to tell, or nothing changed."))
        before, after = found.comparison.before, found.comparison.after
        self._facts.set_facts([(self.tr("Before"), _share(before)), (self.tr("After"), _share(after))])
        self._facts.show()
        self._words.setText("\n\n".join(self._sentences(found)))
        self._use.setProperty("primary", low > 0)
        self._use.style().polish(self._use)
        self._use.setDefault(low > 0)
        self._use.show()
        self._make_room()

    def _sentences(self, found: Retraining) -> list[str]:
        comparison = found.comparison
        value, low, high = comparison.difference
        on = self.tr("Compared on %Ln verified photo(s) that nothing was learned from.", "", comparison.after.count)
        learned = self.tr("Learned from %Ln labelled photo(s).", "", found.learned)
        difference = self.tr("Difference: {value} points ({low} to {high}).").format(
            value=_points(value), low=_points(low), high=_points(high)
        )
        sentences = [f"{on} {learned} {difference} {self.tr('The figures in brackets are 95% intervals.')}"]
        if not found.locks_all:
            sentences.append(
                self.tr(
                    "Half of the verified photos were learned from, as there are few other labels; always the same."
                )
            )
        if found.near_copies:
            sentences.append(
                self.tr(
                    "%Ln photo(s) were not learned from, as they nearly are copies of verified ones.",
                    "",
                    found.near_copies,
                )
            )
        if found.new_breeds:
            breeds = ", ".join(self._name(breed) for breed in found.new_breeds)
            text = self.tr(
                "%Ln of them are of breeds that were unknown before ({breeds}) and count as wrong there.",
                "",
                sum(found.new_breeds.values()),
            )
            sentences.append(text.format(breeds=breeds))
        if found.unknown_breeds:
            breeds = ", ".join(self._name(breed) for breed in found.unknown_breeds)
            text = self.tr(
                "%Ln of them are of breeds with too few photos to learn from ({breeds}) and count as wrong throughout.",
                "",
                sum(found.unknown_breeds.values()),
            )
            sentences.append(text.format(breeds=breeds))
        if found.before_was_taught:
            sentences.append(
                self.tr(
                    "The present model was itself taught here and may have learned from some of these photos: its "
                    "figure may be too good."
                )
            )
        return sentences

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self._verdict.setText(self.tr("There is nothing to compare yet."))
        self._words.setText(translate_error(error))
        self._make_room()

    def _end(self) -> None:
        self._bar.hide()
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Close"))

    def _on_use(self) -> None:
        if self._found is None:
            return
        self._use.setEnabled(False)
        self._task = self._services.tasks.run(
            partial(self._save, self._found), on_result=self._on_saved, on_error=self._on_not_saved, owner=self
        )

    def _on_saved(self, name: str) -> None:
        self.used.emit(name)
        self.accept()

    def _on_not_saved(self, error: BaseException) -> None:
        self._use.setEnabled(True)
        self._words.setText(translate_error(error))
        self._make_room()

    def _make_room(self) -> None:
        """Grow to what is said now: a dialog that is open keeps its size, and would cut the lines."""
        self._column.activate()
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))


def _share(share: Proportion) -> str:
    words = f"{percent_text(share.low)} – {percent_text(share.high)}"
    return f"{percent_text(share.value)}  ({words})"


def _points(share: float) -> str:
    number = QLocale().toString(100 * share, "f", 1)
    return f"+{number}" if share > 0 else number
