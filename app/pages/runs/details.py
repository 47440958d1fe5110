"""What is shown of the chosen runs: curves, recipes, evaluation. Imports pyqtgraph: made when it is needed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.pages.runs.evaluation_view import EvaluationView
from app.pages.runs.recipe_table import RecipeTable
from app.pages.runs.work import RunDetails
from app.services import Services
from app.widgets.live_curves import LiveCurves
from app.widgets.named import named


class DetailsView(QWidget):
    """Three tabs."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[str] = []
        self.curves = LiveCurves()
        self.recipes = RecipeTable()
        self.evaluation = EvaluationView(services)
        place = QWidget()
        around = QVBoxLayout(place)
        around.setContentsMargins(12, 10, 12, 10)
        around.addWidget(self.curves)
        self.tabs = named(QTabWidget(), "runTabs")
        for widget in (place, self.recipes, self.evaluation):
            self.tabs.addTab(widget, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.addWidget(self.tabs)
        self._retranslate()

    def show_details(self, details: RunDetails) -> None:
        """Show the chosen runs; of several, the first in front. What was zoomed into stays while a run goes on."""
        paths = [row.path for row in details.rows]
        self.curves.set_run(details.curves[0] if details.curves else None, keep_view=paths == self._paths)
        self._paths = paths
        self.curves.set_others(details.curves[1:])
        self.recipes.show_recipes([row.name for row in details.rows], details.recipes)
        only = details.rows[0] if len(details.rows) == 1 else None
        self.evaluation.show_figures(details.figures, only.model if only else "", is_one=len(details.rows) < 2)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for index, text in enumerate((self.tr("Curves"), self.tr("Recipe"), self.tr("Evaluation"))):
            self.tabs.setTabText(index, text)
