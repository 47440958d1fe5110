"""Labels in the output format of MegaDetector, which Timelapse and AddaxAI read.

Source: https://lila.science/megadetector-output-format. A person's label is a detection of confidence 1 over the whole
picture, as no box is known, with one classification of confidence 1; a model's answer has the model's own figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from core.breeds import BreedTable
from core.exports.csv_export import breed_name
from core.library.exchange import name_within
from core.library.exports.selection import ExportPhoto
from core.library.records import LibraryBreed, Status

FORMAT_VERSION = "1.4"
ANIMAL = "1"
DETECTION_CATEGORIES = {ANIMAL: "animal", "2": "person", "3": "vehicle"}
OTHER_CATEGORIES = {Status.UNKNOWN: "0", Status.MIXED: "1000000000"}
"""classification categories that are no breed, at both ends of the ids of breeds"""
OTHER_NAMES = {Status.UNKNOWN: "dog of unknown breed", Status.MIXED: "dog of mixed breed"}
WHOLE_PICTURE = [0.0, 0.0, 1.0, 1.0]


def megadetector_parts(
    photos: Iterator[ExportPhoto], folder: str, breeds: list[LibraryBreed], table: BreedTable
) -> Iterator[str]:
    """The document in parts.

    Args:
        photos: each has a label or an answer.
        folder: what `file` begins from.
        breeds: all that can be given.
        table: for the names of the 120.
    """
    info = {"format_version": FORMAT_VERSION, "detector": "none: whole pictures", "classifier": "BreedLens"}
    categories = {str(breed.id): breed_name(breed.name, table, "en") for breed in breeds}
    categories |= {OTHER_CATEGORIES[status]: name for status, name in OTHER_NAMES.items()}
    ids = {breed.name: str(breed.id) for breed in breeds}
    yield f'{{"info": {json.dumps(info | {"breedlens_folder": folder})},\n'
    yield f'"detection_categories": {json.dumps(DETECTION_CATEGORIES)},\n'
    yield f'"classification_categories": {json.dumps(categories)},\n"images": ['
    separator = "\n"
    for photo in photos:
        image = {
            "file": name_within(photo.path, folder),
            "detections": _detections(photo, ids),
            "breedlens_status": str(photo.status),
        }
        yield separator + json.dumps(image)
        separator = ",\n"
    yield "\n]}\n"


def _detections(photo: ExportPhoto, ids: dict[str, str]) -> list[dict[str, Any]]:
    if photo.status is Status.NOT_A_DOG:
        return []
    if photo.status is not Status.UNLABELLED:
        category = str(photo.breed.id) if photo.breed else OTHER_CATEGORIES.get(photo.status)
        return [_detection(1.0, [] if category is None else [[category, 1.0]])]
    if photo.answer is None:
        return []
    classes = [[ids[breed], probability] for breed, probability in photo.answer.top if breed in ids]
    return [_detection(photo.answer.dog_probability, classes)]


def _detection(confidence: float, classes: list[list[Any]]) -> dict[str, Any]:
    detection: dict[str, Any] = {"category": ANIMAL, "conf": confidence, "bbox": WHOLE_PICTURE}
    return detection | ({"classifications": classes} if classes else {})
