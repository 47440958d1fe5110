"""Heat maps laid over photos: colours that everyone can read, cold places untouched."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import draw

from core.inference.overlays import blend, colour_map, stretched

sides = st.integers(1, 400)


def luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of sRGB colours (WCAG 2)."""
    values = colours / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def test_the_colours_grow_lighter_all_the_way() -> None:
    colours = colour_map()
    assert colours.shape == (256, 3) and colours.dtype == np.uint8
    rise = np.diff(luminance(colours))
    assert (rise > -1e-3).all() and luminance(colours)[-1] > 0.8 > 0.01 > luminance(colours)[0]


@settings(deadline=None)
@given(sides, sides, st.integers(1, 30), st.integers(1, 30), st.integers(0, 99))
def test_a_stretched_map_keeps_its_bounds(width: int, height: int, columns: int, rows: int, seed: int) -> None:
    heat = np.random.default_rng(seed).random((rows, columns)).astype(np.float32)
    scaled = stretched(heat, width, height)
    assert scaled.shape == (height, width) and scaled.dtype == np.float32
    assert scaled.min() >= heat.min() - 1e-5 and scaled.max() <= heat.max() + 1e-5


@settings(deadline=None)
@given(sides, sides, st.floats(-1, 2))
def test_cold_places_stay_as_they_are(width: int, height: int, opacity: float) -> None:
    photo = draw(width, height)
    np.testing.assert_array_equal(blend(photo, np.zeros((5, 7), np.float32), opacity), photo)


def test_the_hottest_place_takes_on_its_colour() -> None:
    photo = draw(70, 600)
    hot = np.ones((4, 4), np.float32)
    assert (blend(photo, hot, 1.0) == colour_map()[255]).all()
    np.testing.assert_array_equal(blend(photo, hot, 0.0), photo)
    half = blend(photo, hot, 0.5).astype(int)
    assert np.abs(half - (photo.astype(int) + colour_map()[255]) / 2).max() <= 1


@pytest.mark.parametrize("height", [1, 255, 256, 257, 700])
def test_strips_leave_no_seam(height: int) -> None:
    photo, heat = draw(40, height), np.random.default_rng(0).random((9, 9)).astype(np.float32)
    whole = stretched(heat, 40, height)
    colours = colour_map()[np.rint(whole * 255).astype(np.uint8)].astype(np.float32)
    expected = photo + (colours - photo) * (0.6 * np.sqrt(whole))[..., None]
    np.testing.assert_allclose(blend(photo, heat, 0.6), expected, atol=0.51)
    in_place = photo.copy()
    assert blend(in_place, heat, 0.6, out=in_place) is in_place
    np.testing.assert_array_equal(in_place, blend(photo, heat, 0.6))
