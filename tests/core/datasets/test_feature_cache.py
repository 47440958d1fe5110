"""The feature cache: exact, shared between programs, bounded, and never in the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.datasets.feature_cache import FILE_NAME, FeatureCache, default_folder


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[FeatureCache]:
    cache = FeatureCache(tmp_path / "features")
    yield cache
    cache.close()


def vectors(count: int, length: int = 1280, seed: int = 0) -> dict[str, NDArray[np.float32]]:
    random = np.random.default_rng(seed)
    return {f"{number:032x}": random.normal(size=length).astype(np.float32) for number in range(count)}


def equal(first: dict[str, NDArray[np.float32]], second: dict[str, NDArray[np.float32]]) -> bool:
    return first.keys() == second.keys() and all(np.array_equal(first[key], second[key]) for key in first)


@pytest.mark.parametrize("shape", [(1280,), (7, 7, 3), (), (0,), (1, 2, 3, 4)])
def test_what_was_put_comes_back_bit_for_bit(cache: FeatureCache, shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    if values.size:
        values.flat[0] = np.nan
    cache.put_many({"a": values}, "model", "view")
    (back,) = cache.get_many(["a"], "model", "view").values()
    assert back.dtype == np.float32
    assert back.shape == shape
    assert back.tobytes() == values.tobytes()
    back[...] = 0  # it is the caller's own


def test_model_view_and_content_tell_features_apart(cache: FeatureCache) -> None:
    for number, (content, model, view) in enumerate(
        [("a", "m", "v"), ("a", "m", "w"), ("a", "n", "v"), ("b", "m", "v")]
    ):
        cache.put_many({content: np.full(3, number, np.float32)}, model, view)
    assert cache.get_many(["a", "b", "c", "a"], "m", "v").keys() == {"a", "b"}
    assert cache.get_many(["a"], "m", "w")["a"].tolist() == [1, 1, 1]
    assert cache.get_many(["a"], "n", "v")["a"].tolist() == [2, 2, 2]
    assert cache.get_many(["a"], "n", "w") == {}


def test_the_latest_counts(cache: FeatureCache) -> None:
    cache.put_many({"a": np.zeros(2, np.float32)}, "m", "v")
    cache.put_many({"a": np.ones((1, 3), np.float32)}, "m", "v")
    assert cache.get_many(["a"], "m", "v")["a"].tolist() == [[1, 1, 1]]


def test_nothing_asked_nothing_given(cache: FeatureCache) -> None:
    assert cache.get_many([], "m", "v") == {}
    cache.put_many({}, "m", "v")


def test_other_kinds_of_numbers_become_float32(cache: FeatureCache) -> None:
    cache.put_many({"a": np.arange(6, dtype=">f8").reshape(2, 3).T}, "m", "v")  # type: ignore[dict-item]
    assert cache.get_many(["a"], "m", "v")["a"].tolist() == [[0, 3], [1, 4], [2, 5]]


def test_thousands_of_photos_and_reopening(cache: FeatureCache, tmp_path: Path) -> None:
    features = vectors(3000, 64)
    cache.put_many(features, "m", "v")
    cache.close()
    again = FeatureCache(tmp_path / "features")
    assert equal(again.get_many(list(features), "m", "v"), features)
    again.close()


def test_the_usual_place_is_the_persons_cache_folder(own_home: Path) -> None:
    assert default_folder() == own_home / "cache" / "features"
    cache = FeatureCache()
    cache.put_many(vectors(1), "m", "v")
    assert (own_home / "cache" / "features" / FILE_NAME).is_file()
    cache.close()


def test_trimming_forgets_the_oldest(cache: FeatureCache) -> None:
    for number in range(40):
        cache.put_many(vectors(10, 1024, number), "m", str(number))
    size = cache.size_bytes()
    assert size > 400 * 4096
    cache.trim(size + 1)
    assert cache.size_bytes() == size
    cache.trim(800_000)
    assert 200_000 < cache.size_bytes() <= 800_000
    assert cache.get_many(list(vectors(10)), "m", "0") == {}
    assert equal(cache.get_many(list(vectors(10)), "m", "39"), vectors(10, 1024, 39))


def test_a_disk_that_is_nearly_full_is_left_to_others(tmp_path: Path) -> None:
    cache = FeatureCache(tmp_path)
    cache.put_many(vectors(1), "m", "v")
    cache.close()
    cautious = FeatureCache(tmp_path, spared_bytes=2**62)
    cautious.put_many(vectors(2), "m", "v")
    assert equal(cautious.get_many(list(vectors(2)), "m", "v"), vectors(1))
    cautious.close()


def test_clearing_gives_the_room_back(cache: FeatureCache) -> None:
    cache.put_many(vectors(500), "m", "v")
    assert cache.size_bytes() > 2_000_000
    cache.clear()
    assert cache.size_bytes() < 100_000
    assert cache.get_many(list(vectors(2)), "m", "v") == {}
    cache.put_many(vectors(2), "m", "v")
    assert equal(cache.get_many(list(vectors(2)), "m", "v"), vectors(2))


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    cache = FeatureCache(tmp_path)
    assert cache.get_many(["a"], "m", "v") == {}
    cache.put_many(vectors(2), "m", "v")
    assert equal(cache.get_many(list(vectors(2)), "m", "v"), vectors(2))
    cache.close()


def test_a_file_of_another_version_is_replaced(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    cache = FeatureCache(tmp_path)
    cache.put_many(vectors(2), "m", "v")
    assert equal(cache.get_many(list(vectors(2)), "m", "v"), vectors(2))
    cache.close()


@pytest.mark.parametrize("column", ["shape = 'x'", "shape = '[7]'", "data = x'00'", "data = NULL", "shape = NULL"])
def test_a_damaged_row_is_no_answer(tmp_path: Path, column: str) -> None:
    cache = FeatureCache(tmp_path)
    cache.put_many(vectors(2), "m", "v")
    cache.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"UPDATE features SET {column}")
    connection.close()
    assert cache.get_many(list(vectors(2)), "m", "v") == {}
    cache.put_many(vectors(2), "m", "v")
    assert equal(cache.get_many(list(vectors(2)), "m", "v"), vectors(2))
    cache.close()


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = FeatureCache(tmp_path / "file" / "features")
    cache.put_many(vectors(2), "m", "v")
    assert cache.get_many(list(vectors(2)), "m", "v") == {}
    cache.trim(0)
    cache.clear()
    assert cache.size_bytes() == 0
    cache.close()


def test_threads_share_a_cache(cache: FeatureCache) -> None:
    def work(number: int) -> bool:
        own = vectors(20, 32, number)
        cache.put_many(own, "m", str(number))
        return equal(cache.get_many(list(own), "m", str(number)), own)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(20)))


CHILD = """
import sys
import numpy as np
from pathlib import Path
from core.datasets.feature_cache import FeatureCache
cache = FeatureCache(Path(sys.argv[1]))
number = 0
while True:
    cache.put_many({f"{number}-{part}": np.full(256, number, np.float32) for part in range(50)}, "m", sys.argv[2])
    number += 1
    print(number, flush=True)
"""


def test_programs_that_are_killed_leave_whole_transactions(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(tmp_path), name],
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for name in ("one", "two")
    ]
    written = []
    for writer in writers:
        assert writer.stdout is not None
        for _ in range(5):
            line = writer.stdout.readline()
        written.append(int(line))
    for writer in writers:
        os.kill(writer.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        writer.communicate()
    cache = FeatureCache(tmp_path)
    for name, count in zip(("one", "two"), written, strict=True):
        for number in range(count + 200):
            keys = [f"{number}-{part}" for part in range(50)]
            known = cache.get_many(keys, "m", name)
            assert len(known) in (0, 50)
            assert len(known) == 50 or number >= count
            assert all((values == number).all() for values in known.values())
            if not known:
                break
    cache.close()
