"""How large the network of a recipe is, at the number of classes that it was published with, without building it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.architectures.registry import architecture
from core.training.recipe import ArchitectureOptions, Recipe

_SAME_SIZE = {"hidden_activation", "dropout", "l2"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Sizes of a network; `trainable_parameters` are the head's alone where the backbone is frozen."""

    classes: int
    parameters: int
    trainable_parameters: int


def recipe_figures(recipe: Recipe) -> Figures | None:
    """The sizes of the recipe's network; None for a network of a person's own making, which nobody has counted."""
    own = _counted().get(recipe.name)
    if own is not None:
        return own
    if not _is_as_registered(recipe.architecture):
        return None
    row = architecture(recipe.architecture.name)
    return Figures(row.published_classes, row.parameters, row.trainable_parameters)


def input_size(recipe: Recipe) -> int:
    """Side of the square that the network sees, in pixels."""
    return recipe.architecture.input_size or architecture(recipe.architecture.name).input_size


@cache
def _counted() -> Mapping[str, Figures]:
    text = files("core.training").joinpath("recipe_figures.toml").read_text("utf-8")
    return {name: Figures(**figures) for name, figures in tomllib.loads(text).items()}


def _is_as_registered(options: ArchitectureOptions) -> bool:
    head = options.head.model_dump(exclude_none=True, exclude=_SAME_SIZE)
    row = architecture(options.name)
    # the size of the photo does not count where the map is averaged
    size = options.input_size in (None, row.input_size) or row.head.pooling == "gap"
    return size and not (head or options.batch_norm or options.trainable_top_blocks or options.pca_components)
