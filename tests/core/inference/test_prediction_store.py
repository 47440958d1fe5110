"""Kept predictions: answers survive, and no disk, neighbour or damage makes the store fail or lie."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from toy_answers import BREEDS, prediction, same

from core import cache_file
from core.inference import prediction_store
from core.inference.prediction_store import FILE_NAME, PredictionStore

MODEL = "toy:1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "predictions"


@pytest.fixture
def store(folder: Path) -> PredictionStore:
    return PredictionStore(folder)


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> object:
    """Every connection is given back at the end."""
    opened: list[PredictionStore] = []
    real = PredictionStore.__init__

    def noted(self: PredictionStore, where: Path) -> None:
        real(self, where)
        opened.append(self)

    monkeypatch.setattr(PredictionStore, "__init__", noted)
    yield
    for one in opened:
        one.close()


def photos(where: Path, count: int = 3) -> list[str]:
    where.mkdir(parents=True, exist_ok=True)
    paths = [str(where / f"{i}.jpg") for i in range(count)]
    for i, path in enumerate(paths):
        Path(path).write_bytes(b"photo %d" % i)
    return paths


def keep(store: PredictionStore, paths: list[str], model: str = MODEL, first_seed: int = 0) -> None:
    """What a run does: look each up by its content, then keep the answers."""
    store.get_by_content(paths, model)
    store.put_many({path: prediction(first_seed + i) for i, path in enumerate(paths)}, model)


def assert_kept(store: PredictionStore, paths: list[str], model: str = MODEL, first_seed: int = 0) -> None:
    found = store.get_many(paths, model)
    assert list(found) and set(found) == set(paths)
    assert all(same(found[path], prediction(first_seed + i)) for i, path in enumerate(paths))


def test_answers_survive_the_program(folder: Path, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos")
    first = PredictionStore(folder)
    assert first.get_many(paths, MODEL) == {} and first.get(paths[0], MODEL) is None
    keep(first, paths)
    first.close()
    assert_kept(PredictionStore(folder), paths)
    assert_kept(first, paths)  # closed, not finished


def test_many_more_than_one_query_holds(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 1300)
    keep(store, paths)
    assert_kept(store, paths)


def test_each_model_has_its_own_answers(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos")
    keep(store, paths, "toy:1")
    assert store.get_many(paths, "toy:2") == {}
    keep(store, paths, "toy:2", first_seed=50)
    assert_kept(store, paths, "toy:1")
    assert_kept(store, paths, "toy:2", first_seed=50)


def test_a_changed_photo_is_unknown_and_a_moved_one_is_found(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos")
    keep(store, paths)
    Path(paths[0]).write_bytes(b"another photo")
    moved = str(tmp_path / "moved.jpg")
    shutil.move(paths[1], moved)
    assert set(store.get_many([*paths, moved], MODEL)) == {paths[2]}
    found = store.get_by_content([*paths, moved], MODEL)
    assert set(found) == {moved, paths[2]} and same(found[moved], prediction(1))
    assert same(store.get_many([moved], MODEL)[moved], prediction(1))


def test_what_changes_while_it_is_looked_at_is_not_kept(store: PredictionStore, tmp_path: Path) -> None:
    (path,) = photos(tmp_path / "photos", 1)
    store.get_by_content([path], MODEL)
    Path(path).write_bytes(b"changed before it was decoded")
    store.put_many({path: prediction()}, MODEL)
    assert store.get_many([path], MODEL) == {}
    assert store.get_by_content([path], MODEL) == {}


def test_any_name_and_any_date(store: PredictionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["a\udcff.jpg", "né 'quoted\".jpg", "%_?.jpg"]
    paths = [str(tmp_path / name) for name in names]
    for i, path in enumerate(paths):
        Path(path).write_bytes(b"%d" % i)
    far = 2**63 + 10**9  # nanoseconds: beyond SQLite's numbers, in the year 2262
    os.utime(paths[0], ns=(far, far))
    keep(store, paths)
    assert_kept(store, paths)
    monkeypatch.chdir(tmp_path)
    assert set(store.get_many(names, MODEL)) == set(names)
    for odd in ("\ud800.jpg", "a\0b", "", "missing.jpg", str(tmp_path)):
        assert store.get_many([odd], MODEL) == store.get_by_content([odd], MODEL) == {}
        store.put_many({odd: prediction()}, MODEL)


def test_trimming_forgets_the_oldest(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 600)
    keep(store, paths)
    size = store.size_bytes()
    store.trim(size)
    assert len(store.get_many(paths, MODEL)) == 600
    store.trim(size - 1)
    left = store.get_many(paths, MODEL)
    assert 250 <= len(left) <= 350 and set(left) == set(paths[-len(left) :])
    assert store.size_bytes() < size
    store.trim(0)
    assert store.get_many(paths, MODEL) == {}


def test_clearing_forgets_everything(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 300)
    keep(store, paths)
    size = store.size_bytes()
    store.clear()
    assert store.get_many(paths, MODEL) == {} and store.size_bytes() < size
    keep(store, paths)
    assert_kept(store, paths)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000, b"x"])
def test_a_damaged_file_is_replaced(content: bytes, folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_bytes(content)
    paths = photos(tmp_path / "photos")
    store = PredictionStore(folder)
    assert store.get_many(paths, MODEL) == {}
    keep(store, paths)
    assert_kept(store, paths)


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 99",
        "DROP TABLE predictions",
        "UPDATE predictions SET finding = 'unicorn'",
        "UPDATE predictions SET probabilities = x'0000'",
        "UPDATE predictions SET breed_set = NULL",
        "UPDATE models SET class_names = '['",
    ],
)
def test_a_file_with_other_content_is_replaced(statement: str, folder: Path, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos")
    first = PredictionStore(folder)
    keep(first, paths)
    first.close()
    connection = sqlite3.connect(folder / FILE_NAME)
    with connection:
        connection.execute(statement)
    connection.close()
    store = PredictionStore(folder)
    assert store.get_many(paths, MODEL) == {}
    keep(store, paths)
    assert_kept(store, paths)


def test_damage_while_it_is_open_is_replaced(store: PredictionStore, folder: Path, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos")
    keep(store, paths)
    store.close()
    content = bytearray((folder / FILE_NAME).read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    (folder / FILE_NAME).write_bytes(content)
    store.get_many(paths, MODEL)
    keep(store, paths)
    assert_kept(store, paths)


@pytest.mark.parametrize("obstacle", ["a file for the folder", "a folder for the file", "full", "read-only"])
def test_a_disk_that_fails_makes_it_forget_and_nothing_else(
    obstacle: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = photos(tmp_path / "photos")
    match obstacle:
        case "a file for the folder":
            folder.parent.mkdir()
            folder.write_text("")
        case "a folder for the file":
            (folder / FILE_NAME / "something").mkdir(parents=True)
        case "full":
            monkeypatch.setattr(prediction_store, "_SCHEMA", "PRAGMA max_page_count = 1;" + prediction_store._SCHEMA)
        case "read-only":
            monkeypatch.setattr(prediction_store, "_SCHEMA", "PRAGMA query_only = 1;" + prediction_store._SCHEMA)
    store = PredictionStore(folder)
    for _ in range(2):
        assert store.get_many(paths, MODEL) == {} and store.get_by_content(paths, MODEL) == {}
        store.put_many({path: prediction() for path in paths}, MODEL)
        store.trim(0)
        assert store.size_bytes() >= 0
    store.clear()


def test_a_disk_that_fills_up_keeps_what_it_has(store: PredictionStore, folder: Path, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 300)
    keep(store, paths[:10])
    assert store._file._connection is not None
    (pages,) = store._file._connection.execute("PRAGMA page_count").fetchone()
    store._file._connection.execute(f"PRAGMA max_page_count = {pages}")
    keep(store, paths)
    store.close()
    assert_kept(PredictionStore(folder), paths[:10])


def test_a_store_that_another_program_holds_is_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_file, "_BUSY_SECONDS", 0.05)
    paths = photos(tmp_path / "photos")
    first = PredictionStore(folder)
    keep(first, paths)
    first.close()
    other = sqlite3.connect(folder / FILE_NAME)
    other.execute("BEGIN EXCLUSIVE")
    store = PredictionStore(folder)
    keep(store, paths, first_seed=50)
    other.rollback()
    other.close()
    assert_kept(PredictionStore(folder), paths)


def test_two_programs_share_one_file(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from toy_answers import prediction\n"
        "from core.inference.prediction_store import PredictionStore\n"
        "folder, model, *paths = sys.argv[1:]\n"
        "store = PredictionStore(Path(folder))\n"
        "for start in range(0, len(paths), 5):\n"
        "    turn = paths[start:start + 5]\n"
        "    store.get_by_content(turn, model)\n"
        "    store.put_many({path: prediction(start + i) for i, path in enumerate(turn)}, model)\n"
        "store.close()\n"
    )
    paths = photos(tmp_path / "photos", 200)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), f"toy:{i}", *paths], env=environment)
        for i in range(2)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    store = PredictionStore(folder)
    for i in range(2):
        assert_kept(store, paths, f"toy:{i}")


def test_waits_while_another_program_makes_the_same_file(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    paths = photos(tmp_path / "photos", 3)
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE elsewhere (x)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO elsewhere VALUES (1)")
    timer = threading.Timer(0.3, other.commit)
    timer.start()
    store = PredictionStore(folder)
    store.get_by_content(paths, MODEL)
    store.put_many({path: prediction(i) for i, path in enumerate(paths)}, MODEL)
    timer.join()
    other.close()
    assert_kept(store, paths)


def test_many_threads_share_one_store(store: PredictionStore, tmp_path: Path) -> None:
    paths = photos(tmp_path / "photos", 80)

    def work(start: int) -> None:
        for i in range(start, start + 20):
            store.get_by_content([paths[i]], MODEL)
            store.put_many({paths[i]: prediction(i)}, MODEL)
            assert same(store.get_many([paths[i]], MODEL)[paths[i]], prediction(i))

    with ThreadPool(4) as pool:
        pool.map(work, range(0, 80, 20))
    pool.join()
    assert_kept(store, paths)
    assert store.get_many(paths[:1], MODEL)[paths[0]].class_names == BREEDS
