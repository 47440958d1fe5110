"""The photos that a model is to be measured on: what is there, what is wrong with it, what the model knows of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.dialogs.evaluate_sentences import EvaluationSentences
from app.dialogs.evaluate_work import ALL, LabelledData, Match
from app.dialogs.train_dialog_findings import SIGNS, FindingsList
from app.translation import translate_error
from app.widgets.figures import count_text
from app.widgets.named import named
from core.control import Progress


class EvaluatePhotosPanel(QWidget):
    """Hints, then the progress of looking, then the report."""

    def __init__(self, sentences: EvaluationSentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._data: LabelledData | None = None
        self._match: Match | None = None
        self._is_scattered = False
        self._error: BaseException | None = None
        self._work: Progress | None = None
        self._is_working = False
        self._summary = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateSummary")
        self._summary.setProperty("role", "heading")
        self._bar = named(QProgressBar(textVisible=False), "evaluateLookProgress")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateDataNote")
        self._note.setProperty("role", "muted")
        self._matching = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluateMatchNote")
        self._findings = FindingsList({})
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(8)
        rows.addWidget(self._matching)
        rows.addWidget(self._findings)
        rows.addStretch()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._summary, self._bar, self._note):
            column.addWidget(widget)
        column.addWidget(self._scroll, 1)
        column.addStretch()
        self.show_nothing()

    def set_sentences(self, sentences: EvaluationSentences) -> None:
        """Speak as these do from now on."""
        self._sentences = sentences
        if self._data is not None:
            self._findings.show_findings(self._data.findings, sentences.findings)
        self._fill()

    def show_nothing(self) -> None:
        """No data set is named yet."""
        self._set()

    def show_scattered(self) -> None:
        """Several files or folders were dropped that are no data set together."""
        self._set()
        self._is_scattered = True
        self._fill()

    def show_work(self, progress: Progress | None) -> None:
        """The photos are being looked at."""
        self._set()
        self._is_working, self._work = True, progress
        self._fill()

    def show_error(self, error: BaseException) -> None:
        """There is nothing to measure on."""
        self._set()
        self._error = error
        self._fill()

    def show_found(self, found: LabelledData) -> None:
        """What is there."""
        self._set()
        self._data = found
        self._findings.show_findings(found.findings, self._sentences.findings)
        self._fill()

    def show_match(self, match: Match | None) -> None:
        """What the model knows of it; None while that is not known."""
        self._match = match
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _set(self) -> None:
        self._data = self._match = self._error = self._work = None
        self._is_scattered = self._is_working = False
        self._findings.forget()
        self._fill()

    def _fill(self) -> None:
        self._bar.setAccessibleName(self.tr("Photos looked at"))
        self._bar.setVisible(self._is_working)
        total = self._work.total if self._work is not None else None
        self._bar.setRange(0, total or 0)
        self._bar.setValue(self._work.done if self._work is not None else 0)
        heading, note = self._words()
        self._summary.setText(heading)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        warnings = self._sentences.of_match(self._match) if self._match is not None else []
        self._matching.setText("\n".join(f"{SIGNS['warning']}  {text}" for text in warnings))
        self._matching.setVisible(bool(self._matching.text()))
        self._scroll.setVisible(self._data is not None)

    def _words(self) -> tuple[str, str]:
        """The heading, and what is below it."""
        if self._is_scattered:
            return self.tr("These do not lie beside each other."), self.tr(
                "Drop one folder that holds a folder of photos for each breed, or several folders of breeds that lie "
                "in the same folder."
            )
        if self._error is not None:
            return translate_error(self._error), ""
        if self._is_working:
            progress = self._work
            if progress is None or not progress.total:
                return self.tr("Looking at the photos…"), ""
            text = self.tr("{done} of {total}")
            numbers = {"done": count_text(progress.done), "total": count_text(progress.total)}
            return self.tr("Looking at the photos…"), text.format(**numbers)
        if self._data is None:
            return self.tr("On which photos shall the model be measured?"), self.tr(
                "Photos whose breeds are known: a folder that holds one folder of photos for each breed, Stanford "
                "Dogs, the photos of the Kaggle competition, a table (CSV) with a column of photos and one of breeds, "
                "the folder of a run, or the labels that you gave here."
            )
        return self._counts(), ""

    def _counts(self) -> str:
        match = self._match
        if match is None:
            return self.tr("%Ln photo(s)", "", self._data.splits[ALL] if self._data is not None else 0)
        breeds, photos = self.tr("%Ln breed(s)", "", match.breeds), self.tr("%Ln photo(s)", "", match.photos)
        return self.tr("{breeds}, {photos}").format(breeds=breeds, photos=photos)
