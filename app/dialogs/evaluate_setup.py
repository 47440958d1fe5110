"""What is to be measured, on what, and what can be said of the two before they meet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.dialogs.data_set import DataSet
from app.dialogs.dataset_chooser import choose_folder, choose_table
from app.dialogs.evaluate_form import EvaluateForm
from app.dialogs.evaluate_photos import EvaluatePhotosPanel
from app.dialogs.evaluate_sentences import EvaluationSentences
from app.dialogs.evaluate_work import EvaluationRequest, LabelledData, Match, look, match
from app.dialogs.exchange_panels import ProgressPanel
from app.model_choices import model_choices
from app.options import LIBRARY, MODEL, VIEWS, Choice
from app.services import Services
from app.task_runner import Task
from app.translation import translate_error
from app.widgets.named import named


class EvaluateSetup(QWidget):
    """The form, the report on the photos, and below it how a measurement goes.

    Signals:
        changed: `why_not` may give another answer.
    """

    changed = Signal()

    def __init__(self, services: Services, sentences: EvaluationSentences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._others: dict[str, str] = {}
        """titles of models that are in no list: those in the folders of runs"""
        self._labelled: LabelledData | None = None
        self._match: Match | None = None
        self._refusal = ""
        self._matching: Task[Match] | None = None
        self._form = EvaluateForm(services.settings.get(VIEWS))
        self._photos = EvaluatePhotosPanel(sentences)
        self._data = DataSet(services, self._form.dataset, self._photos, look, self)
        self._stage = named(QLabel(), "evaluateStage")
        self.progress = ProgressPanel()
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._photos, 1)
        right.addWidget(self._stage)
        right.addWidget(self.progress)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        columns.addWidget(self._form)
        columns.addLayout(right, 1)
        self._stage.hide()
        self.progress.hide()
        self._connect()
        self._show_models(services.settings.get(MODEL))

    def choose_model(self, model: str, title: str) -> None:
        """Choose one, which may be in no list."""
        self._others[model] = title or os.path.splitext(os.path.basename(model))[0]
        self._show_models(model)

    def open_paths(self, paths: Sequence[str]) -> None:
        """Use these photos."""
        self._data.open_all(paths)

    def look_again(self) -> None:
        """Models and labels may have come or gone."""
        self._show_models(self._form.model_name)
        self._form.labels.setEnabled(os.path.isfile(self._library()))

    def set_sentences(self, sentences: EvaluationSentences) -> None:
        """Another language."""
        self._photos.set_sentences(sentences)
        self._show_models(self._form.model_name)

    def drop(self) -> None:
        """Give up looking at photos."""
        self._data.drop()

    def begin(self, stage: str) -> None:
        """The measurement begins."""
        self._form.setEnabled(False)
        self.show_stage(stage)
        self._stage.show()
        self.progress.begin()
        self.progress.stop_button.setFocus()

    def show_stage(self, stage: str) -> None:
        """What is being done."""
        self._stage.setText(stage)

    def end(self) -> None:
        """The measurement has ended."""
        self._form.setEnabled(True)
        self.progress.hide()
        self._stage.hide()

    def set_focus(self) -> None:
        """To the field that is filled in first."""
        self._form.dataset.setFocus()

    def why_not(self) -> str:
        """What a measurement waits for, or nothing."""
        if self._data.is_looking:
            return self.tr("The photos are being looked at.")
        if self._labelled is None:
            return self.tr("Choose photos whose breeds are known.")
        if self._refusal:
            return self._refusal
        if self._match is None:
            return self.tr("What the model knows is being looked up.")
        if sum(self._match.unknown.values()) >= self._match.photos:
            return self.tr("The model knows none of these breeds, so there is nothing to measure.")
        return ""

    def request(self) -> EvaluationRequest | None:
        """What is filled in; None where something is missing."""
        form, data = self._form, self._labelled
        if data is None or self.why_not():
            return None
        return EvaluationRequest(
            data, form.model_name, form.model_title, form.views, form.split, form.every_split, form.robustness
        )

    def _show_models(self, chosen: str) -> None:
        choices = model_choices()
        known = {choice.value for choice in choices}
        choices += [Choice(name, title) for name, title in self._others.items() if name not in known]
        self._form.set_models(choices, chosen)

    def _library(self) -> str:
        from core.library.library import default_library

        library = self._services.labelling.library
        return str(library.path if library else self._services.settings.get(LIBRARY) or default_library())

    def _on_data(self, found: LabelledData | None) -> None:
        self._labelled = found
        self._form.show_data(found)
        self._check()

    def _check(self) -> None:
        """Ask what the model knows of the photos."""
        if self._matching is not None:
            self._matching.drop()
        self._match, self._refusal = None, ""
        self._photos.show_match(None)
        model = self._form.model_name
        if self._labelled is not None and model:
            self._matching = self._services.tasks.run(
                partial(match, self._labelled, model, self._form.split),
                on_result=self._on_match,
                on_error=self._on_no_match,
                pool="quick",
                owner=self,
            )
        self.changed.emit()

    def _on_match(self, found: Match) -> None:
        self._match = found
        self._photos.show_match(found)
        self.changed.emit()

    def _on_no_match(self, error: BaseException) -> None:
        self._refusal = translate_error(error)
        self.changed.emit()

    def _connect(self) -> None:
        form, data = self._form, self._data
        data.changed.connect(self._on_data)
        form.changed.connect(self._check)
        form.browse.clicked.connect(lambda: choose_folder(self, data.start_folder, data.open))
        form.browse_table.clicked.connect(lambda: choose_table(self, data.start_folder, data.open))
        form.labels.clicked.connect(lambda: data.open(self._library()))
