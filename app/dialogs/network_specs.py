"""The values that can be changed under Advanced and concern the network, and the time that it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.dialogs.recipe_fields import FieldGroup, FieldSpec
from app.translatable import QT_TRANSLATE_NOOP

_BLOCKS = "training.fine_tune.top_blocks"


def _number(text: str, kind: Callable[[str], Any]) -> Any:
    """A number as a person writes it; what is none stays as it is, and the recipe says what is wrong."""
    try:
        return kind(text.replace(",", "."))
    except ValueError:
        return text


def _whole(text: str) -> Any:
    return _number(text, int) if text else None


def _share(text: str) -> Any:
    return _number(text, float) if text else None


def _units(text: str) -> Any:
    """ "200, 100" as [200, 100], "0" as no layer, nothing as no value."""
    if not text:
        return None
    return [] if text == "0" else [_number(part.strip(), int) for part in text.split(",")]


def _units_text(units: Sequence[int] | None) -> str:
    return "" if units is None else ", ".join(map(str, units)) or "0"


def _text(value: Any) -> str:
    return "" if value is None else f"{value:g}"


_ON_OFF: dict[str, Any] = {
    "choices": ("", "on", "off"),
    "choice_texts": (
        QT_TRANSLATE_NOOP("AdvancedPanel", "As the network has it"),
        QT_TRANSLATE_NOOP("AdvancedPanel", "On"),
        QT_TRANSLATE_NOOP("AdvancedPanel", "Off"),
    ),
    "show": lambda value: "" if value is None else "on" if value else "off",
    "keep": lambda choice: None if not choice else choice == "on",
}
NETWORK = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Network"),
    (
        FieldSpec(
            "architecture.input_size",
            is_text=True,
            show=_text,
            keep=_whole,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Side of the photo"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Pixels that the network is shown across; more show more, and take longer"
            ),
        ),
        FieldSpec(
            "architecture.trainable_top_blocks",
            low=0,
            high=100,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Blocks that learn"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Top blocks of a pretrained network that learn from the first epoch on"
            ),
        ),
        FieldSpec(
            "architecture.pca_components",
            low=0,
            high=4096,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Principal components"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Features are reduced to so many numbers first (PCA)"),
        ),
        FieldSpec(
            "architecture.head.hidden",
            is_text=True,
            show=_units_text,
            keep=_units,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Hidden layers"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Units of the layers before the answer, such as 200, 100; 0 for none"
            ),
        ),
        FieldSpec(
            "architecture.head.hidden_activation",
            choices=("", "relu", "elu", "sigmoid", "tanh"),
            choice_texts=(
                QT_TRANSLATE_NOOP("AdvancedPanel", "As the network has it"),
                "ReLU",
                "ELU",
                "Sigmoid",
                "Tanh",
            ),
            show=lambda value: value or "",
            keep=lambda choice: choice or None,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Their activation"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "What the units of the hidden layers make of what they see"),
        ),
        FieldSpec(
            "architecture.head.dropout",
            is_text=True,
            show=_text,
            keep=_share,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Dropout"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Share of the units that sit out each step, from 0 to 1; against learning by heart"
            ),
        ),
        FieldSpec(
            "architecture.head.pooling",
            choices=("", "gap", "flatten"),
            choice_texts=(
                QT_TRANSLATE_NOOP("AdvancedPanel", "As the network has it"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Mean of all places"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Every place by itself"),
            ),
            show=lambda value: value or "",
            keep=lambda choice: choice or None,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Pooling"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How what was seen at each place of the photo is put together"),
        ),
        FieldSpec(
            "architecture.head.batch_norm",
            **_ON_OFF,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Batch normalisation"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Brings the values between the hidden layers to one scale"),
        ),
        FieldSpec(
            "architecture.head.layer_norm",
            **_ON_OFF,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Layer normalisation"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Brings the features of each photo to one scale"),
        ),
        FieldSpec(
            "architecture.head.l2",
            is_text=True,
            show=_text,
            keep=_share,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Penalty for large weights"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Keeps the layers before the answer simple (L2), such as 0.0001"),
        ),
    ),
)
SPEED = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Speed"),
    (
        FieldSpec(
            "training.feature_cache",
            choices=("auto", "on", "off"),
            choice_texts=(
                QT_TRANSLATE_NOOP("AdvancedPanel", "Where it helps"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Always"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Never"),
            ),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Reuse features"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "Looks at every photo once instead of in each epoch, where the network allows it"
            ),
        ),
        FieldSpec(
            "training.cached_views",
            low=1,
            high=64,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Views of each photo"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "How many changed versions of a photo are reused"),
        ),
        FieldSpec(
            "training.mixed_precision",
            choices=("auto", "on", "off"),
            choice_texts=(
                QT_TRANSLATE_NOOP("AdvancedPanel", "On a graphics card"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Always"),
                QT_TRANSLATE_NOOP("AdvancedPanel", "Never"),
            ),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Mixed precision"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Computes with shorter numbers: faster, and with less memory"),
        ),
    ),
)
FINE_TUNING = FieldGroup(
    QT_TRANSLATE_NOOP("AdvancedPanel", "Fine-tuning"),
    (
        FieldSpec(
            _BLOCKS,
            low=0,
            high=100,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Top blocks"),
            tip=QT_TRANSLATE_NOOP(
                "AdvancedPanel", "How many blocks of the pretrained network learn too, in a second phase"
            ),
        ),
        FieldSpec(
            "training.fine_tune.epochs",
            low=1,
            high=1000,
            needs=(_BLOCKS, ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Epochs of it"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Length of the second phase"),
        ),
        FieldSpec(
            "training.fine_tune.learning_rate",
            low=0.0000001,
            high=1.0,
            places=7,
            needs=(_BLOCKS, ()),
            title=QT_TRANSLATE_NOOP("AdvancedPanel", "Learning rate of it"),
            tip=QT_TRANSLATE_NOOP("AdvancedPanel", "Much smaller than the first"),
        ),
    ),
)
