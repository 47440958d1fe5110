"""Recipes as TOML files: the ones that come with the program, a person's own, and the one in each run's folder."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.architectures.registry import architecture
from core.errors import BreedLensError
from core.files import shown, write_bytes, write_failure
from core.paths import user_folders
from core.training.recipe import Recipe
from core.training.recipe_errors import problem
from core.training.recipe_fields import (
    field_types,
    full_name,
    is_list,
    is_optional,
    require_searchable,
    table_type,
)
from core.training.toml_text import toml_key, toml_value

SUFFIX = ".toml"
_LARGEST = 1_000_000
_DEEPEST = 8
_FIRST = ("quick", "balanced", "best")


def builtin_folder() -> Path:
    """Where the recipes that come with the program lie."""
    return Path(str(files("core.training").joinpath("recipes")))


def own_folder() -> Path:
    """Where a person's own recipes lie."""
    return user_folders().data / "recipes"


def all_recipes(on_problem: Callable[[BreedLensError], None] | None = None) -> list[Recipe]:
    """Those that come with the program, the plain choices first, then a person's own.

    Args:
        on_problem: told of each file of a person's own that is not a recipe; it is left out.
    """
    builtin = sorted(
        _names(builtin_folder()), key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
    )
    recipes = [load_recipe(name) for name in builtin]
    for path in (own_folder() / f"{name}{SUFFIX}" for name in sorted(_names(own_folder()))):
        try:
            recipes.append(load_recipe(str(path)))
        except BreedLensError as error:
            if on_problem:
                on_problem(error)
    return recipes


def load_recipe(name_or_path: str) -> Recipe:
    """Read and check a recipe: by its name, or from a file, or from the `recipe.toml` of a run's folder.

    Raises:
        BreedLensError: `unknown_recipe`, `recipe_unreadable`, or `recipe_invalid` with the field in its sentence.
    """
    path = _find(name_or_path)
    recipe = _recipe(_values(path, 0))
    # a test verifies those that come with the program, so that a list of them need not
    return recipe if path.parent == builtin_folder() else verified(recipe)


def save_recipe(recipe: Recipe, path: Path | None = None) -> Path:
    """Write a recipe whole: to `path`, or under its name among a person's own.

    Raises:
        BreedLensError: it cannot be written there, or has the name of a recipe that comes with the program.
    """
    if path is None:
        if _key(recipe.name) in _names(builtin_folder()):
            raise BreedLensError(
                "recipe_name_taken",
                "A recipe called {name} comes with BreedLens; please choose another name.",
                name=recipe.name,
            )
        path = own_folder() / f"{recipe.name}{SUFFIX}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(str(path), to_toml(recipe).encode())
    except OSError as error:
        raise write_failure(error) from error
    return path


def from_toml(text: str) -> Recipe:
    """Read and check a recipe from its text.

    Raises:
        BreedLensError: as `load_recipe`.
    """
    return verified(_recipe(_based(_parsed(text), "", 0)))


def to_toml(recipe: Recipe) -> str:
    """The whole recipe as text, defaults included, so that it means the same in later versions of the program."""
    values = recipe.model_dump(exclude_none=True)
    values["search"] = {path: span.model_dump(exclude_defaults=True) for path, span in recipe.search.items()}
    tables = {name: values.pop(name) for name in list(values) if isinstance(values[name], Mapping)}
    lines = ["# A recipe of BreedLens. What is left out has no value."]
    lines += [f"{name} = {_in_lines(value)}" for name, value in values.items()]
    for name, table in tables.items():
        content = {key: value for key, value in table.items() if value != {}}
        if content:
            lines += ["", f"# {_summary(name)}", f"[{name}]"]
            lines += [f"{toml_key(key)} = {toml_value(value)}" for key, value in content.items()]
    return "\n".join([*lines, ""])


def _in_lines(value: object) -> str:
    """A value, with a line for each where it holds several tables."""
    if isinstance(value, tuple) and value and isinstance(value[0], Mapping):
        return "\n".join(["[", *(f"    {toml_value(item)}," for item in value), "]"])
    return toml_value(value)


def _summary(name: str) -> str:
    table = table_type(field_types()[name])
    return "What a search may try." if table is None else (table.__doc__ or "").partition("\n")[0]


def with_values(recipe: Recipe, values: Mapping[str, object]) -> Recipe:
    """The recipe with other values, by the dotted names of their fields; None leaves the field without a value.

    Raises:
        BreedLensError: `recipe_invalid`.
    """
    content = recipe.model_dump(exclude_none=True)
    for key, value in values.items():
        path = full_name(key)
        *folders, name = path.split(".")
        table = content
        for folder in folders:
            table = table.setdefault(folder, {})
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
    return _recipe(content)


