"""The default models on real photos: breeds, the gate for what is no dog, and where they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.breeds import load_breed_table
from core.inference import calibration
from core.inference.classifier import HEAT_MAP_SIDE, Classifier
from core.inference.results import Finding, Prediction
from core.photos.loader import load_photo

LITE0, LITE2, BOTH = "efficientnet-lite0", "efficientnet-lite2", "efficientnet-lite0+lite2"
TOP1 = 0.88
"""on the 95 photos of `check`"""
DECODE_SIDE = 292


@pytest.fixture(scope="module")
def photo_set(shared_photos: Path) -> Callable[[str], list[tuple[str, NDArray[np.uint8]]]]:
    """The photos of one folder with the slug of their folder, or with the first word of their name."""
    table = load_breed_table()

    def read(name: str) -> list[tuple[str, NDArray[np.uint8]]]:
        found = []
        for path in sorted(p for p in (shared_photos / name).rglob("*") if p.is_file()):
            pixels = load_photo(str(path), shorter_side=DECODE_SIDE)
            if isinstance(pixels, np.ndarray):
                breed = table.find(path.parent.name)
                found.append((breed.slug if breed else path.name, pixels))
        assert found
        return found

    return read


@pytest.fixture(scope="module")
def check(photo_set: Any) -> list[tuple[str, NDArray[np.uint8]]]:
    found: list[tuple[str, NDArray[np.uint8]]] = photo_set("check")
    return found


def answers(classifier: Classifier, photos: list[tuple[str, NDArray[np.uint8]]]) -> list[Prediction]:
    return [classifier.classify(photo) for _, photo in photos]


@pytest.mark.parametrize("name", [LITE0, LITE2])
def test_breeds_are_found(name: str, load_model: Any, check: Any) -> None:
    found = answers(load_model(name), check)
    right = [answer.top(1)[0].breed == breed for answer, (breed, _) in zip(found, check, strict=True)]
    assert np.mean(right) >= TOP1
    fifth = [
        breed in [ranked.breed for ranked in answer.top(5)] for answer, (breed, _) in zip(found, check, strict=True)
    ]
    assert np.mean(fifth) >= 0.97
    covered = [breed in answer.breed_set for answer, (breed, _) in zip(found, check, strict=True) if answer.breed_set]
    assert np.mean(covered) >= 0.9
    assert np.mean([answer.is_dog for answer in found]) >= 0.97
    assert all(len(answer.probabilities) == 120 for answer in found)


@pytest.mark.parametrize("name", [LITE0, LITE2])
def test_what_is_no_dog_is_said_to_be_none(name: str, load_model: Any, photo_set: Any) -> None:
    negatives = photo_set("negatives")
    kinds: dict[str, list[bool]] = {}
    for answer, (file, _) in zip(answers(load_model(name), negatives), negatives, strict=True):
        kinds.setdefault(file.partition("__")[0], []).append(answer.is_dog)
    for kind in ("cat_or_bigcat", "food_dog_lookalike", "vehicle"):
        assert kinds[kind] and not any(kinds[kind]), kind
    assert np.mean([is_dog for of_kind in kinds.values() for is_dog in of_kind]) < 0.03


@pytest.mark.parametrize("name", [LITE0, LITE2])
def test_a_dalmatian_is_a_dog_of_another_breed(name: str, load_model: Any, photo_set: Any) -> None:
    findings = Counter(answer.finding for answer in answers(load_model(name), photo_set("other_breeds/dalmatian")))
    assert findings[Finding.NO_DOG] == 0
    assert findings[Finding.OTHER_BREED] >= 0.9 * findings.total()


@pytest.mark.parametrize("views_name", ["single", "zoom"])
def test_a_closer_look_answers_alike(views_name: str, load_model: Any, check: Any) -> None:
    classifier = load_model(LITE0, views_name)
    for _, photo in check[::5]:
        answer, examined = classifier.classify(photo), classifier.examine(photo).prediction
        np.testing.assert_allclose(examined.probabilities, answer.probabilities, atol=1e-4)
        assert (examined.finding, examined.breed_set) == (answer.finding, answer.breed_set)


def test_the_ensemble_is_the_mean_of_the_calibrated_logits(load_model: Any, check: Any) -> None:
    together = load_model(BOTH)
    members = [load_model(name) for name in (LITE0, LITE2)]
    fit = together._card.calibration_for("single")
    for _, photo in check[::10]:
        logits = []
        for member in members:
            answer = member.classify(photo)
            # log p is the calibrated logits but for a constant, which no probability depends on
            logits.append(np.log(answer.probabilities))
        expected = calibration.softmax(np.mean(logits, axis=0) / np.float32(fit.temperature))
        np.testing.assert_allclose(together.classify(photo).probabilities, expected, atol=1e-4)


@pytest.mark.parametrize("name", [LITE0, BOTH])
def test_a_mirrored_photo_has_the_same_answer_with_both_views(name: str, load_model: Any, check: Any) -> None:
    classifier = load_model(name, "flip")
    for _, photo in check[::10]:
        side = min(photo.shape[:2])
        square = cv2.resize(photo[:side, :side], (292, 292), interpolation=cv2.INTER_AREA)
        answer = classifier.classify(square)
        mirrored = classifier.classify(np.ascontiguousarray(square[:, ::-1]))
        np.testing.assert_allclose(mirrored.probabilities, answer.probabilities, atol=1e-3)
        assert mirrored.dog_probability == pytest.approx(answer.dog_probability, abs=1e-3)


def in_a_corner(photo: NDArray[np.uint8], right: bool, bottom: bool) -> NDArray[np.uint8]:
    """The photo at a third of the side of a plain canvas, in one corner of what the centre crop shows."""
    canvas = np.full((600, 600, 3), 128, np.uint8)
    small = cv2.resize(photo, (200, 200), interpolation=cv2.INTER_AREA)
    top, left = (340 if bottom else 60), (340 if right else 60)
    canvas[top : top + 200, left : left + 200] = small
    return canvas


@pytest.mark.parametrize("name", [LITE0, LITE2, BOTH])
@pytest.mark.parametrize("views_name", ["single", "flip", "zoom"])
@pytest.mark.parametrize(("right", "bottom"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_heat_lies_on_the_dog(
    name: str, views_name: str, right: bool, bottom: bool, load_model: Any, check: Any
) -> None:
    classifier = load_model(name, views_name)
    for breed, photo in check[5:60:25]:
        examination = classifier.examine(in_a_corner(photo, right, bottom))
        heat = examination.heat_map(examination.prediction.class_names.index(breed))
        assert heat.shape == (HEAT_MAP_SIDE, HEAT_MAP_SIDE) and heat.max() == 1 and heat.min() >= 0
        row, column = np.unravel_index(heat.argmax(), heat.shape)
        assert (column >= 128) == right and (row >= 128) == bottom
        half = heat[:, 128:] if right else heat[:, :128]
        half = half[128:] if bottom else half[:128]
        assert half.sum() > 0.5 * heat.sum()


@pytest.mark.parametrize("views_name", ["single", "flip", "zoom"])
@pytest.mark.parametrize("shape", [(300, 900), (900, 300), (400, 400), (257, 301)])
def test_there_is_no_heat_where_nothing_was_seen(
    views_name: str, shape: tuple[int, int], load_model: Any, check: Any
) -> None:
    breed, photo = check[0]
    examination = load_model(LITE0, views_name).examine(cv2.resize(photo, shape[::-1], interpolation=cv2.INTER_AREA))
    seen = examination.seen
    heat = examination.heat_map(examination.prediction.class_names.index(breed))
    rows, columns = heat.shape
    assert max(rows, columns) == HEAT_MAP_SIDE
    assert rows / columns == pytest.approx(shape[0] / shape[1], rel=0.02)
    unseen = np.ones(heat.shape, bool)
    left, top = seen.x * columns, seen.y * rows
    right, bottom = left + seen.width * columns, top + seen.height * rows
    unseen[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))] = False
    assert not heat[unseen].any() and heat.max() == 1 and np.isfinite(heat).all()
    if views_name == "zoom":
        assert (seen.x, seen.y, seen.width, seen.height) == (0, 0, 1, 1)
