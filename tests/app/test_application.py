"""The composition root: everything is put together once, and everything ends."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from drawn_photos import draw
from fake_page import FakePage
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.application import SETTINGS_FILE, Program
from app.diagnostics import diagnostics, last_log_lines, without_private_paths
from app.dialogs.error_dialog import ErrorDialog
from app.error_handler import LOG_FILE, close_log_file, open_log_file
from app.label_work import Said
from app.model_choices import model_choices
from app.options import CACHE_SIZE_MB, LANGUAGE, LAST_EXPORT_FOLDER, RECENT_FOLDERS, TOP_K
from app.task_runner import TaskContext
from core.library.library import LabelLibrary
from core.library.records import Origin, Status
from core.library.schema import SCHEMA_VERSION
from core.paths import UserFolders


@pytest.fixture
def program(qapp: QApplication, folders: UserFolders, caplog: pytest.LogCaptureFixture) -> Iterator[Program]:
    """The whole window with one page; the application is left as it was, and Qt had nothing to complain of."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    log_file = open_log_file(folders.logs)
    program = Program(qapp, folders, [FakePage])
    program.window.show()
    yield program
    program.window.close()
    assert program.close()
    program.window.deleteLater()
    close_log_file(log_file)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    QLocale.setDefault(QLocale.c())
    records = [record for phase in ("setup", "call", "teardown") for record in caplog.get_records(phase)]
    complaints = [record.message for record in records if record.name == "qt" and record.levelno >= logging.WARNING]
    assert [text for text in complaints if not text.startswith("This plugin does not support")] == []


def test_the_thumbnails_keep_to_the_cache_size_that_was_chosen(program: Program) -> None:
    program.settings.set(CACHE_SIZE_MB, 50)
    thumbnails = program.services.thumbnails
    for number in range(4):
        thumbnails.put(bytes([number]), bytes(20 << 20))
        assert 0 < thumbnails.size_bytes() <= 50 << 20


