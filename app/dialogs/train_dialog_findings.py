"""What was found about photos, one below the other, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from app.dialogs.finding_sentences import FindingSentences
from app.translation import printable
from app.widgets.named import named

if TYPE_CHECKING:
    from core.datasets.findings import DatasetFinding, Kind
    from core.datasets.remedies import Choices, Remedy

SIGNS = {"error": "✖", "warning": "⚠", "note": "ℹ"}
"""characters that DejaVu Sans has, often the only font of a bare Linux"""
_HOVERED = 20
"""photos of a finding whose whole paths are shown on hovering"""


class FindingsList(QWidget):
    """Sentences with boxes to tick.

    Signals:
        changed: another remedy was chosen.
    """

    changed = Signal()

    def __init__(self, usual: Choices, parent: QWidget | None = None) -> None:
        """Args:
        usual: what is chosen until the person chooses otherwise.
        parent: the widget around it.
        """
        super().__init__(parent)
        self._usual = usual
        self._chosen: dict[Kind, Remedy] = dict(usual)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    @property
    def choices(self) -> Choices:
        """What is to be done, by the kind of finding."""
        return dict(self._chosen)

    @property
    def is_empty(self) -> bool:
        """Nothing is shown."""
        return self._rows.isEmpty()

    def forget(self) -> None:
        """Other photos: nothing is found, and the usual is chosen."""
        self._chosen = dict(self._usual)
        self._clear()

    def show_findings(self, findings: Sequence[DatasetFinding], sentences: FindingSentences) -> None:
        """Show these in place of the former; what was chosen about their kinds stays chosen."""
        self._clear()
        for finding in findings:
            self._add(finding, sentences)

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, finding: DatasetFinding, sentences: FindingSentences) -> None:
        from core.datasets.remedies import remedies_of

        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        sentence, photos = sentences.sentence(finding), sentences.photos(finding)
        column.addWidget(
            QLabel(f"{SIGNS[finding.severity]}  {sentence}", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        )
        if photos:
            which = QLabel(photos, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            which.setProperty("role", "muted")
            which.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            which.setToolTip("\n".join(printable(path) for path in (finding.leave_out or finding.paths)[:_HOVERED]))
            column.addWidget(which)
        boxes: dict[Remedy, QCheckBox] = {}
        for remedy in remedies_of(finding):
            box = named(QCheckBox(sentences.remedy(finding, remedy)), _BOX_NAMES[remedy])
            box.setAccessibleDescription(sentence)
            box.setChecked(self._chosen.get(finding.kind) == remedy)
            box.toggled.connect(partial(self._on_ticked, finding.kind, remedy, boxes))
            column.addWidget(box)
            boxes[remedy] = box
        self._rows.addWidget(row)

    def _on_ticked(self, kind: Kind, remedy: Remedy, boxes: Mapping[Remedy, QCheckBox], is_ticked: bool) -> None:
        if is_ticked:
            self._chosen[kind] = remedy
            for other, box in boxes.items():  # one remedy takes the place of another
                if other != remedy:
                    box.setChecked(False)
        elif self._chosen.get(kind) == remedy:
            del self._chosen[kind]
        self.changed.emit()


_BOX_NAMES: Mapping[Remedy, str] = {
    "leave_out": "leaveOutBox",
    "keep_one": "keepOneBox",
    "join": "joinBox",
    "keep_together": "keepTogetherBox",
}