def changed(recipe: Recipe, settings: Mapping[str, str]) -> Recipe:
    """The recipe with other values, as a person writes them: `{"epochs": "5", "training.optimiser": "sgd"}`.

    A value is read as TOML, or as the text that it is; `none` leaves a field without a value. Where several fields end
    in the same word, the one that lies highest is meant.

    Raises:
        BreedLensError: `recipe_invalid`, with a sentence that names the field.
    """
    values = {full_name(key): text for key, text in settings.items()}
    return verified(with_values(recipe, {path: _read(path, text) for path, text in values.items()}))


def _read(path: str, text: str) -> object:
    text = text.strip()
    if text.casefold() == "none" and is_optional(path):
        return None
    if text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    for candidate in (text, f"[{text}]") if is_list(path) else (text,):
        value = _toml(candidate)
        if value is not None and isinstance(value, list) >= is_list(path):
            return value
    return [part.strip() for part in text.split(",") if part.strip()] if is_list(path) else text


def _toml(text: str) -> object:
    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return None
    return table["value"] if len(table) == 1 else None


def _recipe(values: Mapping[str, Any]) -> Recipe:
    try:
        return Recipe.model_validate(values)
    except ValidationError as error:
        raise problem(error) from error


def verified(recipe: Recipe) -> Recipe:
    """The same recipe, once what no field shows by itself is found to be right.

    Raises:
        BreedLensError: it is not.
    """
    from core.preprocessing.pipeline import Pipeline  # brings OpenCV

    architecture(recipe.architecture.name)
    Pipeline(recipe.preprocessing)
    Pipeline(recipe.steps_for_evaluation)
    recipe.augmentation.augmentation()
    for path, span in recipe.search.items():
        require_searchable(path, span)
        for value in span.examples:
            with_values(recipe, {path: value})
    return recipe


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BreedLensError(
            "recipe_unreadable", "The recipe is not written as TOML ({reason}).", reason=shown(str(error))[:200]
        ) from error


def _values(path: Path, depth: int) -> dict[str, Any]:
    try:
        content = path.read_bytes()[: _LARGEST + 1]
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BreedLensError(
            "recipe_unreadable",
            "The recipe {path} cannot be read ({reason}).",
            path=shown(str(path)),
            reason=error.strerror or type(error).__name__,
        ) from error
    except UnicodeDecodeError as error:
        raise BreedLensError(
            "recipe_unreadable",
            "The recipe {path} is not a text in UTF-8.",
            path=shown(str(path)),
            details=str(error),
        ) from error
    if len(content) > _LARGEST:
        raise BreedLensError("recipe_unreadable", "The file {path} is too large for a recipe.", path=shown(str(path)))
    return _based(_parsed(text), path.stem, depth)


def _based(values: dict[str, Any], stem: str, depth: int) -> dict[str, Any]:
    """The values on top of those of the recipe that they are based on, less what they leave out."""
    base, leave_out = values.pop("based_on", ""), values.pop("leave_out", [])
    name = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")
    values = ({"name": name} if name else {}) | values
    values.setdefault("title", values.get("name", ""))
    if not isinstance(base, str) or depth > _DEEPEST:
        raise BreedLensError("recipe_invalid", "In the recipe, based_on must be the name of another recipe.")
    if not isinstance(leave_out, list):
        raise BreedLensError("recipe_invalid", "In the recipe, leave_out must be a list of fields.")
    if not base:
        return values
    below = _values(_find(base), depth + 1)
    for field in leave_out:
        _remove(below, full_name(str(field)))
    return _merged(below, values)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        if isinstance(under, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(under, value)
        else:
            result[key] = value
    return result


def _remove(values: dict[str, Any], path: str) -> None:
    *folders, name = path.split(".")
    for folder in folders:
        values = values.get(folder, {})
    values.pop(name, None)


def _names(folder: Path) -> dict[str, str]:
    """The recipes in a folder: each name as it is looked for, and as it is written."""
    return {_key(path.stem): path.stem for path in folder.glob(f"*{SUFFIX}")}


def _key(name: str) -> str:
    return name.strip().casefold().replace("_", "-").replace(" ", "-")


def _find(name_or_path: str) -> Path:
    wanted = _key(name_or_path)
    for folder in (builtin_folder(), own_folder()):
        if wanted in _names(folder):
            return folder / f"{_names(folder)[wanted]}{SUFFIX}"
    path = Path(name_or_path)
    if os.path.isdir(path):
        path = path / "recipe.toml"
    if path.suffix.casefold() == SUFFIX or os.path.isfile(path):
        return path
    known = [*_names(builtin_folder()), *_names(own_folder())]
    raise BreedLensError(
        "unknown_recipe",
        'There is no recipe called "{name}". Nearest are: {names}. All of them: breedlens recipes',
        name=shown(name_or_path),
        names=", ".join(difflib.get_close_matches(wanted, known, 3, 0) or _FIRST),
    )
