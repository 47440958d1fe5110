"""The steps that change pixels, against OpenCV used directly, Pillow, SciPy's definitions and their own mathematics."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import draw
from PIL import Image, ImageFilter
from scipy import ndimage

from core.preprocessing.steps import STEPS, Equalise, PixelStep, parse_step
from core.preprocessing.whitening import standardised, whitened

PIXEL_STEPS = sorted(name for name in STEPS if isinstance(parse_step({"step": name}), PixelStep))


def pixel_step(name: str, **options: Any) -> PixelStep:
    step = parse_step({"step": name, **options})
    assert isinstance(step, PixelStep)
    return step


def dull(width: int = 96, height: int = 80) -> NDArray[np.uint8]:
    """A photo with little contrast and some noise."""
    noise = np.random.default_rng(1).normal(0, 4, (height, width, 3))
    return np.clip(draw(width, height) * 0.3 + 90 + noise, 0, 255).astype(np.uint8)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(PIXEL_STEPS), st.integers(0, 9))
def test_every_step_keeps_shape_kind_and_its_input(height: int, width: int, name: str, seed: int) -> None:
    photo = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    before = photo.copy()
    changed = pixel_step(name)(photo)
    assert changed.shape == photo.shape and changed.dtype == np.uint8
    np.testing.assert_array_equal(photo, before)
    np.testing.assert_array_equal(pixel_step(name)(photo), changed)
    # a view into a larger photo is as good as a photo
    np.testing.assert_array_equal(pixel_step(name)(np.pad(photo, ((2, 2), (3, 3), (0, 0)))[2:-2, 3:-3]), changed)


@pytest.mark.parametrize("name", PIXEL_STEPS)
@pytest.mark.parametrize("level", [0, 77, 255])
def test_a_photo_of_one_colour_does_not_break_a_step(name: str, level: int) -> None:
    changed = pixel_step(name)(np.full((20, 30, 3), level, np.uint8))
    assert np.ptp(changed.reshape(-1, 3), axis=0).max() <= 1


@pytest.mark.parametrize("adaptive", [True, False])
def test_equalisation_is_that_of_the_published_code(adaptive: bool) -> None:
    """The function `equalHist` of the first reference system, line by line."""
    photo = dull()
    ycrb = cv2.cvtColor(photo, cv2.COLOR_RGB2YCR_CB)
    channels = list(cv2.split(ycrb))
    if adaptive:
        channels[0] = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(8, 8)).apply(channels[0])
    else:
        channels[0] = cv2.equalizeHist(channels[0])
    published = cv2.cvtColor(cv2.merge(channels), cv2.COLOR_YCR_CB2RGB)
    ours = pixel_step("equalise", method="clahe" if adaptive else "global")(photo)
    np.testing.assert_array_equal(ours, published)
    assert Equalise().method == "clahe"


def test_global_equalisation_levels_the_histogram_of_the_luma() -> None:
    """Gonzalez and Woods: each level becomes the share of pixels that are as dark or darker."""
    photo = dull()
    luma = cv2.cvtColor(photo, cv2.COLOR_RGB2YCrCb)[..., 0]
    cumulated = np.bincount(luma.ravel(), minlength=256).cumsum()
    darkest = cumulated[luma.min()]
    expected = (cumulated[luma] - darkest) / (cumulated[-1] - darkest) * 255
    ours = cv2.cvtColor(pixel_step("equalise", method="global")(photo), cv2.COLOR_RGB2YCrCb)[..., 0]
    unclipped = (ours > 20) & (ours < 235)  # colours at the ends cannot keep their chroma
    assert unclipped.mean() > 0.5 and np.abs(ours - expected)[unclipped].mean() < 3


def test_options_of_clahe_matter() -> None:
    photo = dull()
    results = [pixel_step("equalise", **options)(photo) for options in ({}, {"clip_limit": 8.0}, {"tiles": 2})]
    assert len({result.tobytes() for result in results}) == 3


def covariance(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of variables [variables, places]."""
    return np.cov(values.astype(np.float64), bias=True)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_whitened_colours_are_uncorrelated(seed: int) -> None:
    photo = np.random.default_rng(seed).integers(0, 256, (50, 60, 3), np.uint8)
    photo[..., 1] = photo[..., 0] // 2 + photo[..., 1] // 2
    white = whitened(photo, "colours")
    np.testing.assert_allclose(white.reshape(-1, 3).mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(covariance(white.reshape(-1, 3).T), np.eye(3), atol=0.01)


def test_whitened_rows_are_uncorrelated_in_every_colour() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (30, 200, 3), np.uint8)
    photo[1:] = photo[:-1] // 2 + photo[1:] // 2  # rows that know each other
    assert np.abs(covariance(photo[..., 0])[0, 1]) > 100
    white = whitened(photo, "rows")
    for colour in range(3):
        np.testing.assert_allclose(covariance(white[..., colour]), np.eye(30), atol=0.02)


