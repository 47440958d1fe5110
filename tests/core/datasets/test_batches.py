"""Batches of photos: complete, repeatable, ahead of their reader, and steady where photos are gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pictures import draw, encode
from threadpoolctl import threadpool_info, threadpool_limits

from core.datasets.batches import BatchMaker, PhotoBatch
from core.datasets.table import PhotoRow
from core.errors import BreedLensError, PhotoError, PhotoErrorCode
from core.photos.loader import load_photo
from core.preprocessing.augmentation import PUBLISHED, Augmentation, augmented, photo_rng
from core.preprocessing.pipeline import Pipeline
from core.preprocessing.scaling import Scaling

SIZE = 16
CLASSES = ("beagle", "pug", "whippet")
NONE = Scaling("none")


@pytest.fixture
def photos(tmp_path: Path) -> Callable[[int], list[PhotoRow]]:
    """Rows of photos on disk; each has one colour of its own, 10 times its number."""

    def write(count: int) -> list[PhotoRow]:
        rows = []
        for index in range(count):
            path = tmp_path / f"{index}.png"
            path.write_bytes(encode(np.full((20, 24, 3), index * 10, np.uint8), "PNG"))
            rows.append(PhotoRow(str(path), CLASSES[index % len(CLASSES)], width=24, height=20))
        return rows

    return write


def maker(rows: list[PhotoRow], **options: Any) -> BatchMaker:
    values = {"size": SIZE, "pipeline": Pipeline(), "scaling": NONE, "batch_size": 4, "threads": 3, **options}
    return BatchMaker(rows, CLASSES, **values)


def numbers(batch: PhotoBatch) -> list[int]:
    """Which photos a batch holds, told from their colours."""
    return [round(float(value) / 10) for value in batch.inputs[:, 0, 0, 0]]


def assert_same(first: PhotoBatch, second: PhotoBatch) -> None:
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


def test_an_epoch_holds_every_photo_once_with_its_label(photos: Any) -> None:
    batches = list(maker(photos(10), shuffle=True).epoch(3))
    assert [len(batch.inputs) for batch in batches] == [4, 4, 2]
    seen = [number for batch in batches for number in numbers(batch)]
    assert sorted(seen) == list(range(10)) and seen != list(range(10))
    for batch in batches:
        assert batch.inputs.dtype == batch.targets.dtype == np.float32
        assert batch.inputs.shape[1:] == (SIZE, SIZE, 3)
        assert numbers(batch) == batch.rows.tolist()
        np.testing.assert_array_equal(batch.targets.argmax(axis=1), [number % 3 for number in numbers(batch)])
        np.testing.assert_array_equal(batch.targets.sum(axis=1), 1)
        assert batch.weights is None


def test_without_shuffling_the_order_is_that_of_the_rows(photos: Any) -> None:
    made = maker(photos(5))
    assert [numbers(batch) for batch in made.epoch(7)] == [[0, 1, 2, 3], [4]]


@pytest.mark.parametrize(
    ("count", "drop_last", "sizes"), [(9, True, [4, 4]), (8, True, [4, 4]), (3, True, [3]), (9, False, [4, 4, 1])]
)
def test_an_incomplete_last_batch_may_be_dropped(photos: Any, count: int, drop_last: bool, sizes: list[int]) -> None:
    made = maker(photos(count), drop_last=drop_last, shuffle=True)
    assert [len(batch.inputs) for batch in made.epoch(0)] == sizes
    assert len(made) == len(sizes) and made.photos == sum(sizes)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**40), st.integers(0, 1000), st.integers(1, 8), st.integers(1, 4))
def test_everything_follows_from_seed_and_epoch(photos: Any, seed: int, epoch: int, size: int, threads: int) -> None:
    changes = Augmentation(brightness=(0.5, 1.5), mixup_alpha=0.4, rotation_degrees=10)
    rows = photos(9)

    def made(threads: int) -> BatchMaker:
        return maker(rows, seed=seed, shuffle=True, augmentation=changes, batch_size=size, threads=threads)

    first = list(made(1).epoch(epoch))
    again = list(made(threads).epoch(epoch))
    assert len(first) == len(again) == len(made(1))
    for one, other in zip(first, again, strict=True):
        assert_same(one, other)
    # single batches, and the rest of an epoch, are the same too
    assert_same(made(threads).batch(epoch, len(first) - 1), first[-1])
    assert_same(next(iter(list(made(threads).epoch(epoch, len(first) // 2)))), first[len(first) // 2])


def test_epochs_and_seeds_differ(photos: Any) -> None:
    rows = photos(12)
    orders = {tuple(maker(rows, seed=seed, shuffle=True).order(epoch)) for seed in range(3) for epoch in range(3)}
    assert len(orders) == 9


def test_a_photo_is_what_the_pipeline_and_the_scaling_make_of_it(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(encode(draw(90, 60)))
    row = PhotoRow(str(path), "pug", width=90, height=60)
    pipeline = Pipeline([{"step": "centre_crop", "fraction": 0.8}, {"step": "resize"}, {"step": "equalise"}])
    photo = load_photo(row.path, pipeline.decode_side(SIZE))
    assert not isinstance(photo, PhotoError)
    plain = maker([row], pipeline=pipeline, scaling=Scaling("tf")).batch(0, 0)
    np.testing.assert_array_equal(
        plain.inputs[0], pipeline.prepare(photo, SIZE).astype(np.float32) / np.float32(127.5) - 1
    )
    changed = maker([row], pipeline=pipeline, augmentation=PUBLISHED["001"], seed=5).batch(2, 0)
    expected = augmented(photo, pipeline, SIZE, PUBLISHED["001"], photo_rng(5, 2, 0))
    np.testing.assert_array_equal(changed.inputs[0], expected.astype(np.float32))


@pytest.mark.parametrize("known_size", [True, False])
def test_a_box_fits_a_photo_that_was_loaded_reduced(tmp_path: Path, known_size: bool) -> None:
    whole = np.zeros((1600, 2400, 3), np.uint8)
    whole[400:800, 1200:1800] = (250, 120, 10)
    path = tmp_path / "large.jpg"
    path.write_bytes(encode(whole))
    size = {"width": 2400, "height": 1600} if known_size else {}
    row = PhotoRow(str(path), "pug", box=(1200, 400, 1800, 800), **size)
    pipeline = Pipeline([{"step": "crop_to_box", "margin": 0}, {"step": "resize", "mode": "squeeze"}])
    inputs = maker([row], pipeline=pipeline).batch(0, 0).inputs[0]
    assert np.abs(inputs[1:-1, 1:-1] - np.array([250, 120, 10])).max() < 12


def test_photos_are_mixed_with_their_labels(photos: Any) -> None:
    batch = maker(photos(12), batch_size=12, augmentation=Augmentation(mixup_alpha=0.5)).batch(0, 0)
    np.testing.assert_allclose(batch.targets.sum(axis=1), 1, atol=1e-6)
    assert ((batch.targets > 0) & (batch.targets < 1)).any()


def test_classes_may_weigh_differently(photos: Any) -> None:
    weights = np.array([0.5, 1.0, 3.0], np.float32)
    batch = maker(photos(6), batch_size=6, class_weights=weights).batch(0, 0)
    assert batch.weights is not None
    np.testing.assert_array_equal(batch.weights, weights[[0, 1, 2, 0, 1, 2]])


def test_a_photo_that_cannot_be_read_is_left_out_and_told_of_once(photos: Any) -> None:
    rows, bad = photos(10), []
    Path(rows[5].path).write_bytes(b"no photo")
    Path(rows[2].path).unlink()
    made = maker(rows, on_bad_photo=lambda path, error: bad.append((path, error.code)))
    for epoch in range(2):
        assert [numbers(batch) for batch in made.epoch(epoch)] == [[0, 1, 3], [4, 6, 7], [8, 9]]
    assert bad == [(rows[2].path, PhotoErrorCode.NOT_FOUND), (rows[5].path, PhotoErrorCode.NOT_A_PHOTO)]


def test_a_batch_without_a_readable_photo_holds_the_next_one(photos: Any) -> None:
    rows = photos(9)
    Path(rows[8].path).unlink()
    assert [numbers(batch) for batch in maker(rows).epoch(0)] == [[0, 1, 2, 3], [4, 5, 6, 7], [0]]


def test_a_folder_that_is_gone_ends_the_epoch_with_a_sentence(photos: Any) -> None:
    rows = photos(24)
    with closing(maker(rows).epoch(0)) as batches:
        next(batches)
        for row in rows:
            Path(row.path).unlink()
        with pytest.raises(BreedLensError) as raised:
            list(batches)
    assert raised.value.code == "photos_gone"
    assert "can be read" in raised.value.message and raised.value.parameters["path"].endswith(".png")


def test_threads_end_with_an_epoch_that_is_not_read_to_its_end(photos: Any) -> None:
    before = threading.active_count()
    batches = maker(photos(20), batch_size=2).epoch(0)
    next(batches)
    assert threading.active_count() > before
    batches.close()
    assert threading.active_count() == before


def test_photos_are_read_ahead(photos: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import core.datasets.row_photo as module

    read: list[str] = []
    real = module.load_photo

    def noted(path: str, side: int | None) -> NDArray[np.uint8] | PhotoError:
        read.append(path)
        return real(path, side)

    monkeypatch.setattr(module, "load_photo", noted)
    with closing(maker(photos(24)).epoch(0)) as batches:
        next(batches)
        next(batches)
        third = threading.Event()
        for _ in range(200):
            if len(read) >= 16:
                break
            third.wait(0.01)
        assert 16 <= len(read) < 24  # two batches beyond the second, and no more


def test_what_cannot_be_labelled_is_refused(photos: Any) -> None:
    with pytest.raises(ValueError, match="no photos"):
        maker([])
    with pytest.raises(ValueError, match="chow"):
        maker([*photos(2), PhotoRow("x.jpg", "chow")])


@pytest.mark.parametrize("whitens", [True, False])
def test_linear_algebra_has_one_thread_a_photo_where_photos_are_whitened(photos: Any, whitens: bool) -> None:
    def blas_threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    with threadpool_limits(2, "blas"):
        before = blas_threads()
        pipeline = Pipeline([{"step": "resize"}, {"step": "whiten"}] if whitens else [])
        with closing(maker(photos(8), pipeline=pipeline).epoch(0)) as batches:
            next(batches)
            assert blas_threads() == ([1] * len(before) if whitens else before)
        assert blas_threads() == before
