"""What the network is shown: squares inside the photo, whatever its size, where their regions say."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import difference, draw
from PIL import Image

from core.inference.views import View, prepared, squeezed, zoomed
from core.preprocessing.geometry import WHOLE
from core.preprocessing.pipeline import Pipeline

SIZE = 32
sides = st.integers(1, 500)
MOST_LEVELS = 1.5
PLAIN = Pipeline()


def cropping(fraction: float) -> Pipeline:
    return Pipeline([{"step": "centre_crop", "fraction": fraction}, {"step": "resize", "interpolation": "area"}])


def gradient(height: int, width: int) -> NDArray[np.uint8]:
    """A photo whose red tells the column and whose green tells the row."""
    y, x = np.mgrid[0:height, 0:width]
    red, green = 255 * (x + 0.5) / width, 255 * (y + 0.5) / height
    return np.rint(np.stack([red, green, np.zeros_like(red)], axis=-1)).astype(np.uint8)


def assert_sound(view: View, photo: NDArray[np.uint8], size: int = SIZE) -> None:
    height, width = photo.shape[:2]
    region = view.region
    assert view.pixels.shape == (size, size, 3) and view.pixels.dtype == np.uint8
    assert region.x >= 0 and region.y >= 0 and region.width > 0 and region.height > 0
    assert region.x + region.width <= 1 + 1e-9 and region.y + region.height <= 1 + 1e-9
    # whole pixels
    for value, side in ((region.x, width), (region.y, height), (region.width, width), (region.height, height)):
        assert value * side == pytest.approx(round(value * side), abs=1e-6)


def assert_shows_its_region(view: View) -> None:
    """The colours of a `gradient` tell from where the view was cut."""
    region = view.region
    colour = view.pixels.reshape(-1, 3).mean(axis=0) / 255
    assert colour[0] == pytest.approx(region.x + region.width / 2, abs=0.02)
    assert colour[1] == pytest.approx(region.y + region.height / 2, abs=0.02)


@settings(deadline=None)
@given(sides, sides, st.floats(0.01, 1.0))
def test_the_centre_crop_lies_in_the_middle(height: int, width: int, fraction: float) -> None:
    photo = gradient(height, width)
    view = prepared(photo, SIZE, cropping(fraction))
    assert_sound(view, photo)
    assert_shows_its_region(view)
    across, down = view.region.width * width, view.region.height * height
    assert across == pytest.approx(down) and abs(across - min(height, width) * fraction) <= 1
    assert abs(view.region.x * width + across / 2 - width / 2) <= 1
    assert abs(view.region.y * height + down / 2 - height / 2) <= 1


@settings(deadline=None)
@given(sides, sides)
def test_the_squeezed_view_shows_everything(height: int, width: int) -> None:
    photo = gradient(height, width)
    view = squeezed(photo, SIZE, PLAIN)
    assert_sound(view, photo)
    assert view.region == WHOLE
    assert_shows_its_region(view)


@settings(deadline=None)
@given(sides, sides, st.floats(0, 1), st.floats(0, 1), st.integers(1, 9))
def test_the_zoom_keeps_the_hot_place_in_view(height: int, width: int, across: float, down: float, cells: int) -> None:
    photo = gradient(height, width)
    heat = np.zeros((cells, cells), np.float32)
    row, column = min(int(down * cells), cells - 1), min(int(across * cells), cells - 1)
    heat[row, column] = 1
    view = zoomed(photo, heat, SIZE, PLAIN)
    assert_sound(view, photo)
    assert_shows_its_region(view)
    region = view.region
    assert region.width * width == pytest.approx(region.height * height)
    assert region.width * width >= 0.4 * min(height, width) - 1
    if min(height, width) >= 40:
        x, y, slack = (column + 0.5) / cells, (row + 0.5) / cells, 0.02
        assert region.x - slack <= x <= region.x + region.width + slack
        assert region.y - slack <= y <= region.y + region.height + slack


def test_without_a_hot_place_the_zoom_shows_the_middle() -> None:
    photo = gradient(50, 90)
    assert zoomed(photo, np.zeros((9, 9), np.float32), SIZE, PLAIN).region == prepared(photo, SIZE, PLAIN).region


@given(st.integers(0, 100))
def test_mirrored_twice_is_as_before(seed: int) -> None:
    view = squeezed(draw(60, 40, seed), SIZE, PLAIN)
    mirrored = view.mirror()
    assert mirrored.mirrored and mirrored.region == view.region
    np.testing.assert_array_equal(mirrored.pixels, view.pixels[:, ::-1])
    again = mirrored.mirror()
    assert not again.mirrored
    np.testing.assert_array_equal(again.pixels, view.pixels)


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (4000, 1), (2, 3), (31, 33), (32, 32), (20, 400)])
def test_odd_sizes(shape: tuple[int, int]) -> None:
    photo = gradient(*shape)
    heat = np.eye(9, dtype=np.float32)
    for view in (
        prepared(photo, SIZE, cropping(0.875)),
        squeezed(photo, SIZE, PLAIN),
        zoomed(photo, heat, SIZE, PLAIN),
    ):
        assert_sound(view, photo)


def test_a_long_photo_is_averaged_along_its_long_side() -> None:
    stripes = np.zeros((20, 400, 3), np.uint8)
    stripes[:, ::2] = 200
    view = squeezed(stripes, SIZE, PLAIN)
    assert np.abs(view.pixels.astype(int) - 100).max() <= 8  # stripes that nobody averaged would be 0 or 200


@pytest.mark.parametrize("size", [224, 260])
@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 451), (333, 500), (640, 480), (1200, 900)])
def test_the_centre_crop_is_the_usual_one(size: int, width: int, height: int) -> None:
    """Shorter side to size + 32 by averaging, then the middle: the usual recipe, done by OpenCV and by Pillow."""
    photo = draw(width, height)
    ours = prepared(photo, size, cropping(size / (size + 32))).pixels
    scale = (size + 32) / min(height, width)
    columns, rows = round(width * scale), round(height * scale)
    left, top = (columns - size) // 2, (rows - size) // 2
    by_opencv = cv2.resize(photo, (columns, rows), interpolation=cv2.INTER_AREA)
    by_pillow = np.asarray(Image.fromarray(photo).resize((columns, rows), Image.Resampling.BOX))
    for usual in (by_opencv, by_pillow):
        assert difference(ours, usual[top : top + size, left : left + size]) < MOST_LEVELS


def test_a_photo_may_be_a_view_into_another() -> None:
    photo = draw(90, 60)
    for seen in (photo[:, ::-1], photo[::2, 5:], np.rot90(photo)):
        np.testing.assert_array_equal(
            prepared(seen, SIZE, cropping(0.9)).pixels,
            prepared(np.ascontiguousarray(seen), SIZE, cropping(0.9)).pixels,
        )
