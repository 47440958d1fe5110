"""Thumbnails: made once, kept on the disk within limits, shown only where they are wanted."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from drawn_photos import draw
from pytestqt.qtbot import QtBot

from app.item_models.thumbnail_cache import ThumbnailCache, thumbnail_key
from app.item_models.thumbnail_maker import make_thumbnail
from app.item_models.thumbnail_store import ThumbnailStore
from app.task_runner import TaskRunner

LIMIT = 1 << 20


@pytest.fixture
def cache(tmp_path: Path):
    kept = ThumbnailCache(tmp_path / "cache" / "thumbnails.sqlite3", LIMIT)
    yield kept
    kept.close()


def test_a_thumbnail_fits_and_keeps_its_proportions_and_colour(tmp_path: Path, cache: ThumbnailCache) -> None:
    path = draw(tmp_path / "red.png", (200, 30, 30), (900, 300))
    for _ in range(2):  # made, then from the cache
        image = make_thumbnail(path, 256, cache)
        assert image is not None
        assert (image.width(), image.height()) == (256, 85)
        colour = image.pixelColor(128, 40)
        assert max(abs(colour.red() - 200), abs(colour.green() - 30), abs(colour.blue() - 30)) < 6


def test_a_small_photo_is_not_blown_up(tmp_path: Path, cache: ThumbnailCache) -> None:
    image = make_thumbnail(draw(tmp_path / "small.png", (1, 2, 3), (20, 10)), 256, cache)
    assert image is not None
    assert (image.width(), image.height()) == (20, 10)


def test_what_is_no_photo_has_no_thumbnail(tmp_path: Path, cache: ThumbnailCache) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    assert make_thumbnail(str(broken), 256, cache) is None
    assert make_thumbnail(str(tmp_path / "gone.jpg"), 256, cache) is None
    assert make_thumbnail(os.fsdecode(b"/\xff/\x00.jpg"), 256, cache) is None


def test_a_changed_file_is_another_picture(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.png", (9, 9, 9))
    before = thumbnail_key(path, 256)
    assert thumbnail_key(path, 512) != before
    draw(tmp_path / "a.png", (250, 9, 9), (200, 100))
    assert thumbnail_key(path, 256) != before


def test_the_cache_stays_within_its_limit_and_drops_the_longest_unused(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite3", 10_000)
    for i in range(30):
        cache.put(b"%d" % i, bytes(1000))
    assert 0 < cache.size_bytes() <= 10_000
    assert cache.get(b"29") is not None
    cache.clear()
    assert cache.size_bytes() == 0
    assert cache.get(b"29") is None
    cache.close()


@pytest.mark.parametrize("content", [b"rubbish" * 1000, b""])
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "thumbnails.sqlite3"
    file.write_bytes(content)
    cache = ThumbnailCache(file, LIMIT)
    cache.put(b"k", b"picture")
    assert cache.get(b"k") == b"picture"
    cache.close()


def test_without_a_place_to_write_thumbnails_are_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = ThumbnailCache(tmp_path / "file" / "thumbnails.sqlite3", LIMIT)
    assert make_thumbnail(draw(tmp_path / "a.png", (9, 9, 9)), 256, cache) is not None
    assert cache.get(b"k") is None
    assert cache.size_bytes() == 0


def test_a_cache_damaged_underneath_is_no_error(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "thumbnails.sqlite3", LIMIT)
    cache.put(b"k", b"picture")
    with sqlite3.connect(tmp_path / "thumbnails.sqlite3") as other:
        other.execute("DROP TABLE thumbnails")
    other.close()
    assert cache.get(b"k") is None
    cache.put(b"k", b"picture")
    cache.clear()


def test_only_what_is_wanted_is_made(tmp_path: Path, cache: ThumbnailCache, tasks: TaskRunner, qtbot: QtBot) -> None:
    paths = [draw(tmp_path / f"{i}.png", (i, i, i)) for i in range(12)]
    store = ThumbnailStore(tasks, cache)
    store.want(paths[:6])
    store.want(paths[6:9])
    qtbot.waitUntil(lambda: all(store.pixmap(path) for path in paths[6:9]))
    assert not any(store.pixmap(path) for path in paths[9:])
    store.forget()
    assert not any(store.pixmap(path) for path in paths)


def test_what_cannot_be_read_is_asked_for_once(
    tmp_path: Path, cache: ThumbnailCache, tasks: TaskRunner, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    store = ThumbnailStore(tasks, cache)
    heard: list[str] = []
    store.ready.connect(heard.extend)
    store.want([str(broken)])
    qtbot.waitUntil(lambda: heard == [str(broken)])
    store.want([str(broken)])
    qtbot.waitSignal(tasks.idle, raising=False, timeout=50).wait()
    assert heard == [str(broken)]


def test_memory_is_bounded(tmp_path: Path, cache: ThumbnailCache, tasks: TaskRunner, qtbot: QtBot) -> None:
    paths = [draw(tmp_path / f"{i}.png", (i, i, i), (256, 256)) for i in range(6)]
    store = ThumbnailStore(tasks, cache, memory_bytes=3 * 256 * 256 * 4)
    heard: list[str] = []
    store.ready.connect(heard.extend)
    store.want(paths)
    qtbot.waitUntil(lambda: len(heard) == len(paths))
    assert sum(store.pixmap(path) is not None for path in paths) <= 3


def test_large_thumbnails_come_in_a_larger_class(
    tmp_path: Path, cache: ThumbnailCache, tasks: TaskRunner, qtbot: QtBot
) -> None:
    path = draw(tmp_path / "a.png", (9, 90, 9), (1000, 1000))
    store = ThumbnailStore(tasks, cache)
    for wanted, width in ((200, 256), (300, 512)):
        store.set_side(wanted)
        store.want([path])
        qtbot.waitUntil(lambda: store.pixmap(path) is not None)
        assert store.pixmap(path).width() == width
