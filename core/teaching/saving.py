"""A taught model as a bundle among the person's models: it identifies photos as the live answers did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.breeds import load_breed_table
from core.bundles.bundle import Bundle, save_bundle
from core.bundles.card import Card, ClassEntry
from core.bundles.names import folder_name, release_model_name, reserve_model_name
from core.paths import user_folders
from core.teaching.head import STRENGTH
from core.teaching.session import Checked, Lesson
from core.teaching.taught_model import TaughtModel

_DATA = "the person's labelled photos"
SPLIT = "out of fold"
"""what the figures on the card were measured on: every labelled photo, by a fit that did not see it"""


def save_taught(
    lesson: Lesson | Checked,
    name: str,
    *,
    title: str = "",
    breed_ids: Mapping[str, int] | None = None,
    models: Path | None = None,
) -> Bundle:
    """Save a taught model; it is there whole or not at all, and no other model is replaced.

    Args:
        lesson: with its calibration and accuracy where it was checked.
        name: the wanted one, made fit for a folder; a number is added where another model has it.
        title: for people; by default the base model's with "taught" behind it.
        breed_ids: permanent ids of the person's own breeds in their library, by name.
        models: the folder of models, by default the person's.

    Returns:
        The bundle; `card.name` is the name that it got.

    Raises:
        BreedLensError: `bundle_not_saved`: the folder cannot be written. Nothing is left of the attempt.
    """
    folder = models or user_folders().models
    model = lesson.model
    card = card_of(lesson, title, breed_ids)
    name = reserve_model_name(folder_name(name, "taught"), folder)
    try:
        return save_bundle(folder, replace(card, name=name), model.base.bundle.backbone, model.head)
    except BaseException:
        release_model_name(name, folder)
        raise


def card_of(lesson: Lesson | Checked, title: str = "", breed_ids: Mapping[str, int] | None = None) -> Card:
    """The description of a taught model, without a name and without files; arguments as for `save_taught`."""
    model = lesson.model
    base = model.base.card
    learned = lesson.lesson if isinstance(lesson, Checked) else lesson
    return replace(
        base,
        name="",
        title=title or f"{base.title}, taught",
        classes=_entries(model, breed_ids or {}),
        gate=model.gate,
        calibration=model.calibrations,
        preprocessing=model.base.pipeline.steps,
        metrics=(_metrics(lesson),) if isinstance(lesson, Checked) else (),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=_recipe(learned),
        origin=f"taught in the window, from {base.name} {model.base.bundle.version}",
        files={},
    )


def _entries(model: TaughtModel, breed_ids: Mapping[str, int]) -> tuple[ClassEntry, ...]:
    known = {entry.breed: entry for entry in model.base.card.classes}
    wnids = {breed.slug: breed.wnid for breed in load_breed_table()}

    def entry(breed: str, output: int) -> ClassEntry:
        number = str(breed_ids.get(breed, ""))
        if breed in known:
            return replace(known[breed], output=output, breed_id=number or known[breed].breed_id)
        return ClassEntry(breed, output, wnids.get(breed, ""), number)

    return tuple(entry(breed, output) for output, breed in enumerate(model.classes))


def _metrics(checked: Checked) -> dict[str, Any]:
    accuracy = checked.held_out.accuracy
    return {
        "data": _DATA,
        "split": SPLIT,
        "count": accuracy.count,
        "top1": accuracy.value,
        "top1_low": accuracy.low,
        "top1_high": accuracy.high,
    }


def _recipe(lesson: Lesson) -> str:
    """How it came about, as TOML."""
    base = lesson.model.base
    values = {
        "kind": "taught",
        "base": base.card.name,
        "base_version": base.bundle.version,
        "method": "softmax head on pooled features, regularised towards the base model",
        "strength": STRENGTH,
        "photos": len(lesson.photos),
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    # a name of one's own is a text, so that it can be any key
    lines += ["", "[photos_of]", *(f"{json.dumps(breed)} = {count}" for breed, count in sorted(lesson.counts.items()))]
    return "\n".join(lines) + "\n"
