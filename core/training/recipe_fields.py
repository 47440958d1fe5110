"""The fields of a recipe by their dotted names, such as `training.learning_rate`."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from core.errors import BreedLensError
from core.training.recipe import Recipe, SearchRange
from core.training.training_options import Options


@cache
def field_types() -> Mapping[str, Any]:
    """Every field of a recipe, tables included, in the order of a recipe, with its annotation."""
    return dict(_walk(Recipe, ""))


def _walk(model: type[Options], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}", field.annotation
        table = table_type(field.annotation)
        if table is not None:
            yield from _walk(table, f"{prefix}{name}.")


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)


def table_type(annotation: Any) -> type[Options] | None:
    """The model of a field that is a table (or may be), None for other fields."""
    for kind in _alternatives(annotation):
        if isinstance(kind, type) and issubclass(kind, Options):
            return kind
    return None


def is_optional(path: str) -> bool:
    """The field may have no value."""
    return type(None) in _alternatives(field_types()[path])


def is_list(path: str) -> bool:
    """The field holds several values."""
    return any(get_origin(kind) is tuple for kind in _alternatives(field_types()[path]))


def is_whole(path: str) -> bool:
    """The field takes a whole number."""
    kinds = (
        get_args(kind)[0] if get_origin(kind) is Annotated else kind for kind in _alternatives(field_types()[path])
    )
    return any(kind is int for kind in kinds)


def require_searchable(path: str, span: SearchRange) -> None:
    """Refuse what no search can try; the values themselves are for the recipe to check.

    Raises:
        BreedLensError: `recipe_invalid`: no such field, one of the data, or a step that a whole number cannot take.
    """
    if path not in field_types() or table_type(field_types()[path]):
        raise no_such_field(path)
    if path.startswith("data."):
        raise BreedLensError(
            "recipe_invalid",
            "In the recipe, a search cannot try values of {field}: all trials share one division of the photos.",
            field=path,
        )
    if is_whole(path) and span.step is not None and not span.step.is_integer():
        raise BreedLensError(
            "recipe_invalid",
            "In the recipe, {field} must be a whole number, not {value}.",
            field=f"search.{path}.step",
            value=str(span.step),
        )


def full_name(key: str) -> str:
    """The dotted name of a field that is given whole, or by its last parts.

    Where several fields end in the same word, the one that lies highest is meant: `epochs` is `training.epochs`.

    Raises:
        BreedLensError: `recipe_invalid`: there is no such field, or more than one.
    """
    if key in field_types():
        return key
    found = [path for path in field_types() if path.endswith(f".{key}")]
    highest = min((path.count(".") for path in found), default=0)
    found = [path for path in found if path.count(".") == highest]
    if len(found) > 1:
        raise BreedLensError(
            "recipe_invalid",
            "A recipe has several fields called {field}: {names}. Please write the whole name.",
            field=key,
            names=", ".join(found),
        )
    if not found:
        raise no_such_field(key)
    return found[0]


def no_such_field(path: str) -> BreedLensError:
    """The error for a field that recipes do not have; it names the one that was probably meant."""
    folder, _, name = path.rpartition(".")
    siblings = {known.rpartition(".")[2]: known for known in field_types() if known.rpartition(".")[0] == folder}
    near = difflib.get_close_matches(name.casefold(), siblings, 1, 0.6)
    anywhere = {known.rpartition(".")[2]: known for known in reversed(list(field_types()))}
    near_elsewhere = difflib.get_close_matches(name.casefold(), anywhere, 1, 0.75)
    nearest = siblings[near[0]] if near else anywhere[near_elsewhere[0]] if near_elsewhere else ""
    if nearest:
        return BreedLensError(
            "recipe_invalid",
            "A recipe has no field {field}; perhaps {nearest} is meant.",
            field=path,
            nearest=nearest,
        )
    return BreedLensError(
        "recipe_invalid",
        "A recipe has no field {field}. There are: {names}.",
        field=path,
        names=", ".join(siblings.values() or [known for known in field_types() if "." not in known]),
    )
