"""`breedlens label export` and `label import`: out and in again, with a word on everything that is left out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.command_line import label_exchange
from core.library import exchange
from core.library.library import LabelLibrary
from core.library.records import Status
from core.library.sidecars.files import Naming

Command = Callable[..., Any]
Said = dict[str, tuple[str, str | None]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / "labels.sqlite3"


@pytest.fixture
def labels(command: Command, file: Path) -> Command:
    """Runs `breedlens label ...` on a library of the test."""
    return lambda *words: command("label", *words, "--library", file, "--format", "json")


@pytest.fixture
def labelled(labels: Command, photos: Path) -> Said:
    """By file name: four photos of different labels."""
    labels("set", photos / "photo1.jpg", photos / "photo2.jpg", "--breed", "Norwich Terrier")
    labels("set", photos / "photo3.jpg", "--breed", "Rex")
    labels("set", photos / "photo4.jpg", "--status", "mixed")
    return said(labels("list"))


def said(outcome: Any) -> Said:
    return {os.path.basename(row["path"]): (row["status"], row["breed"]) for row in outcome.objects}


def test_the_words_are_those_of_the_library() -> None:
    assert tuple(map(str, exchange.ExchangeFormat)) == label_exchange.FORMATS
    assert tuple(map(str, exchange.Layout)) == label_exchange.LAYOUTS
    assert tuple(map(str, Naming)) == label_exchange.NAMINGS and tuple(map(str, Status)) == label_exchange.STATUSES


@pytest.mark.parametrize("kind", label_exchange.FORMATS)
def test_out_and_in_again(
    command: Command, labels: Command, labelled: Said, photos: Path, tmp_path: Path, kind: str
) -> None:
    output = [] if kind == "xmp" else ["--output", tmp_path / "out"]
    outcome = labels("export", "--to", kind, *output)
    (row,) = outcome.objects
    assert outcome.code == 0 and outcome.err == ""
    assert list(row) == ["to", "output", "photos", "written", "left_out"]
    assert row["photos"] == 4 and row["written"] + sum(one["count"] for one in row["left_out"]) == 4
    other = ["--library", tmp_path / "other.sqlite3", "--format", "json"]
    source = photos if kind == "xmp" else tmp_path / "out"
    where = [] if kind == "xmp" else ["--photos", photos]
    outcome = command("label", "import", "--from", kind, source, *where, *other)
    assert outcome.code == 2 and "Rex" in outcome.err and outcome.out == ""
    outcome = command("label", "import", "--from", kind, source, *where, "--add-breeds", *other)
    assert outcome.code == 0, outcome.err
    assert list(outcome.objects[0]) == ["path", "breed", "status", "origin", "time"]
    left_out = {os.path.basename(path) for one in row["left_out"] for path in one["paths"]}
    assert said(outcome) == {name: label for name, label in labelled.items() if name not in left_out}
    assert outcome.err.startswith(f"breedlens: Entries: {row['written']}. Labels imported: {row['written']}.")
    listed = command("label", "list", *other).objects
    assert sorted(listed, key=lambda one: one["path"]) == sorted(outcome.objects, key=lambda one: one["path"])
    undone = command("label", "undo", *other)
    assert len(undone.objects) == row["written"] and "imported labels" in undone.err


def test_only_some_photos(labels: Command, labelled: Said, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert labels("export", "--to", "json", "-o", out, "--breed", "Rex").objects[0]["photos"] == 1
    assert labels("export", "--to", "json", "--output", out, "--breed", "Rex", "--breed", "norwich").objects == []
    outcome = labels("export", "--to", "json", "--output", out, "--status", "mixed", "--status", "verified")
    assert outcome.objects[0]["photos"] == 1
    assert [one["status"] for one in json.loads(out.read_text())["photos"]] == ["mixed"]
    outcome = labels("export", "--to", "coco", "--output", out, "--status", "unlabelled")
    assert outcome.objects[0]["photos"] == 0
    labels("undo")
    outcome = labels("export", "--to", "coco", "--output", out, "--status", "unlabelled")
    assert (outcome.code, outcome.objects[0]["photos"]) == (0, 1)
    assert [(one["code"], one["count"]) for one in outcome.objects[0]["left_out"]] == [("no_label", 1)]


def test_a_conflict_is_listed_and_the_label_stays(
    labels: Command, labelled: Said, photos: Path, tmp_path: Path
) -> None:
    table = tmp_path / "list.csv"
    table.write_text("file,breed\nphoto1.jpg,pug\nphoto5.jpg,pug\nphoto9999.jpg,pug\n")
    arguments = ("import", "--from", "csv", table, "--photos", photos)
    outcome = labels(*arguments)
    assert outcome.code == 1 and said(outcome) == {"photo5.jpg": ("labelled", "pug")}
    assert "photo1.jpg: Norwich Terrier stays, the file says Pug" in outcome.err and "photo9999.jpg" in outcome.err
    outcome = labels(*arguments, "--replace")
    assert said(outcome) == {"photo1.jpg": ("labelled", "pug")}


def test_photos_that_are_gone_make_the_exit_code_1(
    labels: Command, labelled: Said, photos: Path, tmp_path: Path
) -> None:
    (photos / "photo1.jpg").unlink()
    outcome = labels("export", "--to", "folders", "--output", tmp_path / "out")
    assert outcome.code == 1 and [one["code"] for one in outcome.objects[0]["left_out"]] == ["not_found"]
    assert outcome.objects[0]["written"] == 3


def test_a_table_for_people(command: Command, labels: Command, labelled: Said, file: Path, tmp_path: Path) -> None:
    outcome = command("label", "export", "--to", "kaggle", "--output", tmp_path / "k.csv", "--library", file)
    assert outcome.out == (
        f"Photos: 4. Written: 3, to {tmp_path / 'k.csv'}. Left out: 1.\n"
        "1 left out: The label names no breed, and this format has no place for others.\n"
    )


def test_sidecars_come_and_go(labels: Command, labelled: Said, photos: Path) -> None:
    before = set(photos.iterdir())
    labels("export", "--to", "xmp", "--sidecar", "stem")
    assert {path.name for path in set(photos.iterdir()) - before} == {f"photo{number}.xmp" for number in range(1, 5)}
    outcome = labels("export", "--to", "xmp", "--remove")
    assert outcome.objects[0]["written"] == 4 and set(photos.iterdir()) == before


def test_a_split_is_the_same_every_time(labels: Command, photos: Path, tmp_path: Path) -> None:
    (photos / "broken.jpg").unlink()
    labels("set", photos, "--breed", "pug", "-r")
    for name in ("one", "two"):
        labels("export", "--to", "folders", "--split", "0.5,0.25,0.25", "--seed", "3", "--output", tmp_path / name)
    files = [sorted(p.relative_to(tmp_path / name) for p in (tmp_path / name).rglob("*.*")) for name in ("one", "two")]
    assert files[0] == files[1] and {path.parts[:2] for path in files[0]} == {
        *(("train", "pug"), ("validation", "pug"), ("test", "pug"))
    }
    outcome = labels("export", "--to", "folders", "--split", "0.6,0.2,0.2", "--output", tmp_path / "one")
    assert outcome.code == 2 and "another export" in outcome.err


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["export"], "--to"),
        (["export", "--to", "word"], "invalid choice"),
        (["export", "--to", "xmp", "--output", "x"], "beside their photos"),
        (["export", "--to", "csv", "--remove"], "--to xmp"),
        (["export", "--to", "csv", "--split", "1,0,0"], "--to folders and yolo"),
        (["export", "--to", "folders", "--split", "a,b"], "three numbers"),
        (["export", "--to", "folders", "--output", "x", "--split", "0.9,0.9,0.9"], "make 1 together"),
        (["export", "--to", "csv", "--layout", "detection", "--output", "x"], "no layout"),
        (["export", "--to", "csv", "--output", ""], "empty"),
        (["export", "--to", "csv", "--output", "x", "--breed", "Nobody"], "No breed is called Nobody"),
        (["export", "--to", "csv", "--output", "photo.jpg"], "called like one"),
        (["export", "--to", "csv", "--output", "nowhere/x.csv"], "folder to write to is not there"),
        (["import", "--from", "csv"], "PATH"),
        (["import", "--from", "csv", "nothing.csv"], "no such file"),
        (["import", "--from", "xmp", "nothing"], "no sidecar"),
    ],
)
def test_wrong_use_is_a_sentence(
    labels: Command, labelled: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], part: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    outcome = labels(*words)
    assert outcome.code == 2 and part in outcome.err and outcome.err.count("\n") == 1 and outcome.out == ""
    assert set(tmp_path.rglob("*")) == before


def test_what_lies_there_is_not_written_over_by_a_name_that_nobody_gave(
    labels: Command, labelled: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert labels("export", "--to", "csv").code == 0
    content = (tmp_path / "breedlens-labels.csv").read_bytes()
    outcome = labels("export", "--to", "csv")
    assert outcome.code == 2 and "--output" in outcome.err
    assert (tmp_path / "breedlens-labels.csv").read_bytes() == content


def test_neither_the_library_nor_a_photo_is_written_over(
    labels: Command, labelled: Said, file: Path, photos: Path
) -> None:
    for place in (file, photos / "photo1.jpg"):
        before = place.read_bytes()
        assert labels("export", "--to", "csv", "--output", place).code == 2
        assert place.read_bytes() == before
    with LabelLibrary(file) as library:
        library.check()


def test_a_second_folder_of_photos_is_refused(labels: Command, labelled: Said, photos: Path, tmp_path: Path) -> None:
    labels("export", "--to", "csv", "--output", tmp_path / "out.csv")
    outcome = labels("import", "--from", "csv", tmp_path / "out.csv", "--photos", photos, "--photos", tmp_path)
    assert outcome.code == 2 and "--photos can be given once" in outcome.err
    assert said(labels("list")) == labelled
