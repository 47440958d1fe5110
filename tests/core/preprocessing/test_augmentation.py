"""Random changes: repeatable, within their ranges, and the same as Keras' `ImageDataGenerator` makes them."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import draw
from PIL import Image, ImageEnhance
from scipy import ndimage

from core.errors import BreedLensError
from core.preprocessing.augmentation import (
    PUBLISHED,
    UNCHANGED,
    Augmentation,
    augmented,
    brightened,
    mix,
    moved,
    photo_rng,
    previews,
    random_movement,
)
from core.preprocessing.pipeline import Pipeline

SIZE = 48
PLAIN = Pipeline()
EVERYTHING = Augmentation(20, 0.1, 0.1, 5, 0.2, True, (0.5, 1.5), (0.3, 1.0), (2, 9), 0.2)

augmentations = st.builds(
    Augmentation,
    rotation_degrees=st.floats(0, 180),
    shift_x=st.floats(0, 0.5),
    shift_y=st.floats(0, 0.5),
    shear=st.floats(0, 30),
    zoom=st.floats(0, 0.5),
    horizontal_flip=st.booleans(),
    brightness=st.none() | st.just((0.5, 1.5)),
    random_resized_crop=st.none() | st.just((0.1, 1.0)),
    rand_augment=st.none() | st.tuples(st.integers(0, 3), st.floats(0, 30)),
)


@settings(deadline=None, max_examples=60)
@given(
    augmentations,
    st.integers(1, 120),
    st.integers(1, 120),
    st.sampled_from(["crop", "squeeze", "pad"]),
    st.integers(0, 99),
)
def test_any_photo_any_change(changes: Augmentation, height: int, width: int, mode: str, seed: int) -> None:
    photo = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    before = photo.copy()
    pipeline = Pipeline([{"step": "resize", "mode": mode}, {"step": "equalise"}])
    square = augmented(photo, pipeline, SIZE, changes, photo_rng(seed, 1, 2))
    assert square.shape == (SIZE, SIZE, 3) and square.dtype == np.uint8
    np.testing.assert_array_equal(photo, before)
    np.testing.assert_array_equal(augmented(photo, pipeline, SIZE, changes, photo_rng(seed, 1, 2)), square)
    if not changes.changes_photos:
        np.testing.assert_array_equal(square, pipeline.prepare(photo, SIZE))


def test_seed_epoch_and_photo_each_change_what_happens() -> None:
    photo = draw(90, 70)
    squares = {
        augmented(photo, PLAIN, SIZE, EVERYTHING, photo_rng(seed, epoch, index)).tobytes()
        for seed in range(3)
        for epoch in range(3)
        for index in range(3)
    }
    assert len(squares) == 27


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_published_sets(name: str) -> None:
    published = PUBLISHED[name]
    expected: dict[str, Any] = {
        "000-transfer": (30, 0.1, 0.1, 0.01, 0.1, True, (0.5, 1.5)),
        "000-scratch": (20, 0.1, 0.1, 0.01, 0.1, True, (0.5, 1.5)),
        "001": (40, 0.2, 0.2, 0.2, 0.2, True, None),
    }[name]
    assert published == Augmentation(*expected)
    assert Augmentation.from_dict(json.loads(json.dumps(published.to_dict()))) == published


def keras_affine(
    photo: NDArray[np.uint8], turn: float, down: float, right: float, shear: float, across: float, along: float
) -> NDArray[Any]:
    """`apply_affine_transform` of Keras 2, order 1, "nearest" fill, written out from its definition with SciPy.

    Keras builds its matrix for x, y and swaps the axes for arrays of rows and columns.
    """
    turn, shear = math.radians(turn), math.radians(shear)
    rotation = np.array([[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]])
    shift = np.array([[1, 0, right], [0, 1, down], [0, 0, 1]])
    shearing = np.array([[1, -math.sin(shear), 0], [0, math.cos(shear), 0], [0, 0, 1]])
    zoom = np.diag([across, along, 1])
    matrix = rotation @ shift @ shearing @ zoom
    height, width = photo.shape[:2]
    x, y = width / 2 - 0.5, height / 2 - 0.5
    matrix = np.array([[1, 0, x], [0, 1, y], [0, 0, 1]]) @ matrix @ np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]])
    matrix[:, [0, 1]] = matrix[:, [1, 0]]
    matrix[[0, 1]] = matrix[[1, 0]]
    planes = [
        ndimage.affine_transform(plane.astype(np.float32), matrix[:2, :2], matrix[:2, 2], order=1, mode="nearest")
        for plane in np.moveaxis(photo, -1, 0)
    ]
    return np.stack(planes, axis=-1)


class Scripted:
    """Hands out numbers in place of a random generator."""

    def __init__(self, *values: float) -> None:
        self._values = list(values)

    def uniform(self, low: float, high: float) -> float:
        value = self._values.pop(0)
        assert low <= value <= high
        return value


@settings(deadline=None, max_examples=30)
@given(
    st.floats(-30, 30),
    st.floats(-0.2, 0.2),
    st.floats(-0.2, 0.2),
    st.floats(-10, 10),
    st.floats(-0.2, 0.2),
    st.floats(-0.2, 0.2),
    st.booleans(),
)
def test_movements_are_those_of_keras(
    turn: float, right: float, down: float, shear: float, across: float, along: float, flip: bool
) -> None:
    photo = draw(64, 64)
    limits = Augmentation(30, 0.2, 0.2, 10, 0.2)
    script: Any = Scripted(turn, right, down, shear, across, along)
    ours = moved(photo, random_movement(limits, 64, script), flip)
    reference = keras_affine(photo, turn, down * 64, right * 64, shear, 1 + across, 1 + along)
    if flip:
        reference = reference[:, ::-1]
    difference = np.abs(ours - reference)
    assert difference.mean() < 0.6 and np.percentile(difference, 99) < 4


def test_a_flip_alone_moves_nothing_else() -> None:
    photo = draw(31, 31)
    np.testing.assert_array_equal(moved(photo, np.eye(3), flip=True), photo[:, ::-1])
    assert moved(photo, np.eye(3)) is photo
    half = np.array([[1, 0, 1.0], [0, 1, 0], [0, 0, 1]])
    np.testing.assert_array_equal(moved(photo, half, flip=True), moved(photo, half)[:, ::-1])


def test_movements_fill_their_ranges() -> None:
    changes = Augmentation(rotation_degrees=30, shift_x=0.1, zoom=0.1)
    rng = np.random.default_rng(0)
    movements = [random_movement(changes, 100, rng) for _ in range(2000)]
    zooms = np.array([np.linalg.norm(movement[:2, 0]) for movement in movements])
    turns = np.degrees([math.atan2(movement[1, 0], movement[0, 0]) for movement in movements])
    shifts = np.array([np.linalg.norm(movement[:2, 2]) for movement in movements])
    for values, low, high in ((zooms, 0.9, 1.1), (turns, -30, 30), (shifts, 0, 10)):
        assert low - 1e-9 <= values.min() < low + 0.02 * (high - low)
        assert high - 0.02 * (high - low) < values.max() <= high + 1e-9
        assert values.mean() == pytest.approx((low + high) / 2, abs=0.05 * (high - low))


def test_half_of_the_photos_are_flipped() -> None:
    photo, changes = draw(20, 20), Augmentation(horizontal_flip=True)
    flipped = [
        np.array_equal(augmented(photo, PLAIN, 20, changes, photo_rng(0, 0, index)), photo[:, ::-1])
        for index in range(400)
    ]
    assert 160 < sum(flipped) < 240


@settings(deadline=None)
@given(st.floats(0, 3))
def test_brightness_is_pillows(factor: float) -> None:
    photo = draw(40, 30)
    reference = ImageEnhance.Brightness(Image.fromarray(photo)).enhance(factor)
    np.testing.assert_allclose(brightened(photo, factor), np.asarray(reference), atol=1)


def test_steps_behind_the_resizing_come_after_the_changes() -> None:
    photo, changes = draw(90, 70), PUBLISHED["000-transfer"]
    resize, equalise = {"step": "resize", "mode": "squeeze"}, {"step": "equalise"}
    changed = augmented(photo, Pipeline([resize]), SIZE, changes, photo_rng(0, 0, 0))
    expected = Pipeline([resize, equalise]).finished(changed)
    both = augmented(photo, Pipeline([resize, equalise]), SIZE, changes, photo_rng(0, 0, 0))
    np.testing.assert_array_equal(both, expected)


def test_random_crops_show_parts_within_their_ranges() -> None:
    y, x = np.mgrid[0:200, 0:200]
    photo = np.stack([x, y, np.zeros_like(x)], axis=-1).astype(np.uint8)
    changes = Augmentation(random_resized_crop=(0.2, 0.6))
    shares, aspects, centres = [], [], []
    for index in range(300):
        square = augmented(photo, PLAIN, SIZE, changes, photo_rng(0, 0, index)).astype(float)
        # how fast the colours change tells how much is shown
        width, height = (np.ptp(square[..., 0]) + 1) / 200, (np.ptp(square[..., 1]) + 1) / 200
        shares.append(width * height)
        aspects.append(width / height)
        centres.append(square[..., 0].mean() / 200)
    assert 0.13 < min(shares) < 0.25 and 0.5 < max(shares) < 0.65
    assert 0.7 < min(aspects) < 0.82 and 1.22 < max(aspects) < 1.4
    assert np.std(centres) > 0.1


def test_a_random_crop_stays_in_the_box() -> None:
    photo = np.zeros((100, 160, 3), np.uint8)
    photo[20:60, 30:110] = 200
    pipeline = Pipeline([{"step": "crop_to_box", "margin": 0}])
    changes = Augmentation(random_resized_crop=(0.1, 1.0))
    for index in range(50):
        square = augmented(photo, pipeline, SIZE, changes, photo_rng(0, 0, index), box=(30, 20, 110, 60))
        assert (square == 200).all()


@settings(deadline=None)
@given(st.integers(1, 9), st.floats(0.01, 5), st.integers(0, 99))
def test_mixup_keeps_the_mass_of_photos_and_labels(count: int, alpha: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    batch = rng.random((count, 4, 4, 3), np.float32)
    one_hot = np.eye(5, dtype=np.float32)[rng.integers(5, size=count)]
    before = batch.copy()
    photos, labels = mix(batch, one_hot, alpha, np.random.default_rng(seed))
    assert photos.shape == batch.shape and labels.shape == one_hot.shape
    assert photos.dtype == labels.dtype == np.float32
    np.testing.assert_array_equal(batch, before)
    np.testing.assert_allclose(labels.sum(axis=1), 1, atol=1e-6)
    assert labels.min() >= 0
    np.testing.assert_allclose(photos.mean(), batch.mean(), rtol=1e-4)  # partners are a permutation
    np.testing.assert_array_equal(mix(batch, one_hot, alpha, np.random.default_rng(seed))[0], photos)


def test_mixup_mixes_photos_as_their_labels() -> None:
    one_hot = np.eye(6, dtype=np.float32)
    photos, labels = mix(one_hot[:, None, None], one_hot, 1.0, np.random.default_rng(3))
    np.testing.assert_array_equal(photos[:, 0, 0], labels)
    assert ((labels > 0) & (labels < 1)).any()
    assert mix(photos, labels, 0.0, np.random.default_rng(0)) == (photos, labels)


def test_previews_show_nine_results() -> None:
    photo = draw(90, 70)
    nine = previews(photo, PLAIN, SIZE, EVERYTHING)
    assert nine.shape == (9, SIZE, SIZE, 3) and nine.dtype == np.uint8
    assert len({one.tobytes() for one in nine}) == 9
    np.testing.assert_array_equal(previews(photo, PLAIN, SIZE, EVERYTHING), nine)
    assert not np.array_equal(previews(photo, PLAIN, SIZE, EVERYTHING, seed=1), nine)
    np.testing.assert_array_equal(previews(photo, PLAIN, SIZE, EVERYTHING, count=4), nine[:4])
    for one in previews(photo, PLAIN, SIZE, UNCHANGED):
        np.testing.assert_array_equal(one, PLAIN.prepare(photo, SIZE))


def test_an_augmentation_survives_json() -> None:
    assert Augmentation.from_dict(json.loads(json.dumps(EVERYTHING.to_dict()))) == EVERYTHING
    assert Augmentation.from_dict({}) == UNCHANGED and not UNCHANGED.changes_photos
    assert EVERYTHING.changes_photos and not Augmentation(mixup_alpha=1).changes_photos


def test_photos_are_loaded_larger_where_parts_are_shown() -> None:
    assert UNCHANGED.detail == 1
    assert Augmentation(random_resized_crop=(0.25, 1)).detail == pytest.approx(2)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"vertical_flip": True}, "vertical_flip"),
        ({"rotation_degrees": -1}, "rotation_degrees"),
        ({"zoom": 1.5}, "zoom"),
        ({"shift_x": "far"}, "shift_x"),
        ({"brightness": [1.5, 0.5]}, "brightness"),
        ({"brightness": 3}, "brightness"),
        ({"random_resized_crop": [0.5, 2]}, "random_resized_crop"),
        ({"rand_augment": [2, 99]}, "rand_augment"),
        ({"rand_augment": [2]}, "rand_augment"),
        ({"mixup_alpha": float("nan")}, "mixup_alpha"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, Any], word: str) -> None:
    with pytest.raises(BreedLensError) as raised:
        Augmentation.from_dict(values)
    assert raised.value.code == "augmentation_invalid" and word in raised.value.message
