"""`breedlens submission`: the competition's form, and other forms."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
MODEL = ("--model", "efficientnet-lite0")


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_competitions_form(command: Command, photos: Path) -> None:
    (photos / "broken.jpg").unlink()
    outcome = command("submission", *MODEL, photos, "--threads", "2")
    assert outcome.code == 0 and outcome.err == ""
    head, *rows = _rows(outcome.out)
    assert head[0] == "id" and len(head) == 121 and head[1:] == sorted(head[1:]) and head[1] == "affenpinscher"
    assert [row[0] for row in rows] == sorted(f"photo{i}" for i in range(1, 13))
    assert all(math.fsum(map(float, row[1:])) == pytest.approx(1, abs=1e-12) for row in rows)
    labels = _rows(command("submission", *MODEL, photos, "--form", "labels").out)
    assert labels[0] == ["id", "label"]
    for row, (name, label) in zip(rows, sorted(labels[1:]), strict=True):
        assert name == row[0] and label == head[1 + max(range(120), key=lambda i: float(row[1 + i]))]


def test_a_sample_gives_columns_ids_and_their_order(command: Command, photos: Path, tmp_path: Path) -> None:
    sample, target = tmp_path / "sample.csv", tmp_path / "out.csv"
    sample.write_text("id,pug,Beagle,unicorn\nphoto7,0,0,0\nmissing,0,0,0\nphoto2,0,0,0\n")
    outcome = command("submission", *MODEL, photos, "--sample", sample, "-o", target)
    assert outcome.code == 1 and outcome.out == "" and "missing" in outcome.err and "1 of the 3 breeds" in outcome.err
    head, *rows = _rows(target.read_text("utf-8"))
    assert head == ["id", "pug", "Beagle", "unicorn"] and [row[0] for row in rows] == ["photo7", "missing", "photo2"]
    assert [float(cell) for cell in rows[1][1:]] == pytest.approx([1 / 3] * 3)


def test_ids_may_be_names_of_files(command: Command, photos: Path, tmp_path: Path) -> None:
    sample, labels, target = tmp_path / "sample.csv", tmp_path / "labels.csv", tmp_path / "out.csv"
    sample.write_text("image_id,label\nphoto7.jpg,x\ntest/photo2.jpg,x\nphoto3,x\nphoto4.gif,x\n")
    labels.write_text("image_id,label\nphoto7.jpg,pug\nphoto2.jpg,pug\nphoto3.jpg,pug\n")
    outcome = command(
        *("submission", *MODEL, photos, "--sample", sample, "--form", "labels", "--score", labels, "-o", target),
        *("--format", "json"),
    )
    assert outcome.code == 1 and outcome.err.strip().endswith(
        "Without an answer, the first breed is written: photo4.gif."
    )
    head, *rows = _rows(target.read_text("utf-8"))
    assert head == ["image_id", "label"]
    assert [row[0] for row in rows] == ["photo7.jpg", "test/photo2.jpg", "photo3", "photo4.gif"]
    alone = dict(_rows(command("submission", *MODEL, photos, "--form", "labels").out))
    assert [row[1] for row in rows[:3]] == [alone["photo7"], alone["photo2"], alone["photo3"]]
    assert json.loads(outcome.out)["photos"] == 3


def test_labels_of_other_photos_are_refused_before_the_work(command: Command, photos: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("id,breed\nother,pug\n")
    outcome = command("submission", *MODEL, photos, "--score", labels)
    assert outcome.code == 2 and outcome.out == "" and "name none of the ids, such as" in outcome.err


def test_the_score(command: Command, photos: Path, tmp_path: Path) -> None:
    labels, target = tmp_path / "labels.csv", tmp_path / "out.csv"
    labels.write_text("id,breed\n" + "".join(f"photo{i},pug\n" for i in range(1, 13)))
    outcome = command("submission", *MODEL, photos, "--score", labels, "-o", target, "--format", "json")
    assert outcome.code == 1 and "broken.jpg" in outcome.err  # drawn photos, of which one is broken
    scored = json.loads(outcome.out)
    head, *rows = _rows(target.read_text("utf-8"))
    place = head.index("pug")
    expected = sum(-math.log(float(row[place])) for row in rows if row[0] != "broken") / 12
    assert scored["event"] == "scored" and scored["photos"] == 12
    assert 0 <= scored["accuracy_low"] <= scored["accuracy"] <= scored["accuracy_high"] <= 1
    assert scored["log_loss"] == pytest.approx(expected, rel=1e-6)
    assert scored["uniform"] == pytest.approx(4.78749, abs=5e-6)
    text = command("submission", *MODEL, photos, "--score", labels)
    assert f"log loss {scored['log_loss']:.5f} (a uniform guess: 4.78749)" in text.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{here}/empty"], "No photos were found"),
        (["{here}", "--sample", "{here}/none"], "cannot be read"),
        (["{here}", "--sample", "{here}/wide.csv", "--form", "labels"], "the sample has 3"),
        (["{here}", "--score", "{here}/none"], "cannot be read"),
        (["{here}", "--form", "own"], "invalid choice"),
        (["{here}", "--format", "json"], "json needs --score"),
        (["{here}", "-o", "{here}/photo.jpg"], "called like a photo"),
    ],
)
def test_wrong_use_gets_one_sentence(command: Command, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "wide.csv").write_text("id,pug,beagle\n1,0,1\n")
    outcome = command("submission", *(argument.replace("{here}", str(tmp_path)) for argument in arguments))
    assert outcome.code == 2 and sentence in outcome.err and outcome.out == "" and outcome.err.count("\n") == 1
