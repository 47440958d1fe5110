"""What was measured: on what, what must be said of it, and the figures themselves. Made when there is something."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.dialogs.evaluate_sentences import EvaluationSentences, bad
from app.dialogs.evaluate_work import Measured
from app.dialogs.train_dialog_findings import SIGNS
from app.pages.runs.evaluation_view import EvaluationView
from app.services import Services
from app.widgets.named import named

_HOVERED = 20
"""photos that could not be read whose reasons are shown on hovering"""


_INSET = 12
"""pixels by which the figures of the view stand in"""


class EvaluateResult(QWidget):
    """Sentences above the view that the Runs page has for its runs."""

    def __init__(self, services: Services, sentences: EvaluationSentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._measured: Measured | None = None
        self._subject = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateSubject")
        self._subject.setProperty("role", "heading")
        self._notes = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateNotes")
        for label in (self._subject, self._notes):
            label.setContentsMargins(_INSET, 0, _INSET, 0)
        self._view = EvaluationView(services)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._subject)
        column.addWidget(self._notes)
        column.addWidget(self._view, 1)

    def show_measured(self, measured: Measured) -> None:
        """Show this."""
        self._measured = measured
        self._view.show_figures(measured.figures, measured.request.model)
        self._fill()

    def set_sentences(self, sentences: EvaluationSentences) -> None:
        """Speak as these do from now on."""
        self._sentences = sentences
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        if self._measured is None:
            return
        self._subject.setText(self._sentences.subject(self._measured))
        notes = self._sentences.of_result(self._measured)
        self._notes.setText("\n".join(f"{SIGNS['warning']}  {note}" for note in notes))
        self._notes.setToolTip("\n".join(f"{name}: {why}" for name, why in bad(self._measured)[:_HOVERED]))
        self._notes.setVisible(bool(notes))
