"""What is said in the window is on the disk when it is shown, in order, and survives all that comes between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from drawn_photos import draw
from pytestqt.qtbot import QtBot

from app.label_work import Said
from app.labelling import Labelling
from app.services import Services
from app.task_runner import TaskContext
from core.errors import BreedLensError
from core.library.library import LabelLibrary, default_library
from core.library.records import Label, Origin, PhotoLabel, Status


@pytest.fixture
def labelling(services: Services) -> Labelling:
    return services.labelling


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    return [draw(tmp_path / "photos" / f"{i}.png", (40 * i, 90, 200)) for i in range(5)]


class Hears:
    """All that a library said, the latest label of each file."""

    def __init__(self, labelling: Labelling) -> None:
        self.labels: dict[str, PhotoLabel] = {}
        self.failed: list[BreedLensError] = []
        labelling.found.connect(self.labels.update)
        labelling.changed.connect(self.labels.update)
        labelling.failed.connect(self.failed.append)

    def statuses(self) -> dict[str, Status]:
        return {path: label.status for path, label in self.labels.items()}


def wait(qtbot: QtBot, what: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(what()), timeout=20_000)


def test_a_label_is_on_the_disk_before_it_is_told(qtbot: QtBot, labelling: Labelling, photos: list[str]) -> None:
    on_disk: list[dict[str, str | None]] = []

    def look(labels: dict[str, PhotoLabel]) -> None:
        with LabelLibrary() as library:  # a second opener reads what is on the disk
            assert library.is_read_only
            on_disk.append({label.path: label.breed for label in library.labels().values()})
            assert all(on_disk[-1][path] == label.breed for path, label in labels.items())

    labelling.changed.connect(look)
    for photo in photos[:3]:
        labelling.say({photo: Said(Status.LABELLED, "pug")}, Origin.ACCEPTED)
    wait(qtbot, lambda: len(on_disk) == 3)
    assert on_disk[-1] == dict.fromkeys(photos[:3], "pug")


def test_many_photos_are_one_step(qtbot: QtBot, labelling: Labelling, photos: list[str]) -> None:
    hears = Hears(labelling)
    labelling.say({photo: Said(Status.LABELLED, "Rex") for photo in photos}, Origin.CHOSEN)
    wait(qtbot, lambda: len(hears.labels) == 5)
    assert {label.breed for label in hears.labels.values()} == {"Rex"}
    assert "Rex" in [breed.name for breed in labelling.steps.breeds]
    with qtbot.waitSignal(labelling.undone) as undone:
        labelling.undo()
    assert set(hears.statuses().values()) == {Status.UNLABELLED} and undone.args[0].elsewhere == 0
    assert labelling.steps.undo is None and labelling.steps.redo is not None
    labelling.redo()
    wait(qtbot, lambda: set(hears.statuses().values()) == {Status.LABELLED})


def test_a_moved_file_keeps_its_label(qtbot: QtBot, labelling: Labelling, photos: list[str], tmp_path: Path) -> None:
    hears = Hears(labelling)
    labelling.say({photos[0]: Said(Status.NOT_A_DOG)}, Origin.CHOSEN)
    wait(qtbot, lambda: hears.labels)
    moved = str(tmp_path / "moved ü.png")
    shutil.move(photos[0], moved)
    labelling.look_up([moved, photos[1]])
    wait(qtbot, lambda: moved in hears.labels)
    assert hears.labels[moved].status is Status.NOT_A_DOG and photos[1] not in hears.labels
    labelling.undo()
    wait(qtbot, lambda: hears.labels[moved].status is Status.UNLABELLED)


def test_a_copy_has_the_same_label(qtbot: QtBot, labelling: Labelling, photos: list[str], tmp_path: Path) -> None:
    hears = Hears(labelling)
    copy = shutil.copy(photos[0], tmp_path / "copy.png")
    labelling.say({photos[0]: Said(Status.MIXED), str(copy): Said(Status.MIXED)}, Origin.CHOSEN)
    wait(qtbot, lambda: len(hears.labels) == 2)
    labelling.say({photos[0]: Said(Status.UNKNOWN)}, Origin.CHOSEN)
    wait(qtbot, lambda: set(hears.statuses().values()) == {Status.UNKNOWN})


def test_a_vanished_photo_is_told_and_the_others_are_labelled(
    qtbot: QtBot, labelling: Labelling, photos: list[str]
) -> None:
    hears = Hears(labelling)
    Path(photos[1]).unlink()
    with qtbot.waitSignal(labelling.unread) as unread:
        labelling.say({photo: Said(Status.UNKNOWN) for photo in photos[:3]}, Origin.CHOSEN)
    assert list(unread.args[0]) == [photos[1]]
    assert hears.statuses() == dict.fromkeys((photos[0], photos[2]), Status.UNKNOWN)


def test_what_was_said_last_is_written_at_the_end(services: Services, labelling: Labelling, photos: list[str]) -> None:
    for photo in photos:
        labelling.say({photo: Said(Status.LABELLED, "pug")}, Origin.ACCEPTED)
    services.tasks.shutdown(10)
    labelling.close()
    with LabelLibrary() as library:
        assert len(library.labels()) == 5


def test_a_second_window_can_only_look(qtbot: QtBot, labelling: Labelling, photos: list[str]) -> None:
    hears = Hears(labelling)
    with LabelLibrary() as first:
        (photo,) = first.add_photos([photos[0]])
        assert isinstance(photo, int)
        with qtbot.waitSignal(labelling.opened):
            labelling.begin()
        assert labelling.is_open and not labelling.is_writable and "another window" in str(labelling.why_read_only)
        labelling.say({photos[0]: Said(Status.MIXED)}, Origin.CHOSEN)
        wait(qtbot, lambda: hears.failed)
        assert hears.failed[0].code == "library_in_use" and not hears.labels
        labelling.look_again()
        labelling.look_up(photos)
        wait(qtbot, lambda: hears.labels)
        assert not labelling.is_writable
        first.label({photo: Label(Status.UNKNOWN)}, Origin.CHOSEN)
    labelling.look_again()
    wait(qtbot, lambda: labelling.is_writable and labelling.is_open)
    wait(qtbot, lambda: hears.statuses() == {photos[0]: Status.UNKNOWN})
    labelling.say({photos[0]: Said(Status.MIXED)}, Origin.CHOSEN)
    wait(qtbot, lambda: hears.statuses() == {photos[0]: Status.MIXED})


def test_a_library_on_a_disk_that_comes_back_is_opened(
    qtbot: QtBot, labelling: Labelling, photos: list[str], tmp_path: Path
) -> None:
    path, elsewhere = tmp_path / "disk" / "labels.sqlite3", tmp_path / "away"
    with LabelLibrary(path) as library:
        (photo,) = library.add_photos([photos[0]])
        assert isinstance(photo, int)
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    path.parent.rename(elsewhere)
    other = Labelling(labelling._tasks, lambda: pytest.fail("no answers are asked for"), path)
    hears = Hears(other)
    other.look_up(photos)
    wait(qtbot, lambda: hears.failed)
    other.look_again()
    elsewhere.rename(path.parent)
    other.look_again()
    wait(qtbot, lambda: hears.statuses() == {photos[0]: Status.MIXED})
    assert other.is_writable and [error.code for error in hears.failed] == ["library_gone"]
    other.close()


def test_a_damaged_library_is_told_once_and_can_be_restored(
    qtbot: QtBot, labelling: Labelling, photos: list[str]
) -> None:
    from core.library.backups import Backups

    with LabelLibrary() as library:
        library.add_photos([photos[0]])
        library.back_up()
    path = default_library()
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    hears = Hears(labelling)
    labelling.begin()
    wait(qtbot, lambda: hears.failed)
    labelling.look_up(photos)
    labelling.look_up(photos)
    assert labelling.why_closed is not None and not labelling.is_writable
    Backups(path).restore()
    with qtbot.waitSignal(labelling.opened):
        labelling.reopen(None)
    assert labelling.is_writable and len(hears.failed) == 1


def damage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 5000)


def test_another_library_that_cannot_be_opened_is_told_as_well(
    qtbot: QtBot, labelling: Labelling, tmp_path: Path
) -> None:
    default_library().parent.mkdir(parents=True)
    other = tmp_path / "other.sqlite3"
    damage(default_library())
    damage(other)
    hears = Hears(labelling)
    labelling.begin()
    wait(qtbot, lambda: hears.failed)
    labelling.reopen(other)
    wait(qtbot, lambda: len(hears.failed) == 2)
    assert labelling.why_closed is hears.failed[1] and not labelling.is_open


def test_a_backup_that_cannot_be_restored_is_told_and_labels_go_on(
    qtbot: QtBot, labelling: Labelling, photos: list[str]
) -> None:
    hears = Hears(labelling)
    labelling.say({photos[0]: Said(Status.MIXED)}, Origin.CHOSEN)
    wait(qtbot, lambda: hears.labels)
    shutil.rmtree(default_library().with_name(f"{default_library().name}.backups"))
    labelling.restore()
    wait(qtbot, lambda: hears.failed)
    assert hears.failed[0].code == "library_no_backup" and labelling.is_open and labelling.is_writable
    labelling.undo()
    wait(qtbot, lambda: hears.statuses() == {photos[0]: Status.UNLABELLED})


def test_a_backup_of_a_damaged_library_that_cannot_be_restored_is_told(qtbot: QtBot, labelling: Labelling) -> None:
    default_library().parent.mkdir(parents=True)
    damage(default_library())
    hears = Hears(labelling)
    labelling.begin()
    wait(qtbot, lambda: hears.failed)
    labelling.restore()
    wait(qtbot, lambda: len(hears.failed) == 2)
    assert [error.code for error in hears.failed] == ["library_damaged", "library_no_backup"]
    assert not labelling.is_open and not labelling.is_writable


def test_another_library_tells_what_it_knows_of_the_open_photos(
    qtbot: QtBot, labelling: Labelling, photos: list[str], tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite3"
    with LabelLibrary(other) as library:
        (photo,) = library.add_photos([photos[2]])
        assert isinstance(photo, int)
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
    hears = Hears(labelling)
    with qtbot.waitSignal(labelling.found):
        labelling.look_up(photos)
    assert not hears.labels
    labelling.reopen(other)
    wait(qtbot, lambda: hears.statuses() == {photos[2]: Status.MIXED})


def test_what_was_asked_of_a_damaged_library_is_answered_once_it_is_restored(
    qtbot: QtBot, labelling: Labelling, photos: list[str]
) -> None:
    with LabelLibrary() as library:
        (photo,) = library.add_photos([photos[0]])
        assert isinstance(photo, int)
        library.label({photo: Label(Status.MIXED)}, Origin.CHOSEN)
        library.back_up()
    damage(default_library())
    hears = Hears(labelling)
    labelling.look_up(photos)
    wait(qtbot, lambda: hears.failed)
    labelling.restore()
    wait(qtbot, lambda: hears.statuses() == {photos[0]: Status.MIXED})


def test_the_end_waits_for_labels_and_not_for_looking_them_up(
    services: Services, labelling: Labelling, photos: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[object] = []

    def note(library: LabelLibrary, paths: list[str], control: object) -> dict[str, int]:
        looked_up.extend(paths)
        return {}

    monkeypatch.setattr(LabelLibrary, "known_files", note)
    may_end, waits = Event(), Event()

    def hold(context: TaskContext) -> None:
        waits.set()
        may_end.wait()

    services.tasks.run(hold, pool="labels")
    assert waits.wait(10)
    labelling.look_up(photos)
    labelling.say({photos[0]: Said(Status.UNKNOWN)}, Origin.CHOSEN)
    labelling.say({photos[0]: Said(Status.LABELLED, "pug")}, Origin.CHOSEN)
    assert not services.tasks.shutdown(0)
    labelling.close()
    may_end.set()
    with LabelLibrary() as library:
        assert not library.is_read_only and [label.breed for label in library.labels().values()] == ["pug"]
    assert not looked_up
