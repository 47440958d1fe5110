"""`card.json`: everything about a bundle but its weights, read and written with plain checks and no heavy import."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from core.errors import BreedLensError

FORMAT_VERSION = 1
LOGITS, PROBABILITIES = "logits", "probabilities"


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One class of the model: `breed` is a slug, `output` its index among the head's outputs."""

    breed: str
    output: int
    wnid: str = ""
    breed_id: str = ""
    """permanent id of a breed of a person's own in their library of labels, where it is known"""


@dataclass(frozen=True, slots=True)
class Gate:
    """Which outputs of the head speak for "a dog", and which of those for a dog of no class of the model.

    `not_dog_outputs` speak against; None for all the others. Where a head answers with classes of its own beside those
    of ImageNet, its own stay out of the balance.
    """

    dog_outputs: tuple[int, ...]
    other_breed_outputs: tuple[int, ...] = ()
    not_dog_outputs: tuple[int, ...] | None = None

    @property
    def outputs(self) -> tuple[int, ...]:
        """All that the gate looks at by number."""
        return (*self.dog_outputs, *self.other_breed_outputs, *(self.not_dog_outputs or ()))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted numbers that turn logits into honest answers, for one way of viewing a photo.

    The class logits are divided by `temperature`. The log-odds of the dog mass become those of a dog by `dog_slope` and
    `dog_intercept`. A dog whose best known breed has a (divided) logit below `known_breed_min_logit` is one of another
    breed. A breed belongs to the conformal set from `set_min_probability` on; `coverage` is what was asked of the set.
    """

    temperature: float = 1.0
    dog_slope: float = 1.0
    dog_intercept: float = 0.0
    known_breed_min_logit: float | None = None
    set_min_probability: float = 0.05
    coverage: float = 0.95
    data: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One bundle of an ensemble: its name and its share in the mean of the calibrated answers."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Card:
    """A bundle's description; `files` maps each file of the bundle to its SHA-256, in hexadecimal."""

    name: str
    title: str
    architecture: str
    input_size: int
    classes: tuple[ClassEntry, ...]
    gate: Gate | None = None
    calibration: Mapping[str, Calibration] = field(default_factory=dict)
    """by the name of the views"""
    preprocessing: tuple[Mapping[str, Any], ...] = ()
    metrics: tuple[Mapping[str, Any], ...] = ()
    created: str = ""
    recipe: str = ""
    backend: str = ""
    licence: str = ""
    origin: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    """not empty for an ensemble, which has no weights of its own"""
    mean_of: str = LOGITS
    """what of the members' calibrated answers is averaged: their logits or their probabilities"""
    scaling: Mapping[str, Any] = field(default_factory=dict)
    """of the pixels before the network, as `core.preprocessing.scaling` describes it: part of the backbone, but not of
    the Keras file; empty where no Keras file is kept"""

    def calibration_for(self, views: str) -> Calibration:
        """The fit for these views, or a neutral one where none was made."""
        return self.calibration.get(views, Calibration())


def to_json(card: Card) -> str:
    """The card as readable JSON, in ASCII so that a name that is not valid UTF-8 survives too."""
    values = asdict(card)
    for entry in values["classes"]:
        if not entry["breed_id"]:  # as cards were before there were any, so that a model's version stays what it was
            del entry["breed_id"]
    return json.dumps({"format": FORMAT_VERSION, **values}, indent=1) + "\n"


def _check(card: Card) -> None:
    """Refuse what would go wrong only later, in the middle of the work."""
    outputs = [entry.output for entry in card.classes]
    if card.gate:
        outputs += card.gate.outputs
    if not card.classes or card.input_size < 1:
        raise ValueError("no classes or no input size")
    if len({entry.breed for entry in card.classes}) < len(card.classes):
        raise ValueError("two classes of the same name")
    if not all(type(output) is int and output >= 0 for output in outputs):
        raise ValueError("an output that does not exist")
    if not all(0 < fit.temperature < math.inf for fit in card.calibration.values()):
        raise ValueError("a temperature that is not positive")
    if not all(0 < member.weight < math.inf for member in card.members):
        raise ValueError("a member without a share")
    if card.mean_of not in (LOGITS, PROBABILITIES):
        raise ValueError("a mean of something unknown")
    if not all(isinstance(step["step"], str) for step in card.preprocessing):
        raise ValueError("a preprocessing step without a name")


def from_json(text: str) -> Card:
    """Read a card.

    Raises:
        BreedLensError: it is not a card, or was written by a newer program.
    """
    try:
        values = json.loads(text)
        version = values.pop("format")
        if version > FORMAT_VERSION:
            raise BreedLensError(
                "bundle_too_new", "This model was saved by a newer BreedLens; please update the program to use it."
            )
        values["classes"] = tuple(ClassEntry(**entry) for entry in values["classes"])
        gate = values.get("gate")
        values["gate"] = gate and Gate(
            tuple(gate["dog_outputs"]),
            tuple(gate["other_breed_outputs"]),
            None if gate.get("not_dog_outputs") is None else tuple(gate["not_dog_outputs"]),
        )
        values["calibration"] = {views: Calibration(**fit) for views, fit in values["calibration"].items()}
        values["preprocessing"] = tuple(values["preprocessing"])
        values["metrics"] = tuple(values["metrics"])
        values["members"] = tuple(Member(**member) for member in values["members"])
        card = Card(**values)
        _check(card)
    except BreedLensError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BreedLensError(
            "bundle_damaged", "The model's description is damaged.", details=f"{type(error).__name__}: {error}"
        ) from error
    return card