def test_zca_is_the_symmetric_whitening() -> None:
    """The published steps (singular values of the covariance), put right: centred rows, and one product."""
    photo = dull(120, 24)
    x = photo[..., 1].astype(np.float64) / 255
    x = x - x.mean(axis=1, keepdims=True)
    u, s, _ = np.linalg.svd(x @ x.T / x.shape[1])
    expected = u @ np.diag(1 / np.sqrt(s + 1e-5)) @ u.T @ x
    np.testing.assert_allclose(whitened(photo, "rows")[..., 1], expected, atol=2e-3)


def test_epsilon_keeps_what_hardly_varies_from_being_amplified() -> None:
    photo = np.full((20, 40, 3), 100, np.uint8)
    photo[3, 5] = 101
    assert np.abs(whitened(photo, "rows", epsilon=1.0)).max() < 0.01
    assert np.abs(whitened(photo, "rows", epsilon=1e-5)).max() > 0.2


def test_levels_show_three_deviations_to_either_side() -> None:
    photo = dull()
    levels = pixel_step("standardise")(photo).astype(np.float64)
    deviations = standardised(photo)
    assert deviations.mean() == pytest.approx(0, abs=1e-4) and deviations.std() == pytest.approx(1, abs=1e-4)
    np.testing.assert_allclose(levels, np.clip(deviations / 6 + 0.5, 0, 1) * 255, atol=0.51)


def test_standardising_removes_brightness_and_contrast() -> None:
    photo = draw(60, 40)
    darker = (photo // 2 + 10).astype(np.uint8)
    first, second = pixel_step("standardise")(photo), pixel_step("standardise")(darker)
    assert np.abs(first.astype(int) - second).max() <= 2


def salted(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    noisy, rng = photo.copy(), np.random.default_rng(0)
    noisy[rng.random(photo.shape[:2]) < 0.03] = 255
    return noisy


def test_the_median_removes_single_bad_pixels() -> None:
    photo = draw(80, 60)
    noisy = salted(photo)
    cleaned = pixel_step("denoise")(noisy)
    assert np.abs(cleaned.astype(int) - photo).mean() < 0.2 * np.abs(noisy.astype(int) - photo).mean()
    np.testing.assert_array_equal(cleaned, ndimage.median_filter(noisy, (3, 3, 1), mode="nearest"))


def test_similar_places_remove_grain() -> None:
    photo = draw(80, 60)
    noisy = np.clip(photo + np.random.default_rng(0).normal(0, 6, photo.shape), 0, 255).astype(np.uint8)
    cleaned = pixel_step("denoise", method="non_local_means", strength=8.0)(noisy)
    assert np.abs(cleaned.astype(int) - photo).mean() < 0.7 * np.abs(noisy.astype(int) - photo).mean()


def test_smoothing_is_a_gaussian() -> None:
    photo = salted(draw(80, 60))
    reference = ndimage.gaussian_filter(photo.astype(np.float64), (1.5, 1.5, 0), mode="mirror", truncate=5)
    assert np.abs(pixel_step("smooth", sigma=1.5)(photo) - reference).max() < 2.5


def test_sharpening_is_an_unsharp_mask() -> None:
    photo = draw(80, 60)
    pillow = Image.fromarray(photo).filter(ImageFilter.UnsharpMask(radius=1, percent=100, threshold=0))
    ours = pixel_step("sharpen")(photo)
    assert np.abs(ours.astype(int) - np.asarray(pillow)).mean() < 1
    edges = np.abs(np.diff(pixel_step("smooth", sigma=2.0)(salted(photo)).astype(int), axis=1)).mean()
    sharp = pixel_step("sharpen", amount=2.0)(pixel_step("smooth", sigma=2.0)(salted(photo)))
    assert np.abs(np.diff(sharp.astype(int), axis=1)).mean() > edges
    np.testing.assert_array_equal(pixel_step("sharpen", amount=0)(photo), photo)
