"""What is to be learned, from which photos and how: the dialog that starts a training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.data_set import DataSet
from app.dialogs.dataset_chooser import choose_folder, choose_table
from app.dialogs.finding_sentences import FindingSentences
from app.dialogs.rate_finder_dialog import RateFinderDialog
from app.dialogs.train_dialog_advanced import AdvancedPanel
from app.dialogs.train_dialog_augmentation import AugmentationPanel
from app.dialogs.train_dialog_form import TrainForm
from app.dialogs.train_dialog_photos import PhotosPanel
from app.dialogs.train_dialog_preprocessing import PreprocessingPanel
from app.dialogs.train_dialog_several import FOLDS, ONCE, SEARCH
from app.dialogs.train_dialog_work import (
    Division,
    Inspection,
    RecipeEntry,
    RunRequest,
    division,
    inspect,
    make_run,
    plan_several,
    read_recipes,
)
from app.incoming import read_incoming
from app.services import Services
from app.task_runner import Task
from app.translation import current_language, translate_error
from app.widgets.named import named

_SIZE = QSize(1120, 660)
_EPOCHS = "training.epochs"


class TrainDialog(QDialog):
    """Everything that is slow happens in worker threads; Start waits for it, and says what it waits for.

    Signals:
        created: a run was made, ready to be started; its path.
        planned: a search or a cross-validation was written down, ready to be carried out; its folder.
    """

    created = Signal(str)
    planned = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainDialog")
        self.setWindowTitle(self.tr("Train a model"))
        self.setAcceptDrops(True)
        self._services = services
        self._is_making = False
        self._failure = self._refusal = ""
        self._noting: Task[Division] | None = None
        self._sentences = FindingSentences(services.breeds, current_language(services.settings), self)
        self._form = TrainForm()
        self._recipes, self._epochs = self._form.recipes, self._form.epochs
        self._photos = named(PhotosPanel(self._sentences), "photosPanel")
        self._data = DataSet(services, self._form.dataset, self._photos, inspect, self)
        self._augmentation = AugmentationPanel(services)
        self._preprocessing = PreprocessingPanel()
        self._advanced = AdvancedPanel()
        self._reason = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "startNote")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._start = named(QPushButton(self.tr("Start training")), "startButton")
        self._lay_out()
        self._set_texts()
        self._connect()
        self._update()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * 0.94))
        services.tasks.run(read_recipes, on_result=self._recipes.set_recipes, owner=self)

    def open_paths(self, paths: Sequence[str]) -> None:
        """Learn from these photos: a data set, or folders of breeds beside each other."""
        self._data.open_all(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and tables can be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Learn from what is dropped."""
        self._on_dropped(event.mimeData())
        event.acceptProposedAction()

    def reject(self) -> None:
        """Close, and give up what is under way."""
        self._data.drop()
        super().reject()

    def _on_dropped(self, mime: QMimeData) -> None:
        paths = read_incoming(mime).paths
        if paths:
            self.open_paths(paths)

    def _on_data(self, inspection: Inspection | None) -> None:
        self._augmentation.show_photos(inspection)
        self._on_change()

    def _on_recipe(self, entry: RecipeEntry) -> None:
        self._epochs.setValue(entry.recipe.training.epochs)
        self._preprocessing.show_recipe(entry)
        self._augmentation.show_recipe(entry)
        self._advanced.show_recipe(entry)
        self._on_change()

    def _on_preprocessing(self) -> None:
        self._augmentation.show_preprocessing(self._preprocessing.changes())
        self._on_change()

    def _why_not(self) -> str:
        """What Start waits for, or nothing."""
        inspection = self._photos.inspection
        if self._data.is_looking:
            return self.tr("The photos are being looked at.")
        if inspection is None:
            return self.tr("Choose the photos to learn from.")
        errors = inspection.report.errors
        if errors:
            return self._sentences.sentence(errors[0])
        if len(self._photos.chosen_breeds()) < 2:
            return self.tr("Choose at least two breeds.")
        if self._recipes.entry is None:
            return self.tr("The recipes are being read.")
        return self._advanced.problem() or self._refusal

    def _update(self) -> None:
        reason = self._why_not()
        self._start.setEnabled(not reason and not self._is_making)
        self._reason.setText(self._failure or reason)
        self._start.setToolTip(reason)
        self._advanced.find_rate.setEnabled(not reason)

    def _on_change(self) -> None:
        self._failure = ""
        self._refuse(None)
        self._check()

    def _check(self) -> None:
        """Ask whether the recipe can be so, and say what its division makes of the photos."""
        if self._noting is not None:
            self._noting.drop()
        request = None if self._why_not() else self._request()
        if request is None:
            self._photos.show_division(Division())
            return
        self._noting = self._services.tasks.run(
            partial(division, request),
            on_result=self._on_division,
            on_error=self._refuse,
            pool="quick",
            owner=self,
        )

    def _on_division(self, found: Division) -> None:
        self._photos.show_division(found)
        if found.refusal is not None:
            self._refuse(found.refusal)

    def _refuse(self, error: BaseException | None) -> None:
        """The recipe cannot be so; None where it can, as far as is known."""
        self._refusal = "" if error is None else translate_error(error)
        self._advanced.show_problem("" if error is None else str(error))
        self._update()

    def _request(self) -> RunRequest | None:
        """What is filled in; None where something is missing."""
        inspection, entry = self._photos.inspection, self._recipes.entry
        if inspection is None or entry is None:
            return None
        breeds = self._photos.chosen_breeds()
        values = {**self._preprocessing.changes(), **self._augmentation.changes(), **self._advanced.changes()}
        if self._epochs.value() != entry.recipe.training.epochs:
            values[_EPOCHS] = self._epochs.value()
        return RunRequest(
            inspection,
            entry.recipe,
            values,
            tuple(breeds) if len(breeds) < len(inspection.counts) else (),
            self._photos.choices,
            self._form.name.text().strip(),
            self._advanced.several.kind == FOLDS,
        )

    def _begin(self) -> None:
        request, several = self._request(), self._advanced.several
        if request is None:
            return
        self._is_making = True
        self._on_change()
        work, on_made = partial(make_run, request), self.created
        if several.kind != ONCE:
            kind: Literal["folds", "search"] = "search" if several.kind == SEARCH else "folds"
            work, on_made = partial(plan_several, request, kind, several.count), self.planned
        self._services.tasks.run(
            work, on_result=partial(self._on_made, on_made), on_error=self._on_not_made, owner=self
        )

    def _on_made(self, made: SignalInstance, path: str) -> None:
        made.emit(path)
        self.accept()

    def _find_rate(self) -> None:
        request = self._request()
        if request is not None:
            finder = RateFinderDialog(self._services, request, self)
            finder.taken.connect(self._advanced.set_rate)
            finder.open()

    def _on_not_made(self, error: BaseException) -> None:
        self._is_making = False
        self._failure = translate_error(error)
        self._update()

    def _choose_folder(self) -> None:
        choose_folder(self, self._data.start_folder, self._data.open)

    def _choose_table(self) -> None:
        choose_table(self, self._data.start_folder, self._data.open)

    def _connect(self) -> None:
        self._data.changed.connect(self._on_data)
        self._form.browse.clicked.connect(self._choose_folder)
        self._form.browse_table.clicked.connect(self._choose_table)
        self._recipes.chosen.connect(self._on_recipe)
        self._photos.changed.connect(self._on_change)
        self._advanced.fields.changed.connect(self._on_change)
        self._advanced.several.changed.connect(self._on_change)
        self._advanced.rate_wanted.connect(self._find_rate)
        self._augmentation.fields.changed.connect(self._on_change)
        self._preprocessing.fields.changed.connect(self._on_preprocessing)
        self._epochs.valueChanged.connect(self._on_change)
        self._start.clicked.connect(self._begin)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        self._start.setProperty("primary", True)
        self._start.setAutoDefault(False)
        self._buttons.addButton(self._start, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._tabs = named(QTabWidget(), "trainTabs")
        for panel in (self._photos, self._preprocessing, self._augmentation, self._advanced):
            self._tabs.addTab(_scrolled(panel) if panel is not self._photos else panel, "")
        self._tabs.setMinimumSize(480, 360)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._form)
        middle.addWidget(self._tabs, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._reason, 1)
        below.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(middle, 1)
        whole.addLayout(below)

    def _set_texts(self) -> None:
        form = self._form
        for label, text in zip(
            form.labels,
            (self.tr("&Photos"), self.tr("&Recipe"), self.tr("&Epochs"), self.tr("&Name")),
            strict=True,
        ):
            label.setText(text)
        for index, text in enumerate(
            (self.tr("Photos"), self.tr("Preprocessing"), self.tr("Augmentation"), self.tr("Advanced"))
        ):
            self._tabs.setTabText(index, text)
        form.browse.setText(self.tr("Folder…"))
        form.browse_table.setText(self.tr("Table…"))
        form.browse_table.setToolTip(self.tr("A CSV file that names photos and their breeds"))
        form.dataset.setPlaceholderText(self.tr("Drop a folder here"))
        form.dataset.setAccessibleName(self.tr("Photos to learn from"))
        form.epochs.setToolTip(self.tr("How often every photo is learned from, at most"))
        form.name.setPlaceholderText(self.tr("Recipe and time"))
        form.name.setToolTip(self.tr("What the run and its model will be called"))
        self._reason.setProperty("role", "muted")


def _scrolled(panel: QWidget) -> QScrollArea:
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(panel)
    return area
