"""Labels in the layouts of YOLO: folders of classes, or pictures beside text files with boxes.

The detection layout numbers classes by the permanent ids of breeds (id 1 is class 0), with a place for every id that
was ever given, so that the class list never shifts. The library knows no boxes yet: a labelled photo has one box over
the whole picture, and a photo that shows no dog has an empty text file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from core.control import Control, OnProgress
from core.errors import BreedLensError
from core.exports.copy_plan import plan_copies_to
from core.exports.report import LeftOut
from core.files import publish, shown, temporary_beside, write_bytes, write_failure
from core.library.exchange import Layout
from core.library.exports.folders import SplitShares, copy_all, is_reserved, refuse_others, split_of_photos
from core.library.exports.outcome import ExportOutcome, divided, name_reserved, no_breed
from core.library.exports.selection import ExportPhoto
from core.library.records import LibraryBreed, Status

SPLIT_NAMES = {"train": "train", "validation": "val", "test": "test"}
MARK = "# Labels of BreedLens. Every class has one box over the whole picture, as no box is known.\n"
DATA_FILE = "data.yaml"


def export_yolo(
    photos: Sequence[ExportPhoto],
    target: str,
    breeds: Sequence[LibraryBreed],
    *,
    layout: Layout,
    split: SplitShares,
    control: Control,
    on_progress: OnProgress | None = None,
) -> ExportOutcome:
    """Copy photos into `target/train/BREED` (classification), or into `target/images/train` with `target/labels/train`
    and `target/data.yaml` (detection); val and test likewise.

    Raises:
        BreedLensError: `other_export` where the folder holds something else, what `assign_splits` says of the shares,
            or that nothing more can be written: what was copied stays.
        Cancelled: by `control`; what was copied stays.
    """
    is_detection = layout is Layout.DETECTION

    def unusable(photo: ExportPhoto) -> LeftOut | None:
        if photo.breed is None:
            is_negative = is_detection and photo.status is Status.NOT_A_DOG
            return None if is_negative else LeftOut(photo.path, no_breed())
        is_taken = not is_detection and is_reserved(photo.breed.name, is_split=True)
        return LeftOut(photo.path, name_reserved()) if is_taken else None

    usable, left_out = divided(photos, unusable)
    splits = split_of_photos(usable, split, control)
    places = []
    for photo in usable:
        part, name = SPLIT_NAMES[splits[photo.path]], os.path.basename(photo.path)
        folder = f"images/{part}" if is_detection else f"{part}/{_class_name(photo)}"
        # photos of one name but for the ending would share a text file
        places.append((photo.path, folder, f"{photo.id}_{name}" if is_detection else name))
    plan = plan_copies_to(places, target)
    top = os.path.join(target, "images") if is_detection else target
    refuse_others(plan, [os.path.join(top, name) for name in SPLIT_NAMES.values()])
    if is_detection:
        _write_classes(target, breeds)
    copied = copy_all(plan, control, on_progress)
    if is_detection:
        by_path = {photo.path: photo for photo in usable}
        for source, copy in copied.copies.items():
            control.checkpoint()
            _write_box(copy, by_path[source])
    return ExportOutcome(len(photos), len(copied.copies), target, (*left_out, *copied.left_out))


def _class_name(photo: ExportPhoto) -> str:
    return photo.breed.name.replace("/", "-") if photo.breed else ""


def yolo_names(breeds: Sequence[LibraryBreed]) -> list[str]:
    """The name of each class, by its number; an id that means no breed any more keeps its place."""
    by_id = {breed.id: breed.name for breed in breeds}
    return [by_id.get(number, f"(unused {number})") for number in range(1, max(by_id) + 1)]


def data_yaml(names: Sequence[str]) -> str:
    """The file that tells a YOLO program where pictures are and what classes are called, names quoted.

    JSON's quotes are YAML's as well, and keep `no`, `1.5` and `a: b` texts.
    """
    lines = [f"  {number}: {json.dumps(name, ensure_ascii=False)}" for number, name in enumerate(names)]
    return f"{MARK}path: .\ntrain: images/train\nval: images/val\ntest: images/test\nnames:\n" + "\n".join(lines) + "\n"


def _write_classes(target: str, breeds: Sequence[LibraryBreed]) -> None:
    path = os.path.join(target, DATA_FILE)
    try:
        Path(target).mkdir(parents=True, exist_ok=True)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                if file.read(len(MARK)) != MARK:
                    raise BreedLensError(
                        "other_export",
                        "{folder} holds the file {path} of another program; choose an empty folder.",
                        folder=shown(target),
                        path=DATA_FILE,
                    )
        write_bytes(path, data_yaml(yolo_names(breeds)).encode())
    except OSError as error:
        raise write_failure(error) from error


def _write_box(copy: str, photo: ExportPhoto) -> None:
    """The text file of a copied photo; one that says so already stays as it is."""
    images, name = os.path.split(copy)
    top, part = os.path.split(images)
    folder = os.path.join(os.path.dirname(top), "labels", part)
    path = os.path.join(folder, os.path.splitext(name)[0] + ".txt")
    text = b"" if photo.breed is None else b"%d 0.5 0.5 1.0 1.0\n" % (photo.breed.id - 1)
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        if os.path.exists(path):
            if Path(path).read_bytes() != text:
                write_bytes(path, text)
            return
        with temporary_beside(path) as temporary:
            Path(temporary).write_bytes(text)
            publish(temporary, path)
    except OSError as error:
        raise write_failure(error) from error
