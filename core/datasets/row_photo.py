"""The photo of one row of a table: loaded no larger than it must be, its box, the key of what is made of both."""

from __future__ import annotations

import hashlib

from core.datasets.table import PhotoRow
from core.errors import PhotoError
from core.photos.fingerprints import content_fingerprint
from core.photos.loader import load_photo
from core.preprocessing.geometry import Box, Photo
from core.preprocessing.pipeline import Pipeline


def load_row(row: PhotoRow, pipeline: Pipeline, shorter_side: int) -> tuple[Photo, Box | None] | PhotoError:
    """The photo and its box, both for `Pipeline.prepare`, or why it cannot be read.

    Args:
        row: of a photo table.
        pipeline: what is to prepare the photo.
        shorter_side: pixels that suffice for that; the photo may come larger.
    """
    photo = load_photo(row.path, side_to_load(row, pipeline, shorter_side))
    return photo if isinstance(photo, PhotoError) else (photo, scaled_box(photo, row))


def side_to_load(row: PhotoRow, pipeline: Pipeline, shorter_side: int) -> int | None:
    """The shorter side to ask `load_photo` for; None for the photo's full size.

    Where the size of the whole is not known, a box fits the photo at its full size alone.
    """
    return shorter_side if row.box is None or not pipeline.uses_boxes or row.width > 0 else None


def scaled_box(photo: Photo, row: PhotoRow) -> Box | None:
    """The row's box in pixels of the photo, which may have been loaded reduced; as it is where the size is unknown."""
    if row.box is None or row.width <= 0 or row.height <= 0:
        return row.box
    across, down = photo.shape[1] / row.width, photo.shape[0] / row.height
    return row.box[0] * across, row.box[1] * down, row.box[2] * across, row.box[3] * down


def content_key(row: PhotoRow, pipeline: Pipeline) -> str | PhotoError:
    """What the features of a photo are kept under: its content, with the box where that decides what is shown."""
    content = content_fingerprint(row.path)
    if isinstance(content, PhotoError) or row.box is None or not pipeline.uses_boxes:
        return content
    return f"{content}-{hashlib.sha256(repr(tuple(row.box)).encode()).hexdigest()[:16]}"
