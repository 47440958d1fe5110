"""The photo of a row comes with a box that fits it, however much of it was decoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.row_photo import content_key, load_row
from core.datasets.table import PhotoRow
from core.errors import PhotoError
from core.preprocessing.pipeline import Pipeline
from core.training.recipe_files import load_recipe

BOX = (1200.0, 400.0, 1800.0, 800.0)
CROPPED = Pipeline([{"step": "crop_to_box", "margin": 0.0}, {"step": "resize", "mode": "squeeze"}])


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A black photo of 2000 x 1000 pixels whose box is white."""
    pixels = np.zeros((1000, 2000, 3), np.uint8)
    pixels[400:800, 1200:1800] = 255
    Image.fromarray(pixels).save(tmp_path / "a.jpg", quality=95)
    return str(tmp_path / "a.jpg")


@pytest.mark.parametrize("size", [{}, {"width": 2000, "height": 1000}])
def test_the_box_is_what_is_shown(path: str, size: dict[str, int]) -> None:
    loaded = load_row(PhotoRow(path, "pug", box=BOX, **size), CROPPED, 64)
    assert not isinstance(loaded, PhotoError)
    photo, box = loaded
    assert (photo.shape[0] < 1000) == bool(size)
    inside = CROPPED.prepare(photo, 16, box)[2:-2, 2:-2]
    assert inside.min() > 240


@pytest.mark.parametrize("size", [{}, {"width": 2000, "height": 1000}])
def test_the_scaling_of_a_training_is_measured_within_the_boxes(path: str, size: dict[str, int]) -> None:
    from core.training.training_setup import measured_scaling

    scaling = measured_scaling([PhotoRow(path, "pug", box=BOX, **size)], CROPPED, 16)
    assert scaling.mean is not None and min(scaling.mean) > 240


def test_the_key_tells_boxes_apart_where_they_count(path: str) -> None:
    plain = Pipeline(load_recipe("quick").preprocessing)
    rows = [PhotoRow(path, "pug"), PhotoRow(path, "pug", box=BOX), PhotoRow(path, "pug", box=(0.0, 0.0, 9.0, 9.0))]
    assert len({content_key(row, plain) for row in rows}) == 1
    assert len({content_key(row, CROPPED) for row in rows}) == 3


def test_a_photo_that_is_gone_says_so(tmp_path: Path) -> None:
    row = PhotoRow(str(tmp_path / "gone.jpg"), "pug", box=BOX)
    assert isinstance(load_row(row, CROPPED, 16), PhotoError)
    assert isinstance(content_key(row, CROPPED), PhotoError)
