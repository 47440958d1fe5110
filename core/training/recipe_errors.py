"""What is wrong with a recipe, in one sentence that names the field."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import ValidationError

from core.errors import BreedLensError
from core.files import shown
from core.training.recipe_fields import no_such_field

_CODE = "recipe_invalid"
_LONGEST = 60
_KINDS: Mapping[str, str] = {
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "float_type": "number",
    "finite_number": "number",
    "bool_type": "switch",
    "string_type": "text",
    "string_unicode": "text",
    "string_too_short": "text",
    "tuple_type": "list",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
}


def problem(error: ValidationError) -> BreedLensError:
    """The first thing that pydantic found wrong, for a person; the rest is in the details."""
    first = error.errors(include_url=False)[0]
    kind, context = first["type"], first.get("ctx", {})
    path = ".".join(str(part) for part in first["loc"] if part != "[key]")
    field, value, details = _clipped(shown(path)), _value(first["input"]), str(error)
    if kind == "extra_forbidden":
        return no_such_field(field)
    if kind == "missing":
        return BreedLensError(_CODE, "The recipe lacks {field}.", field=field, details=details)
    if kind in _BOUNDS:
        bound = str(next(iter(context.values())))
        return _out_of_bounds(kind, field, value, bound, details)
    if kind == "literal_error":
        return BreedLensError(
            _CODE,
            "In the recipe, {field} must be one of {choices}, not {value}.",
            field=field,
            choices=context["expected"].replace("'", "").replace(" or ", ", "),
            value=value,
            details=details,
        )
    if kind == "string_pattern_mismatch":
        return _wrong_pattern(field, value, details)
    return _wrong_kind(_KINDS.get(kind, ""), field, value, details)


_BOUNDS = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}


def _out_of_bounds(kind: str, field: str, value: str, bound: str, details: str) -> BreedLensError:
    said = {"field": field, "value": value, "bound": bound, "details": details}
    match kind:
        case "greater_than":
            return BreedLensError(_CODE, "In the recipe, {field} must be greater than {bound}, not {value}.", **said)
        case "greater_than_equal":
            return BreedLensError(_CODE, "In the recipe, {field} must be at least {bound}, not {value}.", **said)
        case "less_than":
            return BreedLensError(_CODE, "In the recipe, {field} must be less than {bound}, not {value}.", **said)
        case _:
            return BreedLensError(_CODE, "In the recipe, {field} must be at most {bound}, not {value}.", **said)


def _wrong_pattern(field: str, value: str, details: str) -> BreedLensError:
    said = {"field": field, "value": value, "details": details}
    if field.endswith("weights"):
        return BreedLensError(
            _CODE, "In the recipe, {field} must be imagenet, random or file: and a path, not {value}.", **said
        )
    return BreedLensError(
        _CODE,
        "In the recipe, {field} must be made of small letters and digits, with dashes between, not {value}.",
        **said,
    )


def _wrong_kind(kind: str, field: str, value: str, details: str) -> BreedLensError:
    said = {"field": field, "value": value, "details": details}
    match kind:
        case "whole_number":
            return BreedLensError(_CODE, "In the recipe, {field} must be a whole number, not {value}.", **said)
        case "number":
            return BreedLensError(_CODE, "In the recipe, {field} must be a number, not {value}.", **said)
        case "switch":
            return BreedLensError(_CODE, "In the recipe, {field} must be true or false, not {value}.", **said)
        case "text":
            return BreedLensError(_CODE, "In the recipe, {field} must be a text, not {value}.", **said)
        case "list":
            return BreedLensError(_CODE, "In the recipe, {field} must be a list, not {value}.", **said)
        case "table":
            return BreedLensError(_CODE, "In the recipe, {field} must be a table of fields, not {value}.", **said)
        case _:
            return BreedLensError(_CODE, "In the recipe, {field} cannot be {value}.", **said)


def _value(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _clipped(shown(text))


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
