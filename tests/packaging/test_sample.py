"""The drawn dogs that come with the program: what the model makes of them, and that they are what the script draws."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from draw_sample import FOLDER, SIDE, draw_cup, draw_face, draw_sample, variant
from drawn_faces import FACES
from guide_pictures import OF_EACH, draw_dogs
from PIL import Image

from core.breeds import load_breed_table
from core.inference.classifier import Classifier
from core.inference.results import Finding
from core.photos.loader import load_photo


def same(one: Image.Image, other: Image.Image) -> float:
    """The mean difference in levels."""
    return float(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).mean())


def test_the_answers_to_the_sample_are_what_a_person_expects() -> None:
    classifier = Classifier.load("default")
    expected = {
        "drawn-beagle.jpg": (True, "beagle"),
        "drawn-samoyed.jpg": (True, "samoyed"),
        "drawn-siberian-husky.jpg": (True, "siberian_husky"),
        "drawn-cup.jpg": (False, ""),
    }
    assert {path.name for path in FOLDER.iterdir()} == set(expected)
    for name, (is_dog, breed) in expected.items():
        photo = load_photo(str(FOLDER / name))
        assert isinstance(photo, np.ndarray)
        prediction = classifier.classify(photo)
        assert prediction.is_dog == is_dog, name
        if is_dog:
            assert prediction.top(1)[0].breed == breed
        else:
            assert prediction.finding is Finding.NO_DOG


def test_the_files_are_what_the_script_draws(tmp_path: Path) -> None:
    for made in draw_sample(tmp_path / "sample"):
        with Image.open(made) as fresh, Image.open(FOLDER / made.name) as kept:
            assert same(fresh, kept) < 3.0, made.name


def test_variants_are_other_pictures_of_the_same_dog_and_the_same_each_time() -> None:
    picture = draw_face(FACES[0])
    assert variant(picture, 0) is picture
    pictures = [variant(picture, number) for number in range(1, 5)]
    assert all(one.size == (SIDE, SIDE) for one in pictures)
    assert same(pictures[0], variant(picture, 1)) == 0
    assert all(same(one, other) > 5 for one, other in pairwise(pictures))


@pytest.mark.parametrize("draw", [lambda: draw_face(FACES[1]), draw_cup])
def test_drawing_is_the_same_each_time(draw: object) -> None:
    assert callable(draw)
    assert same(draw(), draw()) == 0


def test_the_dogs_of_the_guide_are_of_known_breeds(tmp_path: Path) -> None:
    breeds = load_breed_table()
    made = draw_dogs(tmp_path)
    assert set(made) == {face.name for face in FACES}
    for name, paths in made.items():
        assert breeds.find(name) is not None
        assert len(paths) == OF_EACH and all(Path(path).is_file() for path in paths)
