"""Features are what the backbone says of each view, computed once, and kept by what the photo shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_trainings import draw_photos

from core.control import Command, Control
from core.datasets.feature_cache import FeatureCache
from core.datasets.table import PhotoRow
from core.errors import PhotoError
from core.photos.loader import load_photo
from core.preprocessing.augmentation import Augmentation
from core.preprocessing.pipeline import Pipeline
from core.training.features import FeatureRun, NothingLearned, View
from core.training.progress import Progress

SIZE = 16
PLAIN = View(Pipeline())
CHANGED = Augmentation(horizontal_flip=True, rotation_degrees=30.0, random_resized_crop=(0.5, 1.0))
VIEWS = [PLAIN, *(View(Pipeline(), CHANGED, number, seed=1) for number in (1, 2))]


class Means:
    """Makes the mean colour of each half of a photo, and counts."""

    key = "means"

    def __init__(self, batch_size: int) -> None:
        self.batch_size, self.in_threads = batch_size, batch_size == 1
        self.calls: list[int] = []

    def features(self, pixels: np.ndarray) -> np.ndarray:
        self.calls.append(len(pixels))
        halves = pixels.astype(np.float32).reshape(len(pixels), 2, -1, 3)
        return halves.mean(axis=2).reshape(len(pixels), 6)


@pytest.fixture
def rows(tmp_path: Path) -> list[PhotoRow]:
    return draw_photos(tmp_path / "photos", count=5)


@pytest.fixture
def cache(tmp_path: Path) -> Any:
    cache = FeatureCache(tmp_path / "features")
    yield cache
    cache.close()


def collect(
    maker: Means, rows: list[PhotoRow], views: list[View], cache: Any = None, control: Any = None
) -> tuple[Any, list[str], list[Mapping[str, Any]]]:
    bad: list[str] = []
    events: list[Mapping[str, Any]] = []
    run = FeatureRun(maker, SIZE, cache, Progress(events.append, control or Control()), len(rows) * len(views))

    def on_bad(path: str, error: PhotoError) -> None:
        bad.append(path)

    return run.collect(rows, views, on_bad), bad, events


@pytest.mark.parametrize("batch_size", [1, 4])
def test_they_are_what_the_maker_says_of_each_view(batch_size: int, rows: list[PhotoRow]) -> None:
    found, bad, events = collect(Means(batch_size), rows, VIEWS)
    assert found.rows == tuple(rows) and bad == []
    photo = load_photo(rows[3].path, PLAIN.decode_side(SIZE))
    np.testing.assert_array_equal(found.values[3, 0], Means(1).features(Pipeline().prepare(photo, SIZE)[None])[0])
    assert len({found.values[3, view].tobytes() for view in range(3)}) == 3, "each view shows something else"
    assert events[-1]["done"] == events[-1]["total"] == len(rows) * 3


def test_the_second_time_nothing_is_computed_whatever_the_file_is_called(
    rows: list[PhotoRow], cache: FeatureCache, tmp_path: Path
) -> None:
    first, _, _ = collect(Means(1), rows, VIEWS, cache)
    moved = tmp_path / "moved"
    (tmp_path / "photos").rename(moved)
    renamed = [row._replace(path=row.path.replace("photos", "moved")) for row in reversed(rows)]
    maker = Means(1)
    again, _, _ = collect(maker, renamed, VIEWS, cache)
    assert maker.calls == []
    np.testing.assert_array_equal(again.values, first.values[::-1])


def test_only_what_is_missing_is_computed_and_it_is_the_same(rows: list[PhotoRow], cache: FeatureCache) -> None:
    collect(Means(1), rows[:7], VIEWS[:2], cache)
    maker = Means(1)
    found, _, _ = collect(maker, rows, VIEWS, cache)
    assert sum(maker.calls) == len(rows) * 3 - 7 * 2
    np.testing.assert_array_equal(found.values, collect(Means(4), rows, VIEWS)[0].values)


def test_a_box_is_part_of_what_is_kept(rows: list[PhotoRow], cache: FeatureCache) -> None:
    cropped = [View(Pipeline([{"step": "crop_to_box", "margin": 0.0}]))]
    boxed = rows[0]._replace(box=(4.0, 4.0, 24.0, 30.0))
    values = [collect(Means(1), [row], cropped, cache)[0].values for row in (rows[0], boxed, boxed)]
    assert not np.array_equal(values[0], values[1])
    np.testing.assert_array_equal(values[1], values[2])


def test_keys_tell_views_apart() -> None:
    more = [replace(VIEWS[1], seed=2), replace(VIEWS[1], augmentation=Augmentation(horizontal_flip=True))]
    assert len({view.key for view in [*VIEWS, *more]}) == 5


def test_unreadable_photos_are_left_out(rows: list[PhotoRow], cache: FeatureCache) -> None:
    Path(rows[1].path).write_bytes(b"no photo")
    Path(rows[4].path).unlink()
    found, bad, _ = collect(Means(1), rows, VIEWS, cache)
    assert sorted(bad) == sorted([rows[1].path, rows[4].path])
    assert found.rows == tuple(row for row in rows if row.path not in bad) and len(found.values) == len(rows) - 2


def test_told_to_stop_there_is_nothing_to_keep(rows: list[PhotoRow]) -> None:
    control = Control()
    control.set(Command.STOP_KEEP)
    with pytest.raises(NothingLearned):
        collect(Means(1), rows, VIEWS, control=control)
