"""Options of a preprocessing step: what is allowed, and the sentence for what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, field, fields
from typing import Any

from core.errors import BreedLensError

_RULE = "rule"


def choice(default: str, *allowed: str) -> Any:
    """A field that takes one of a few words."""
    return field(default=default, metadata={_RULE: allowed})


def number(default: float, lowest: float, highest: float) -> Any:
    """A field that takes a number from `lowest` to `highest`; a whole one where the default is whole."""
    return field(default=default, metadata={_RULE: (lowest, highest)})


def checked(kind: type[Any], step: str, options: Mapping[str, Any]) -> Any:
    """A step made of its options.

    Args:
        kind: a dataclass whose fields were made by `choice` and `number`.
        step: its name, for the sentence.
        options: by the names of the fields; what is missing takes its default.

    Raises:
        BreedLensError: `preprocessing_invalid`.
    """
    rules = {entry.name: entry for entry in fields(kind)}
    for name, value in options.items():
        if name not in rules:
            raise BreedLensError(
                "preprocessing_invalid",
                'The preprocessing step {step} has no option "{option}". Its options are: {known}.',
                step=step,
                option=str(name),
                known=", ".join(rules) or "-",
            )
        _check(step, name, value, rules[name])
    return kind(**options)


def _check(step: str, option: str, value: Any, entry: Field[Any]) -> None:
    rule = entry.metadata[_RULE]
    if isinstance(rule[0], str):
        if not (isinstance(value, str) and value in rule):
            raise BreedLensError(
                "preprocessing_invalid",
                "In the preprocessing step {step}, {option} must be one of {known}, not {value}.",
                step=step,
                option=option,
                known=", ".join(rule),
                value=str(value),
            )
        return
    lowest, highest = rule
    whole = isinstance(entry.default, int)
    numeric = isinstance(value, int) if whole else isinstance(value, int | float)
    if numeric and not isinstance(value, bool) and lowest <= value <= highest:
        return
    parameters = {
        "step": step,
        "option": option,
        "lowest": f"{lowest:g}",
        "highest": f"{highest:g}",
        "value": str(value),
    }
    if whole:
        raise BreedLensError(
            "preprocessing_invalid",
            "In the preprocessing step {step}, {option} must be a whole number from {lowest} to {highest}, "
            "not {value}.",
            **parameters,
        )
    raise BreedLensError(
        "preprocessing_invalid",
        "In the preprocessing step {step}, {option} must be a number from {lowest} to {highest}, not {value}.",
        **parameters,
    )
