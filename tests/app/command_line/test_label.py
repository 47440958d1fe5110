"""`breedlens label`: what was said is on the disk, is listed, and can be taken back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.command_line import label, label_work, library_arguments
from core.library.library import LabelLibrary
from core.library.records import Status
from core.paths import HOME_VARIABLE

Command = Callable[..., Any]
Said = dict[str, tuple[str, str | None]]
ROOT = Path(__file__).resolve().parents[3]
KEYS = ["path", "breed", "status", "origin", "time"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / "labels.sqlite3"


@pytest.fixture
def labels(command: Command, file: Path) -> Command:
    """Runs `breedlens label ...` on a library of the test."""
    return lambda *words: command("label", *words, "--library", file, "--format", "json")


def said(outcome: Any) -> Said:
    """By file name."""
    return {os.path.basename(row["path"]): (row["status"], row["breed"]) for row in outcome.objects}


def test_the_words_are_those_of_the_library() -> None:
    assert tuple(map(str, Status)) == label.STATUSES and set(label.GIVEN) <= set(label.STATUSES)


def test_what_is_said_is_listed(labels: Command, photos: Path) -> None:
    pug, other = photos / "photo1.jpg", photos / "photo2.jpg"
    outcome = labels("set", pug, "--breed", "Carlin")
    assert outcome.code == 0 and outcome.err == ""
    (row,) = outcome.objects
    assert list(row) == KEYS and row["time"].endswith("+00:00")
    assert {**row, "time": ""} == {
        **{"path": str(pug), "status": "labelled", "breed": "pug"},
        **{"origin": "chosen", "time": ""},
    }
    labels("set", other, "--status", "not_a_dog")
    assert said(labels("list")) == {"photo1.jpg": ("labelled", "pug"), "photo2.jpg": ("not_a_dog", None)}
    assert said(labels("list", "--breed", "pug")) == {"photo1.jpg": ("labelled", "pug")}
    assert said(labels("list", "--status", "not_a_dog")) == {"photo2.jpg": ("not_a_dog", None)}
    outcome = labels("list", photos / "photo3.jpg", pug)
    assert outcome.objects[0] == {
        **{"path": str(photos / "photo3.jpg"), "status": "unlabelled", "breed": None, "origin": None, "time": ""}
    }
    assert outcome.objects[1] == row


def test_a_new_breed_is_told_once_with_the_known_one_that_it_is_like(labels: Command, photos: Path) -> None:
    paths = [photos / f"photo{number}.jpg" for number in range(1, 4)]
    outcome = labels("set", *paths, "--breed", "Germn Sheperd")
    assert outcome.code == 0 and set(said(outcome).values()) == {("labelled", "Germn Sheperd")}
    assert outcome.err.count("is a new breed of your own, like German Shepherd.") == 1
    assert labels("set", *paths, "--breed", "Germn Sheperd").err == ""
    assert "Rex is a new breed of your own. " in labels("set", *paths, "--breed", "Rex").err


def test_a_label_can_be_taken_away(labels: Command, photos: Path) -> None:
    photo = photos / "photo1.jpg"
    labels("set", photo, "--status", "mixed")
    assert said(labels("set", photo, "--status", "unlabelled")) == {"photo1.jpg": ("unlabelled", None)}
    assert labels("list").objects == []
    assert said(labels("undo")) == {"photo1.jpg": ("mixed", None)}


def test_a_folder_is_one_step_over_many_transactions(
    labels: Command, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_work, "AT_ONCE", 5)
    (photos / "broken.jpg").unlink()
    labels("set", photos / "photo1.jpg", "--breed", "beagle")
    before = said(labels("list"))
    outcome = labels("set", photos, "--breed", "Rex", "-r")
    assert outcome.code == 0 and set(said(outcome).values()) == {("labelled", "Rex")}
    assert len(outcome.objects) == 13 and "deep.png" in said(outcome)
    after = said(labels("list"))
    outcome = labels("undo")
    assert outcome.err == "breedlens: Undone: the labels of 13 photos.\n" and len(outcome.objects) == 13
    assert said(outcome)["photo1.jpg"] == ("labelled", "beagle") and said(outcome)["deep.png"] == ("unlabelled", None)
    assert said(labels("list")) == before
    assert labels("list", "--breed", "Rex").code == 2  # the breed came with the step
    outcome = labels("redo")
    assert outcome.err == "breedlens: Done again: the labels of 13 photos.\n" and said(outcome) == after
    assert said(labels("list")) == after
    assert labels("redo").err == "breedlens: There is nothing to redo.\n"


def test_folders_below_are_asked_for(labels: Command, photos: Path) -> None:
    assert "deep.png" not in said(labels("set", photos, "--status", "mixed"))
    outcome = labels("set", photos / "below" / "..", "--status", "mixed", "--recursive")
    assert "deep.png" in said(outcome)
    assert all(os.path.isabs(row["path"]) for row in outcome.objects)


def test_what_changes_nothing_leaves_what_can_be_redone(labels: Command, photos: Path) -> None:
    first, second = photos / "photo1.jpg", photos / "photo2.jpg"
    labels("set", first, "--status", "mixed")
    labels("set", second, "--breed", "pug")
    labels("undo")
    assert said(labels("set", first, "--status", "mixed")) == {"photo1.jpg": ("mixed", None)}
    assert labels("set", photos / "missing.jpg", "--breed", "Nobody").code == 1
    assert said(labels("redo")) == {"photo2.jpg": ("labelled", "pug")}
    assert labels("list", "--breed", "Nobody").code == 2


def test_copies_have_a_line_each(labels: Command, photos: Path) -> None:
    copy = photos / "copy.jpg"
    copy.write_bytes((photos / "photo1.jpg").read_bytes())
    outcome = labels("set", copy, photos / "photo1.jpg", "--status", "unknown")
    assert [os.path.basename(row["path"]) for row in outcome.objects] == ["copy.jpg", "photo1.jpg"]
    assert len(labels("list").objects) == 1


def test_what_cannot_be_read_is_told_and_gives_1(labels: Command, photos: Path) -> None:
    missing, notes = photos / "missing.jpg", photos / "notes.txt"
    outcome = labels("set", missing, photos / "photo1.jpg", notes, photos / "broken.jpg", "--status", "mixed")
    assert outcome.code == 1 and said(outcome) == {"photo1.jpg": ("mixed", None)}
    lines = outcome.err.splitlines()
    assert len(lines) == 3 and lines[0] == f"breedlens: {missing}: There is no such file, or not any more."
    assert lines[1] == f"breedlens: {notes}: This file is not a photo."
    outcome = labels("list", missing, photos / "photo1.jpg")
    assert outcome.code == 1 and len(outcome.objects) == 1 and str(missing) in outcome.err


def test_a_photo_that_was_written_over_keeps_its_step(labels: Command, photos: Path) -> None:
    first, second = photos / "photo1.jpg", photos / "photo2.jpg"
    content = first.read_bytes()
    labels("set", first, "--status", "mixed")
    first.write_bytes(second.read_bytes() + b"edited")
    labels("set", first, "--status", "unlabelled")
    outcome = labels("undo")
    assert outcome.code == 0 and [(row["path"], row["status"]) for row in outcome.objects] == [("", "unlabelled")]
    labels("redo")
    second.write_bytes(content)
    assert said(labels("list", second)) == {"photo2.jpg": ("mixed", None)}


def test_nothing_to_undo(labels: Command, photos: Path) -> None:
    labels("set", photos / "photo1.jpg", "--status", "mixed")
    labels("undo")
    outcome = labels("undo")
    assert outcome.code == 0 and outcome.out == "" and outcome.err == "breedlens: There is nothing to undo.\n"


def test_a_folder_without_photos_is_no_error(labels: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = labels("set", tmp_path / "empty", "--status", "mixed")
    assert outcome.code == 0 and "No photos were found." in outcome.err


@pytest.mark.parametrize("words", [["list"], ["undo"], ["redo"], ["list", "a.jpg"]])
def test_no_library_is_wrong_use(labels: Command, file: Path, words: list[str]) -> None:
    outcome = labels(*words)
    assert outcome.code == 2 and "There is no library" in outcome.err and not file.parent.exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["paint"],
        ["set", "--status", "mixed"],
        ["set", "a.jpg"],
        ["set", "a.jpg", "--status", "labelled"],
        ["set", "a.jpg", "--status", "mixed", "--breed", "pug"],
        ["set", "a.jpg", "--breed", ""],
        ["list", "--status", "unlabelled"],
        ["undo", "a.jpg"],
        ["set", "a.jpg", "--breed", "!?"],
    ],
)
def test_wrong_use_is_one_sentence(labels: Command, words: list[str]) -> None:
    outcome = labels(*words)
    assert outcome.code == 2 and outcome.out == "" and outcome.err.count("\n") == 1


def test_a_table_for_people(command: Command, file: Path, photos: Path) -> None:
    words = ("label", "set", photos / "photo1.jpg", photos / "photo2.jpg", "--breed", "shih-tzu", "--library", file)
    outcome = command(*words)
    lines = outcome.out.splitlines()
    assert lines == [f"{photos / f'photo{number}.jpg'}  labelled    Shih Tzu" for number in (1, 2)]


def test_the_programs_own_library_is_the_default(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))
    assert command("label", "set", photos / "photo1.jpg", "--status", "mixed").code == 0
    assert (tmp_path / "own" / "data" / "library" / "labels.sqlite3").is_file()
    assert len(command("label", "list", "--format", "json").objects) == 1


def test_another_window_is_waited_for_and_told(
    labels: Command, file: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels("set", photos / "photo1.jpg", "--status", "mixed")
    monkeypatch.setattr(library_arguments, "WAIT_S", 0.1)
    with LabelLibrary(file):
        for words in (["set", photos / "photo2.jpg", "--status", "mixed"], ["undo"]):
            outcome = labels(*words)
            assert outcome.code == 2 and outcome.out == "" and "another window" in outcome.err
        assert len(labels("list").objects) == 1  # to look is allowed
        assert len(labels("list", photos / "photo2.jpg").objects) == 1


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names can be any bytes")
def test_names_of_any_bytes(labels: Command, photos: Path) -> None:
    odd = photos / os.fsdecode(b"-odd \xff\n.jpg")
    (photos / "photo1.jpg").rename(odd)
    outcome = labels("set", odd, "--breed", "pug")
    assert outcome.code == 0 and outcome.out.isascii() and outcome.objects[0]["path"] == str(odd)
    assert [row["path"] for row in labels("list").objects] == [str(odd)]
    assert [row["path"] for row in labels("undo").objects] == [str(odd)]
    for _ in range(2):
        outcome = labels("set", odd, "--breed", os.fsdecode(b"\xff"))
        assert outcome.code == 0 and outcome.objects[0]["breed"].isprintable()
    labels("undo")
    assert labels("undo").err == "breedlens: There is nothing to undo.\n"


def test_ctrl_c_keeps_what_has_its_line(labels: Command, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(label_work, "AT_ONCE", 4)
    look, seen = label_work.probe_photo, list[str]()

    def interrupt(path: str) -> Any:
        seen.append(path)
        if len(seen) == 6:
            signal.raise_signal(signal.SIGINT)
        return look(path)

    monkeypatch.setattr(label_work, "probe_photo", interrupt)
    outcome = labels("set", photos, "--status", "mixed")
    # broken.jpg comes first
    assert outcome.code == 130 and len(outcome.objects) == 7 and outcome.err.endswith("breedlens: Stopped.\n")
    assert said(labels("list")) == said(outcome)
    assert len(labels("undo").objects) == 7


def start(home: Path, file: Path, *words: str | Path, **options: Any) -> subprocess.Popen[str]:
    """`breedlens label ...` in a process of its own."""
    command = [sys.executable, "-m", "app", "label", *map(str, words), "--library", str(file), "--format", "json"]
    environment = {**os.environ, HOME_VARIABLE: str(home)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)


def test_two_at_once_lose_nothing(labels: Command, home: Path, file: Path, photos: Path) -> None:
    halves = [[photos / f"photo{number}.jpg" for number in range(first, 13, 2)] for first in (1, 2)]
    processes = [
        start(home, file, "set", *half, "--breed", name) for half, name in zip(halves, ("pug", "Rex"), strict=True)
    ]
    printed: Said = {}
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0 and all("new breed" in line for line in err.splitlines())
        rows = [json.loads(line) for line in out.splitlines()]
        printed |= {os.path.basename(row["path"]): (row["status"], row["breed"]) for row in rows}
    assert len(printed) == 12 and said(labels("list")) == printed
    for _ in range(2):
        assert len(labels("undo").objects) == 6
    assert labels("list").objects == []


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe that closes early")
def test_a_reader_that_leaves_does_not_end_the_labelling(labels: Command, home: Path, file: Path, photos: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = start(home, file, "set", photos, "--status", "mixed", stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1 and err.count("\n") == 1  # broken.jpg
    assert len(labels("list").objects) == 12
