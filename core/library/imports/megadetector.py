"""Labels of a file in MegaDetector's output format: classifications of confidence 1, as people give them."""

from __future__ import annotations

import os
from typing import Any

from core.control import Control
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.exchange import known_status
from core.library.exports.megadetector import OTHER_NAMES
from core.library.imports.given import (
    CERTAIN,
    Given,
    Reading,
    line_damaged,
    only_a_model,
    says_nothing,
    several_breeds,
    with_breed,
)
from core.library.imports.json_text import not_of_kind, read_json
from core.library.records import Status

_WITHOUT_BREED = {name: status for status, name in OTHER_NAMES.items()}


def read_megadetector_labels(path: str, control: Control) -> Reading:
    """What a file says of its images. What is less than certain is a model's answer, and no label.

    Raises:
        BreedLensError: `json_unreadable` or `json_other`.
        Cancelled: by `control`.
    """
    value = read_json(path)
    try:
        categories = dict(value.get("classification_categories") or {})
        images = list(value["images"])
        folder = value["info"].get("breedlens_folder", "")
        value["detection_categories"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise not_of_kind(path, "MegaDetector") from error
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for number, image in enumerate(images):
        if number % 1000 == 0:
            control.checkpoint()
        name = image.get("file") if isinstance(image, dict) else None
        if not isinstance(name, str) or not name:
            left_out.append(LeftOut("", line_damaged()))
            continue
        names = (os.path.join(folder, name), name) if isinstance(folder, str) and folder else (name,)
        try:
            found = _given(names, image, categories)
        except (KeyError, TypeError, ValueError, AttributeError):
            found = line_damaged()
        if isinstance(found, Given):
            given.append(found)
        else:
            left_out.append(LeftOut(name, found))
    return Reading(path, tuple(given), tuple(left_out))


def _given(names: tuple[str, ...], image: dict[str, Any], categories: dict[str, str]) -> Given | BreedLensError:
    word = image.get("breedlens_status")
    status = known_status(word) if isinstance(word, str) else None
    if word == Status.UNLABELLED:
        return only_a_model()
    if status in (Status.NOT_A_DOG, Status.UNKNOWN, Status.MIXED):
        return Given(names, status)
    found: set[str] = set()
    has_opinions = False
    for detection in image.get("detections") or ():
        for category, confidence in detection.get("classifications") or ():
            has_opinions = True
            if float(confidence) >= CERTAIN:
                found.add(str(categories[category]))
    if len(found) > 1:
        return several_breeds()
    if not found:
        return only_a_model() if has_opinions else says_nothing()
    breed = found.pop()
    return Given(names, _WITHOUT_BREED[breed]) if breed in _WITHOUT_BREED else with_breed(names, breed, status)
