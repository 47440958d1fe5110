"""`breedlens library`: whether labels are whole, their backups, and the way back from one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.command_line import library_arguments
from core.library.library import LabelLibrary

Command = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / "labels.sqlite3"


@pytest.fixture
def library(command: Command, file: Path) -> Command:
    """Runs `breedlens library ...` on a library of the test."""
    return lambda *words: command("library", *words, "--library", file, "--format", "json")


@pytest.fixture
def filled(command: Command, file: Path, photos: Path) -> Path:
    """A library with twelve labels."""
    (photos / "broken.jpg").unlink()
    assert command("label", "set", photos, "--breed", "pug", "--library", file).code == 0
    return file


def test_a_whole_library(library: Command, filled: Path, command: Command) -> None:
    outcome = library("check")
    (row,) = outcome.objects
    assert outcome.code == 0 and list(row) == ["library", "ok", "labels", "backups", "error"]
    assert row["library"] == str(filled) and row["ok"] is True and row["labels"] == 12 and row["error"] is None
    assert len(row["backups"]) == 1 and Path(row["backups"][0]).is_file()
    assert "is whole. Labels: 12." in command("library", "check", "--library", filled).out


def test_a_damaged_library_is_told_and_restored(library: Command, command: Command, filled: Path) -> None:
    listed = command("label", "list", "--library", filled, "--format", "json").objects
    made = library("backup").objects[0]
    assert list(made) == ["library", "ok", "backup", "day"] and made["ok"] and Path(made["backup"]).is_file()
    damaged = b"nothing of a library" * 1000
    filled.write_bytes(damaged)
    outcome = library("check")
    (row,) = outcome.objects
    assert outcome.code == 2 and row["ok"] is False and row["error"]["code"] == "library_damaged"
    assert row["labels"] is None and made["backup"] in row["backups"]
    sentence = "breedlens: The library of labels is damaged. It can be restored from its last backup.\n"
    assert outcome.err == sentence
    for words in (["label", "list"], ["label", "undo"], ["library", "backup"]):
        outcome = command(*words, "--library", filled)
        assert outcome.code == 2 and outcome.err == sentence and outcome.out == ""
    outcome = library("restore")
    (row,) = outcome.objects
    assert outcome.code == 0 and outcome.err == "" and row["ok"] is True and row["backup"] == made["backup"]
    assert list(row) == ["library", "ok", "backup", "day", "replaced"]
    assert Path(row["replaced"]).read_bytes() == damaged
    assert command("label", "list", "--library", filled, "--format", "json").objects == listed
    assert library("check").code == 0


def test_a_library_that_is_gone_is_restored(library: Command, filled: Path, command: Command) -> None:
    library("backup")
    filled.unlink()
    assert library("check").code == 2
    assert library("restore").objects[0]["replaced"] is None
    assert library("check").objects[0]["labels"] == 12
    assert "is as it was in the backup of" in command("library", "restore", "--library", filled).out


def test_the_first_backup_of_a_day_is_not_made_twice(library: Command, filled: Path) -> None:
    folder = filled.with_name(f"{filled.name}.backups")
    for path in folder.iterdir():
        path.unlink()
    for count in (1, 2):
        assert library("backup").code == 0 and len(list(folder.iterdir())) == count


def test_it_is_backed_up_but_not_restored_while_it_is_open(
    library: Command, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_arguments, "WAIT_S", 0.1)
    with LabelLibrary(filled) as opened:
        assert library("check").objects[0]["ok"] and library("backup").code == 0
        outcome = library("restore")
        assert outcome.code == 2 and outcome.out == "" and "another window or command" in outcome.err
        assert len(opened.labels()) == 12
    assert list(filled.parent.glob("*.replaced-*")) == []
    assert library("restore").code == 0


def test_a_newer_or_foreign_library_is_left_alone(library: Command, filled: Path) -> None:
    for pragma, sentence in (("user_version = 99", "newer version"), ("application_id = 3", "another program")):
        with closing(sqlite3.connect(filled)) as connection:
            connection.execute(f"PRAGMA {pragma}")
        before = filled.read_bytes()
        outcome = library("check")
        assert outcome.code == 2 and sentence in outcome.err and outcome.objects[0]["ok"] is False
        assert filled.read_bytes() == before


@pytest.mark.parametrize("words", [["check"], ["backup"], ["restore"]])
def test_no_library_is_wrong_use(library: Command, file: Path, words: list[str]) -> None:
    outcome = library(*words)
    assert outcome.code == 2 and outcome.out == "" and "There is no library" in outcome.err
    assert not file.parent.exists()


def test_no_backup_is_a_sentence(library: Command, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"nothing")
    outcome = library("restore")
    assert outcome.code == 2 and "There is no backup" in outcome.err and file.read_bytes() == b"nothing"


@pytest.mark.parametrize("words", [[], ["paint"], ["check", "more"], ["check", "--library", ""]])
def test_wrong_use_is_one_sentence(command: Command, words: list[str]) -> None:
    outcome = command("library", *words)
    assert outcome.code == 2 and outcome.out == "" and outcome.err.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names can be any bytes")
def test_a_library_may_have_any_name(command: Command, tmp_path: Path, photos: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff 100%?#.sqlite3")
    assert command("label", "set", photos / "photo1.jpg", "--status", "mixed", "--library", odd).code == 0
    for word in ("backup", "check", "restore"):
        outcome = command("library", word, "--library", odd, "--format", "json")
        assert outcome.code == 0 and outcome.out.isascii() and outcome.objects[0]["library"] == str(odd)
        assert command("library", word, "--library", odd).code == 0


def test_a_backup_that_cannot_be_made_is_told(library: Command, filled: Path) -> None:
    folder = filled.with_name(f"{filled.name}.backups")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    outcome = library("check")
    assert outcome.code == 0 and "Today's backup of the library could not be made." in outcome.err
    assert library("backup").code == 2


def test_an_earlier_backup_is_restored_by_its_name(
    library: Command, command: Command, filled: Path, photos: Path
) -> None:
    first = Path(library("backup").objects[0]["backup"])
    assert command("label", "set", photos, "--status", "mixed", "--library", filled).code == 0
    second = Path(library("backup").objects[0]["backup"])
    assert first != second
    outcome = library("restore", "--backup", first.name)
    assert outcome.code == 0 and outcome.objects[0]["backup"] == str(first)
    rows = command("label", "list", "--library", filled, "--format", "json").objects
    assert {row["breed"] for row in rows} == {"pug"}
    assert library("restore", "--backup", second).code == 0
    rows = command("label", "list", "--library", filled, "--format", "json").objects
    assert {row["status"] for row in rows} == {"mixed"}
    wrong = library("restore", "--backup", photos)
    assert wrong.code == 2 and first.name in wrong.err and "Traceback" not in wrong.err


def test_a_folder_is_no_library_and_gets_no_lock_beside_it(command: Command, photos: Path) -> None:
    before = sorted(photos.parent.iterdir())
    outcome = command("label", "set", photos / "photo1.jpg", "--breed", "pug", "--library", photos)
    assert outcome.code == 2 and "is a folder; name the library's file in it." in outcome.err
    assert sorted(photos.parent.iterdir()) == before
