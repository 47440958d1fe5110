"""The labelled photos that measurements run on: folders of the shape `SET/BREED/photo` below one root."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from core.breeds import load_breed_table


@dataclass(frozen=True, slots=True)
class LabelledPhoto:
    """`breed` is a slug of the 120, or empty for a photo of another breed or without a dog."""

    path: str
    breed: str


def default_root() -> Path:
    """`$BREEDLENS_PHOTOS`, or `shared/photos` beside the project."""
    return Path(os.environ.get("BREEDLENS_PHOTOS", Path(__file__).parents[2] / "shared" / "photos"))


def labelled(root: Path, name: str) -> list[LabelledPhoto]:
    """The photos of one set in a fixed order; the breed is the folder's name where it is one of the 120."""
    table = load_breed_table()
    found = []
    for path in sorted(p for p in (root / name).rglob("*") if p.is_file()):
        breed = table.find(path.parent.name) if path.parent != root / name else None
        found.append(LabelledPhoto(str(path), breed.slug if breed else ""))
    return found


def is_imagenet_photo(photo: LabelledPhoto) -> bool:
    """The networks may have been trained on it, so that it says too much good of them."""
    return Path(photo.path).name.startswith("imagenet__")
