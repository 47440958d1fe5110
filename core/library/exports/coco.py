"""Labels as a COCO annotation file.

Ids never change: a category is a breed by its permanent id, an image and its annotation have the photo's id. All
breeds are categories in every file, so that the list of classes never shifts. What COCO has no word for (mixed, not a
dog, verified) is in `breedlens_status` of the image, which other programs pass over.

The library knows no boxes yet. The classification layout therefore has annotations without one; the detection layout,
for programs that insist on a box, gives the whole picture and says so (`"whole_image": true`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from core.breeds import BreedTable
from core.library.exchange import Layout, name_within
from core.library.exports.selection import ExportPhoto
from core.library.records import LibraryBreed

SUPERCATEGORY = "dog"


def coco_parts(
    photos: Iterator[tuple[ExportPhoto, tuple[int, int]]],
    folder: str,
    breeds: list[LibraryBreed],
    table: BreedTable,
    layout: Layout,
) -> Iterator[str]:
    """The document in parts.

    Args:
        photos: with width and height in pixels of the upright photo.
        folder: what `file_name` begins from.
        breeds: all that can be given.
        table: for the names of the 120.
        layout: classification or detection.
    """
    info = {"description": "Labels of BreedLens", "version": "1.0", "breedlens_folder": folder}
    categories = [_category(breed, table) for breed in breeds]
    annotations: list[str] = []
    yield f'{{"info": {json.dumps(info)},\n"licenses": [],\n"categories": {json.dumps(categories)},\n"images": ['
    separator = "\n"
    for photo, (width, height) in photos:
        image = {
            "id": photo.id,
            "file_name": name_within(photo.path, folder),
            "width": width,
            "height": height,
            "breedlens_status": str(photo.status),
        }
        yield separator + json.dumps(image)
        separator = ",\n"
        if photo.breed is not None:
            annotations.append(json.dumps(_annotation(photo.id, photo.breed.id, (width, height), layout)))
    yield '\n],\n"annotations": [\n' + ",\n".join(annotations) + "\n]}\n"


def _category(breed: LibraryBreed, table: BreedTable) -> dict[str, Any]:
    category: dict[str, Any] = {"id": breed.id, "name": breed.name, "supercategory": SUPERCATEGORY}
    if not breed.is_own:
        known = table.by_slug(breed.name)
        category |= {"name_en": known.name_en, "name_fr": known.name_fr, "wnid": known.wnid}
    return category


def _annotation(photo: int, breed: int, size: tuple[int, int], layout: Layout) -> dict[str, Any]:
    annotation: dict[str, Any] = {"id": photo, "image_id": photo, "category_id": breed}
    if layout is Layout.DETECTION:
        width, height = size
        annotation |= {"bbox": [0, 0, width, height], "area": width * height, "iscrowd": 0, "segmentation": []}
        annotation["whole_image"] = True
    return annotation
