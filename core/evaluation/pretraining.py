"""Whether a model may have seen the photos before that it is judged on."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.bundles.bundle import Bundle
from core.bundles.card import Card
from core.bundles.provide import find_bundle
from core.errors import BreedLensError

if TYPE_CHECKING:
    import pandas as pd

NOTE = (
    "These photos come from ImageNet, as those of Stanford Dogs and of the Kaggle dog breed competition do, and the "
    "model's backbone was trained on ImageNet: it has likely seen many of them, with their breeds. Expect less on "
    "photos of your own."
)
_IMAGENET_NAME = re.compile(r"(?<![0-9a-z])n0[0-9]{7}(?![0-9])", re.IGNORECASE)
"""a wnid, as in n02085620_7.jpg and n02085620-Chihuahua"""
_KAGGLE_NAME = re.compile(r"[0-9a-f]{32}")
_SHARE = 0.2
"""of the photos must be known to be of ImageNet: enough to lift the accuracy"""


def imagenet_note(card: Card, table: pd.DataFrame) -> str:
    """What must be said of the figures; empty where nothing speaks for it.

    Args:
        card: of the model.
        table: the photos that were scored.
    """
    return NOTE if has_imagenet_backbone(card) and are_from_imagenet(list(table["path"])) else ""


def has_imagenet_backbone(card: Card) -> bool:
    """Whether the model, or the backbone below its head, or a member of it, was trained on ImageNet.

    A model with a dog gate has ImageNet's own outputs; the recipe of one that was trained here names its weights.
    """
    if card.gate is not None:
        return True
    if card.members:
        return any(map(has_imagenet_backbone, _member_cards(card)))
    try:
        return bool(tomllib.loads(card.recipe).get("architecture", {}).get("weights") == "imagenet")
    except (tomllib.TOMLDecodeError, AttributeError):
        return False


def _member_cards(card: Card) -> list[Card]:
    cards = []
    for member in card.members:
        with contextlib.suppress(BreedLensError):  # a member that has gone cannot be asked
            found = find_bundle(member.name)
            cards.append(found.card if isinstance(found, Bundle) else found)
    return cards


def are_from_imagenet(paths: Sequence[str]) -> bool:
    """Whether a good part of the photos is called as Stanford Dogs, ImageNet or the Kaggle competition call theirs."""
    known = sum(map(_is_from_imagenet, paths))
    return known > 0 and known >= _SHARE * len(paths)


def _is_from_imagenet(path: str) -> bool:
    folder, name = os.path.split(path)
    if _KAGGLE_NAME.fullmatch(os.path.splitext(name)[0].lower()):
        return True
    return any(_IMAGENET_NAME.search(part) for part in (name, os.path.basename(folder)))
