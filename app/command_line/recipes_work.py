"""The work of `breedlens recipes`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.command_line.columns import in_columns
from app.command_line.outcome import OK, WrongUse, complain
from app.command_line.output import standard_output
from core.architectures.registry import architecture
from core.files import shown
from core.training.recipe import Recipe
from core.training.recipe_figures import input_size, recipe_figures
from core.training.recipe_files import all_recipes, changed, load_recipe, to_toml

_TITLES = ("name", "network", "input", "parameters", "trainable", "mode", "published result")
_MODES = {"as_published": "as published", "corrected": "corrected", "ours": ""}


def print_recipes(*, as_json: bool) -> int:
    """List the recipes that come with the program, then the person's own."""
    recipes = all_recipes(lambda error: complain(error.message))
    write = standard_output()
    if as_json:
        for recipe in recipes:
            write(json.dumps(_row(recipe)) + "\n")
    else:
        write(in_columns(_TITLES, [_cells(recipe) for recipe in recipes]))
    return OK


def print_recipe(name: str, settings: Sequence[str]) -> int:
    """One recipe as TOML, with other values where `settings` say so."""
    recipe = changed(load_recipe(name), settings_of(settings))
    standard_output()(to_toml(recipe))
    return OK


def settings_of(texts: Sequence[str]) -> dict[str, str]:
    """What `--set KEY=VALUE` said, by the key; the last one counts.

    Raises:
        WrongUse: one of them has no key or no value.
    """
    settings = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not (sign and key.strip() and value.strip()):
            raise WrongUse(f"--set takes KEY=VALUE, such as epochs=5, not {shown(text)}.")
        settings[key.strip()] = value
    return settings


def _row(recipe: Recipe) -> dict[str, Any]:
    figures = recipe_figures(recipe)
    return {
        "name": recipe.name,
        "title": recipe.title,
        "description": recipe.description,
        "architecture": recipe.architecture.name,
        "input_size": input_size(recipe),
        "classes": figures and figures.classes,
        "parameters": figures and figures.parameters,
        "trainable_parameters": figures and figures.trainable_parameters,
        "epochs": recipe.training.epochs,
        "source": recipe.source,
        "published": recipe.published,
        "mode": recipe.mode,
    }


def _cells(recipe: Recipe) -> list[str]:
    figures = recipe_figures(recipe)
    return [
        recipe.name,
        architecture(recipe.architecture.name).title,
        f"{input_size(recipe)} px",
        f"{figures.parameters:,}" if figures else "",
        f"{figures.trainable_parameters:,}" if figures else "",
        _MODES[recipe.mode],
        shown(recipe.published),
    ]
