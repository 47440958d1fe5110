"""The values of a recipe that people who know what they want change before a training."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.dialogs.recipe_fields import FieldSpec, RecipeFields
from app.dialogs.train_dialog_several import SeveralChooser
from app.dialogs.train_dialog_work import RecipeEntry
from app.widgets.figures import percent_text
from app.widgets.named import named

_RATE, _OPTIMISER, _BATCH, _SEED = (
    "training.learning_rate",
    "training.optimiser",
    "training.batch_size",
    "training.seed",
)
_SMOOTHING, _WEIGHTS, _PATIENCE = (
    "training.label_smoothing",
    "training.class_weights",
    "training.early_stopping.patience",
)
_CACHE, _VIEWS = "training.feature_cache", "training.cached_views"
_TRAIN, _VALIDATION, _TEST, _SPLIT_SEED = "data.train", "data.validation", "data.test", "data.split_seed"
_BLOCKS, _TUNE_EPOCHS, _TUNE_RATE = (
    "training.fine_tune.top_blocks",
    "training.fine_tune.epochs",
    "training.fine_tune.learning_rate",
)

SPECS = (
    FieldSpec(_RATE, low=0.000001, high=10.0, places=6),
    FieldSpec(_OPTIMISER, choices=("adam", "adamw", "rmsprop", "sgd")),
    FieldSpec(_BATCH, low=1, high=1024),
    FieldSpec(_SEED, low=0, high=2**31 - 1),
    FieldSpec(_SMOOTHING, low=0.0, high=0.9),
    FieldSpec(_WEIGHTS, low=False),
    FieldSpec(_PATIENCE, low=0, high=1000, zero_is_off=True),
    FieldSpec(_CACHE, choices=("auto", "on", "off")),
    FieldSpec(_VIEWS, low=1, high=64),
    FieldSpec(_TRAIN, low=0.05, high=0.98),
    FieldSpec(_VALIDATION, low=0.0, high=0.9),
    FieldSpec(_SPLIT_SEED, low=0, high=2**31 - 1),
    FieldSpec(_BLOCKS, low=0, high=100, zero_is_off=True),
    FieldSpec(_TUNE_EPOCHS, low=1, high=1000),
    FieldSpec(_TUNE_RATE, low=0.0000001, high=1.0, places=7),
)
_SPLIT = (_TRAIN, _VALIDATION, _SPLIT_SEED)


class AdvancedPanel(QWidget):
    """Fields in groups; what is not touched stays as the recipe has it.

    Signals:
        rate_wanted: a learning rate is to be looked for.
    """

    rate_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = RecipeFields(SPECS, self)
        self.several = SeveralChooser()
        self.find_rate = named(QPushButton(), "findRateButton")
        self.find_rate.setAutoDefault(False)
        self.find_rate.clicked.connect(self.rate_wanted)
        self._test = QLabel()
        self._test.setProperty("role", "muted")
        self._recipe: dict[str, Any] = {}
        self._lay_out()
        self._set_texts()
        self.fields.changed.connect(self._on_change)

    def show_recipe(self, entry: RecipeEntry) -> None:
        """Another recipe is chosen."""
        self._recipe = entry.recipe.model_dump()
        values = {spec.path: self._value(spec.path) for spec in SPECS}
        values[_TUNE_EPOCHS] = values[_TUNE_EPOCHS] or 5
        values[_TUNE_RATE] = values[_TUNE_RATE] or 1e-5
        self.fields.load(values)
        self.several.show_recipe(entry)

    def set_rate(self, rate: float) -> None:
        """Take over a learning rate that was found."""
        self.fields.put({_RATE: rate})

    def problem(self) -> str:
        """Why these values cannot be, or nothing."""
        values = self.fields.values()
        if values[_TRAIN] + values[_VALIDATION] > 1.0 + 1e-9:
            return self.tr("The shares for learning and validation are more than the whole together.")
        return ""

    def changes(self) -> dict[str, Any]:
        """What differs from the recipe, by dotted path."""
        changes, values = self.fields.changes(), self.fields.values()
        tuned = [changes.pop(path, None) for path in (_BLOCKS, _TUNE_EPOCHS, _TUNE_RATE)]
        if any(change is not None for change in tuned):
            table = {path.rpartition(".")[2]: values[path] for path in (_BLOCKS, _TUNE_EPOCHS, _TUNE_RATE)}
            changes["training.fine_tune"] = table if values[_BLOCKS] else None
        if _PATIENCE in changes:
            patience = changes.pop(_PATIENCE)
            former = (self._recipe.get("training") or {}).get("early_stopping") or {}
            changes["training.early_stopping"] = {**former, "patience": patience} if patience else None
        if _OPTIMISER in changes:  # what belonged to the recipe's own
            changes |= {"training.momentum": 0.0, "training.weight_decay": None}
        if any(path in changes for path in _SPLIT):
            changes |= {path: values[path] for path in _SPLIT}
            changes[_TEST] = round(max(0.0, 1.0 - values[_TRAIN] - values[_VALIDATION]), 4)
            changes["data.split"] = "stratified"
        return changes

    def _value(self, path: str) -> Any:
        value: Any = self._recipe
        for part in path.split("."):
            value = (value or {}).get(part)
        return value

    def _on_change(self) -> None:
        values = self.fields.values()
        test = max(0.0, 1.0 - values[_TRAIN] - values[_VALIDATION])
        self._test.setText(self.tr("Left for the test: {percent}").format(percent=percent_text(test, 0)))
        for path in (_TUNE_EPOCHS, _TUNE_RATE):
            self.fields.widgets[path].setEnabled(values[_BLOCKS] > 0)

    def _lay_out(self) -> None:
        self._headings = [QLabel() for _ in range(5)]
        groups = (
            (_OPTIMISER, _RATE, _BATCH, _SMOOTHING, _PATIENCE, _SEED, _WEIGHTS),
            (_CACHE, _VIEWS),
            (_TRAIN, _VALIDATION, _SPLIT_SEED),
            (_BLOCKS, _TUNE_EPOCHS, _TUNE_RATE),
        )
        columns = (QGridLayout(), QGridLayout())
        for heading, paths, grid in zip(self._headings[:4], groups, (columns[0], *([columns[1]] * 3)), strict=True):
            heading.setProperty("role", "heading")
            heading.setContentsMargins(0, 8 if grid.rowCount() > 1 else 0, 0, 2)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for path in paths:
                row, widget = grid.rowCount(), self.fields.widgets[path]
                if isinstance(widget, QCheckBox):
                    grid.addWidget(widget, row, 0, 1, 2)
                else:
                    grid.addWidget(self.fields.labels[path], row, 0)
                    grid.addWidget(widget, row, 1)
                if path == _RATE:
                    grid.addWidget(self.find_rate, grid.rowCount(), 1)
            if paths[0] == _TRAIN:
                grid.addWidget(self._test, grid.rowCount(), 0, 1, 2)
        self._headings[4].setProperty("role", "heading")
        self._headings[4].setContentsMargins(0, 8, 0, 2)
        for widget in (self._headings[4], self.several):
            columns[0].addWidget(widget, columns[0].rowCount(), 0, 1, 2)
        whole = QGridLayout()
        whole.setHorizontalSpacing(28)
        for place, grid in enumerate(columns):
            grid.setVerticalSpacing(7)
            grid.setHorizontalSpacing(12)
            grid.setRowStretch(grid.rowCount(), 1)
            whole.addLayout(grid, 0, place)
            whole.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addLayout(whole, 1)

    def _set_texts(self) -> None:
        for heading, text in zip(
            self._headings,
            (
                self.tr("Learning"),
                self.tr("Speed"),
                self.tr("Division of the photos"),
                self.tr("Fine-tuning"),
                self.tr("Once or several times"),
            ),
            strict=True,
        ):
            heading.setText(text)
        self.find_rate.setText(self.tr("Find a learning rate…"))
        self.find_rate.setToolTip(self.tr("Tries ever larger rates for a moment, and suggests one"))
        self.fields.set_texts(
            {
                _RATE: (self.tr("Learning rate"), self.tr("How large the steps are")),
                _OPTIMISER: (self.tr("Optimiser"), self.tr("How the steps are found")),
                _BATCH: (self.tr("Batch size"), self.tr("Photos a step; smaller ones need less memory")),
                _SEED: (self.tr("Seed"), self.tr("The same number repeats the same training")),
                _SMOOTHING: (
                    self.tr("Label smoothing"),
                    self.tr("How much doubt is put into every label; keeps the model from overconfidence"),
                ),
                _WEIGHTS: (
                    self.tr("Rare breeds count more"),
                    self.tr("Weighs every breed alike, however few its photos"),
                ),
                _PATIENCE: (
                    self.tr("Stop without progress after"),
                    self.tr("Epochs without a better result on the validation photos"),
                ),
                _CACHE: (
                    self.tr("Reuse features"),
                    self.tr("Looks at every photo once instead of in each epoch, where the network allows it"),
                ),
                _VIEWS: (self.tr("Views of each photo"), self.tr("How many changed versions of a photo are reused")),
                _TRAIN: (self.tr("To learn from"), self.tr("Share of each breed's photos")),
                _VALIDATION: (self.tr("For validation"), self.tr("Share that is looked at after every epoch")),
                _SPLIT_SEED: (self.tr("Seed of the division"), self.tr("The same number divides in the same way")),
                _BLOCKS: (
                    self.tr("Top blocks"),
                    self.tr("How many blocks of the pretrained network learn too, in a second phase"),
                ),
                _TUNE_EPOCHS: (self.tr("Epochs of it"), self.tr("Length of the second phase")),
                _TUNE_RATE: (self.tr("Learning rate of it"), self.tr("Much smaller than the first")),
            },
            self.tr("off"),
        )
        self.fields.set_choice_texts(_OPTIMISER, ("Adam", "AdamW", "RMSprop", "SGD"))
        self.fields.set_choice_texts(_CACHE, (self.tr("Where it helps"), self.tr("Always"), self.tr("Never")))
