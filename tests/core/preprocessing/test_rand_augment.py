"""The operations of RandAugment, against Pillow, whose operations the paper and torchvision use."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import draw
from PIL import Image, ImageEnhance, ImageOps

from core.preprocessing.rand_augment import (
    OPERATIONS,
    autocontrasted,
    coloured,
    contrasted,
    equalised,
    posterised,
    rand_augmented,
    sharpened,
    solarised,
)

PHOTO = (draw(64, 64) * 0.6 + np.random.default_rng(0).integers(0, 60, (64, 64, 3))).astype(np.uint8)
PICTURE = Image.fromarray(PHOTO)


def close(ours: NDArray[np.uint8], pillow: Image.Image, levels: float = 2.0) -> None:
    np.testing.assert_allclose(ours.astype(int), np.asarray(pillow).astype(int), atol=levels)


@pytest.mark.parametrize("factor", [0.1, 0.6, 1.0, 1.4, 1.9])
def test_enhancements_are_pillows(factor: float) -> None:
    close(coloured(PHOTO, factor), ImageEnhance.Color(PICTURE).enhance(factor))
    close(contrasted(PHOTO, factor), ImageEnhance.Contrast(PICTURE).enhance(factor))
    close(sharpened(PHOTO, factor), ImageEnhance.Sharpness(PICTURE).enhance(factor))
    close(
        OPERATIONS["brightness"](PHOTO, abs(factor - 1) / 0.9, math.copysign(1, factor - 1)),
        ImageEnhance.Brightness(PICTURE).enhance(factor),
    )


def test_tables_are_pillows() -> None:
    close(autocontrasted(PHOTO), ImageOps.autocontrast(PICTURE), 1)
    for bits in (4, 6, 8):
        close(posterised(PHOTO, bits), ImageOps.posterize(PICTURE, bits), 0)
    for threshold in (0, 100, 255):
        close(solarised(PHOTO, threshold), ImageOps.solarize(PICTURE, threshold), 0)
    close(equalised(PHOTO), ImageOps.equalize(PICTURE), 6)


@pytest.mark.parametrize(
    ("name", "matrix"),
    [
        ("shear_x", (1, 0.15, 0, 0, 1, 0)),
        ("shear_y", (1, 0, 0, 0.15, 1, 0)),
        ("shift_x", (1, 0, 64 * 75 / 331, 0, 1, 0)),
        ("shift_y", (1, 0, 0, 0, 1, 64 * 75 / 331)),
        (
            "turn",
            (math.cos(math.pi / 12), -math.sin(math.pi / 12), 0, math.sin(math.pi / 12), math.cos(math.pi / 12), 0),
        ),
    ],
)
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_movements_at_half_strength_are_pillows(name: str, matrix: tuple[float, ...], sign: float) -> None:
    photo = draw(64, 64)
    a, b, c, d, e, f = matrix
    if sign < 0:
        b, c, d, f = -b, -c, -d, -f
    # Pillow turns about the corner, and its pixels have their centre at a half
    about_middle = (a, b, c + 32 * (1 - a - b), d, e, f + 32 * (1 - d - e))
    pillow = Image.fromarray(photo).transform((64, 64), Image.Transform.AFFINE, about_middle, Image.Resampling.BILINEAR)
    ours, reference = OPERATIONS[name](photo, 0.5, sign).astype(int), np.asarray(pillow).astype(int)
    assert np.abs(ours - reference)[20:44, 20:44].max() <= 3
    # at the rim Pillow repeats a row of pixels before it turns black, and OpenCV fades
    assert np.abs(ours - reference).mean() < 3
    assert (ours == 0).all(axis=-1).sum() == pytest.approx((reference == 0).all(axis=-1).sum(), abs=70)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(sorted(OPERATIONS)),
    st.floats(0, 1),
    st.sampled_from([1.0, -1.0]),
    st.integers(1, 40),
    st.integers(1, 40),
)
def test_every_operation_keeps_shape_and_kind(name: str, strength: float, sign: float, height: int, width: int) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    before = photo.copy()
    changed = OPERATIONS[name](photo, strength, sign)
    assert changed.shape == photo.shape and changed.dtype == np.uint8
    np.testing.assert_array_equal(photo, before)


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() - {"autocontrast", "equalise", "solarise"}))
def test_no_strength_changes_nothing(name: str) -> None:
    np.testing.assert_allclose(OPERATIONS[name](PHOTO, 0.0, 1.0).astype(int), PHOTO.astype(int), atol=1)


def test_all_operations_take_part(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()

    def noted(name: str) -> Callable[..., NDArray[np.uint8]]:
        real = OPERATIONS[name]

        def operation(pixels: NDArray[np.uint8], strength: float, sign: float) -> NDArray[np.uint8]:
            used.add(name)
            assert strength == pytest.approx(0.3)
            return real(pixels, strength, sign)

        return operation

    for name in list(OPERATIONS):
        monkeypatch.setitem(OPERATIONS, name, noted(name))
    rng = np.random.default_rng(0)
    for _ in range(100):
        rand_augmented(PHOTO, 2, 9, rng)
    assert used == set(OPERATIONS) and len(used) == 14
