"""Declared steps: what older cards get stays as it was to the byte, and every way to the square shows what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import difference, draw
from PIL import Image

from core.bundles.provide import described
from core.catalog import load_catalog
from core.errors import BreedLensError
from core.photos.loader import load_photo
from core.preprocessing.geometry import CROP, INTERPOLATIONS, MODES, PAD, SQUEEZE
from core.preprocessing.pipeline import PIXELS_VERSION, Pipeline
from core.preprocessing.steps import STEPS

SIZE = 32
sides = st.integers(1, 400)


def noise(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def error_of(*steps: dict[str, Any]) -> str:
    with pytest.raises(BreedLensError) as raised:
        Pipeline(steps)
    assert raised.value.code == "preprocessing_invalid"
    return raised.value.message


def first_version(photo: NDArray[np.uint8], size: int, fraction: float) -> NDArray[np.uint8]:
    """The preparation of the first models, written out as it was before there were pipelines."""
    height, width = photo.shape[:2]
    side = min(height, width) * fraction
    whole_side = max(1, min(round(side), height, width))
    x = min(max(0, round((width - side) / 2)), width - whole_side)
    y = min(max(0, round((height - side) / 2)), height - whole_side)
    square = photo[y : y + whole_side, x : x + whole_side]
    if whole_side > size:
        return np.asarray(cv2.resize(square, (size, size), interpolation=cv2.INTER_AREA))
    if whole_side < size:
        return np.asarray(cv2.resize(square, (size, size), interpolation=cv2.INTER_LINEAR))
    return np.ascontiguousarray(square)


@settings(deadline=None)
@given(sides, sides, st.floats(0.01, 1.0), st.integers(1, 300))
def test_older_cards_give_the_same_inputs_to_the_byte(height: int, width: int, fraction: float, size: int) -> None:
    photo = noise(height, width)
    steps = [{"step": "centre_crop", "fraction": fraction}, {"step": "resize", "interpolation": "area"}]
    np.testing.assert_array_equal(Pipeline(steps).prepare(photo, size), first_version(photo, size, fraction))


def test_the_default_models_see_real_photos_as_before(shared_photos: Path) -> None:
    files = sorted((shared_photos / "breeds").rglob("*.jpg"))[::40]
    assert files
    for entry in load_catalog().entries:
        card = described(entry)
        pipeline, fraction = Pipeline(card.preprocessing), card.preprocessing[0]["fraction"]
        assert pipeline.decode_side(card.input_size) == round(card.input_size / fraction)
        for file in files:
            photo = load_photo(str(file), pipeline.decode_side(card.input_size))
            assert isinstance(photo, np.ndarray)
            np.testing.assert_array_equal(
                pipeline.prepare(photo, card.input_size), first_version(photo, card.input_size, fraction)
            )


def test_without_steps_the_middle_square_is_shown() -> None:
    photo = draw(90, 60)
    np.testing.assert_array_equal(Pipeline().prepare(photo, SIZE), first_version(photo, SIZE, 1.0))
    assert Pipeline().steps == Pipeline([{"step": "resize"}]).steps


@settings(deadline=None)
@given(sides, sides, st.sampled_from(MODES), st.sampled_from(INTERPOLATIONS), st.floats(0.05, 1), st.integers(1, 64))
def test_any_photo_becomes_a_square(
    height: int, width: int, mode: str, interpolation: str, fraction: float, size: int
) -> None:
    photo = noise(height, width)
    before = photo.copy()
    pipeline = Pipeline(
        [
            {"step": "centre_crop", "fraction": fraction},
            {"step": "resize", "mode": mode, "interpolation": interpolation},
            {"step": "equalise"},
        ]
    )
    shown = pipeline.show(photo, size)
    assert shown.pixels.shape == (size, size, 3) and shown.pixels.dtype == np.uint8
    np.testing.assert_array_equal(shown.pixels, pipeline.prepare(photo, size))
    np.testing.assert_array_equal(photo, before)
    region = shown.region
    assert region.width > 0 and region.height > 0
    if mode != PAD:
        assert min(region.x, region.y) >= 0 and max(region.x + region.width, region.y + region.height) <= 1 + 1e-9


def flat_halves() -> NDArray[np.uint8]:
    photo = np.zeros((40, 80, 3), np.uint8)
    photo[:, :40], photo[:, 40:] = (200, 0, 0), (0, 0, 200)
    return photo


def test_squeezing_shows_all_of_it() -> None:
    pixels = Pipeline([{"step": "resize", "mode": SQUEEZE}]).prepare(flat_halves(), 20)
    assert (pixels[:, :10] == (200, 0, 0)).all() and (pixels[:, 10:] == (0, 0, 200)).all()


def test_padding_shows_all_of_it_with_its_proportions() -> None:
    shown = Pipeline([{"step": "resize", "mode": PAD, "fill": 7}]).show(flat_halves(), 20)
    assert (shown.pixels[:5] == 7).all() and (shown.pixels[15:] == 7).all()
    assert (shown.pixels[5:15, :10] == (200, 0, 0)).all() and (shown.pixels[5:15, 10:] == (0, 0, 200)).all()
    region = shown.region
    assert (region.x, region.y, region.width, region.height) == (0, -0.5, 1, 2)


def test_a_crop_keeps_the_proportions_where_the_whole_is_resized() -> None:
    photo = draw(80, 40)
    steps = [{"step": "centre_crop", "fraction": 0.5}, {"step": "resize", "mode": SQUEEZE}]
    np.testing.assert_array_equal(
        Pipeline(steps).prepare(photo, 20), Pipeline(steps[1:]).prepare(photo[10:30, 20:60], 20)
    )


@pytest.mark.parametrize("mode", MODES)
def test_only_the_box_is_shown(mode: str) -> None:
    photo, box = draw(120, 90), (30.0, 20.0, 70.0, 50.0)
    resize = {"step": "resize", "mode": mode}
    plain = Pipeline([{"step": "crop_to_box", "margin": 0}, resize])
    np.testing.assert_array_equal(
        plain.prepare(photo, SIZE, box), Pipeline([resize]).prepare(photo[20:50, 30:70], SIZE)
    )
    np.testing.assert_array_equal(plain.prepare(photo, SIZE), Pipeline([resize]).prepare(photo, SIZE))
    wide = Pipeline([{"step": "crop_to_box", "margin": 0.5}, resize])
    np.testing.assert_array_equal(wide.prepare(photo, SIZE, box), Pipeline([resize]).prepare(photo[5:65, 10:90], SIZE))
    np.testing.assert_array_equal(Pipeline([resize]).prepare(photo, SIZE, box), Pipeline([resize]).prepare(photo, SIZE))


@settings(deadline=None)
@given(st.tuples(*[st.floats(-500, 500)] * 4), sides, sides)
def test_a_box_that_lies_anywhere_gives_a_square(
    box: tuple[float, float, float, float], width: int, height: int
) -> None:
    pipeline = Pipeline([{"step": "crop_to_box"}])
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    assert pipeline.prepare(noise(height, width), SIZE, (x0, y0, x1, y1)).shape == (SIZE, SIZE, 3)


@pytest.mark.parametrize(
    ("name", "filter"),
    [
        ("bilinear", Image.Resampling.BILINEAR),
        ("bicubic", Image.Resampling.BICUBIC),
        ("lanczos", Image.Resampling.LANCZOS),
    ],
)
@pytest.mark.parametrize("scale", [0.15, 0.3, 0.7, 1.6])
def test_interpolations_agree_with_pillow_on_smooth_photos(name: str, filter: Any, scale: float) -> None:
    photo, size = draw(400, 300), round(300 * scale)
    ours = Pipeline([{"step": "resize", "mode": SQUEEZE, "interpolation": name}]).prepare(photo, size)
    assert difference(ours, np.asarray(Image.fromarray(photo).resize((size, size), filter))) < 1.0


@pytest.mark.parametrize("size", [20, 64, 150, 299])
def test_nearest_is_what_keras_takes_by_default(size: int) -> None:
    """Keras' `flow_from_dataframe` resizes by Pillow's NEAREST."""
    photo = noise(120, 200)
    ours = Pipeline([{"step": "resize", "mode": SQUEEZE, "interpolation": "nearest"}]).prepare(photo, size)
    np.testing.assert_array_equal(
        ours, np.asarray(Image.fromarray(photo).resize((size, size), Image.Resampling.NEAREST))
    )


def test_a_long_reduction_makes_no_false_pattern() -> None:
    stripes = np.zeros((400, 400, 3), np.uint8)
    stripes[:, ::2] = 200
    for name in ("bilinear", "bicubic", "lanczos"):
        pixels = Pipeline([{"step": "resize", "interpolation": name}]).prepare(stripes, 40)
        assert np.abs(pixels.astype(int) - 100).max() <= 8


def test_pixel_steps_work_before_or_behind_the_resizing() -> None:
    photo = draw(90, 60)
    equalise, resize = {"step": "equalise", "method": "global"}, {"step": "resize", "mode": SQUEEZE}
    squeeze = Pipeline([resize])
    behind = Pipeline([equalise]).prepare(squeeze.prepare(photo, SIZE), SIZE)
    np.testing.assert_array_equal(Pipeline([resize, equalise]).prepare(photo, SIZE), behind)
    square = photo[:60, :60]
    before = Pipeline([resize]).prepare(Pipeline([equalise]).prepare(square, 60), SIZE)
    np.testing.assert_array_equal(Pipeline([equalise, resize]).prepare(square, SIZE), before)


@pytest.mark.parametrize("name", sorted(STEPS))
def test_steps_survive_json(name: str) -> None:
    pipeline = Pipeline([{"step": name}])
    again = Pipeline(json.loads(json.dumps(pipeline.steps)))
    assert again.steps == pipeline.steps and again.key == pipeline.key
    photo = draw(70, 50)
    np.testing.assert_array_equal(again.prepare(photo, SIZE), pipeline.prepare(photo, SIZE))


def test_keys_tell_pipelines_apart() -> None:
    variants = [
        [],
        [{"step": "resize", "mode": PAD}],
        [{"step": "resize", "mode": PAD, "fill": 1}],
        [{"step": "equalise"}],
        [{"step": "equalise"}, {"step": "equalise"}],
        [{"step": "equalise", "clip_limit": 3}],
        [{"step": "resize"}, {"step": "equalise"}],
    ]
    assert len({Pipeline(steps).key for steps in variants}) == len(variants)
    assert Pipeline([{"step": "resize", "mode": CROP}]).key == Pipeline().key


def test_keys_change_with_the_code_that_makes_the_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Pipeline().key
    monkeypatch.setattr("core.preprocessing.pipeline.PIXELS_VERSION", PIXELS_VERSION + 1)
    assert Pipeline().key != before


def test_decoding_is_large_enough_for_what_is_shown() -> None:
    assert Pipeline().decode_side(224) == 224
    assert Pipeline([{"step": "centre_crop", "fraction": 0.875}]).decode_side(224) == 256
    assert Pipeline([{"step": "crop_to_box"}]).decode_side(224) > 224


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([{"step": "flip"}], ('"flip"', "equalise")),
        ([{"fraction": 0.5}], ("None", "centre_crop")),
        ([{"step": "resize", "size": 3}], ("resize", '"size"', "interpolation")),
        ([{"step": "resize", "mode": "stretch"}], ("resize", "mode", "stretch", "crop, squeeze, pad")),
        ([{"step": "resize", "mode": 3}], ("resize", "mode", "3")),
        ([{"step": "centre_crop", "fraction": 0}], ("centre_crop", "fraction", "not 0")),
        ([{"step": "centre_crop", "fraction": "half"}], ("centre_crop", "fraction", "half")),
        ([{"step": "centre_crop", "fraction": True}], ("centre_crop", "fraction", "True")),
        ([{"step": "centre_crop", "fraction": float("nan")}], ("centre_crop", "fraction", "nan")),
        ([{"step": "equalise", "tiles": 2.5}], ("equalise", "tiles", "whole number", "2.5")),
        ([{"step": "equalise"}, {"step": "centre_crop"}], ("centre_crop must come before equalise",)),
        ([{"step": "resize"}, {"step": "crop_to_box"}], ("crop_to_box must come before resize",)),
        ([{"step": "resize"}, {"step": "resize"}], ("resize", "only once")),
    ],
)
def test_what_is_wrong_is_named(steps: list[dict[str, Any]], words: tuple[str, ...]) -> None:
    message = error_of(*steps)
    assert message.endswith(".") and all(word in message for word in words), message
