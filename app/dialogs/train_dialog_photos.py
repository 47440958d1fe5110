"""The photos to learn from, as the training dialog shows them: what is there, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.finding_sentences import FindingSentences
from app.dialogs.train_dialog_breeds import BreedsList
from app.dialogs.train_dialog_findings import SIGNS, FindingsList
from app.dialogs.train_dialog_work import Division, Inspection
from app.translation import translate_error, translate_message
from app.widgets.named import named
from core.control import Progress

if TYPE_CHECKING:
    from core.datasets.remedies import Choices


class PhotosPanel(QWidget):
    """Hints, then the progress of looking, then the report.

    Signals:
        changed: other breeds or findings are ticked.
    """

    changed = Signal()

    def __init__(self, sentences: FindingSentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection: Inspection | None = None
        self._sentences = sentences
        self._found = FindingsList({"unreadable": "leave_out", "burst": "keep_together"})
        self._divided = FindingsList({"leakage": "leave_out"})
        self._summary = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "datasetSummary")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "datasetNote")
        self._note.setProperty("role", "muted")
        self._division = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "divisionNote")
        self._division.hide()
        self._bar = named(QProgressBar(textVisible=False), "datasetProgress")
        self._findings = QWidget()
        self._finding_rows = QVBoxLayout(self._findings)
        self._finding_rows.setContentsMargins(0, 0, 6, 0)
        self._finding_rows.setSpacing(8)
        self._finding_rows.addWidget(self._found)
        self._finding_rows.addWidget(self._divided)
        self._finding_rows.addStretch()
        # what is chosen about the division changes nothing in it: it is done afterwards
        self._found.changed.connect(self.changed)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._findings)
        self._breeds = BreedsList()
        self._breeds.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._summary)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        column.addWidget(self._division)
        column.addWidget(self._scroll, 2)
        column.addWidget(self._breeds, 3)
        column.addStretch()
        self._summary.setProperty("role", "heading")
        self._bar.setAccessibleName(self.tr("Photos looked at"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No data set is named yet."""
        self._show(None)
        self._summary.setText(self.tr("Which photos shall BreedLens learn from?"))
        self._note.setText(
            self.tr(
                "A folder that holds one folder of photos for each breed, named after the breed. Stanford Dogs, the "
                "photos of the Kaggle competition and tables (CSV) with a column of photos and one of breeds work too."
            )
        )

    def show_scattered(self) -> None:
        """Several files or folders were dropped that are no data set together."""
        self._show(None)
        self._summary.setText(self.tr("These do not lie beside each other."))
        self._note.setText(
            self.tr(
                "Drop one folder that holds a folder of photos for each breed, or several folders of breeds that lie "
                "in the same folder."
            )
        )

    def show_work(self, progress: Progress | None) -> None:
        """The photos are being looked at."""
        if self._bar.isHidden() or progress is None:
            self._show(None)
        self._bar.show()
        total = progress.total if progress is not None else None
        self._bar.setRange(0, total or 0)
        self._bar.setValue(progress.done if progress is not None else 0)
        self._summary.setText(self.tr("Looking at the photos…"))
        numbers = {
            "done": QLocale().toString(progress.done if progress else 0),
            "total": QLocale().toString(total or 0),
        }
        self._note.setText(self.tr("{done} of {total}").format(**numbers) if total else "")

    def show_error(self, error: BaseException) -> None:
        """There is nothing to learn from."""
        self._show(None)
        self._summary.setText(translate_error(error))
        self._note.setText("")

    def show_found(self, found: Inspection) -> None:
        """The report."""
        self._show(found)
        counts = found.counts
        photos = self.tr("%Ln photo(s)", "", sum(counts.values()))
        breeds = self.tr("%Ln breed(s)", "", len(counts))
        self._summary.setText(self.tr("{breeds}, {photos}").format(breeds=breeds, photos=photos))
        self._breeds.show_breeds(counts, found.wanted, self._sentences)
        self._found.show_findings(found.findings, self._sentences)
        self._show_found(bool(found.findings))
        self.changed.emit()

    def show_division(self, division: Division) -> None:
        """What is to be said of the recipe's division of these photos."""
        note = division.note
        self._division.setText(f"{SIGNS['warning']}  {translate_message(note)}" if note else "")
        self._division.setVisible(bool(note))
        if self.inspection is not None:
            self._divided.show_findings(division.findings, self._sentences)
            self._show_found(bool(division.findings) or not self._found.is_empty)

    def chosen_breeds(self) -> list[str]:
        """The ticked ones."""
        return self._breeds.chosen() if self.inspection is not None else []

    @property
    def choices(self) -> Choices:
        """What is to be done about what was found."""
        return {**self._found.choices, **self._divided.choices}

    def _show_found(self, is_anything: bool) -> None:
        self._note.setText("" if is_anything else self.tr("Nothing is wrong with these photos."))
        self._scroll.setVisible(is_anything)

    def _show(self, inspection: Inspection | None) -> None:
        self.inspection = inspection
        for findings in (self._found, self._divided):
            findings.forget()
        self._bar.hide()
        for widget in (self._scroll, self._breeds):
            widget.setVisible(inspection is not None)
