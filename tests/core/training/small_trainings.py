"""Trainings of seconds on photos that are drawn here: breeds that differ in colour, with some noise."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pictures import encode

from core.control import Control
from core.datasets.table import PhotoRow, make_table
from core.inference.head import Head
from core.training.recipe import Recipe
from core.training.recipe_files import load_recipe, with_values

BREEDS = ("beagle", "Rex of mine", "pug")
SPLITS = ("train", "train", "train", "validation")


class Killed(BaseException):
    """Ends a training as a power cut would: no one is told."""


@dataclass
class Run:
    """What the trainer asks of a run folder."""

    photos: pd.DataFrame
    folder: Path
    extensions: int = 0

    @property
    def checkpoints(self) -> Path:
        return self.folder / "checkpoints"

    def table(self) -> pd.DataFrame:
        return self.photos


@dataclass
class Attempt:
    """One call of the trainer: its events, and what came of it."""

    events: list[dict[str, Any]] = field(default_factory=list)
    trained: Any = None
    error: BaseException | None = None

    def of(self, name: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == name]

    @property
    def curve(self) -> np.ndarray:
        """[epochs, 5]: losses, accuracies and learning rate."""
        names = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")
        return np.array([[np.nan if row[name] is None else row[name] for name in names] for row in self.of("epoch")])


def draw_photos(folder: Path, count: int = 12, side: int = 40) -> list[PhotoRow]:
    """`count` photos of each breed, a quarter of them for validation."""
    rng = np.random.default_rng(0)
    rows = []
    for index, breed in enumerate(BREEDS):
        for number in range(count):
            pixels = rng.integers(0, 120, (side, side + 8, 3), dtype=np.uint8)
            pixels[..., index] += 60
            path = folder / breed / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encode(pixels, "PNG"))
            split = SPLITS[number % len(SPLITS)]
            rows.append(PhotoRow(str(path), breed, split, width=side + 8, height=side, source=str(folder)))
    return rows


def recipe_with(name: str, values: Mapping[str, Any]) -> Recipe:
    """A recipe of the program with other values."""
    return with_values(load_recipe(name), values)


def attempt(
    recipe: Recipe,
    rows: list[PhotoRow],
    folder: Path,
    *,
    control: Any = None,
    on_event: Callable[[Mapping[str, Any]], None] | None = None,
    extensions: int = 0,
) -> Attempt:
    """Train; an error is kept as part of the result. Imports Keras."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of TensorFlow's first import
        from core.training.trainer import train

    result = Attempt()

    def note(event: Mapping[str, Any]) -> None:
        result.events.append(dict(event))
        if on_event is not None:
            on_event(event)

    with warnings.catch_warnings():
        # tf2onnx and Keras on TensorFlow's tensors
        warnings.filterwarnings("ignore", message="__array__ implementation", category=DeprecationWarning)
        try:
            result.trained = train(recipe, note, control or Control(), run=Run(make_table(rows), folder, extensions))
        except BaseException as error:
            result.error = error
    return result


def convert_quickly(network: Any, *_: Any) -> tuple[bytes, Head]:
    """In place of `core.training.make_bundle.convert` where the backbone does not matter: the head alone."""
    from core.architectures.keras_split import head_of
    from core.architectures.parts import POOLING, head_layers

    return b"", head_of([network.get_layer(POOLING), *head_layers(network)])


def killed_at(name: str, epoch: int) -> Callable[[Mapping[str, Any]], None]:
    """Ends the training at this event of this epoch."""

    def on_event(event: Mapping[str, Any]) -> None:
        if event["event"] == name and event["epoch"] == epoch:
            raise Killed

    return on_event
