"""`breedlens classify`: what it writes, in which order, and how it ends."""

from __future__ import annotations

import csv
import io
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from app.command_line import classify_work
from app.command_line.classify import VIEWS
from core.breeds import load_breed_table
from core.control import Control
from core.exports.csv_export import csv_header
from core.inference.classifier import Classifier
from core.inference.views import VIEW_NAMES
from core.photos.loader import load_photo
from core.photos.scan import scan

Command = Callable[..., Any]
KEYS = ["path", "is_dog", "dog_probability", "predictions", "breed_set", "model", "error"]


def test_every_key_is_there_and_answers_are_those_of_the_model(command: Command, photos: Path) -> None:
    photo = photos / "photo1.jpg"
    outcome = command("classify", photo, "--format", "json", "--top", "3", "--model", "efficientnet-lite0")
    assert outcome.code == 0 and outcome.err == ""
    (answer,) = outcome.objects
    assert list(answer) == KEYS and answer["path"] == str(photo) and answer["error"] is None
    classifier = Classifier.load("efficientnet-lite0")
    pixels = load_photo(str(photo), shorter_side=classifier.decode_side)
    assert isinstance(pixels, np.ndarray)
    expected = classifier.classify(pixels)
    assert answer["is_dog"] is expected.is_dog and answer["model"] == "efficientnet-lite0"
    assert answer["dog_probability"] == pytest.approx(expected.dog_probability, abs=1e-5)
    assert answer["breed_set"] == list(expected.breed_set)
    breeds = load_breed_table()
    for got, wanted in zip(answer["predictions"], expected.top(3), strict=True):
        breed = breeds.by_slug(wanted.breed)
        assert list(got) == ["rank", "breed", "name", "wnid", "probability"]
        assert (got["rank"], got["breed"]) == (wanted.rank, wanted.breed)
        assert (got["name"], got["wnid"]) == (breed.name_en, breed.wnid)
        assert got["probability"] == pytest.approx(wanted.probability, abs=1e-4)


def test_an_unreadable_photo_has_its_line_and_makes_the_exit_code_1(command: Command, photos: Path) -> None:
    outcome = command("classify", photos / "broken.jpg", photos / "missing.jpg", "--format", "json")
    assert outcome.code == 1 and outcome.err == "breedlens: 2 of 2 could not be read.\n"
    broken, missing = outcome.objects
    assert missing["error"]["code"] == "not_found" and broken["error"]["message"].endswith(".")
    for answer in (broken, missing):
        assert list(answer) == KEYS and answer["predictions"] == answer["breed_set"] == []
        assert answer["is_dog"] is answer["dog_probability"] is None and answer["model"]


@pytest.mark.parametrize("options", [[], ["--recursive"], ["-r", "--threads", "3"]])
def test_answers_come_in_the_order_of_the_scan(command: Command, photos: Path, options: list[str]) -> None:
    named = [str(photos / "photo7.jpg"), str(photos), str(photos / "notes.txt")]
    outcome = command("classify", *named, "--format", "json", *options)
    recursive = options[:1] != []
    expected = [path for chunk in scan(named, recursive=recursive) for path in chunk]
    assert [answer["path"] for answer in outcome.objects] == expected
    assert len(expected) == (15 if recursive else 14) and expected[0] == named[0]
    assert [a["path"] for a in outcome.objects if a["error"]] == [str(photos / "broken.jpg"), named[2]]


def test_one_photo_and_many_are_answered_alike(command: Command, photos: Path) -> None:
    alone = [command("classify", photos / f"photo{i}.jpg", "--format", "json").objects[0] for i in (1, 2)]
    together = command("classify", photos / "photo1.jpg", photos / "photo2.jpg", "--format", "json").objects
    for one, other in zip(alone, together, strict=True):
        assert one["predictions"][0]["breed"] == other["predictions"][0]["breed"]
        assert one["predictions"][0]["probability"] == pytest.approx(other["predictions"][0]["probability"], abs=1e-4)


