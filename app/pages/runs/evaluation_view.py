"""How well a model does: figures, every breed, what it confuses, and its mistakes with where it looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QTabWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.pages.runs.figure_table import SORT_ROLE, FigureTable
from app.pages.runs.measured_views import CalibrationView, RobustnessTable, SplitTable
from app.pages.runs.mistakes import MistakesView
from app.services import Services
from app.translation import current_language, translate_message
from app.widgets.confusion_matrix import ConfusionMatrix
from app.widgets.fact_row import FactRow
from app.widgets.figures import count_text, figure_text, percent_text
from app.widgets.named import named
from core.breeds import own_name

_ROOM_FOR_NAMES = 440
"""of the table of breeds: in narrower ones their names could not be told apart"""


@dataclass(frozen=True)
class _Shown:
    """All that this view shows."""

    figures: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    is_one: bool = True


class EvaluationView(QWidget):
    """Of one model; says why where there is nothing to show."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._shown: _Shown | None = None
        self._facts = named(FactRow(), "evaluationFacts")
        self._note = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "evaluationNote")
        self._note.setProperty("role", "muted")
        self._breeds = FigureTable("breedFigures", 5)
        self._breeds.setMinimumWidth(_ROOM_FOR_NAMES)
        self._pairs = FigureTable("confusedPairs", 3, texts=2)
        self._pairs.itemActivated.connect(self._on_pair)
        self._pairs.itemClicked.connect(self._on_pair)
        self._matrix = ConfusionMatrix()
        self._matrix.chosen.connect(self._on_cell)
        self._mistakes = MistakesView(services)
        self._calibration, self._splits, self._robustness = CalibrationView(), SplitTable(), RobustnessTable()
        self._lists = named(QTabWidget(), "evaluationLists")
        for tab in (self._mistakes, self._matrix, self._pairs, self._calibration, self._splits, self._robustness):
            self._lists.addTab(tab, "")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._breeds)
        self._split.addWidget(self._lists)
        self._split.setSizes([380, 700])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._facts)
        column.addWidget(self._note)
        column.addWidget(self._split, 1)
        self._retranslate()

    def show_figures(self, figures: Mapping[str, Any], model: str, *, is_one: bool = True) -> None:
        """Show what was measured; where it is what is shown already, everything stays as the person has it.

        Args:
            figures: as `core.evaluation.record` has them; empty where nothing was measured.
            model: whose figures they are, for the heat maps of its mistakes.
            is_one: False where several are chosen, of which none is shown.
        """
        before, self._shown = self._shown, _Shown(figures, model, is_one)
        if before != self._shown:  # a run under way is read again every few seconds
            self._show(self._shown)

    def _show(self, shown: _Shown) -> None:
        figures = shown.figures
        self._facts.set_facts(self._fact_list(figures))
        self._note.setText(self._note_text(shown))
        self._note.setVisible(bool(self._note.text()))
        self._split.setVisible(bool(figures))
        self._facts.setVisible(bool(figures))
        self._breeds.show_rows(self._breed_rows(figures.get("per_breed") or {}))
        self._pairs.show_rows(self._pair_rows(figures.get("confused_pairs") or ()))
        labels = list(figures.get("labels") or ()) if figures.get("confusion") else []
        outside = [place for place, label in enumerate(labels) if label in (figures.get("unknown_breeds") or {})]
        names = [self._breed_name(label) for label in labels]
        self._matrix.show_counts(names, figures.get("confusion") or (), outside)
        self._calibration.show_figures(figures.get("calibration") or {})
        self._splits.show_splits(figures.get("splits") or {})
        self._robustness.show_changes(figures.get("robustness") or ())
        for tab, name in ((self._splits, "splits"), (self._robustness, "robustness")):  # where they were measured
            self._lists.setTabVisible(self._lists.indexOf(tab), bool(figures.get(name)))
        self._mistakes.show_mistakes(figures.get("misclassified") or (), shown.model, self._breed_name)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fact_list(self, figures: Mapping[str, Any]) -> list[tuple[str, str]]:
        facts = []
        if figures.get("accuracy") is not None:
            between = self.tr("{share}  ({low} to {high})").format(
                share=percent_text(figures["accuracy"]),
                low=percent_text(figures["accuracy_low"]),
                high=percent_text(figures["accuracy_high"]),
            )
            facts.append((self.tr("Accuracy, with 95% interval"), between))
        if figures.get("top5") is not None:
            facts.append((self.tr("Among the first five"), percent_text(figures["top5"])))
        if figures.get("log_loss") is not None:
            facts.append((self.tr("Log loss"), figure_text(figures["log_loss"])))
        calibration = figures.get("calibration") or {}
        before = (calibration.get("without_temperature") or {}).get("ece")
        after = figures.get("ece")
        if before is not None and after is not None:
            text = self.tr("{before} → {after}").format(before=percent_text(before), after=percent_text(after))
            facts.append((self.tr("Calibration error, before and after"), text))
        if figures.get("macro"):
            facts.append((self.tr("F1, mean of the breeds"), figure_text(figures["macro"]["f1"], 3)))
        if figures.get("weighted"):
            facts.append((self.tr("F1, weighted by photos"), figure_text(figures["weighted"]["f1"], 3)))
        if figures.get("photos"):
            facts.append((self.tr("Photos"), count_text(figures["photos"])))
        return facts

    def _note_text(self, shown: _Shown) -> str:
        if not shown.is_one:
            return self.tr("Choose a single run to see how well its model does.")
        if not shown.figures:
            return self.tr("This run has not been measured.")
        return translate_message(str(shown.figures.get("note") or ""))

    def _breed_rows(self, breeds: Mapping[str, Mapping[str, Any]]) -> list[list[tuple[Any, str]]]:
        def share(values: Mapping[str, Any], name: str) -> Any:
            # of a breed without photos nothing can be said, and what was called so wrongly is told by the others
            return values.get(name) if values.get("photos") else None

        return [
            [
                (self._breed_name(breed).casefold(), self._breed_name(breed)),
                *(
                    (_number(share(values, name)), _share(share(values, name)))
                    for name in ("precision", "recall", "f1")
                ),
                (values.get("photos") or 0, count_text(values.get("photos") or 0)),
            ]
            for breed, values in breeds.items()
        ]

    def _pair_rows(self, pairs: Sequence[Mapping[str, Any]]) -> list[list[tuple[Any, str]]]:
        return [
            [
                (pair["breed"], self._breed_name(pair["breed"])),
                (pair["predicted"], self._breed_name(pair["predicted"])),
                (pair["count"], count_text(pair["count"])),
            ]
            for pair in pairs
        ]

    def _on_pair(self, item: QTreeWidgetItem) -> None:
        """A pair is clicked: show its photos."""
        self._show_confused(item.data(0, SORT_ROLE), item.data(1, SORT_ROLE))

    def _on_cell(self, true: int, predicted: int) -> None:
        """A number of the matrix is clicked; those on the diagonal and those that are nothing are no mistakes."""
        figures = self._shown.figures if self._shown is not None else {}
        if true != predicted and figures["confusion"][true][predicted]:
            self._show_confused(figures["labels"][true], figures["labels"][predicted])

    def _show_confused(self, breed: str, predicted: str) -> None:
        self._mistakes.choose(breed, predicted)
        self._lists.setCurrentWidget(self._mistakes)

    def _breed_name(self, breed: str) -> str:
        try:
            return self._services.breeds.by_slug(breed).name(current_language(self._services.settings))
        except LookupError:
            return own_name(breed)

    def _retranslate(self) -> None:
        self._breeds.setAccessibleName(self.tr("Figures of every breed"))
        self._breeds.setHeaderLabels(
            [self.tr("Breed"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Photos")]
        )
        self._breeds.headerItem().setToolTip(1, self.tr("Of the photos that were called so, how many are"))
        self._breeds.headerItem().setToolTip(2, self.tr("Of the photos of this breed, how many were found"))
        self._pairs.setAccessibleName(self.tr("Breeds confused most"))
        self._pairs.setHeaderLabels([self.tr("Is"), self.tr("Was called"), self.tr("Photos")])
        titles = (
            self.tr("Mistakes"),
            self.tr("Confusion matrix"),
            self.tr("Confused most"),
            self.tr("Calibration"),
            self.tr("Training and test"),
            self.tr("Robustness"),
        )
        for index, title in enumerate(titles):
            self._lists.setTabText(index, title)
        if self._shown is not None:
            self._show(self._shown)


def _number(value: Any) -> float:
    return -1.0 if value is None else float(value)


def _share(value: Any) -> str:
    return "–" if value is None else percent_text(float(value), 0)