def test_paths_are_opened_once_the_window_was_seen(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.open_when_painted([str(tmp_path)])
    page = program.window.page
    assert isinstance(page, FakePage)
    qtbot.waitUntil(lambda: page.opened == [[str(tmp_path)]])


@pytest.fixture
def newer_library(folders: UserFolders) -> Path:
    """Labels and settings that a newer build has left."""
    file = folders.data / "library" / "labels.sqlite3"
    LabelLibrary(file).close()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    folders.config.mkdir()
    (folders.config / SETTINGS_FILE).write_text("[identify]\ntop_k=7\nof_a_newer_build=1\n", "utf-8")
    return file


def test_an_older_build_over_a_newer_library_is_told_so_and_changes_nothing(
    newer_library: Path, program: Program, folders: UserFolders, qtbot: QtBot
) -> None:
    """What an upgrade that is taken back, or two versions side by side, come to."""
    before = newer_library.read_bytes()
    labelling = program.services.labelling
    labelling.begin()
    qtbot.waitUntil(lambda: "newer version of BreedLens" in str(program.errors.sentence))
    assert not labelling.is_writable
    for dialog in program.window.findChildren(ErrorDialog):
        dialog.close()
    assert program.settings.get(TOP_K) == 7
    program.settings.set(TOP_K, 6)
    program.settings.sync()
    assert newer_library.read_bytes() == before
    kept = (folders.config / SETTINGS_FILE).read_text("utf-8")
    assert "top_k=6" in kept and "of_a_newer_build=1" in kept


def test_files_that_the_desktop_hands_over_are_opened_together(
    program: Program, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """As macOS does it for "open with" and for what is dropped on the program's icon."""
    paths = [str(tmp_path / name) for name in ("é è.jpg", "100% b.jpg")]
    page = program.window.page
    assert isinstance(page, FakePage)
    for path in paths:
        QApplication.sendEvent(qapp, QFileOpenEvent(path))
    qtbot.waitUntil(lambda: page.opened == [paths])


def test_settings_are_on_the_disk_after_closing(program: Program, folders: UserFolders) -> None:
    program.settings.set(TOP_K, 7)
    program.settings.sync()
    assert "top_k=7" in (folders.config / "breedlens.ini").read_text(encoding="utf-8")


def test_labels_are_written_even_where_other_work_hangs(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.application.SHUTDOWN_S", 0.05)
    began, may_end = Event(), Event()

    def hang(context: TaskContext, began: Event = began) -> None:
        began.set()
        may_end.wait()

    photo = draw(tmp_path / "dog.png", (10, 90, 200))
    holds_labels = Event()
    program.tasks.run(hang)
    program.tasks.run(lambda context: hang(context, holds_labels), pool="labels")
    assert began.wait(10) and holds_labels.wait(10)
    program.services.labelling.say({photo: Said(Status.MIXED)}, Origin.CHOSEN)
    assert not program.close()
    may_end.set()
    with LabelLibrary() as library:
        assert not library.is_read_only
        assert [label.status for label in library.labels().values()] == [Status.MIXED]
    monkeypatch.undo()


def test_an_error_in_work_reaches_the_dialog(program: Program, qtbot: QtBot) -> None:
    program.tasks.run(lambda _: 1 / 0)
    qtbot.waitUntil(lambda: program.errors.sentence is not None)
    for dialog in QApplication.topLevelWidgets():
        if dialog.objectName() == "errorDialog":
            dialog.close()


def test_models_begin_with_the_default_and_name_each_once(folders: UserFolders) -> None:
    (folders.models / "my dogs.breedmodel").mkdir(parents=True)
    choices = model_choices()
    values = [choice.value for choice in choices]
    assert values[0] == "default"
    assert "my dogs" in values
    assert len(set(values)) == len(values)
    assert all(choice.title for choice in choices)


def test_models_are_described_in_the_persons_language(program: Program) -> None:
    program.settings.set(LANGUAGE, "fr")
    french = {choice.value: choice.title for choice in model_choices()}
    program.settings.set(LANGUAGE, "en")
    english = {choice.value: choice.title for choice in model_choices()}
    assert "(rapide)" in french["efficientnet-lite0"]
    assert "(fast)" in english["efficientnet-lite0"]


def test_diagnostics_tell_versions_and_nothing_of_the_person(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.settings.set(RECENT_FOLDERS, ["/home/mireille/Holiday photos"])
    program.settings.set(LAST_EXPORT_FOLDER, "/home/mireille/Exports")
    logging.getLogger("x").error("cannot read %r", "/home/mireille/Holiday photos/rex.jpg")
    logging.getLogger("x").error("cannot read %s", "/home/mireille/Holiday photos/rex.jpg")
    text = diagnostics(program.services, model_choices())
    for expected in ("Python", "ONNX Runtime", "OpenCV", "Qt", "identify/top_k = 5", "Screen 1", "cannot read"):
        assert expected in text
    for private in ("mireille", "Holiday", "rex", "Exports", os.path.expanduser("~") + os.sep):
        assert private not in text
    program.window.about_action.trigger()
    button = program.window.findChild(QPushButton, "copyDiagnosticsButton")
    button.click()
    assert "ONNX Runtime" in QGuiApplication.clipboard().text()
    button.window().close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('  File "/home/mireille/site-packages/app/x.py", line 3, in f', '  File "…/x.py", line 3, in f'),
        (r'  File "C:\Users\Ann\app\x.py", line 3, in f', '  File "…/x.py", line 3, in f'),
        ("No such file: '/home/mireille/My dogs/rex.jpg'", "No such file: '…/'"),
        ("opened /home/mireille/My dogs/rex.jpg", "opened …"),
        (r"opened D:\Dogs and cats\rex.jpg", "opened …"),
        ("opened file:///home/mireille/rex.jpg", "opened …"),
        ("“~/Photos” is gone", "“…/” is gone"),
        ("5 photos/s and 3/4 done", "5 photos/s and 3/4 done"),
        ("identify/top_k = 5", "identify/top_k = 5"),
    ],
)
def test_private_paths_are_left_out(text: str, expected: str) -> None:
    assert without_private_paths(text) == expected


def test_the_end_of_the_log_is_found_without_one(tmp_path: Path) -> None:
    assert last_log_lines(tmp_path) == []
    (tmp_path / LOG_FILE).write_bytes(b"\n".join(b"line %d \xff" % i for i in range(100)))
    assert last_log_lines(tmp_path, 3) == [f"line {i} \ufffd" for i in (97, 98, 99)]