def test_csv_is_the_documented_table(command: Command, photos: Path, tmp_path: Path) -> None:
    outcome = command("classify", photos, "--format", "csv", "--top", "2", "--language", "fr")
    rows = list(csv.reader(io.StringIO(outcome.out)))
    assert rows[0] == csv_header(2) and len(rows) == 14 and not outcome.out.startswith("\ufeff")
    target = tmp_path / "answers.csv"
    saved = command("classify", photos, "--format", "csv", "--top", "2", "--language", "fr", "-o", target)
    assert saved.out == "" and saved.code == outcome.code == 1
    assert list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline=""))) == rows
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_table_names_breeds_only_where_there_may_be_a_dog(command: Command, photos: Path) -> None:
    photo = photos / "photo1.jpg"
    assert command("classify", photo, "--format", "json").objects[0]["is_dog"] is False
    quiet, full = command("classify", photo).out, command("classify", photo, "--always-breeds").out
    assert "no dog found (" in quiet and quiet.rstrip().endswith(")") and full.startswith(quiet.rstrip())
    assert "nearest: " in full and full.count(",") == 4
    assert "pas de chien" in command("classify", photo, "--language", "fr").out


def test_real_dogs_are_found(command: Command, shared_photos: Path) -> None:
    photo = sorted((shared_photos / "check" / "beagle").iterdir())[0]
    answer = command("classify", photo, "--format", "json").objects[0]
    assert answer["is_dog"] is True and answer["predictions"][0]["breed"] == "beagle"
    assert "Beagle" in command("classify", photo).out


