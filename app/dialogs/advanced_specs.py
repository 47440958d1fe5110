"""The values that can be changed under Advanced: each declared once, in the groups in which they are shown."""

from __future__ import annotations

from typing import Any

from app.dialogs.network_specs import FINE_TUNING, NETWORK, SPEED
from app.dialogs.recipe_fields import FieldGroup, FieldSpec
from app.translatable import QT_TRANSLATE_NOOP

CONTEXT = "AdvancedPanel"
TRAIN, VALIDATION, TEST, SPLIT_SEED = "data.train", "data.validation", "data.test", "data.split_seed"
RATE = "training.learning_rate"
TABLES = {
    "training.early_stopping": "patience",
    "training.reduce_on_plateau": "patience",
    "training.fine_tune": "top_blocks",
    "training.schedule": "",
}
"""tables that a recipe may lack, and the field whose 0 leaves them out"""


_MONITOR: dict[str, Any] = {
    "choices": ("val_loss", "val_accuracy", "loss", "accuracy"),
    "choice_texts": (
        QT_TRANSLATE_NOOP("AdvancedPanel", "Loss in validation"),
        QT_TRANSLATE_NOOP("AdvancedPanel", "Accuracy in validation"),
        QT_TRANSLATE_NOOP("AdvancedPanel", "Loss in training"),
        QT_TRANSLATE_NOOP("AdvancedPanel", "Accuracy in training"),
    ),
}


LEARNING = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Learning"),
    (
        FieldSpec(
            "training.optimiser",
            choices=("adam", "adamw", "rmsprop", "sgd"),
            choice_texts=("Adam", "AdamW", "RMSprop", "SGD"),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Optimiser"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How the steps are found"),
        ),
        FieldSpec(
            RATE,
            low=0.000001,
            high=10.0,
            places=6,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Learning rate"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How large the steps are"),
        ),
        FieldSpec(
            "training.momentum",
            low=0.0,
            high=0.99,
            needs=("training.optimiser", ("sgd", "rmsprop")),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Momentum"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How much of the step before is kept; for SGD and RMSprop"),
        ),
        FieldSpec(
            "training.weight_decay",
            low=0.0,
            high=10.0,
            places=6,
            needs=("training.optimiser", ("adamw",)),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Weight decay"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Draws the weights towards 0, which keeps the model simple; for AdamW"
            ),
        ),
        FieldSpec(
            "training.batch_size",
            low=1,
            high=1024,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Batch size"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Photos a step; smaller ones need less memory"),
        ),
        FieldSpec(
            "training.label_smoothing",
            low=0.0,
            high=0.9,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Label smoothing"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "How much doubt is put into every label; keeps the model from overconfidence"
            ),
        ),
        FieldSpec(
            "training.seed",
            low=0,
            high=2**31 - 1,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Seed"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "The same number repeats the same training"),
        ),
        FieldSpec(
            "training.class_weights",
            low=False,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Rare breeds count more"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Weighs every breed alike, however few its photos"),
        ),
    ),
    is_open=True,
)
DIVISION = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Division of the photos"),
    (
        FieldSpec(
            TRAIN,
            low=0.05,
            high=0.98,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "To learn from"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Share of each breed's photos"),
        ),
        FieldSpec(
            VALIDATION,
            low=0.0,
            high=0.9,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "For validation"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Share that is looked at after every epoch"),
        ),
        FieldSpec(
            SPLIT_SEED,
            low=0,
            high=2**31 - 1,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Seed of the division"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "The same number divides in the same way"),
        ),
    ),
    is_open=True,
)
ENDING = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "When it ends"),
    (
        FieldSpec(
            "training.early_stopping.patience",
            low=0,
            high=1000,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Stop without progress after"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Epochs without a better result on the validation photos"),
        ),
        FieldSpec(
            "training.early_stopping.monitor",
            **_MONITOR,
            needs=("training.early_stopping.patience", ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Progress of"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "What must become better; it also decides which epoch is the best"),
        ),
        FieldSpec(
            "training.early_stopping.restore_best",
            low=False,
            needs=("training.early_stopping.patience", ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Keep the best epoch"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "The model is that of the best epoch, not of the last one"),
        ),
    ),
)
RATE_OVER_TIME = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Learning rate over time"),
    (
        FieldSpec(
            "training.schedule.kind",
            choices=("constant", "step", "cosine"),
            choice_texts=(
                QT_TRANSLATE_NOOP("AdvancedPanel", "Stays the same"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Falls in steps"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Falls smoothly (cosine)"),
            ),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Schedule"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How the learning rate changes from epoch to epoch"),
        ),
        FieldSpec(
            "training.schedule.warm_up_epochs",
            low=0.0,
            high=100.0,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Warm-up"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Epochs in which the learning rate grows to its full size"),
        ),
        FieldSpec(
            "training.schedule.step_epochs",
            low=1,
            high=1000,
            needs=("training.schedule.kind", ("step",)),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "A step every"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Epochs between two steps down"),
        ),
        FieldSpec(
            "training.schedule.factor",
            low=0.01,
            high=0.99,
            needs=("training.schedule.kind", ("step",)),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Times"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "What the learning rate is multiplied by at each step"),
        ),
        FieldSpec(
            "training.schedule.final",
            low=0.0,
            high=0.99,
            needs=("training.schedule.kind", ("cosine",)),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Down to"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "The last learning rate, as a share of the first"),
        ),
        FieldSpec(
            "training.reduce_on_plateau.patience",
            low=0,
            high=1000,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Lower without progress after"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Epochs without a better result, after which the learning rate is lowered"
            ),
        ),
        FieldSpec(
            "training.reduce_on_plateau.factor",
            low=0.01,
            high=0.99,
            needs=("training.reduce_on_plateau.patience", ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Lower it by"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "What the learning rate is multiplied by each time"),
        ),
        FieldSpec(
            "training.reduce_on_plateau.monitor",
            **_MONITOR,
            needs=("training.reduce_on_plateau.patience", ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Progress of"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "What must become better"),
        ),
    ),
)
COLUMNS = ((LEARNING, ENDING, RATE_OVER_TIME), (DIVISION, SPEED, FINE_TUNING, NETWORK))
"""the groups as they stand beside and below each other"""
SPECS = tuple(spec for column in COLUMNS for group in column for spec in group.specs)
