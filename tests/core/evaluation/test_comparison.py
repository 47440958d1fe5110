"""What an accuracy is held against: guessing, and the default model on the same photos."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pictures import draw, encode

from core.catalog import load_catalog
from core.evaluation import comparison
from core.evaluation.comparison import comparable_model, guessing_share, reference
from core.evaluation.evaluate import Evaluation
from core.evaluation.record import as_record
from core.inference.classifier import Classifier
from core.photos.loader import load_photo

BREEDS = ("pug", "beagle", "chow")


def evaluation(paths: list[str], truths: list[int], predicted: list[int]) -> Evaluation:
    shares = np.full((len(paths), len(BREEDS)), 0.1, np.float32)
    shares[range(len(paths)), predicted] = 0.8
    return Evaluation("own", BREEDS, tuple(paths), np.array(truths, np.intp), shares, split="test")


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        path.write_bytes(encode(draw(90, 80, seed=number), "PNG"))
    return list(map(str, paths))


def test_who_guesses_takes_every_photo_for_the_most_frequent_breed() -> None:
    assert guessing_share(evaluation(list("abcde"), [0, 1, 1, 1, 2], [0] * 5)) == pytest.approx(0.6)
    assert guessing_share(evaluation([], [], [])) == 0.0
    unknown = replace(evaluation(list("abc"), [3, 3, 0], [0] * 3), labels=(*BREEDS, "dalmatian"))
    assert guessing_share(unknown) == pytest.approx(1 / 3), "no one guesses a breed that the model has not"


def test_the_default_model_chooses_among_the_same_breeds(photos: list[str], home_with_models: Path) -> None:
    default = Classifier.load()
    among = [default.class_names.index(breed) for breed in BREEDS]
    chosen = []
    for path in photos:
        photo = load_photo(path, shorter_side=default.decode_side)
        assert isinstance(photo, np.ndarray)
        chosen.append(int(default.classify(photo).probabilities[among].argmax()))
    truths = [*chosen[:3], *((index + 1) % 3 for index in chosen[3:])]
    own = evaluation(photos, truths, [(truth + 1) % 3 for truth in truths])
    classifier = comparable_model(own)
    assert classifier is not None and classifier.name == load_catalog().default
    told: list[int] = []
    found = reference(own, classifier, on_progress=lambda progress: told.append(progress.done))
    assert found is not None and found.model == load_catalog().default and told[-1] == 5
    assert (found.accuracy.value, found.accuracy.count) == (0.6, 5)
    record = as_record(own, reference=found)
    assert record["reference"] == {
        "model": found.model, "accuracy": 0.6, "accuracy_low": found.accuracy.low, "accuracy_high": found.accuracy.high,
    }  # fmt: skip


def test_what_cannot_be_compared(photos: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it loads a model in vain")

    monkeypatch.setattr(Classifier, "load", never)
    wrong = evaluation(photos, [0] * 5, [1] * 5)
    assert comparable_model(evaluation(photos, [0] * 5, [0] * 5)) is None, "all is right already"
    assert comparable_model(replace(wrong, labels=("pug", "Rex of mine", "chow"))) is None
    assert comparable_model(evaluation([], [], [])) is None
    monkeypatch.setattr(comparison, "AFFORDABLE", 4)
    assert comparable_model(wrong) is None
    assert as_record(wrong)["reference"] is None


def test_photos_that_have_gone_are_no_comparison(photos: list[str], home_with_models: Path) -> None:
    wrong = evaluation([path + "x" for path in photos], [0] * 5, [1] * 5)
    classifier = comparable_model(wrong)
    assert classifier is not None and reference(wrong, classifier) is None