def test_heat_maps_are_whole_photos(command: Command, photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "maps" / "new"
    outcome = command("classify", photos, "-r", "--gradcam", out, "--format", "json")
    assert outcome.code == 1
    readable = [answer["path"] for answer in outcome.objects if not answer["error"]]
    expected = {os.path.relpath(path, photos) + ".heatmap.png" for path in readable}
    assert {str(path.relative_to(out)) for path in out.rglob("*.png")} == expected
    overlay = cv2.imdecode(np.fromfile(out / "photo3.jpg.heatmap.png", np.uint8), cv2.IMREAD_COLOR)
    assert overlay.shape == (60, 83, 3)


def test_a_models_folder_is_a_model(command: Command, photos: Path, home: Path) -> None:
    by_name = command("classify", photos / "photo1.jpg", "--format", "json", "--model", "efficientnet-lite0")
    folder = home / "data" / "models" / "efficientnet-lite0.breedmodel"
    assert command("classify", photos / "photo1.jpg", "--format", "json", "--model", folder).out == by_name.out


def test_a_folder_without_photos_is_said_and_is_no_error(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = command("classify", tmp_path / "empty", "--format", "json")
    assert outcome.code == 0 and outcome.out == "" and "No photos were found." in outcome.err


def test_views_offered_are_those_of_the_classifier() -> None:
    assert tuple(VIEWS) == tuple(VIEW_NAMES)


@pytest.mark.parametrize("views", VIEWS)
def test_each_way_of_looking_answers(command: Command, photos: Path, views: str) -> None:
    assert command("classify", photos / "photo1.jpg", "--views", views).code == 0


WRONG = [
    ["classify"],
    ["classify", "--format", "json"],
    ["classify", "PHOTO", "--top", "0"],
    ["classify", "PHOTO", "--top", "many"],
    ["classify", "PHOTO", "--threads", "-1"],
    ["classify", "PHOTO", "--threads", "100000"],
    ["classify", "PHOTO", "--opacity", "2"],
    ["classify", "PHOTO", "--format", "xml"],
    ["classify", "PHOTO", "--frmat", "json"],
    ["classify", "PHOTO", "--recurs"],
    ["classify", "PHOTO", "--model", "no-such-model"],
    ["classify", "PHOTO", "--model", "FOLDER"],
    ["classify", "PHOTO", "--model", "vgg16"],
    ["classify", "PHOTO", "--output", ""],
    ["classify", "PHOTO", "--gradcam", ""],
    ["classify", "PHOTO", "--output", "FOLDER"],
    ["classify", "PHOTO", "--output", "FOLDER/missing/a.json"],
    ["classify", "PHOTO", "--output", "PHOTO"],
    ["classify", "PHOTO", "--output", "FOLDER/new.jpg"],
    ["classify", "PHOTO", "--gradcam", "PHOTO"],
    ["classify", "PHOTO", "--gradcam", "PHOTO/below"],
    ["--frobnicate"],
    ["models", "shrink"],
    ["models", "get"],
    ["models", "get", "no-such-model"],
    ["models", "get", "efficientnet-lite0"],
    ["models", "add", "vgg16"],
    ["models", "add", "vgg16", "--file", "FOLDER/missing.h5"],
    ["self-test", "now"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_is_one_sentence_and_code_2(command: Command, photos: Path, arguments: list[str]) -> None:
    photo = photos / "photo1.jpg"
    before = photo.read_bytes()
    named = [word.replace("PHOTO", str(photo)).replace("FOLDER", str(photos)) for word in arguments]
    outcome = command(*named)
    assert outcome.code == 2 and outcome.out == ""
    assert outcome.err.startswith("breedlens: ") and outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert photo.read_bytes() == before
    assert not [path for path in photos.rglob("*") if path.name.startswith(".")]


def test_paths_behind_a_double_dash_may_begin_with_a_dash(
    command: Command, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photos)
    Path("photo1.jpg").rename("-r")
    outcome = command("classify", "photo2.jpg", "--format", "json", "photo3.jpg", "--", "-r", "photo4.jpg")
    assert [answer["path"] for answer in outcome.objects] == ["photo2.jpg", "photo3.jpg", "-r", "photo4.jpg"]
    assert outcome.code == 0


def test_something_unexpected_is_a_sentence_and_its_details_are_in_the_log(
    command: Command, photos: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the inner workings")

    monkeypatch.setattr(classify_work, "answer_one", fail)
    outcome = command("classify", photos / "photo1.jpg")
    log = home / "logs" / "command-line.log"
    assert outcome.code == 1 and str(log) in outcome.err and "inner workings" not in outcome.err
    assert "inner workings" in log.read_text()
    with pytest.raises(RuntimeError):
        command("classify", photos / "photo1.jpg", "--debug")


def test_ctrl_c_keeps_what_was_answered_beside_an_older_file(
    command: Command, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all = classify_work.answer_all
    before = signal.getsignal(signal.SIGINT)

    def interrupted(*arguments: Any, control: Control, **options: Any) -> Iterator[Any]:
        rows = answer_all(*arguments, control=control, **options)
        yield next(rows)
        yield next(rows)
        signal.raise_signal(signal.SIGINT)
        control.checkpoint()

    monkeypatch.setattr(classify_work, "answer_all", interrupted)
    target = tmp_path / "answers.json"
    target.write_text("older")
    outcome = command("classify", photos, "--format", "json", "--output", target)
    assert outcome.code == 130 and "Stopped." in outcome.err and "answers.json.partial" in outcome.err
    assert target.read_text() == "older"
    assert len((tmp_path / "answers.json.partial").read_text().splitlines()) == 2
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name != "posix", reason="only POSIX names can be any bytes")
def test_any_name_survives_json(command: Command, photos: Path) -> None:
    names = [b"\xff\xfe.jpg", "é\u4e00\U0001f600.jpg".encode(), b"line\nbreak \x1b[31m.jpg", b"\xed\xa0\x80.jpg"]
    for number, name in enumerate(names, start=1):
        (photos / f"photo{number}.jpg").rename(photos / os.fsdecode(name))
    outcome = command("classify", photos, "--format", "json")
    assert outcome.out.isascii()
    found = {os.path.basename(os.fsencode(answer["path"])) for answer in outcome.objects}
    assert found == set(os.listdir(os.fsencode(photos))) - {b"notes.txt", b"below"}
    assert r"\udcff\udcfe.jpg" in outcome.out
    table = command("classify", photos).out
    assert "\x1b" not in table and len(table.splitlines()) == len(found)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_may_not_be_read_has_its_line(command: Command, photos: Path) -> None:
    (photos / "below").chmod(0)
    outcome = command("classify", photos, "-r", "--format", "json")
    (photos / "below").chmod(0o755)
    assert outcome.code == 1 and outcome.objects[-1]["error"]["code"] == "no_permission"
