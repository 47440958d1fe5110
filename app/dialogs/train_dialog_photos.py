"""The photos to learn from, as the training dialog shows them: what is there, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.finding_sentences import FindingSentences
from app.dialogs.train_dialog_breeds import BreedsList
from app.dialogs.train_dialog_work import Inspection
from app.translation import printable, translate_error, translate_message
from app.widgets.named import named
from core.control import Progress

if TYPE_CHECKING:
    from core.datasets.findings import DatasetFinding

_HOVERED = 20
"""photos of a finding whose whole paths are shown on hovering"""
_SIGNS = {"error": "✖", "warning": "⚠", "note": "ⓘ"}


class PhotosPanel(QWidget):
    """Hints, then the progress of looking, then the report.

    Signals:
        changed: other breeds or findings are ticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection: Inspection | None = None
        self._ticks: list[tuple[QCheckBox, DatasetFinding]] = []
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

    def show_inspection(self, inspection: Inspection, sentences: FindingSentences) -> None:
        """The report."""
        self._show(inspection)
        counts = inspection.counts
        photos = self.tr("%Ln photo(s)", "", sum(counts.values()))
        breeds = self.tr("%Ln breed(s)", "", len(counts))
        self._summary.setText(self.tr("{breeds}, {photos}").format(breeds=breeds, photos=photos))
        self._note.setText("" if inspection.report.findings else self.tr("Nothing is wrong with these photos."))
        self._breeds.show_breeds(counts, inspection.wanted, sentences)
        for finding in inspection.report.findings:
            self._add_finding(finding, sentences.sentence(finding), sentences.photos(finding))
        self._finding_rows.addStretch()
        self._scroll.setVisible(bool(inspection.report.findings))
        self.changed.emit()

    def show_division(self, note: str) -> None:
        """What is to be said of the recipe's division of these photos: an English sentence of `core`, or nothing."""
        self._division.setText(f"{_SIGNS['warning']}  {translate_message(note)}" if note else "")
        self._division.setVisible(bool(note))

    def chosen_breeds(self) -> list[str]:
        """The ticked ones."""
        return self._breeds.chosen() if self.inspection is not None else []

    def left_out(self) -> list[DatasetFinding]:
        """The findings whose photos the person would rather not use."""
        return [finding for tick, finding in self._ticks if tick.isChecked()]

    def _add_finding(self, finding: DatasetFinding, sentence: str, photos: str) -> None:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        text = QLabel(f"{_SIGNS[finding.severity]}  {sentence}", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        column.addWidget(text)
        if photos:
            which = QLabel(photos, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            which.setProperty("role", "muted")
            which.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            which.setToolTip("\n".join(printable(path) for path in (finding.leave_out or finding.paths)[:_HOVERED]))
            column.addWidget(which)
        if finding.leave_out:
            tick = named(QCheckBox(self.tr("Leave out %Ln photo(s)", "", len(finding.leave_out))), "leaveOutBox")
            tick.setAccessibleDescription(sentence)
            # What is worth nothing to anyone goes by itself; everything else is the person's choice.
            tick.setChecked(finding.kind in ("unreadable", "leakage"))
            tick.toggled.connect(lambda _: self.changed.emit())
            column.addWidget(tick)
            self._ticks.append((tick, finding))
        self._finding_rows.addWidget(row)

    def _show(self, inspection: Inspection | None) -> None:
        self.inspection = inspection
        self._ticks = []
        while (item := self._finding_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._bar.hide()
        for widget in (self._scroll, self._breeds):
            widget.setVisible(inspection is not None)
