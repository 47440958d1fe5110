"""`breedlens evaluate`: what it scores, what it writes, and how it ends."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.command_line import evaluate_work
from app.command_line.data_arguments import LAYOUTS
from app.command_line.evaluate import SPLITS, VIEWS
from app.command_line.submission import FORMS
from core.breeds import load_breed_table
from core.datasets import open_dataset
from core.datasets.table import make_table, save_table
from core.evaluation import submission as forms
from core.evaluation.measurement import measure_model
from core.evaluation.splits import SPLIT_CHOICES
from core.inference.classifier import Classifier
from core.inference.views import VIEW_NAMES
from core.photos.loader import load_photo

Command = Callable[..., Any]
MODEL = ("--model", "efficientnet-lite0")
KEYS = {
    "event", "photos", "accuracy", "top5", "log_loss", "ece", "per_breed", "labels", "confusion", "misclassified",
    "accuracy_low", "accuracy_high", "bad_photos", "unknown_breeds",
}  # fmt: skip
DOGS = (("beagle", "beagle"), ("pug", "pug"), ("chihuahua", "Chihuahua"))


@pytest.fixture
def dogs(shared_photos: Path, tmp_path: Path) -> Path:
    """Real photos, a folder a breed, two of each of three breeds."""
    folder = tmp_path / "dogs"
    for breed, name in DOGS:
        photos = sorted((shared_photos / "breeds" / breed).iterdir())[:2]
        for photo in photos:
            (folder / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(photo, folder / name / photo.name.replace("imagenet__", "").replace("n0", "x"))
    return folder


def test_a_folder_without_a_split_scores_every_photo(command: Command, dogs: Path) -> None:
    outcome = command("evaluate", *MODEL, dogs, "--format", "json")
    assert outcome.code == 0 and outcome.err == ""
    (record,) = outcome.objects
    assert set(record) >= KEYS and record["event"] == "evaluated"
    photos = sorted(dogs.rglob("*.jpg"))
    assert record["photos"] == len(photos) and record["split"] == "all"
    assert record["labels"] == [breed.slug for breed in load_breed_table()]
    classifier = Classifier.load("efficientnet-lite0")
    right = 0
    for photo in photos:
        pixels = load_photo(str(photo), shorter_side=classifier.decode_side)
        best = classifier.classify(pixels).top(1)[0].breed  # type: ignore[arg-type]
        right += best in photo.parent.name.lower()
    assert record["accuracy"] == right / len(photos) and len(record["misclassified"]) == len(photos) - right
    assert sum(map(sum, record["confusion"])) == len(photos) and record["per_breed"]["chihuahua"]["photos"] >= 1
    assert record["unknown_breeds"] == {} and record["bad_photos"] == [] and 0 <= record["ece"] <= 1


def test_the_test_photos_are_scored_of_data_with_splits(command: Command, dogs: Path, tmp_path: Path) -> None:
    split = tmp_path / "split"
    shutil.copytree(dogs, split / "train")
    shutil.copytree(dogs / "pug", split / "test" / "pug")
    outcome = command("evaluate", *MODEL, split, "--format", "json")
    assert outcome.objects[0]["split"] == "test" and "test photos are scored" in outcome.err
    count = len(list((dogs / "pug").iterdir()))
    assert outcome.objects[0]["photos"] == count and outcome.code == 0
    every = command("evaluate", *MODEL, split, "--split", "all", "--format", "json")
    assert every.objects[0]["photos"] == count + len(list(dogs.rglob("*.jpg"))) and every.err == ""
    none = command("evaluate", *MODEL, split, "--split", "validation")
    assert none.code == 2 and none.err == "breedlens: The data has no validation photos. It has: test, train.\n"
    flat = command("evaluate", *MODEL, dogs, "--split", "test", "--format", "json")
    assert flat.code == 0 and "has no splits" in flat.err and flat.objects[0]["split"] == "all"


def test_the_folder_of_a_run_is_data(command: Command, dogs: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    photos = sorted((dogs / "pug").iterdir())
    rows = [{"path": str(photo), "breed": "pug", "split": "test"} for photo in photos]
    save_table(str(run / "split.csv"), make_table(rows))
    (run / "run.json").write_text("{}")
    outcome = command("evaluate", *MODEL, run, "--format", "json", "--every-split")
    assert outcome.objects[0]["photos"] == len(photos) and set(outcome.objects[0]["splits"]) == {"test"}


def test_unknown_breeds_and_broken_photos_are_named(command: Command, dogs: Path) -> None:
    (dogs / "rex breed").mkdir()
    shutil.copy(next((dogs / "pug").iterdir()), dogs / "rex breed" / "rex.jpg")
    (dogs / "pug" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not much of a photo")
    outcome = command("evaluate", *MODEL, dogs, "--format", "json")
    assert outcome.code == 1
    assert "broken.jpg: " in outcome.err and "1 of " in outcome.err and "rex breed (1)" in outcome.err
    (record,) = outcome.objects
    assert record["unknown_breeds"] == {"rex breed": 1} and record["labels"][-1] == "rex breed"
    assert [Path(bad["path"]).name for bad in record["bad_photos"]] == ["broken.jpg"]
    (dogs / "all").mkdir()
    only = dogs.parent / "only" / "pug"
    only.mkdir(parents=True)
    shutil.copy(dogs / "pug" / "broken.jpg", only)
    nothing = command("evaluate", *MODEL, only.parent)
    assert nothing.code == 1 and nothing.out == "" and "1 of 1 could not be read" in nothing.err


def test_the_table_and_the_report(command: Command, dogs: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.csv"
    history.write_text("epoch,loss,accuracy,val_loss,val_accuracy,is_best\n1,1.0,0.5,1.1,0.4,True\n")
    outcome = command("evaluate", *MODEL, dogs, "-o", tmp_path / "report", "--robustness", "--history", history)
    assert outcome.code == 0 and "report.html" in outcome.err
    for words in ("accuracy", "top 5", "log loss", "calibration error", "Beagle", "rotation", "quality 10"):
        assert words in outcome.out
    page = (tmp_path / "report" / "report.html").read_text("utf-8")
    assert "EfficientNet-Lite0" in page and "Learning curves" in page and "Robustness" in page
    figures = json.loads((tmp_path / "report" / "metrics.json").read_text())
    assert len(figures["robustness"]) > 15
    unchanged = figures["robustness"][0]
    assert unchanged == {"change": "unchanged", "strength": ""} | {
        name: figures[name] for name in ("photos", "accuracy", "accuracy_low", "accuracy_high")
    }


def test_photos_of_imagenet_carry_the_note(command: Command, shared_photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Images" / "n02085620-Chihuahua"
    folder.mkdir(parents=True)
    photo = next((shared_photos / "breeds" / "chihuahua").iterdir())
    shutil.copy(photo, folder / "n02085620_7.jpg")
    outcome = command("evaluate", *MODEL, folder.parent, "--format", "json")
    assert "trained on ImageNet" in outcome.err and "trained on ImageNet" in outcome.objects[0]["note"]


def test_more_views_are_another_answer_and_words_are_those_of_core(command: Command, dogs: Path) -> None:
    one, more = (command("evaluate", *MODEL, dogs, "--format", "json", "--views", views) for views in VIEWS[:2])
    assert one.objects[0]["log_loss"] != more.objects[0]["log_loss"]
    assert VIEWS == VIEW_NAMES and SPLITS == SPLIT_CHOICES and LAYOUTS == open_dataset.LAYOUTS and FORMS == forms.FORMS


def test_ctrl_c_ends_with_130(command: Command, dogs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any, **options: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return measure_model(*arguments, **options)

    monkeypatch.setattr(evaluate_work, "measure_model", interrupted)
    outcome = command("evaluate", *MODEL, dogs, "--format", "json")
    assert outcome.code == 130 and outcome.out == "" and outcome.err == "breedlens: Stopped.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{here}/none"], "There is nothing at"),
        (["{here}", "--split", "best"], "invalid choice"),
        (["{here}", "--output", ""], "the name is empty"),
        (["{here}", "--model", "no such"], "no model called"),
        (["{here}", "--history", "{here}/none"], "There is no file"),
        (["{here}", "--history", __file__], "tells of no epoch"),
        (["{here}", "-o", "{here}/file"], "The report cannot be written"),
        ([], "required"),
    ],
)
def test_wrong_use_gets_one_sentence(command: Command, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "file").write_text("in the way")
    outcome = command("evaluate", *(argument.replace("{here}", str(tmp_path)) for argument in arguments))
    assert outcome.code == 2 and sentence in outcome.err and outcome.out == "" and outcome.err.count("\n") == 1
