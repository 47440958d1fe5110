"""Ensembles: the weights are the best ones, and what is saved answers with the weighted mean of probabilities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize
from stand_in import COLOURS, SIDE, _graph, draw_photos

from core.bundles.bundle import read_card, save_bundle
from core.bundles.card import Calibration, Card, ClassEntry
from core.datasets.open_dataset import open_dataset
from core.errors import BreedLensError
from core.evaluation.metrics import log_loss
from core.inference.classifier import Classifier
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.paths import user_folders
from core.photos.loader import load_photo
from core.training.ensemble import fit_weights, make_ensemble

BREEDS = tuple(sorted(COLOURS))


def softmax(logits: Any) -> Any:
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def answers_of(count: int, models: int, seed: int, classes: int = 4) -> tuple[list[Any], Any]:
    """Models of different use: each knows the truth, more or less."""
    rng = np.random.default_rng(seed)
    truths = rng.integers(0, classes, count)
    sharpness = rng.uniform(0, 3, models)
    logits = [np.eye(classes)[truths] * s + rng.normal(0, 1.5, (count, classes)) for s in sharpness]
    return [softmax(one) for one in logits], truths


@pytest.mark.parametrize("seed", range(8))
def test_the_weights_are_those_of_a_general_optimiser(seed: int) -> None:
    probabilities, truths = answers_of(120, 3, seed)

    def loss(weights: Any) -> float:
        mixed = sum(weight * one for weight, one in zip(weights, probabilities, strict=True))
        return float(-np.log(mixed[np.arange(len(truths)), truths]).mean())

    theirs = minimize(
        loss,
        np.full(3, 1 / 3),
        bounds=[(1e-9, 1)] * 3,
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1},
        options={"ftol": 1e-12, "maxiter": 500},
    )
    ours = fit_weights(probabilities, truths)
    assert ours.sum() == pytest.approx(1) and (ours >= 0).all()
    assert loss(ours) <= theirs.fun + 1e-6
    assert loss(ours) <= min(loss(row) for row in np.eye(3)) + 1e-9


def test_a_useless_model_gets_no_share_and_no_photos_give_equal_ones() -> None:
    rng = np.random.default_rng(0)
    truths = rng.integers(0, 3, 200)
    good = np.eye(3)[truths] * 0.9 + 1 / 30
    wrong = np.eye(3)[(truths + 1) % 3] * 0.9 + 1 / 30
    assert fit_weights([good, wrong], truths) == pytest.approx([1, 0], abs=1e-3)
    assert fit_weights([good[:0], wrong[:0]], truths[:0]).tolist() == [0.5, 0.5]


def save_model(name: str, seed: int, breeds: tuple[str, ...] = BREEDS, temperature: float = 1.0) -> None:
    rng = np.random.default_rng(seed)
    means = np.array([COLOURS.get(breed, (90, 90, 90)) for breed in breeds], np.float32) + rng.normal(
        0, 60, (len(breeds), 3)
    )
    kernel = (means.T / 2500).astype(np.float32)
    bias = (-1250 * (kernel**2).sum(axis=0)).astype(np.float32)
    entries = tuple(ClassEntry(breed, index) for index, breed in enumerate(breeds))
    card = Card(
        name,
        name,
        "colours",
        SIDE,
        entries,
        preprocessing=({"step": "resize"},),
        calibration={"single": Calibration(temperature=temperature)},
    )
    save_bundle(user_folders().models, card, _graph(), Head((GlobalAveragePooling(), Dense(kernel, bias))))


@pytest.fixture
def photos(tmp_path: Path) -> Any:
    draw_photos(tmp_path / "photos", count=8)
    return open_dataset(str(tmp_path / "photos"))


def test_an_ensemble_answers_with_the_weighted_mean_of_calibrated_probabilities(photos: Any) -> None:
    save_model("one", 1, temperature=2.0)
    save_model("two", 2)
    made = make_ensemble(["one", "two"], "both", photos)
    ensemble, alone = Classifier.load("both"), [Classifier.load("one"), Classifier.load("two")]
    assert ensemble.class_names == BREEDS and ensemble.has_heat_maps
    weights = {member.name: member.weight for member in read_card(made.folder).members}
    temperature = made.card.calibration["single"].temperature
    for path in photos["path"]:
        photo = load_photo(path)
        assert isinstance(photo, np.ndarray)
        mean = sum(weights.get(one.name, 0) * one.classify(photo).probabilities for one in alone)
        expected = softmax(np.log(mean) / temperature)
        assert ensemble.classify(photo).probabilities == pytest.approx(expected, abs=1e-5)


def test_its_figures_are_those_of_its_answers(photos: Any) -> None:
    save_model("one", 1)
    save_model("two", 2)
    made = make_ensemble(["one", "two"], "both", photos, title="Both")
    truths = np.array([BREEDS.index(breed) for breed in photos["breed"]])
    ensemble = Classifier.load("both")
    answers = np.array([ensemble.classify(load_photo(path)).probabilities for path in photos["path"]])  # type: ignore[arg-type]
    assert made.log_loss == pytest.approx(log_loss(answers, truths), rel=1e-4)
    assert made.log_loss <= min(made.member_log_losses) + 1e-6 and made.photos == 24
    (figures,) = made.card.metrics
    assert figures["top1"] == pytest.approx((answers.argmax(axis=1) == truths).mean()) and figures["count"] == 24
    assert made.card.title == "Both"


def test_without_photos_all_have_the_same_share() -> None:
    save_model("one", 1)
    save_model("two", 2)
    card = make_ensemble(["one", "two"], "both", None).card
    assert [member.weight for member in card.members] == [0.5, 0.5] and not card.metrics
    assert make_ensemble(["two", "one"], "both", None, replace=True).card.members[0].name == "two"


def test_members_may_know_the_breeds_in_any_order(photos: Any) -> None:
    save_model("one", 1)
    save_model("two", 2, breeds=BREEDS[::-1])
    made = make_ensemble(["one", "two"], "both", photos)
    ensemble, alone = Classifier.load("both"), [Classifier.load("one"), Classifier.load("two")]
    weights = {member.name: member.weight for member in made.card.members}
    temperature = made.card.calibration["single"].temperature
    for path in photos["path"]:
        photo = load_photo(path)
        assert isinstance(photo, np.ndarray)
        first, second = (one.classify(photo).probabilities for one in alone)
        mean = weights.get("one", 0) * first + weights.get("two", 0) * second[::-1]
        assert ensemble.class_names == BREEDS
        assert ensemble.classify(photo).probabilities == pytest.approx(softmax(np.log(mean) / temperature), abs=1e-5)


def test_of_an_ensemble_the_members_take_part_with_their_shares(photos: Any) -> None:
    for seed, name in enumerate(("one", "two", "three")):
        save_model(name, seed)
    make_ensemble(["one", "two"], "pair", None)
    members = make_ensemble(["pair", "three"], "all", None).card.members
    assert [(one.name, one.weight) for one in members] == [("one", 0.25), ("two", 0.25), ("three", 0.5)]
    # who is there twice is one member
    members = make_ensemble(["pair", "two"], "again", None).card.members
    assert [(one.name, one.weight) for one in members] == [("one", 0.25), ("two", 0.75)]
    fitted = make_ensemble(["pair", "three"], "fitted", photos)
    flat = make_ensemble(["one", "two", "three"], "flat", photos)
    assert fitted.card.members == flat.card.members and len(fitted.member_log_losses) == 3
    assert Classifier.load("all").class_names == BREEDS


def test_the_breeds_that_differ_are_named() -> None:
    save_model("one", 1)
    save_model("other", 3, breeds=(*BREEDS[1:], "akita"))
    with pytest.raises(BreedLensError, match=f"Only one of them knows: akita, {BREEDS[0]}."):
        make_ensemble(["one", "other"], "both", None)


def test_a_model_in_a_folder_of_its_own_may_be_a_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_model("one", 1)
    save_model("two", 2)
    elsewhere = tmp_path / "elsewhere.breedmodel"
    (user_folders().models / "two.breedmodel").rename(elsewhere)
    monkeypatch.chdir(tmp_path)
    make_ensemble(["one", "elsewhere.breedmodel"], "both", None)
    monkeypatch.chdir("/")
    assert Classifier.load("both").class_names == BREEDS


@pytest.mark.parametrize(
    ("models", "name", "code"),
    [
        (["one"], "both", "ensemble_too_small"),
        (["one", "other"], "both", "ensemble_breeds_differ"),
        (["one", "one"], "both", "ensemble_too_small"),
        (["one", "two"], "one", "model_name_taken"),
        (["one", "two"], "efficientnet-lite0", "model_name_taken"),
        (["one", "none"], "both", "unknown_model"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_a_sentence(models: list[str], name: str, code: str) -> None:
    save_model("one", 1)
    save_model("two", 2)
    save_model("other", 3, breeds=(*BREEDS[1:], "akita"))
    with pytest.raises(BreedLensError) as caught:
        make_ensemble(models, name, None)
    assert caught.value.code == code
    assert not (user_folders().models / "both.breedmodel").exists()
