"""Labels of a COCO annotation file: categories of the photos' annotations."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import Any

from core.control import Control
from core.errors import BreedLensError
from core.exports.report import LeftOut
from core.library.exchange import known_status
from core.library.imports.given import Given, Reading, line_damaged, says_nothing, several_breeds, with_breed
from core.library.imports.json_text import not_of_kind, read_json
from core.library.records import Status


def read_coco_labels(path: str, control: Control) -> Reading:
    """What a file says of its images; one without annotations says nothing, unless BreedLens wrote what it shows.

    Raises:
        BreedLensError: `json_unreadable` or `json_other`.
        Cancelled: by `control`.
    """
    value = read_json(path)
    try:
        names = {category["id"]: category["name"] for category in value["categories"]}
        breeds: dict[Any, set[str]] = defaultdict(set)
        for annotation in value["annotations"]:
            breeds[annotation["image_id"]].add(names[annotation["category_id"]])
        images = list(value["images"])
        folder = value.get("info", {}).get("breedlens_folder", "")
    except (KeyError, TypeError, AttributeError) as error:
        raise not_of_kind(path, "COCO") from error
    given: list[Given] = []
    left_out: list[LeftOut] = []
    for number, image in enumerate(images):
        if number % 1000 == 0:
            control.checkpoint()
        name = image.get("file_name") if isinstance(image, dict) else None
        if not isinstance(name, str) or not name:
            left_out.append(LeftOut("", line_damaged()))
            continue
        names_of = (os.path.join(folder, name), name) if isinstance(folder, str) and folder else (name,)
        number_of = image.get("id")
        said = breeds.get(number_of, set()) if isinstance(number_of, int | str) else set()
        found = _given(names_of, sorted(map(str, said)), image.get("breedlens_status"))
        if isinstance(found, Given):
            given.append(found)
        else:
            left_out.append(LeftOut(name, found))
    return Reading(path, tuple(given), tuple(left_out))


def _given(names: tuple[str, ...], breeds: list[str], word: Any) -> Given | BreedLensError:
    status = known_status(word) if isinstance(word, str) else None
    if len(breeds) > 1:
        return several_breeds()
    if breeds:
        return with_breed(names, breeds[0], status)
    return Given(names, status) if status in (Status.NOT_A_DOG, Status.UNKNOWN, Status.MIXED) else says_nothing()
