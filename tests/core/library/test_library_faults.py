"""A library damaged, foreign, in use, on a full disk or killed: a sentence, and nothing that was said is lost."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import BreedLensError
from core.library import backups
from core.library.backups import Backups
from core.library.faults import fault
from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status
from core.library.schema import SCHEMA_VERSION

Photos = Callable[[int], list[str]]
LABELLER = Path(__file__).with_name("labeller.py")
REPOSITORY = Path(__file__).parents[3]


def fill(file: Path, paths: list[str]) -> None:
    with LabelLibrary(file) as library:
        for number, photo in enumerate(library.add_photos(paths)):
            assert isinstance(photo, int)
            library.label({photo: Label(Status.LABELLED, number % 120 + 1)}, Origin.CHOSEN)


def at(day: str) -> type[datetime]:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)

    return Clock


@pytest.mark.parametrize("damage", ["cut", "garbage", "no database", "a row of nothing"])
def test_a_damaged_library_is_told_and_restored(damage: str, file: Path, photos: Photos) -> None:
    fill(file, photos(200))
    with LabelLibrary(file) as library:
        library.back_up()
        expected = library.labels()
    content = bytearray(file.read_bytes())
    match damage:
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "garbage":
            content[4096:] = random.Random(3).randbytes(len(content) - 4096)
            file.write_bytes(content)
        case "no database":
            file.write_bytes(b"photo,label\n" * 1000)
        case _:
            with contextlib.closing(sqlite3.connect(file)) as connection:
                connection.execute("UPDATE labels SET breed = 9999 WHERE photo = 3")
                connection.commit()
    damaged = file.read_bytes()
    with pytest.raises(BreedLensError, match="damaged") as caught:
        LabelLibrary(file)
    assert caught.value.code == "library_damaged" and file.read_bytes() == damaged
    _, aside = Backups(file).restore()
    assert aside is not None and aside.read_bytes() == damaged
    with LabelLibrary(file) as library:
        assert library.labels() == expected


def test_a_damaged_backup_is_passed_over(file: Path, photos: Photos) -> None:
    fill(file, photos(3))
    with LabelLibrary(file) as library:
        first, second = library.back_up(), library.back_up()
    second.path.write_bytes(b"nothing")
    assert Backups(file).restore()[0] == first
    shutil.rmtree(Backups(file).folder)
    with pytest.raises(BreedLensError, match="no backup"):
        Backups(file).restore()


def test_a_newer_library_is_left_alone(file: Path, photos: Photos) -> None:
    fill(file, photos(1))
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = file.read_bytes()
    with pytest.raises(BreedLensError, match="newer version"):
        LabelLibrary(file)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    before = file.read_bytes()
    with pytest.raises(BreedLensError, match="another program"):
        LabelLibrary(file)
    assert file.read_bytes() == before


def test_the_second_one_looks_on(library: LabelLibrary, file: Path, photos: Photos) -> None:
    (photo,) = library.add_photos(photos(1))
    assert isinstance(photo, int)
    with LabelLibrary(file) as second:
        assert second.is_read_only and not library.is_read_only
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
        assert second.labels()[photo].status is Status.MIXED  # it sees what the first one does
        with pytest.raises(BreedLensError, match="another window"):
            second.label({photo: Label(Status.UNKNOWN)}, Origin.CHOSEN)
    library.close()
    with LabelLibrary(file) as third:
        assert not third.is_read_only and third.labels()[photo].status is Status.MIXED


def test_a_full_disk_is_told_and_loses_nothing(library: LabelLibrary, photos: Photos) -> None:
    many = [photo for photo in library.add_photos(photos(400)) if isinstance(photo, int)]
    library.label({many[0]: Label(Status.MIXED)}, Origin.CHOSEN)
    with library._connection.read() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(BreedLensError) as caught:
        for _ in range(50):
            library.label(dict.fromkeys(many, Label(Status.UNKNOWN)), Origin.CHOSEN)
            library.label(dict.fromkeys(many, Label(Status.MIXED)), Origin.CHOSEN)
    assert caught.value.code == "disk_full"
    library.check()
    assert len(library.labels()) in (1, 400)


@pytest.mark.skipif(sys.platform == "win32", reason="there, a file that is open cannot be moved")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_library_that_vanished_takes_no_labels_until_it_is_back(
    replaced: bool, library: LabelLibrary, file: Path, photos: Photos
) -> None:
    (photo,) = library.add_photos(photos(1))
    assert isinstance(photo, int)
    file.rename(file.with_name("elsewhere"))
    if replaced:
        file.write_bytes(b"")
    with pytest.raises(BreedLensError) as caught:
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    assert caught.value.code == "library_vanished"
    file.with_name("elsewhere").replace(file)
    library.label({photo: Label(Status.UNKNOWN)}, Origin.CHOSEN)
    library.close()
    with LabelLibrary(file) as again:
        assert again.labels()[photo].status is Status.UNKNOWN


def test_no_room_for_the_index_of_the_log_is_a_full_disk_too() -> None:
    told = []
    for code in (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_READ):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        told.append(fault(error).code)
    assert told == ["disk_full", "library_failed"]


def test_no_room_for_a_backup_is_no_reason_to_stay_closed(
    file: Path, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(file, photos(2))

    def full(_: str) -> None:
        raise OSError(28, "No space left on device")

    shutil.rmtree(Backups(file).folder)
    monkeypatch.setattr(backups, "_to_disk", full)
    with LabelLibrary(file) as library:
        assert library.why_no_backup is not None and library.why_no_backup.code == "disk_full"
        assert len(library.labels()) == 2


def test_the_first_days_labels_have_a_backup_too(file: Path, photos: Photos) -> None:
    with LabelLibrary(file) as library:
        (photo,) = library.add_photos(photos(1))
        assert isinstance(photo, int)
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    made = Backups(file)
    assert [made.labels_in(backup) for backup in made.all()] == [1]
    file.write_bytes(b"damaged" * 1000)
    made.restore()
    with LabelLibrary(file) as again:
        assert [label.status for label in again.labels().values()] == [Status.MIXED]
    assert len(made.all()) == 1


def test_one_backup_a_day_and_the_last_five(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"2026-03-{day:02}" for day in range(1, 8)]
    for day in [*days, days[-1], "2026-03-02"]:  # at last the clock goes back
        monkeypatch.setattr(backups, "datetime", at(day))
        LabelLibrary(file).close()
    found = Backups(file).all()
    assert [one.day for one in found] == ["2026-03-02", *reversed(days[3:])]
    assert [one.number for one in found] == [8, 7, 6, 5, 4]


def test_a_library_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BreedLensError):
        LabelLibrary(tmp_path / "file" / "labels.sqlite3")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_may_not_be_written_can_be_looked_at(file: Path, photos: Photos) -> None:
    fill(file, photos(2))
    file.parent.chmod(0o500)
    try:
        with LabelLibrary(file) as library:
            assert library.is_read_only and len(library.labels()) == 2
    finally:
        file.parent.chmod(0o700)


def test_killed_at_any_moment_it_keeps_what_was_said(file: Path, photos: Photos) -> None:
    paths = photos(5)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    expected: dict[int, str] = {}
    for turn in range(8):
        process = subprocess.Popen(
            [sys.executable, str(LABELLER), str(file), *paths], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(1 + 11 * turn)]
        process.kill()
        lines += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        complete = [line.split() for line in lines if line.endswith("\n")]
        expected |= {int(photo): name for photo, name in complete}
        with LabelLibrary(file) as library:
            library.check()
            found = {photo: one.breed for photo, one in library.labels().items()}
        # one label more may have been saved that was not yet said
        differing = [photo for photo in found if found[photo] != expected.get(photo)]
        assert len(differing) <= 1 and set(expected) <= set(found)
        expected = {photo: name for photo, name in found.items() if name is not None}
