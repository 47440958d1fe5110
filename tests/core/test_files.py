"""Files are whole or absent, and nothing is written over by accident."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import files


def names_in(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    files.write_bytes(str(path), b"new")
    assert path.read_bytes() == b"new" and names_in(tmp_path) == {"result.json"}


def test_a_failure_keeps_the_old_content_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.temporary_beside(str(path)) as temporary:
        Path(temporary).write_bytes(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old" and names_in(tmp_path) == {"result.json"}


@pytest.mark.parametrize("hard_links", [True, False])
def test_publishing_never_writes_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool) -> None:
    if not hard_links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no hard links here")

        monkeypatch.setattr(os, "link", refuse)
    taken, free = tmp_path / "taken", tmp_path / "free"
    taken.write_bytes(b"theirs")
    with files.temporary_beside(str(taken)) as temporary:
        Path(temporary).write_bytes(b"ours")
        with pytest.raises(FileExistsError):
            files.publish(temporary, str(taken))
        files.publish(temporary, str(free))
    assert taken.read_bytes() == b"theirs" and free.read_bytes() == b"ours"
    assert names_in(tmp_path) == {"taken", "free"}


@pytest.mark.skipif(os.name != "posix", reason="rights are a POSIX matter")
def test_rights_are_those_of_any_new_file(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    files.write_bytes(str(tmp_path / "ours"), b"")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


@given(st.binary())
def test_any_name_can_be_shown(name: bytes) -> None:
    text = files.shown(os.fsdecode(name))
    text.encode("utf-8")
    assert text == "" or text.isprintable()


def test_readable_names_are_shown_as_they_are() -> None:
    assert files.shown("Été/狗 (2).jpg") == "Été/狗 (2).jpg"
    assert files.shown(os.fsdecode(b"\xff\x1b[2J\n.jpg")) == r"\udcff\x1b[2J\n.jpg"


def test_what_may_not_be_written_is_named(tmp_path: Path) -> None:
    present = tmp_path / "labels.sqlite3"
    present.write_bytes(b"")
    cases = ((present, present), (tmp_path / "new" / "file", tmp_path / "new"), (tmp_path / "new", tmp_path))
    for refused, place in cases:
        failure = files.write_failure(PermissionError(errno.EACCES, "Permission denied", str(refused)))
        assert (failure.code, failure.parameters) == ("no_permission", {"place": str(place)})
    for unnamed in (PermissionError(errno.EACCES, "denied"), OSError(errno.EROFS, "read-only", 7)):
        assert files.write_failure(unnamed).message == "You are not allowed to write there."
